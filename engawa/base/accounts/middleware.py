"""What comes before everything else: a name and the terms, the way back from leaving, the second factor."""
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from engawa.base.accounts import door, queries

Answer = Callable[[HttpRequest], HttpResponse]
ALWAYS = {"account_logout", "accounts:basics", "accounts:keep"}
# The page that sets the second factor up, and what belongs to it.
SETTING_UP = ALWAYS | {"mfa_activate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_reauthenticate",
                       "account_reauthenticate", "accounts:again_by_mail"}


def _is_let_through(request: HttpRequest, view: Callable[..., HttpResponse], names: set[str]) -> bool:
    """Visitors, pages open to everybody, the named pages, and sign-ins that count as complete."""
    if not request.user.is_authenticated or getattr(view, "public", False):
        return True
    return bool(request.resolver_match and request.resolver_match.view_name in names) or door.came_by_one_click(request)


class BasicsFirst:
    """Lead somebody without a name, or who has not accepted the present terms, to that page; then to where they went.

    Somebody who is leaving is asked whether to keep the account.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if _is_let_through(request, view, ALWAYS):
            return None
        if request.user.closing_at is not None:
            return redirect("accounts:keep")
        if request.session.get(door.BASICS) == door.terms_stamp() or queries.has_basics(request.user):
            return None
        return redirect(door.with_next(reverse("accounts:basics"), _wanted(request)))


class SecondFactorFirst:
    """Without a second factor the desk and superusers reach only the page that sets it up (security.md, settled (a)).

    Where it is set up but was not given in this session (a person became a desk officer meanwhile), it is asked for.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if _is_let_through(request, view, SETTING_UP) or not request.user.needs_second_factor:
            return None
        if door.has_proved_second_factor(request):
            return None
        page = "mfa_reauthenticate" if queries.has_app(request.user) else "mfa_activate_totp"
        return redirect(door.with_next(reverse(page), _wanted(request)))


def _wanted(request: HttpRequest) -> str:
    """The page to come back to: the one asked for, unless it was a form being sent."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else ""
