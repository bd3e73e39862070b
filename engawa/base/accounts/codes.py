"""The mailed code: six digits, ten minutes, three tries; asked for again with one button.

The library keeps the code in the session, bound to the browser. Three things differ from its ways: a code that
has run out leaves the person on the page, with a button for a new one; a new code begins a new ten minutes;
and an address with an account, when it registers again, simply gets a code to sign in.
"""
import re
import time
import unicodedata

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.signup import send_unknown_account_mail
from allauth.account.internal.userkit import did_user_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest

from engawa.base.users.models import User

REGISTER, SIGN_IN = "register", "sign_in"


def digits(text: str) -> str:
    """Only the digits of what was typed: full-width ones made narrow, spaces and dashes left out."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))


def may_send(request: HttpRequest, address: str) -> bool:
    """Count one request for a code to an address; False when there were too many."""
    return ratelimit.consume(request, action="request_login_code", key=address.lower())


class SignInCode(LoginCodeVerificationProcess):
    """One pending sign-in by a mailed code. `user` is None when the address has no account."""

    @classmethod
    def begin(cls, request: HttpRequest, *, user: User | None, address: str, way: str) -> "SignInCode":
        """Send a first code; replaces a pending sign-in of this browser.

        Args:
            way: REGISTER or SIGN_IN, the page the person came from.

        Raises:
            MailNotSent: the mail server is down; nothing is pending then.
        """
        login = Login(user=user, email=address)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=address), initiated_by_user=True, way=way)
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @property
    def way(self) -> str:
        return self.state.get("way", SIGN_IN)

    @property
    def address(self) -> str:
        return self.state["email"]

    @property
    def tries_left(self) -> int:
        return max(0, self.max_attempts - self.state["failed_attempts"])

    def fits(self, typed: str) -> bool:
        """Say whether these digits are the code, still within its ten minutes and three tries."""
        if not (self.user and self.code and self.tries_left and self.is_valid()):
            return False
        return compare_user_code(actual=typed, expected=self.code)

    def record_invalid_attempt(self) -> bool:
        """Count a wrong try. After the third the code is dead, but the person stays here and can ask for another."""
        self.state["failed_attempts"] += 1
        if not self.tries_left:
            self.state.pop("code", None)
        self.persist()
        return bool(self.tries_left)

    def resend(self) -> None:
        """Send a new code with a new life; the old one is dead.

        Raises:
            MailNotSent: the old code stays as it was.
        """
        before = dict(self.state)
        self.state.update(at=time.time(), failed_attempts=0, resend_count=before["resend_count"] + 1)
        try:
            self.send()
        except Exception:
            self.state.clear()
            self.state.update(before)
            raise
        self.persist()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """Send the mail that fits the address: a code, or the word that there is no account (the page says neither)."""
        if self.user is None:
            send_unknown_account_mail(self.request, email)
            return
        known = "known" if self.way == REGISTER and did_user_login(self.user) else self.way
        minutes = app_settings.LOGIN_BY_CODE_TIMEOUT // 60
        get_adapter().send_mail("account/email/login_code", email, {
            "code": self.generate_code(), "way": known, "minutes": minutes})
