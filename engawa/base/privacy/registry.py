"""The registry of what is kept."""
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from django.db import models

Erase = Literal["delete", "anonymise", "keep"]


class Drop(Protocol):
    """Deletes rows together with what belongs to them outside of their table; returns how many rows."""

    def __call__(self, *, rows: models.QuerySet[Any]) -> int: ...


@dataclass(frozen=True)
class Until:
    """How long rows stay: `days` after the moment in `since`, a field or a lookup path to one.

    Then they are deleted, or, with `blank`, only these fields are emptied. `only` leaves other rows alone.
    """

    days: int
    since: str
    only: models.Q = field(default_factory=models.Q)
    blank: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """What one table keeps. `owner` is the lookup path to the User it is about, "" when about nobody."""

    model: type[models.Model]
    owner: str
    keeps: str
    until: Until | None
    erase: Erase
    blank: tuple[str, ...] = ()
    drop: Drop | None = None


_entries: dict[type[models.Model], Entry] = {}


def register(model: type[models.Model], *, owner: str, keeps: str, until: Until | None = None,
             erase: Erase = "keep", blank: tuple[str, ...] = (), drop: Drop | None = None) -> None:
    """Declare a table.

    Args:
        model: the table.
        owner: lookup path from a row to the person it is about, e.g. "participant__user"; "" for nobody.
        keeps: what is kept and why, one sentence.
        until: when retention removes rows (security.md §2.5); None keeps them while the account lives.
        erase: what happens when the person leaves: delete the rows, anonymise them, or keep them.
        blank: with anonymise, the text fields that are emptied.
        drop: deletes rows where that takes more than the rows themselves, such as the bytes of files; returns how many.
    """
    _entries[model] = Entry(model, owner, keeps, until, erase, blank, drop)


def entries() -> list[Entry]:
    """Return all declared tables."""
    return list(_entries.values())


def nothing_of(field: Any) -> object:
    """Return what an emptied field holds: nothing where the table allows it, else an empty text, list or zero."""
    if field.null:
        return None
    if isinstance(field, models.CharField | models.TextField):
        return ""
    return field.get_default()
