"""Pages that need not be made again: what a visitor's page is made of, as one short text (performance.md §3).

A visitor without a session sees nothing personal, so a page is the same while its data, the day, the language, the
reader's own settings and the program are the same. It then answers 304, and its main part is taken from the memory of the
process; the whole page, for a reader without settings. Whoever is signed in, or is about to be told something, always gets a
page of their own.
"""
import hashlib
from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import condition

import engawa
from engawa.base.times import today

View = Callable[..., HttpResponse]


def until(edition: Callable[[], object]) -> Callable[[View], View]:
    """Decorate a view whose pages for visitors stay the same until something changes; they carry an ETag and answer 304.

    The view finds the name of the main part of its page, without what differs between visitors, in `request.part_of_page`:
    None if it is a page of somebody's own.

    Args:
        edition: asks for what changes with the data shown; not asked for a page of one's own.
    """
    def etag(request: HttpRequest) -> str | None:
        part = request.part_of_page = _part_of(request, edition)  # type: ignore[attr-defined]  # handed to the view
        return part and f'"{_short(part, *sorted(request.COOKIES.items()))}"'

    def decorated(view: View) -> View:
        return condition(etag_func=etag)(_whole_from_memory(view))
    return decorated


def _whole_from_memory(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        part: str | None = request.part_of_page  # type: ignore[attr-defined]  # set above
        if part is None or request.COOKIES:
            return view(request, *args, **named)
        name = _short("whole", part, request.method, request.get_host(), request.is_secure(), request.headers.get("HX-History-Restore-Request"))
        kept = caches["fragments"].get(name)
        if kept is not None:
            return HttpResponse(kept[0], headers=kept[1])
        made = view(request, *args, **named)
        if made.status_code == HTTPStatus.OK and not made.cookies and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            caches["fragments"].set(name, (made.content, dict(made.headers)))
        return made
    return answer


def _part_of(request: HttpRequest, edition: Callable[[], object]) -> str | None:
    if settings.SESSION_COOKIE_NAME in request.COOKIES or connection.in_atomic_block:
        return None  # what a transaction sees may still be undone
    return _short(request.get_full_path(), request.headers.get("HX-Request"), get_language(), today(), program(), edition())


def _short(*of: object) -> str:
    return hashlib.blake2b(repr(of).encode(), digest_size=12).hexdigest()


@cache
def program() -> int:
    """When the newest file of the program was written: after an update every page is made anew."""
    return max(path.stat().st_mtime_ns for path in Path(engawa.__path__[0]).rglob("*") if "__pycache__" not in path.parts)
