"""What other apps tell about a person who wants to leave.

An app registers in its `apps.py` (ready) two kinds of functions, both `(user) -> [(words, url), …]`:
open things (they end with the account) and things to hand over (somebody else should take them first).
"""
from collections.abc import Callable, Iterable

from engawa.base.users.models import User

Things = list[tuple[str, str]]
Find = Callable[[User], Things]
_open_things: list[Find] = []
_to_hand_over: list[Find] = []


def register_open_things(find: Find) -> None:
    """Add a function that lists what a person has open: applications, projects, interviews."""
    if find not in _open_things:
        _open_things.append(find)


def register_hand_over(find: Find) -> None:
    """Add a function that lists what somebody else should take over, with the page where that is done."""
    if find not in _to_hand_over:
        _to_hand_over.append(find)


def _all(finders: Iterable[Find], user: User) -> Things:
    return [thing for find in finders for thing in find(user)]


def open_things(user: User) -> Things:
    """Everything a person has open, as (words, url)."""
    return _all(_open_things, user)


def to_hand_over(user: User) -> Things:
    """Everything a person should hand over, as (words, url)."""
    return _all(_to_hand_over, user)
