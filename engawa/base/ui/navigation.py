"""The main menu, at most five words for each kind of reader.

The front fills the menus with `register` (words and URL names; a name that does not exist is left out) and
teaches the house to tell readers apart with `ask_role`, and with `ask_working_for` for whom they work: this storey knows
neither pages nor people.
"""
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language


class Item(NamedTuple):
    """One word of the menu. `counts` marks the one that carries the number of unread notices."""

    label: str
    url_name: str
    counts: bool = False


class Link(NamedTuple):
    """An Item that leads somewhere, ready for the template."""

    label: str
    url: str
    here: bool
    count: int


class Choice(NamedTuple):
    """One of several that a reader may work for; choosing it is a POST to `url`."""

    key: str
    name: str
    language: str
    url: str


class WorkingFor(NamedTuple):
    """For whom a reader works here, and the others that can be chosen instead."""

    now: Choice
    others: list[Choice]


WORKING_FOR = "working_for"  # the field by which each form says for whom it was shown
VISITOR, PARTICIPANT, ORGANIZATION, DESK = "visitor", "participant", "organization", "desk"
MAX_ITEMS = 5
NAVIGATION: dict[str, list[Item]] = {VISITOR: [], PARTICIPANT: [], ORGANIZATION: [], DESK: []}
_role_of: list[Callable[[HttpRequest], str | None]] = []
_working_for: list[Callable[[HttpRequest], WorkingFor | None]] = []


def register(role: str, items: list[Item]) -> None:
    """Replace the menu of one kind of reader."""
    if len(items) > MAX_ITEMS:
        raise ValueError(f"A menu has at most {MAX_ITEMS} items (ux.md, component 1), {role} got {len(items)}.")
    NAVIGATION[role] = items


def ask_role(find: Callable[[HttpRequest], str | None]) -> None:
    """Add a function that tells what a signed-in reader is here as; the last one added is asked first."""
    _role_of.insert(0, find)


def ask_working_for(find: Callable[[HttpRequest], WorkingFor | None]) -> None:
    """Add a function that tells for whom a signed-in reader works, where there are several to choose from."""
    _working_for.insert(0, find)


def working_for(request: HttpRequest) -> WorkingFor | None:
    """Tell for whom a reader works; None where there is nothing to choose."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return next((found for find in _working_for if (found := find(request))), None)


def role_of(request: HttpRequest) -> str:
    """Tell which menu a reader sees. Knows visitors and the desk itself, asks the front about the rest."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return VISITOR
    for find in _role_of:
        if role := find(request):
            return role
    return DESK if user.is_desk else PARTICIPANT


def safe_reverse(name: str, **kwargs: object) -> str:
    """Return the URL of a name, or an empty text when no such page exists."""
    return _reverse(name, kwargs) if kwargs else _reverse_once(name, get_urlconf(settings.ROOT_URLCONF), get_language(), get_script_prefix())


def _reverse(name: str, kwargs: dict[str, object] | None = None) -> str:
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=500)
def _reverse_once(name: str, *_where: str | None) -> str:
    # Every frame names twenty pages that stand where they stood: a name is looked up once for these routes, this language and this prefix.
    return _reverse(name)


def links(request: HttpRequest, role: str, unread: int = 0) -> list[Link]:
    """Return the menu of a role, without pages that do not exist; marks the one entry that is nearest to the page."""
    entries = [(item, url) for item in NAVIGATION.get(role, []) if (url := safe_reverse(item.url_name))]
    above = [url for _item, url in entries if url == request.path
             or (url.strip("/") not in ("", "en") and request.path.startswith(url))]
    here = max(above, key=len, default="")
    return [Link(str(item.label), url, url == here, unread if item.counts else 0) for item, url in entries]
