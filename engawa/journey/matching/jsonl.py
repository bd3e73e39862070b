"""Postings and questions as lines of a file, without a database: what an intermediary has at hand.

Unknown fields are passed over, missing ones tolerated: what is not known of a posting breaks no condition.
"""
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engawa.journey.matching.normaliser import index_words
from engawa.journey.matching.ranking import Facts, Index, Text

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BLOCKS = 12


def index_of(postings: Iterable[Mapping[str, Any]]) -> Index:
    """Make an index of postings (`id, title, body, npo, cause, period, hours_per_week, meeting_slots, language, confidentiality`)."""
    return Index.of(text_of(posting) for posting in postings)


def text_of(posting: Mapping[str, Any]) -> Text:
    """Put one posting into the shape of the search.

    Raises:
        ValueError: it has no id.
    """
    if not posting.get("id"):
        raise ValueError("a posting without an id")
    said = {name: _words(posting.get(name)) for name in ("title", "skills", "npo", "cause", "body")}
    return Text(str(posting["id"]), index_words(said["title"]), index_words(said["skills"]),
                index_words(f"{said['npo']}\n{said['cause']}"), index_words(said["body"]), _facts(posting))


def _words(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _facts(posting: Mapping[str, Any]) -> Facts:
    period = posting.get("period")
    first, last = (_day(period.get(end)) if isinstance(period, Mapping) else None for end in ("start", "end"))
    hours = posting.get("hours_per_week")
    return Facts(
        hours=float(hours) if isinstance(hours, int | float) else None, weeks=(last - first).days / 7 if first and last else None,
        blocks=_blocks(posting.get("meeting_slots")), start=first,
        language=str(posting["language"]) if posting.get("language") else None,
        data=str(posting["confidentiality"]) if posting.get("confidentiality") else None)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _blocks(slots: object) -> frozenset[int] | None:
    """Return the two-hour blocks of the week that slots touch; None when there is no slot that can be read."""
    found: set[int] = set()
    for slot in slots if isinstance(slots, list) else ():
        begin, end = (_hour(slot.get(name)) if isinstance(slot, Mapping) else None for name in ("start", "end"))
        if begin is not None and end is not None and slot.get("day") in DAYS:
            found |= {DAYS.index(slot["day"]) * BLOCKS + block for block in range(BLOCKS) if begin < block * 2 + 2 and end > block * 2}
    return frozenset(found) or None


def _hour(value: object) -> float | None:
    hours, colon, minutes = str(value).partition(":")
    return int(hours) + int(minutes) / 60 if colon and hours.isdigit() and minutes[:2].isdigit() and len(minutes) == 2 else None
