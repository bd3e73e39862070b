"""What somebody had typed when the session ended, kept for an hour for the same person in the same browser (ux.md 13, 32).

A browser remembers by a signed cookie whose session it last held. When a form arrives after that session has ended, its
fields are sealed with a secret that only this browser holds, one row a person in the cache. Once the same person is signed
in again, the page the form stood on shows it filled in. Nothing is saved by this: the person looks, and presses the button.
No files, no passwords, nothing above 100 kB.
"""
import base64
import json
import secrets
from urllib.parse import urlsplit

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from engawa.base.ui.refill import PLACE, filled_in, is_page, worth_keeping

LAST, KEPT = "last", "kept"  # cookies: whose session it was, and the secret of what is kept
SALT = "engawa.users.typed"
LAST_SECONDS, KEPT_SECONDS = 60 * 24 * 3600, 3600


def page_of(request: HttpRequest) -> str:
    """Return the page a form stood on: where the browser says it came from if that is ours, else where it was sent."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()):
        return request.get_full_path()
    found = urlsplit(came_from)
    return f"{found.path}?{found.query}" if found.query else found.path


def keep(request: HttpRequest) -> HttpResponse | None:
    """Seal the fields of a form that arrived too late, and lead to the sign-in page; None when there is nothing to be kept."""
    person, fields = _last_person(request), worth_keeping(request)
    if not person or not fields:
        return None
    words = json.dumps({"page": page_of(request), "to": request.path, "fields": fields}).encode()
    secret = secrets.token_urlsafe(32)
    cache.set(_row(person), _lock(secret).encrypt(words), KEPT_SECONDS)
    answer = redirect_to_login(f"{page_of(request)}#{PLACE}")
    answer.set_cookie(KEPT, secret, max_age=KEPT_SECONDS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    messages.info(request, _("You had been signed out. What you typed is kept for an hour: sign in again, and it stands in the form."))
    return answer


def after(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Remember whose session it is, give back what is kept for this page, and forget it once the form has been sent."""
    person = str(request.user.pk)
    if _last_person(request) != person:
        answer.set_signed_cookie(LAST, person, salt=SALT, max_age=LAST_SECONDS, httponly=True, samesite="Lax",
                                 secure=settings.SESSION_COOKIE_SECURE)
    if KEPT not in request.COOKIES:
        return answer
    kept = _kept(request, person)
    if request.method == "POST" and kept and page_of(request) == kept["page"]:
        cache.delete(_row(person))
        answer.delete_cookie(KEPT, samesite="Lax")
    elif kept and request.get_full_path() == kept["page"] and is_page(request, answer):
        assert isinstance(answer, HttpResponse)  # because is_page has looked
        page = filled_in(answer.content.decode(), to=kept["to"], fields=kept["fields"])
        if page is not None:
            answer.content = page.encode()
    return answer


def _last_person(request: HttpRequest) -> str:
    return request.get_signed_cookie(LAST, default="", salt=SALT, max_age=LAST_SECONDS) or ""


def _kept(request: HttpRequest, person: str) -> dict | None:
    sealed = cache.get(_row(person))
    if sealed is None:
        return None
    try:
        kept: dict = json.loads(_lock(request.COOKIES[KEPT]).decrypt(sealed))
    except InvalidToken:  # another browser's
        return None
    return kept


def _row(person: str) -> str:
    return f"typed-{salted_hmac(SALT, person).hexdigest()}"


def _lock(secret: str) -> Fernet:
    """The lock of one browser; without the installation's own key its secret opens nothing."""
    key = HKDF(algorithm=SHA256(), length=32, salt=secret.encode(), info=SALT.encode()).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
