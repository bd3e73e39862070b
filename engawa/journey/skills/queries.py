"""Reads of the vocabulary. Everything here is public knowledge, so nothing asks who reads."""
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils.text import slugify

from engawa.base import times
from engawa.base.text.normal import katakana, key, sound
from engawa.journey.skills import extraction
from engawa.journey.skills.editions import Kind, Row
from engawa.journey.skills.extraction import Mention, SkillInText, Vocabulary, Word, prepare, summed
from engawa.journey.skills.extraction.sources import rules_of_reading
from engawa.journey.skills.mistyped import Mistyped
from engawa.journey.skills.models import (
    Alias,
    Area,
    CareerRole,
    Cause,
    Edition,
    Level,
    Relation,
    RoleFamily,
    RoleSkill,
    Skill,
    Tool,
    ToolKind,
)
from engawa.journey.skills.reference import read_data

STATE_OF_WORDS = """SELECT (SELECT COUNT(*) FROM skills_alias), (SELECT COALESCE(MAX(id), 0) FROM skills_alias),
 (SELECT COALESCE(MAX(id), 0) FROM skills_edition WHERE kind = 'skill')"""
PAGES = ("new", "file")  # addresses beside those of the rows


@dataclass(frozen=True)
class SuggestedSkill:
    """A skill a person with this career probably has, at the level such people usually have it."""

    skill: Skill
    level: int


# ---------------------------------------------------------------- the shelves
def seed_areas() -> QuerySet[Area]:
    """The four areas people choose and filter by, in their fixed order."""
    return Area.objects.current().filter(is_seed=True)


def causes() -> QuerySet[Cause]:
    """The twenty fields of activity, in the order of the law."""
    return Cause.objects.current()


def role_families() -> QuerySet[RoleFamily]:
    """Families of career roles, each with `current_roles`."""
    roles = Prefetch("roles", CareerRole.objects.current(), to_attr="current_roles")
    return RoleFamily.objects.current().prefetch_related(roles)


def levels() -> QuerySet[Level]:
    """The five levels at which people know a skill, the lowest first."""
    return Level.objects.order_by("number")


def level_names() -> dict[int, str]:
    """What the levels are called, by number, in the reader's language: one query, so ask once for many skills."""
    return {level.number: level.name for level in levels()}


def levels_called() -> dict[str, int]:
    """Numbers of the levels by every name they have now or had at some time, in the spelling of `normal.key`."""
    rows = Edition.objects.filter(kind="level").order_by("pk").values_list("row", flat=True)
    return {key(row[name]): row["level"] for row in rows for name in ("slug", "ja", "en")}


def tool_kinds() -> QuerySet[ToolKind]:
    """Kinds of tools, each with `current_tools`."""
    tools = Prefetch("tools", Tool.objects.current(), to_attr="current_tools")
    return ToolKind.objects.current().prefetch_related(tools)


def article_tools() -> QuerySet[Tool]:
    """The seven tools the founding article names."""
    return Tool.objects.current().filter(in_article=True).select_related("kind")


def skills_by_area(area: Area | str) -> QuerySet[Skill]:
    """Skills useful in a seed area: those organizations ask for first, then in the order of the tree."""
    slug = area if isinstance(area, str) else area.pk
    return Skill.objects.current().filter(areas=slug).select_related("group").order_by("-npo_use", "position")


# --------------------------------------------------------------- one skill
def transfers_of(skill: Skill) -> QuerySet[Relation]:
    """What this skill can serve as well, most fully first."""
    return (
        Relation.objects.filter(source=skill, kind=Relation.Kind.TRANSFER, target__retired_at__isnull=True)
        .select_related("target").order_by("-weight", "target__position")
    )


def related_to(skill: Skill) -> QuerySet[Relation]:
    """Skills that stand near this one, nearest first."""
    return (
        Relation.objects.filter(source=skill, kind=Relation.Kind.RELATED, target__retired_at__isnull=True)
        .select_related("target").order_by("-weight", "target__position")
    )


# ---------------------------------------------------------- from a career
@cache
def _common() -> tuple[tuple[str, int], ...]:
    rows = read_data("engawa.journey.skills", "roles.yaml")["common_skills"]
    return tuple((row["skill"], row["level"]) for row in rows)


def common_skills() -> list[SuggestedSkill]:
    """What most people gain in a long career whatever the role; ticked beforehand for everybody.

    Read from the file by design: it belongs to no role, and the desk says what a role brings along in the role.
    """
    skills = Skill.objects.current().select_related("group").in_bulk([slug for slug, _ in _common()])
    return [SuggestedSkill(skills[slug], level) for slug, level in _common() if slug in skills]


def skills_of_roles(role_slugs: Iterable[str]) -> list[SuggestedSkill]:
    """Skills usually held by people of these roles, each once at its highest level.

    In the order of the roles as they were given, and inside a role as it lists them; what was added to a role later stands behind.
    """
    chosen = list(dict.fromkeys(role_slugs))
    held: dict[str, list[RoleSkill]] = {}
    rows = RoleSkill.objects.filter(role__in=chosen, skill__retired_at__isnull=True).order_by("id")
    for row in rows.select_related("skill__group"):
        held.setdefault(row.role_id, []).append(row)
    best: dict[str, SuggestedSkill] = {}
    for slug in chosen:
        for row in held.get(slug, []):
            before = best.get(row.skill_id)
            if before is None or before.level < row.level:
                best[row.skill_id] = SuggestedSkill(row.skill, row.level)
    return list(best.values())


# ------------------------------------------------------------- from words
class Typed(NamedTuple):
    """What somebody typed to find a skill: the letters, also in katakana, and the sound."""

    spellings: frozenset[str]
    heard: str

    @classmethod
    def read(cls, text: str) -> "Typed":
        """Take words as aliases are spelled."""
        return cls(frozenset({key(text), katakana(key(text))} - {""}), sound(text))

    @property
    def asked(self) -> Q:
        """The aliases that may be meant."""
        found = reduce(or_, (Q(key__contains=spelling) for spelling in self.spellings), Q(pk__in=[]))
        return found | Q(reading__startswith=self.heard) | Q(key__startswith=self.heard) if len(self.heard) > 1 else found

    def rank(self, spelled: str, reading: str) -> int | None:
        """How far an alias is from the words, 0 the nearest; None when it is not meant."""
        if spelled in self.spellings:
            return 0
        if any(spelled.startswith(spelling) for spelling in self.spellings):
            return 1
        is_part = any(spelling in spelled for spelling in self.spellings)
        if (reading.startswith(self.heard) or spelled.startswith(self.heard)) and (len(self.heard) > 1 or (self.heard and is_part)):
            return 2
        return 3 if is_part and max(map(len, self.spellings)) > 1 else None


def find_skills(text: str, limit: int = 10) -> list[Skill]:
    """Skills whose name or another word for them begins with (or else contains) what was typed.

    Width, case and spaces do not matter; kana and romaji find a word by its sound (かいけい, kaikei → 会計).
    Whole words first, then beginnings, then sounds, then parts; among equals what organizations ask for.
    Where nothing is found, so are words of which the spelling only slipped; see `mistyped`.
    """
    return find_each([text], limit)[0] or _nearest(Mistyped.read(text), _aliases())[:limit]


def find_each(texts: Iterable[str], limit: int = 10) -> list[list[Skill]]:
    """As `find_skills` for words as they are spelled, several at once. One query, however many they are."""
    typed = [Typed.read(text) for text in texts]
    asked = reduce(or_, (one.asked for one in typed), Q(pk__in=[]))
    aliases = list(_aliases().filter(asked))
    return [_nearest(one, aliases)[:limit] for one in typed]


def _aliases() -> QuerySet[Alias]:
    return Alias.objects.filter(skill__retired_at__isnull=True).select_related("skill__group")


def _nearest(typed: Typed | Mistyped, aliases: Iterable[Alias]) -> list[Skill]:
    best: dict[str, tuple[int, Skill]] = {}
    for alias in aliases:
        rank = typed.rank(alias.key, alias.reading)
        if rank is not None and (alias.skill_id not in best or rank < best[alias.skill_id][0]):
            best[alias.skill_id] = (rank, alias.skill)
    return [skill for _, skill in sorted(best.values(), key=lambda one: (one[0], -one[1].npo_use, one[1].position))]


_prepared: dict[tuple[int, ...], Vocabulary] = {}


def vocabulary() -> Vocabulary:
    """The words to look for in a text, those the desk added among them."""
    return _vocabulary(_state_of_words())


def _state_of_words() -> tuple[int, ...]:
    """Changes whenever the files are loaded or the desk changes a skill, in whatever process."""
    with connection.cursor() as cursor:    # asked for every text that is read
        cursor.execute(STATE_OF_WORDS)
        return tuple(cursor.fetchone())


def _vocabulary(state: tuple[int, ...]) -> Vocabulary:
    # Costly to build (a second), so kept until a word changes.
    if state not in _prepared:
        _prepared.clear()
        rows = Alias.objects.filter(skill__retired_at__isnull=True)
        words = [Word(text, skill, is_ambiguous) for text, skill, is_ambiguous
                 in rows.order_by("-is_ambiguous", "id").values_list("text", "skill_id", "is_ambiguous")]
        related = Relation.objects.filter(kind=Relation.Kind.RELATED).values_list("source_id", "target_id")
        groups = dict(Skill.objects.values_list("slug", "group_id"))
        _prepared[state] = prepare(words, groups, related, rules_of_reading())
    return _prepared[state]


def extract_skills(text: str) -> list[Mention]:
    """Every mention of a skill in a free text, in its order; `extraction.mentions` says what each field means."""
    return list(_read(text, _state_of_words(), times.today().year))


def skills_in_text(text: str) -> list[SkillInText]:
    """What a free text says of each skill it names: `own` where the writer did it, with the words it came from."""
    return skills_in_texts([text])[0]


def skills_in_texts(texts: Iterable[str]) -> list[list[SkillInText]]:
    """The same of several texts."""
    state, year = _state_of_words(), times.today().year
    return [summed(list(_read(text, state, year))) for text in texts]


@lru_cache(maxsize=256)
def _read(text: str, state: tuple[int, ...], this_year: int) -> tuple[Mention, ...]:
    # Pages ask for the same thirty entries again and again.
    return tuple(extraction.extract_skills(text, _vocabulary(state), this_year))


# ------------------------------------------------------ versions of the lists
def versions(kind: str, slug: str) -> QuerySet[Edition]:
    """Every version of a word or a template, the newest first."""
    return Edition.objects.filter(kind=kind, slug=slug).select_related("by").order_by("-number")


def newest(kind: str, slugs: Iterable[str] | None = None) -> QuerySet[Edition]:
    """The newest version of each slug of a list, or of some of them."""
    found = Edition.objects.filter(kind=kind).filter(~Exists(Edition.objects.filter(
        kind=OuterRef("kind"), slug=OuterRef("slug"), number__gt=OuterRef("number"))))
    return found if slugs is None else found.filter(slug__in=list(slugs))


def rows_in_order(kind: Kind) -> list[Row]:
    """What every thing in use of a list says, in the order of its file; what the desk added stands behind."""
    places = {slug: place for place, slug in enumerate([*kind.rows(), *made_here(kind.name)])}
    found = newest(kind.name).filter(is_retired=False)
    return [version.row for version in sorted(found, key=lambda version: places.get(version.slug, len(places)))]


def made_here(kind: str) -> list[str]:
    """Slugs that the desk added, the first first."""
    return list(Edition.objects.filter(kind=kind, number=1, from_files=False).order_by("pk").values_list("slug", flat=True))


def changed_here(kind: str) -> set[str]:
    """Slugs that the desk added or changed at some time."""
    return set(Edition.objects.filter(kind=kind, from_files=False).values_list("slug", flat=True))


def last_change(kind: str) -> int:
    """A number that is another one after every change of a list."""
    found = Edition.objects.filter(kind=kind).aggregate(newest=Max("pk"))["newest"]
    return found or 0


def clashing() -> QuerySet[Edition]:
    """What an edition of the files and the desk changed differently, not decided yet, of every list."""
    later = Edition.objects.filter(kind=OuterRef("kind"), slug=OuterRef("slug"), number__gt=OuterRef("number"))
    return Edition.objects.filter(~Q(clashes=[]), ~Exists(later)).order_by("kind", "slug")



def free_slug(kind: str, name: str) -> str:
    """Return a short name for something new, from its name in English; no slug is used twice, nor one that stands for a page."""
    start = slugify(name)[:50].strip("-_") or "added"
    taken = {*PAGES, *Edition.objects.filter(kind=kind, slug__startswith=start).values_list("slug", flat=True)}
    names = itertools.chain([start], (f"{start}-{number}" for number in itertools.count(2)))
    return next(name for name in names if name not in taken)
