"""People and postings from the lines of an intermediary's list. What is missing is unknown; what is unknown is no bar."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from engawa.base.text import tokens
from engawa.base.text.jsonlines import Row
from engawa.journey.matching.fit import LANGUAGE_LEVELS, QUARTERS_A_BLOCK, Links
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
LANGUAGE_NAMES = {"日本": "ja", "jp": "ja", "ja": "ja", "英語": "en", "en": "en"}
# A template this near to the first one says something of what is asked for; required skills count double.
NEAR, REQUIRED, NICE, NAMED = 0.45, 2.0, 1.0, 1.0
OTHER_AREA = 0.6   # how much a template of another area than the posting's says


@dataclass(frozen=True)
class Volunteer:
    """A person of a list. `week`: a bit for each quarter of an hour of the week; 0 when nothing is said."""

    id: Any
    words: tuple[str, ...]
    hopes: tuple[str, ...]
    levels: Mapping[str, int]
    denied: Mapping[str, float]
    week: int = 0
    hours: float | None = None
    languages: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Offer:
    """A posting of a list. `demands`: skill -> how much it is asked for; `nearness`: template -> how near, up to 1."""

    id: Any
    words: tuple[str, ...]
    subject: tuple[str, ...]
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
    return Volunteer(
        row["id"], tuple(tokens.content_words(career)), tuple(tokens.content_words(_joined(row, "interests", "wish_to_learn"))),
        levels, {one.skill: DENIED[one.kind] for one in found if one.kind in DENIED},
        _week(row.get("availability")), _number(row.get("hours_per_week")), _languages(row.get("languages")))


def offer_of(row: Row) -> Offer:
    """Make a posting of a line."""
    text = _joined(row, "title", "body")
    needs = needs_from_files(text)
    nearness = {slug: near * (1.0 if _area(slug) == row.get("area") or not row.get("area") else OTHER_AREA)
                for slug, near in needs.nearness.items()}
    asked: dict[str, float] = {}
    above = {slug: near - NEAR for slug, near in nearness.items() if near > NEAR}
    for slug, near in above.items():
        for skill, _level, required in demands(slug):
            asked[skill] = asked.get(skill, 0.0) + near / sum(above.values()) * (REQUIRED if required else NICE)
    for skill, _words in needs.skills:
        asked[skill] = asked.get(skill, 0.0) + NAMED
    return Offer(row["id"], tuple(tokens.content_words(text)), tuple(tokens.content_words(_joined(row, "cause", "npo"))), asked, nearness,
                 _week(row.get("meeting_slots")), _number(row.get("hours_per_week")), _language(row.get("language")) or "ja")


@cache
def _area(template: str) -> str:
    return str(templates()[template]["area"])


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


def _languages(value: Any) -> dict[str, float] | None:
    rows = [row for row in value if isinstance(row, dict) and row.get("lang")] if isinstance(value, list) else []
    return {_language(row.get("lang")): LANGUAGE_LEVELS.get(str(row.get("level")), min(LANGUAGE_LEVELS.values())) for row in rows} or None


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
