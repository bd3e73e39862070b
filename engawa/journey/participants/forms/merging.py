"""A step that was shown before another window saved: what this page never touched stays as the other window left it.

The page carries what it was shown with (`base`); the mark beside it proves that it is that. Three states are compared: shown,
typed, saved now. Only what was really changed here differs from what is saved, and only that is asked about.
"""
import json
from collections.abc import Collection, Iterable
from typing import Any

from engawa.journey.participants import drafts


def plain(saved: drafts.Saved) -> str:
    """Return saved data as the page carries it."""
    return json.dumps(saved, ensure_ascii=False, default=str)


def shown_with(carried: str, mark: str) -> drafts.Saved | None:
    """Return what the page was shown with, None where the page does not say it truly."""
    try:
        base = json.loads(carried)
    except ValueError:
        return None
    return base if isinstance(base, dict) and drafts.mark_of(base) == mark else None


def is_same(*states: Any) -> bool:
    """Whether answers are equal as saved data; nothing written is nothing, however it is kept."""
    return len({_plain(state) for state in states}) == 1


def _plain(state: Any) -> str:
    return plain({"": None if state == "" else state})


def is_open(shown: Any, kept: Any, saved: Any) -> bool:
    """Whether the page and another window both changed an answer, and differently."""
    return len({_plain(state) for state in (shown, kept, saved)}) == 3


def one(shown: Any, typed: Any, saved: Any) -> Any:
    """Return the typed answer, the saved one where nothing was changed on the page."""
    return saved if is_same(typed, shown) else typed


def many(shown: Collection[Any], typed: Collection[Any], saved: Collection[Any]) -> set[Any]:
    """Return the saved ticks with those added on the page and without those taken away on it."""
    return (set(saved) | (set(typed) - set(shown))) - (set(shown) - set(typed))


def languages(shown: Iterable[dict[str, str]], typed: Iterable[dict[str, str]], saved: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return the saved languages with what the page changed: a level, one more, one less."""
    before, now, there = ({row["code"]: row["level"] for row in rows} for rows in (shown, typed, saved))
    found = {code: one(before.get(code), now.get(code), there.get(code)) for code in {**there, **now}}
    return [{"code": code, "level": level} for code, level in found.items() if level]
