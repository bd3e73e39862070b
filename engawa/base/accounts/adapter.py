"""What the sign-in library asks us: which words, which mail, where to go next, how to keep secrets."""
from dataclasses import asdict

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from engawa.base.accounts import actions, door, queries, rules, sealing
from engawa.base.ui import display
from engawa.base.ui.navigation import safe_reverse
from engawa.base.users.actions import save_display

# The library tells of a changed account by mail; we tell through the outbox, so that no page waits for a mail server.
TOLD = {
    "account/email/password_changed": "password_changed", "account/email/password_set": "password_changed",
    "account/email/password_reset": "password_changed", "account/email/email_changed": "address_changed",
    "mfa/email/totp_activated": "second_factor_on", "mfa/email/totp_deactivated": "second_factor_off",
    "mfa/email/recovery_codes_generated": "recovery_codes_made",
}


class MailNotSent(Exception):
    """The mail server did not take a mail that somebody is waiting for."""


class DoorAdapter(DefaultAccountAdapter):
    """The library's questions about signing in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Please call us if you would like to use it again."),
        "duplicate_email": _("This is the address you already use. Please enter another one."),
        "same_as_current": _("This is the address you already use. Please enter another one."),
        "email_taken": _("This address cannot be used. Please enter another one, or call us."),
        "email_password_mismatch": _(
            "The mail address or the password does not fit. You can also sign in with a code sent by mail."),
        "incorrect_password": _("The password does not fit. You can also confirm with a code sent by mail."),
        "enter_current_password": _("The present password does not fit."),
        "too_many_login_attempts": _("There were many tries in a short time. Please wait 10 minutes and try again."),
        "rate_limited": _("There were many tries in a short time. Please wait 10 minutes and try again."),
        "incorrect_code": rules.WRONG_CODE,
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send at once, never through the outbox: a code may not be a row in a table.

        Raises:
            MailNotSent: the mail server is down or refuses; the pages say so.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except Exception as error:
            door.log.warning("A mail of the door could not be sent: %s", type(error).__name__)
            raise MailNotSent from error

    def send_notification_mail(self, template_prefix: str, user, context=None, email: str | None = None) -> None:
        if kind := TOLD.get(template_prefix):
            actions.tell_of_change(by=user, kind=kind, address=email or "")

    def login(self, request: HttpRequest, user) -> None:
        super().login(request, user)
        actions.note_sign_in(by=user, method=(door.records(request) or [{"method": "unknown"}])[-1]["method"])
        door.note_fresh_sign_in(request)
        self._bring_display(request, user)
        if queries.has_basics(user):
            request.session[door.BASICS] = door.terms_stamp()
        if user.needs_second_factor:
            request.session.set_expiry(rules.DESK_SESSION_SECONDS)

    def _bring_display(self, request: HttpRequest, user) -> None:
        """Large letters that a visitor chose stay large after coming in, unless the account says otherwise."""
        chosen = display.from_cookie(request)
        if display.of(request) == display.Display() != chosen:
            save_display(by=user, **asdict(chosen))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        with translation.override(request.user.language):
            return door.start_of(request.session.get(door.ROLE, "")) or safe_reverse("home:home") or "/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return safe_reverse("public:top") or "/"

    def get_email_verification_redirect_url(self, email_address) -> str:
        return reverse("accounts:settings")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:settings")

    def get_reauthentication_methods(self, user) -> list[dict]:
        """The second factor where there is one; else the password or a mailed code."""
        ways = super().get_reauthentication_methods(user)
        if queries.has_app(user):
            return [way for way in ways if way["id"] == "mfa_reauthenticate"]
        by_mail = {"id": "mail", "description": _("Confirm with a code sent by mail"), "url": reverse("accounts:again_by_mail")}
        return [*ways, by_mail]


class SecondFactorAdapter(DefaultMFAAdapter):
    """The library's questions about the second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The number does not fit. The app shows a new one every 30 seconds."),
        "cannot_delete_authenticator": _("Members of the coordinator team cannot work without a second check."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The picture on white, so that cameras read it in the dark themes as well."""
        return super().build_totp_svg(url).replace("<path", '<rect width="100%" height="100%" fill="#fff"/><path', 1)

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not authenticator.user.needs_second_factor
