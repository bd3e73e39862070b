"""Loads skills, roles, causes and tools. Levels are read from their file directly and have no table."""
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q

from engawa.base.text import normal, tokens
from engawa.journey.skills.actions.loading import Loaded, replace_links, upsert_terms
from engawa.journey.skills.models import (
    Alias,
    Area,
    CareerRole,
    Cause,
    Group,
    Relation,
    RoleFamily,
    RoleSkill,
    Skill,
    Tool,
    ToolKind,
)
from engawa.journey.skills.reference import read_data

OWNER = "engawa.journey.skills"
SEED_AREAS = ("web-sns", "data", "systems", "strategy-security")
Row = dict[str, Any]


@transaction.atomic
def load_vocabulary() -> list[Loaded]:
    """Bring the tables of this step in line with its four files. A second run writes nothing."""
    return [_load_skills(), _load_roles(), _load_causes(), _load_tools()]


def _terms(rows: list[Row], *names: str) -> dict[str, Row]:
    """slug → fields, both names and the position in the file always among them."""
    return {
        row["slug"]: {"ja": row["ja"], "en": row["en"], "position": position, **{name: row[name] for name in names}}
        for position, row in enumerate(rows, start=1)
    }


def _renamed(terms: dict[str, Row], **names: str) -> dict[str, Row]:
    """References of a file (`area`) under the column that holds them (`area_id`)."""
    return {slug: {names.get(name, name): value for name, value in row.items()} for slug, row in terms.items()}


def _load_skills() -> Loaded:
    data, loaded = read_data(OWNER, "skills.yaml"), Loaded("skills.yaml")
    areas = _terms(data["areas"], "desc_ja", "desc_en")
    for slug, row in areas.items():
        row["is_seed"] = slug in SEED_AREAS
    skills = _renamed(_terms(data["skills"], "group", "npo_use"), group="group_id")
    for row in data["skills"]:
        skills[row["slug"]] |= {name: row.get(name, "") for name in ("transfer_note_ja", "transfer_note_en")}
    upsert_terms(model=Area, rows=areas, into=loaded)
    upsert_terms(model=Group, rows=_renamed(_terms(data["groups"], "area"), area="area_id"), into=loaded)
    upsert_terms(model=Skill, rows=skills, into=loaded)
    replace_links(
        model=Skill.areas.through, keys=("skill_id", "area_id"), into=loaded,
        rows=[{"skill_id": row["slug"], "area_id": area} for row in data["skills"] for area in row["areas"]],
        added=Q(skill__added_at__isnull=False),
    )
    aliases = list(_aliases(data["skills"]))
    replace_links(model=Alias, keys=("key",), rows=aliases, into=loaded, added=Q(added_at__isnull=False))
    replace_links(
        model=Relation, keys=("source_id", "kind", "target_id"), rows=_relations(data["skills"]), into=loaded)
    loaded.totals["aliases"] = len(aliases)
    return loaded


def _aliases(skills: list[Row]) -> Iterator[Row]:
    """Names first, so that a word which is both is kept as the name is written."""
    # Readings need the tokenizer; a word that is already in the table keeps the one it has.
    known = dict(Alias.objects.values_list("text", "reading"))
    for row in skills:
        unsure = {normal.key(text) for text in row.get("ambiguous", [])}
        seen = set()
        for text in [row["ja"], row["en"], *row["aliases"], *row.get("ambiguous", [])]:
            key = normal.key(text)
            if key in seen:
                continue
            seen.add(key)
            yield {
                "skill_id": row["slug"], "text": text, "key": key, "is_ambiguous": key in unsure,
                "reading": known[text] if text in known else normal.key(tokens.readings(text)),
            }


def _relations(skills: list[Row]) -> Iterator[Row]:
    for row in skills:
        for kind, name in ((Relation.Kind.RELATED, "related"), (Relation.Kind.TRANSFER, "transfers_to")):
            for target, weight in row.get(name, {}).items():
                yield {"source_id": row["slug"], "target_id": target, "kind": kind, "weight": float(weight)}


def _load_roles() -> Loaded:
    data, loaded = read_data(OWNER, "roles.yaml"), Loaded("roles.yaml")
    upsert_terms(model=RoleFamily, rows=_terms(data["families"]), into=loaded)
    roles = _renamed(_terms(data["roles"], "family", "aliases"), family="family_id")
    upsert_terms(model=CareerRole, rows=roles, into=loaded)
    replace_links(
        model=RoleSkill, keys=("role_id", "skill_id"), into=loaded,
        rows=[{"role_id": role["slug"], "skill_id": one["skill"], "level": one["level"]}
              for role in data["roles"] for one in role["skills"]],
    )
    return loaded


def _load_causes() -> Loaded:
    data, loaded = read_data(OWNER, "causes.yaml"), Loaded("causes.yaml")
    rows = _terms(data["causes"], "number", "law_name_ja", "examples_ja", "examples_en", "sdgs")
    upsert_terms(model=Cause, rows=rows, into=loaded)
    return loaded


def _load_tools() -> Loaded:
    data, loaded = read_data(OWNER, "tools.yaml"), Loaded("tools.yaml")
    upsert_terms(model=ToolKind, rows=_terms(data["kinds"]), into=loaded)
    tools = _terms(data["tools"], "kind", "desc_ja", "desc_en", "in_article", "skill")
    upsert_terms(model=Tool, rows=_renamed(tools, kind="kind_id", skill="skill_id"), into=loaded)
    return loaded
