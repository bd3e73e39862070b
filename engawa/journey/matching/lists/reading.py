"""People and postings from the lines of an intermediary's list. What is missing is unknown; what is unknown is no bar.

A field that is there and cannot be understood is told by its name (`Tell`) and is unknown too.
"""
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar

from engawa.base.text import tokens
from engawa.base.text.jsonlines import Row
from engawa.journey.matching.fit import Held, Person, Reach, reach
from engawa.journey.matching.key_words import telling_words, words_in
from engawa.journey.matching.links import Links
from engawa.journey.matching.lists.fields import hours_of, language_of, languages_of, names_of, words_of
from engawa.journey.matching.lists.week import week_of
from engawa.journey.matching.needed import in_area, weighed
from engawa.journey.postings.needs_in_files import demands, needs_from_files, templates
from engawa.journey.skills.extraction import Kind, extract_skills, summed
from engawa.journey.skills.extraction.sources import vocabulary_from_files
from engawa.journey.skills.reference import read_data

# The level (1 to 5) that words of a career stand for: a little, did it, designed or led it; a word that is unsure.
LEVELS, UNSURE_LEVEL = (1, 2, 3, 4), 1
# What a person says of a skill that is not held: how much is taken from what neighbouring skills would give.
DENIED = {Kind.NEGATED: 0.8, Kind.WISHED: 0.4, Kind.OTHER: 0.4, Kind.PRESENT: 0.4}
Tell = Callable[[str, bool], object]   # (field, whether at least a part of it was understood)
T = TypeVar("T")


def pass_over(_field: str, _in_part: bool) -> None:
    """Tell nobody of a field that was not understood."""


@dataclass(frozen=True)
class Volunteer:
    """A person of a list."""

    id: Any
    person: Person

    @cached_property
    def reach(self) -> Reach:
        """What the skills held give for others."""
        return reach(self.person, links())


@dataclass(frozen=True)
class Offer:
    """A posting of a list. `demands`: skill -> how much it is asked for; `nearness`: template -> how near, up to 1.

    `causes`: the words by which its cause is named. `week`: a bit for each quarter of an hour of the week; 0 when nothing is said.
    """

    id: Any
    words: tuple[str, ...]
    causes: frozenset[str]
    demands: Mapping[str, float]
    nearness: Mapping[str, float]
    week: int = 0
    hours: float | None = None
    language: str = "ja"


@cache
def links() -> Links:
    """How near skills are, as the product ships it."""
    rows = read_data("engawa.journey.skills", "skills.yaml")["skills"]
    return Links.of([(row["slug"], other, weight) for row in rows for other, weight in _weights(row.get("transfers_to"))],
                    [(row["slug"], other, weight) for row in rows for other, weight in _weights(row.get("related"))],
                    {row["slug"]: row["group"] for row in rows})


def _weights(value: Any) -> list[tuple[str, float]]:
    if isinstance(value, dict):
        return list(value.items())
    return [(one["skill"], one["weight"]) for one in value or ()]


def taken(row: Row, field: str, read: Callable[[Any], tuple[T, bool]], tell: Tell) -> T:
    """Read one field, and tell when not all of it was understood."""
    found, is_clear = read(row.get(field))
    if not is_clear:
        tell(field, found != read(None)[0])
    return found


def volunteer_of(row: Row, tell: Tell = pass_over) -> Volunteer:
    """Make a person of a line."""
    career = joined(row, tell, "career_history", "self_description")
    tools, interests, wished = (taken(row, field, names_of, tell) for field in ("tools", "interests", "wish_to_learn"))
    found = summed(extract_skills(f"{career}\n{tools}", vocabulary_from_files()))
    levels = {one.skill: LEVELS[one.strength] if one.kind is Kind.OWN else UNSURE_LEVEL
              for one in found if one.kind in (Kind.OWN, Kind.UNCERTAIN)}
    return Volunteer(row["id"], Person(
        tuple(Held(skill, level) for skill, level in levels.items()),
        taken(row, "availability", week_of, tell), hours=taken(row, "hours_per_week", hours_of, tell),
        languages=taken(row, "languages", lambda value: languages_of(value, career), tell), causes=frozenset(tokens.content_words(interests)),
        wishes=frozenset(one.skill for one in extract_skills(wished, vocabulary_from_files())), words=words_in(career),
        denied={one.skill: DENIED[one.kind] for one in found if one.kind in DENIED}))


def offer_of(row: Row, tell: Tell = pass_over) -> Offer:
    """Make a posting of a line."""
    words = joined(row, tell, "title", "body")
    demands_told, nearness = asked_of(words, taken(row, "area", words_of, tell))
    return Offer(row["id"], tuple(telling_words(words)), frozenset(tokens.content_words(joined(row, tell, "cause"))),
                 demands_told, nearness, taken(row, "meeting_slots", week_of, tell), taken(row, "hours_per_week", hours_of, tell),
                 taken(row, "language", language_of, tell) or "ja")


def asked_of(words: str, area: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """(skill → how much the words of a posting of an area ask for it, template → how near it is)."""
    needs = needs_from_files(words)
    nearness = in_area(needs.nearness, _areas(), area)
    asked = {slug: [(skill, required) for skill, _level, required in demands(slug)] for slug in nearness}
    return weighed(needs, nearness, asked), nearness


@cache
def _areas() -> dict[str, str]:
    return {slug: row["area"] for slug, row in templates().items()}


def joined(row: Row, tell: Tell, *fields: str) -> str:
    """The words of some fields one below the other, those left out that have none."""
    return "\n".join(filter(None, [taken(row, field, words_of, tell) for field in fields]))
