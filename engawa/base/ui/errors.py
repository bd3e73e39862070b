"""Pages for when something did not work: what happened, what is safe, what to do, whom to call."""
import logging
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import get_language

from engawa.base.ui import display
from engawa.base.ui.refusal import Refused

logger = logging.getLogger(__name__)
REFERENCE_LETTERS = "346789ABCDEFGHJKLMNPQRTUVWXY"  # none that can be misheard or misread on the phone


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    response = render(request, f"{status}.html", {"status": status, "back": came_from(request), **context},
                      status=status)
    response["Cache-Control"] = "no-store"
    return response


def came_from(request: HttpRequest) -> str:
    """Return the path of the page before this one, if it was one of ours and another; else an empty text."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.scheme not in ("http", "https") or parts.netloc != request.get_host():
        return ""
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    same = request.method in ("GET", "HEAD") and path == request.get_full_path()
    return "" if same or path.startswith("//") else path


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something we cannot read."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this."""
    return _page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open for very long or in a browser that refuses cookies."""
    return _page(request, 403, form_expired=True, no_cookie=settings.CSRF_COOKIE_NAME not in request.COOKIES)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or none for this person."""
    return _page(request, 404)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """405: a page was opened that only answers to its button."""
    return _page(request, 405)


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """409: an action said no, and why."""
    return _page(request, 409, reason=exception.reason)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too many tries in a short time."""
    return _page(request, 429)


def maintenance(request: HttpRequest) -> HttpResponse:
    """503: closed for work; needs no database."""
    response = HttpResponse(_alone("503.html", request), status=503)
    response["Retry-After"] = "1800"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Needs no database, no session and no context processor; carries a number to quote."""
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
    reference = f"{letters[:4]}-{letters[4:]}"
    logger.error("Error page %s for %s %s", reference, request.method, request.path)
    return HttpResponse(_alone("500.html", request, reference=reference), status=500)


def _alone(template: str, request: HttpRequest, **context: object) -> str:
    """Render a page that must work when nothing else does; as a last resort, a few plain words."""
    phone = settings.OPERATOR["phone"]
    try:
        return loader.render_to_string(template, {
            "operator": settings.OPERATOR, "display": display.from_cookie(request),
            "language": (get_language() or "ja").split("-")[0], **context})
    except Exception:
        logger.exception("The page %s itself failed", template)
        return ("<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><title>縁側</title><h1>ページを表示できません</h1>"
                f"<p>申し訳ありません。お急ぎのときは電話でお手伝いします。{phone}</p>"
                f"<p lang=\"en\">We are sorry: this page cannot be shown. Please call us: {phone}</p></html>")
