"""Loads areas, skills, roles, levels, causes and tools."""
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from engawa.base.text import normal, tokens
from engawa.base.times import now
from engawa.journey.skills import queries, rules
from engawa.journey.skills.actions.editions import follow_files
from engawa.journey.skills.actions.loading import Loaded, replace_links, upsert_terms
from engawa.journey.skills.editions import Kind
from engawa.journey.skills.models import (
    Alias,
    Area,
    CareerRole,
    Cause,
    Group,
    Level,
    Relation,
    RoleFamily,
    RoleSkill,
    Skill,
    Tool,
    ToolKind,
)
from engawa.journey.skills.shapes import NUMBER, TEXT, WEIGHTS, YES_NO, Maybe, OrNothing, Several

OWNER = "engawa.journey.skills"
SEED_AREAS = ("web-sns", "data", "systems", "strategy-security")
Row = dict[str, Any]
Known = dict[str, tuple[str, datetime | None]]


@transaction.atomic
def load_vocabulary() -> list[Loaded]:
    """Bring the tables of this step in line with its files and with what the desk made of them. A second run writes nothing."""
    skills = follow_files(kind=AREA)
    groups = _renamed(_terms(SKILL.document()["groups"], "area"), area="area_id")
    upsert_terms(model=Group, rows=groups, into=skills)
    skills.add(follow_files(kind=SKILL))
    roles, tools = Loaded(ROLE.file), Loaded(TOOL.file)
    upsert_terms(model=RoleFamily, rows=_terms(ROLE.document()["families"]), into=roles)
    upsert_terms(model=ToolKind, rows=_terms(TOOL.document()["kinds"]), into=tools)
    return [skills, roles.add(follow_files(kind=ROLE)), follow_files(kind=LEVEL), follow_files(kind=CAUSE),
            tools.add(follow_files(kind=TOOL))]


def _terms(rows: list[Row], *names: str) -> dict[str, Row]:
    """slug → fields, both names and the position in the list always among them."""
    return {
        row["slug"]: {"ja": row["ja"], "en": row["en"], "position": row.get("position", position), **{name: row[name] for name in names}}
        for position, row in enumerate(rows, start=1)
    }


def _renamed(terms: dict[str, Row], **names: str) -> dict[str, Row]:
    """References of a file (`area`) under the column that holds them (`area_id`)."""
    return {slug: {names.get(name, name): value for name, value in row.items()} for slug, row in terms.items()}


def _write_areas(rows: list[Row], into: Loaded, only: Collection[str] | None = None) -> None:
    areas = _terms(rows, "desc_ja", "desc_en")
    for slug, row in areas.items():
        row["is_seed"] = slug in SEED_AREAS
    upsert_terms(model=Area, rows=areas, into=into, only=only)


def _write_skills(rows: list[Row], into: Loaded, only: Collection[str] | None = None) -> None:
    skills = _renamed(_terms(rows, "group", "npo_use"), group="group_id")
    for row in rows:
        skills[row["slug"]] |= {name: row.get(name, "") for name in ("transfer_note_ja", "transfer_note_en")}
    upsert_terms(model=Skill, rows=skills, into=into, only=only)
    # Words that were added before there were versions stay until the desk edits their skill.
    ours = queries.changed_here("skill")
    replace_links(
        model=Skill.areas.through, keys=("skill_id", "area_id"), into=into,
        rows=[{"skill_id": row["slug"], "area_id": area} for row in rows for area in row["areas"]],
        added=Q(skill__added_at__isnull=False) & ~Q(skill__in=ours), within=None if only is None else Q(skill__in=only),
    )
    # Readings need the tokenizer; a word that is already in the table keeps the one it has.
    had = Alias.objects.all() if only is None else Alias.objects.filter(skill__in=only)
    known = {text: (reading, added) for text, reading, added in had.values_list("text", "reading", "added_at")}
    aliases = list(_aliases(rows, ours, known))
    replace_links(
        model=Alias, keys=("key",), rows=aliases, into=into, added=Q(added_at__isnull=False) & ~Q(skill__in=ours),
        within=None if only is None else Q(skill__in=only))
    replace_links(
        model=Relation, keys=("source_id", "kind", "target_id"), rows=_relations(rows), into=into,
        within=None if only is None else Q(source__in=only))
    into.totals["aliases"] = len(aliases)


def _aliases(skills: list[Row], ours: set[str], known: Known) -> Iterator[Row]:
    """Names first, so that a word which is both is kept as the name is written; a word the desk gave to a skill stays with it."""
    shipped = {slug: set(rules.words_of(row)) for slug, row in SKILL.rows().items() if slug in ours}
    words = [(row, text, normal.key(text)) for row in skills for text in rules.words_of(row)]
    claims: dict[str, tuple[str, str]] = {}
    for row, text, key in sorted(words, key=lambda word: word[0]["slug"] not in ours):
        claims.setdefault(key, (row["slug"], text))
    unsure = {normal.key(text) for row in skills for text in row.get("ambiguous", [])}
    for slug, text, key in ((row["slug"], text, key) for row, text, key in words):
        if claims.get(key) == (slug, text):
            del claims[key]  # written once, although a row may repeat it
            reading, added = known.get(text, (None, None))
            is_ours = slug in ours and text not in shipped.get(slug, ())
            yield {
                "skill_id": slug, "text": text, "key": key, "is_ambiguous": key in unsure,
                "reading": normal.key(tokens.readings(text)) if reading is None else reading,
                "added_at": (added or now()) if is_ours else None,
            }


def _relations(skills: list[Row]) -> Iterator[Row]:
    for row in skills:
        for kind, name in ((Relation.Kind.RELATED, "related"), (Relation.Kind.TRANSFER, "transfers_to")):
            for target, weight in row.get(name, {}).items():
                yield {"source_id": row["slug"], "target_id": target, "kind": kind, "weight": float(weight)}


def _write_roles(rows: list[Row], into: Loaded, only: Collection[str] | None = None) -> None:
    upsert_terms(model=CareerRole, rows=_renamed(_terms(rows, "family", "aliases"), family="family_id"), into=into, only=only)
    replace_links(
        model=RoleSkill, keys=("role_id", "skill_id"), into=into, within=None if only is None else Q(role__in=only),
        rows=[{"role_id": role["slug"], "skill_id": one["skill"], "level": one["level"]} for role in rows for one in role["skills"]])


def _write_levels(rows: list[Row], into: Loaded, only: Collection[str] | None = None) -> None:
    fields = _renamed(_terms(rows, "level", "self_check_ja", "self_check_en"), level="number")
    upsert_terms(model=Level, rows=fields, into=into, only=only)


def _write_causes(rows: list[Row], into: Loaded, only: Collection[str] | None = None) -> None:
    fields = _terms(rows, "number", "law_name_ja", "examples_ja", "examples_en", "sdgs")
    upsert_terms(model=Cause, rows=fields, into=into, only=only)


def _write_tools(rows: list[Row], into: Loaded, only: Collection[str] | None = None) -> None:
    fields = _terms(rows, "kind", "desc_ja", "desc_en", "in_article", "skill")
    upsert_terms(model=Tool, rows=_renamed(fields, kind="kind_id", skill="skill_id"), into=into, only=only)


AREA = Kind(
    name="area", owner=OWNER, file="skills.yaml", section="areas", model=Area, write=_write_areas, is_fixed=True,
    shape={"slug": TEXT, "ja": TEXT, "en": TEXT, "desc_ja": TEXT, "desc_en": TEXT})
SKILL = Kind(
    name="skill", owner=OWNER, file="skills.yaml", section="skills", model=Skill, write=_write_skills, why_not=rules.why_not_words,
    shape={"slug": TEXT, "group": TEXT, "ja": TEXT, "en": TEXT, "aliases": Several(TEXT), "ambiguous": Maybe(Several(TEXT)),
           "areas": Several(TEXT), "npo_use": NUMBER, "related": Maybe(WEIGHTS), "transfers_to": Maybe(WEIGHTS),
           "transfer_note_ja": Maybe(TEXT), "transfer_note_en": Maybe(TEXT)})
ROLE = Kind(
    name="role", owner=OWNER, file="roles.yaml", section="roles", model=CareerRole, write=_write_roles, why_not=rules.why_not_role,
    shape={"slug": TEXT, "family": TEXT, "ja": TEXT, "en": TEXT, "aliases": Several(TEXT),
           "skills": Several({"skill": TEXT, "level": NUMBER})})
LEVEL = Kind(
    name="level", owner=OWNER, file="levels.yaml", section="levels", model=Level, write=_write_levels, is_fixed=True,
    shape={"level": NUMBER, "slug": TEXT, "ja": TEXT, "en": TEXT, "desc_ja": TEXT, "desc_en": TEXT, "self_check_ja": TEXT,
           "self_check_en": TEXT, "itss_ja": TEXT, "itss_en": TEXT, "itss": Several(NUMBER)})
CAUSE = Kind(
    name="cause", owner=OWNER, file="causes.yaml", section="causes", model=Cause, write=_write_causes,
    shape={"slug": TEXT, "number": NUMBER, "ja": TEXT, "en": TEXT, "law_name_ja": TEXT, "sdgs": Several(NUMBER),
           "examples_ja": TEXT, "examples_en": TEXT})
TOOL = Kind(
    name="tool", owner=OWNER, file="tools.yaml", section="tools", model=Tool, write=_write_tools,
    shape={"slug": TEXT, "ja": TEXT, "en": TEXT, "kind": TEXT, "in_article": YES_NO, "skill": OrNothing(TEXT),
           "desc_ja": TEXT, "desc_en": TEXT})
