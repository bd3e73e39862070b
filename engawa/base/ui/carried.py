"""What stands typed in a form while its reader follows a link of the page: kept in the session, and put back where the form stands again.

The house's own script sends it here before the link is followed (static/ui/carry.js), so it works for every form and every link, also
to the letter size and the other language. It is kept for an hour, for the same person. Nothing is saved by this.
"""
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import translate_url
from django.utils.html import escape
from django.utils.translation import override

from engawa.base.times import now
from engawa.base.ui import refill

KEY, FORMS, SECONDS = "carried", 10, 3600  # of many forms the oldest are forgotten


def keep(request: HttpRequest) -> None:
    """Keep the fields of a form that stays open; `of` says where the form is sent to."""
    place, fields = _in_one_language(urlsplit(request.GET.get("of", "")).path), refill.worth_keeping(request)
    if place and fields:
        others = {one: row for one, row in request.session.get(KEY, {}).items() if one != place}
        newest = dict(list(others.items())[-(FORMS - 1):])
        request.session[KEY] = {**newest, place: {"by": str(request.user.pk), "until": now().timestamp() + SECONDS, "fields": fields}}


def after(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Give back what is kept for the forms of a page; what was sent since is forgotten."""
    if request.method == "POST":
        if 300 <= answer.status_code < 400:
            _forget(request, {_in_one_language(request.path)})
    elif refill.is_page(request, answer):
        _give_back(request, answer)


def _give_back(request: HttpRequest, answer: HttpResponseBase) -> None:
    page, given = answer.content.decode(), set()  # type: ignore[attr-defined]  # is_page has looked
    for place, row in request.session.get(KEY, {}).items():
        for to in _in_all_languages(place):
            if to == request.path or f'action="{escape(to)}"' in page:
                given.add(place)
                if row["by"] == str(request.user.pk) and row["until"] > now().timestamp():
                    page = refill.filled_in(page, to=to, fields=row["fields"]) or page
                break
    if given:
        _forget(request, given)
        answer.content = page.encode()  # type: ignore[attr-defined]


def _forget(request: HttpRequest, places: set[str]) -> None:
    kept = request.session.get(KEY, {})
    if places & set(kept):
        request.session[KEY] = {place: row for place, row in kept.items() if place not in places}


def _in_one_language(path: str) -> str:
    return translate_url(path, settings.LANGUAGE_CODE)


def _in_all_languages(place: str) -> list[str]:
    with override(settings.LANGUAGE_CODE):  # an address is known in its own language only
        return [translate_url(place, code) for code, _name in settings.LANGUAGES]
