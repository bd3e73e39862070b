"""Deny by default, and the reader's clock."""
import zoneinfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from engawa.base.users import typed

# Views of the sign-in library that a visitor must reach; everything else of it wants a signed-in person.
OPEN_NAMES = {
    "account_login", "account_signup", "account_request_login_code", "account_confirm_login_code",
    "account_email_verification_sent", "account_confirm_email", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_confirm_password_reset_code", "account_complete_password_reset", "account_password_reset_completed",
    "account_inactive", "account_logout", "mfa_authenticate",
}


class SignInFirst:
    """Send visitors to the sign-in page unless the view is marked public (architecture.md §3, Permissions).

    What they had typed while their session ended is kept for them meanwhile (`typed`).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return typed.after(request, response) if request.user.is_authenticated else response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.user.is_authenticated or getattr(view, "public", False):
            return None
        if request.resolver_match and request.resolver_match.url_name in OPEN_NAMES:
            return None
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        return typed.keep(request) or redirect_to_login(typed.page_of(request))


class ReaderSettings:
    """Show times in the reader's own zone for the length of the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(request.user.time_zone)):
            return self.get_response(request)
