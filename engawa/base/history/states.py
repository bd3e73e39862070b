"""States as tables: a thing moves only along the moves its model lists (architecture.md §3)."""
from collections.abc import Mapping
from typing import Any

from django.db import models


class ImpossibleMove(Exception):
    """A program error: an action asked for a move that its table does not have."""


def move(thing: Any, to: str, *, moves: Mapping[str, Mapping[str, str]], field: str = "state") -> None:
    """Set the state of `thing` to `to` if the table allows it; the action saves.

    Args:
        thing: a model instance with a state field.
        to: the code of the new state.
        moves: {from: {to: who owns the move, in words}}.
        field: the name of the state field.

    Raises:
        ImpossibleMove: the table has no such move. Rules should have refused before, with a sentence.
    """
    current = getattr(thing, field)
    if to not in moves.get(current, {}):
        raise ImpossibleMove(f"{thing._meta.label if isinstance(thing, models.Model) else thing}: {current} → {to}")
    setattr(thing, field, to)
