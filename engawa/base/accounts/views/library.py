"""Pages of the sign-in library in our frame.

These are its own class views: they hold the security of each step. Ours are the words (templates and forms), the
answer 422 for what has to be corrected, a page instead of an error when the mail server is down, and the proof
asked for before changes. Each page is marked where it is made (`urls.py`).
"""
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from engawa.base.accounts import door, rules
from engawa.base.accounts.adapter import MailNotSent
from engawa.base.accounts.views.sign_in import mail_down


class OurFrame:
    """Answers 422 when something has to be corrected, and 503 with a sentence when mail cannot be sent."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)  # type: ignore[misc]  # mixed into a view of allauth
        if response.status_code == 200:
            response.status_code = 422
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]  # mixed into a view of allauth
        except MailNotSent:
            form.add_error(None, mail_down())
            response = self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]  # mixed into a view of allauth
            response.status_code = 503
            return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]  # mixed into a view of allauth
        return {**context, "next": door.checked_next(self.request)}  # type: ignore[attr-defined]  # mixed into a view of allauth


class SaysWhenOver:
    """A code typed after its ten minutes sends the person back one page; say why, instead of only going there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # mixed into a view of allauth
        if request.method == "POST" and not self._process:  # type: ignore[attr-defined]  # mixed into a view of allauth
            messages.error(request, rules.CODE_OVER)
        return response


class PasswordSignIn(OurFrame, account.LoginView):
    template_name = "accounts/password_sign_in.html"


class Recover(OurFrame, account.PasswordResetView):
    template_name = "accounts/recover.html"


class RecoverCode(SaysWhenOver, OurFrame, account.ConfirmPasswordResetCodeView):
    template_name = "accounts/recover_code.html"


class RecoverPassword(OurFrame, account.CompletePasswordResetView):
    template_name = "accounts/password_new.html"


class SignOut(account.LogoutView):
    """Signing out also empties what the browser kept of our pages (security.md V14)."""

    template_name = "accounts/sign_out.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class Inactive(account.AccountInactiveView):
    template_name = "accounts/inactive.html"


class PasswordAgain(OurFrame, account.ReauthenticateView):
    template_name = "accounts/password_again.html"


class SecondFactorAgain(OurFrame, mfa.ReauthenticateView):
    template_name = "accounts/second_again.html"


class SecondFactor(mfa.AuthenticateView):
    template_name = "accounts/second.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class Address(OurFrame, account.EmailView):
    template_name = "accounts/address.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a new address and nothing else: the library's other buttons (remove, send again) are not offered."""
        return super(account.EmailView, self).post(request, *args, **kwargs)


class AddressCode(SaysWhenOver, OurFrame, account.ConfirmEmailVerificationCodeView):
    template_name = "accounts/address_code.html"


class PasswordChange(OurFrame, account.PasswordChangeView):
    template_name = "accounts/password_change.html"


class PasswordSet(OurFrame, account.PasswordSetView):
    template_name = "accounts/password_set.html"


class SecondFactors(mfa.IndexView):
    template_name = "accounts/second_factors.html"


class ActivateApp(OurFrame, totp.ActivateTOTPView):
    """Setting the app up proves it as well: no need to ask for another of its numbers at once."""

    template_name = "accounts/app_on.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        door.note_confirmed(self.request, method="mfa")
        return response


class DeactivateApp(OurFrame, totp.DeactivateTOTPView):
    template_name = "accounts/app_off.html"


class PrintedCodes(recovery.ViewRecoveryCodesView):
    template_name = "accounts/printed_codes.html"


class NewPrintedCodes(OurFrame, recovery.GenerateRecoveryCodesView):
    template_name = "accounts/printed_codes_new.html"
