"""What a session knows about how its person came in, and where the person wanted to go."""
import logging
import time
from urllib.parse import urlencode

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from engawa.base.privacy.actions import VERSIONS
from engawa.base.ui.navigation import safe_reverse

log = logging.getLogger("engawa.door")
# Keys of the session.
ROLE, BASICS = "door_role", "door_basics"
PARTICIPANT, ORGANIZATION = "participant", "organization"
STARTS = {PARTICIPANT: "participants:start", ORGANIZATION: "organizations:register"}


def records(request: HttpRequest) -> list[dict]:
    """What this session has proved, oldest first; empty for a session that did not come through the door."""
    return request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []


def has_proved_second_factor(request: HttpRequest) -> bool:
    """Say whether a code of the app, or a printed one, was given in this session."""
    return any(record["method"] == "mfa" for record in records(request))


def came_by_one_click(request: HttpRequest) -> bool:
    """In the demo (and in tests) a sign-in that did not come through the door counts as complete.

    In production this is never so, whatever the session holds.
    """
    return (settings.DEMO or settings.TEST) and not records(request)


def note_fresh_sign_in(request: HttpRequest) -> None:
    """A sign-in that has just happened also confirms who is there, for the next five minutes."""
    if done := records(request):
        done[-1]["reauthenticated"] = True
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = done


def note_confirmed(request: HttpRequest, *, method: str) -> None:
    """Note that the signed-in person has just shown again who they are."""
    record_authentication(request, request.user, method=method, reauthenticated=True)


def was_confirmed_recently(request: HttpRequest) -> bool:
    """Say whether the person showed who they are within the last five minutes (security.md V7.5.1)."""
    proofs = [record["at"] for record in records(request) if record.get("reauthenticated")]
    return bool(proofs) and time.time() - proofs[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def terms_stamp() -> str:
    """Name the versions of the texts in force, to notice that one has changed since the person signed in."""
    return ", ".join(f"{document} {version}" for document, version in sorted(VERSIONS.items()))


def checked_next(request: HttpRequest) -> str:
    """Return the page the person wanted, if it is one of ours; else an empty text."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()) else ""


def with_next(url: str, wanted: str) -> str:
    """Add the wanted page to an address."""
    return f"{url}?{urlencode({'next': wanted})}" if wanted else url


def start_of(role: str) -> str:
    """Return where somebody begins who registered in a role; empty when there is no role or no such page."""
    return safe_reverse(STARTS[role]) if role in STARTS else ""
