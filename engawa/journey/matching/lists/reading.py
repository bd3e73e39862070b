"""People and postings from the lines of an intermediary's list. What is missing is unknown; what is unknown is no bar."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from engawa.base.text import tokens
from engawa.base.text.jsonlines import Row
from engawa.journey.matching.fit import LANGUAGE_LEVELS, QUARTERS_A_BLOCK, Held, Person
from engawa.journey.matching.links import Links
from engawa.journey.matching.needed import in_area, weighed
from engawa.journey.postings.needs_in_files import demands, needs_from_files, templates
from engawa.journey.skills.extraction import Kind, extract_skills, summed
from engawa.journey.skills.extraction.sources import vocabulary_from_files
from engawa.journey.skills.reference import read_data

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KANJI_DAYS = "月火水木金土日"
QUARTERS_A_DAY, MINUTES = 96, 15
# The level (1 to 5) that words of a career stand for: a little, did it, designed or led it; a word that is unsure.
LEVELS, UNSURE_LEVEL = (1, 2, 3, 4), 1
# What a person says of a skill that is not held: how much is taken from what neighbouring skills would give.
DENIED = {Kind.NEGATED: 0.8, Kind.WISHED: 0.4, Kind.OTHER: 0.4, Kind.PRESENT: 0.4}
SOME_LANGUAGE = "conversation"   # of a level that is not known
LANGUAGE_NAMES = {"日本": "ja", "jp": "ja", "ja": "ja", "英語": "en", "en": "en"}


@dataclass(frozen=True)
class Volunteer:
    """A person of a list."""

    id: Any
    person: Person


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


def volunteer_of(row: Row) -> Volunteer:
    """Make a person of a line."""
    career = _joined(row, "career_history", "self_description")
    tools = row.get("tools")
    told = ["、".join(map(str, tools)) if isinstance(tools, list) else str(tools)] if tools else []
    found = summed(extract_skills("\n".join([career, *told]), vocabulary_from_files()))
    levels = {one.skill: LEVELS[one.strength] if one.kind is Kind.OWN else UNSURE_LEVEL
              for one in found if one.kind in (Kind.OWN, Kind.UNCERTAIN)}
    wished = extract_skills(_joined(row, "wish_to_learn"), vocabulary_from_files())
    return Volunteer(row["id"], Person(
        tuple(Held(skill, level) for skill, level in levels.items()), _week(row.get("availability")), hours=_number(row.get("hours_per_week")),
        languages=_languages(row.get("languages")), causes=frozenset(tokens.content_words(_joined(row, "interests"))),
        wishes=frozenset(one.skill for one in wished), words=frozenset(tokens.content_words(career)),
        denied={one.skill: DENIED[one.kind] for one in found if one.kind in DENIED}))


def offer_of(row: Row) -> Offer:
    """Make a posting of a line."""
    text = _joined(row, "title", "body")
    needs = needs_from_files(text)
    nearness = in_area(needs.nearness, _areas(), row.get("area"))
    asked = {slug: [(skill, required) for skill, _level, required in demands(slug)] for slug in nearness}
    return Offer(row["id"], tuple(tokens.content_words(text)), frozenset(tokens.content_words(_joined(row, "cause"))),
                 weighed(needs, nearness, asked), nearness,
                 _week(row.get("meeting_slots")), _number(row.get("hours_per_week")), _language(row.get("language")) or "ja")


@cache
def _areas() -> dict[str, str]:
    return {slug: row["area"] for slug, row in templates().items()}


def _joined(row: Row, *names: str) -> str:
    return "\n".join(_text(row[name]) for name in names if row.get(name))


def _text(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _number(value: Any) -> float | None:
    try:
        return float(value) if value is not None and float(value) > 0 else None
    except (TypeError, ValueError):
        return None


def _language(value: Any) -> str:
    text = str(value or "").strip().lower()
    return LANGUAGE_NAMES.get(text, LANGUAGE_NAMES.get(text[:2], text[:2]))


def _languages(value: Any) -> dict[str, str]:
    rows = [row for row in value if isinstance(row, dict) and row.get("lang")] if isinstance(value, list) else []
    return {_language(row.get("lang")): level if (level := str(row.get("level"))) in LANGUAGE_LEVELS else SOME_LANGUAGE for row in rows} or (
        Person().languages)


def _week(value: Any) -> int:
    """Draw [{day, start, end}] as one number, a bit for each quarter of an hour; what cannot be read is passed over."""
    week = 0
    for row in value if isinstance(value, list) else ():
        try:
            name = str(row["day"]).strip().lower()
            day = DAYS.index(name[:3]) if name[:3] in DAYS else KANJI_DAYS.index(name[0])
            start, end = _quarter(row["start"]), _quarter(row["end"])
        except (KeyError, ValueError, TypeError, IndexError):
            continue
        end = end if end > start else QUARTERS_A_DAY
        week |= ((1 << end - start) - 1) << day * QUARTERS_A_DAY + start
    return week


def _quarter(value: Any) -> int:
    hour, _colon, minute = str(value).partition(":")
    return min(QUARTERS_A_DAY, int(hour) * 4 + int(minute or 0) // MINUTES)


def blocks_of_week(week: int) -> frozenset[int] | None:
    """The two-hour blocks (weekday * 12 + hour // 2) that a week touches; None when nothing is said."""
    mask = (1 << QUARTERS_A_BLOCK) - 1
    return frozenset(block for block in range(7 * 12) if week >> block * QUARTERS_A_BLOCK & mask) or None


def day_of(value: Any) -> date | None:
    """A day as ISO writes it; None for anything else."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
