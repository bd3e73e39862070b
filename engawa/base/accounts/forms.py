"""The forms of the door. Every code may be typed in full-width digits, with spaces or dashes."""
import unicodedata
import zoneinfo
from typing import Any

from allauth.account import forms as library
from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base import forms as second
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from engawa.base.accounts import codes, door, rules
from engawa.base.ui.forms import EmailField, Form, PhoneField, option

KANA = RegexValidator(r"^[\u3040-\u309f\u30a0-\u30ffA-Za-zÀ-ÿ ,.'‐\-・]*$",
                      _("Enter the furigana in hiragana or katakana. Example: さえき かずお"), code="kana")
LANGUAGES = [("ja", "日本語"), ("en", "English")]


class CodeField(forms.CharField):
    """A code as people type it; cleans to digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Code"))
        kwargs.setdefault("error_messages", {"required": _("Enter the code of 6 digits.")})
        super().__init__(widget=forms.TextInput(attrs={
            "autocomplete": "one-time-code", "inputmode": "numeric", "class": "input--m code"}), **kwargs)

    def clean(self, value: Any) -> str:
        typed = codes.digits(str(value or ""))
        if value and not typed:
            raise ValidationError(self.error_messages["required"], code="required")
        return super().clean(typed)


class PasswordField(forms.CharField):
    """A password. Any characters; one spelling of each (NFKC), so that the width of letters does not matter."""

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        attrs = {"autocomplete": "new-password" if new else "current-password"}
        super().__init__(strip=False, widget=forms.PasswordInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        return super().clean(unicodedata.normalize("NFKC", str(value or "")))


class NewPasswordField(PasswordField):
    """A password somebody chooses: long enough and not a common one."""

    user: Any = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("12 characters or more. A short sentence is easy to remember."))
        super().__init__(new=True, **kwargs)

    def clean(self, value: Any) -> str:
        return get_adapter().clean_password(super().clean(value), user=self.user)


# ------------------------------------------------------------------ coming in
class RegisterForm(Form):
    """A1: what somebody wants to do here, and a mail address."""

    role = forms.ChoiceField(label=_("How you take part"), widget=forms.RadioSelect, choices=[
        (door.PARTICIPANT, option(_("Help with my experience (participant)"),
                                  _("You find a posting that fits what you have done at work."))),
        (door.ORGANIZATION, option(_("Ask for help for our organization"),
                                   _("You write a posting about what you are stuck with."))),
    ])
    email = EmailField(label=_("Mail address"), help_text=_("We send a code of 6 digits to it. No password is needed."))


class SignInForm(Form):
    """A4: the mail address; a code is sent to it."""

    needs_words = False
    email = EmailField(label=_("Mail address"), help_text=_("We send a code of 6 digits to it."))


class CodeForm(Form):
    """A2: the mailed code."""

    needs_words = False
    code = CodeField(help_text=_("6 digits"))

    def __init__(self, *args: Any, process: codes.SignInCode, **kwargs: Any) -> None:
        self.process = process
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        if not self.process.fits(typed):
            raise ValidationError(rules.WRONG_CODE, code="incorrect_code")
        return typed


class BasicsForm(Form):
    """A3: what everybody says once."""

    name = forms.CharField(label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    furigana = forms.CharField(label=_("Furigana"), max_length=80, validators=[KANA],
                               help_text=_("For example さえき かずお"))
    phone = PhoneField(label=_("Phone number"), required=False,
                       help_text=_("Only the coordinator team sees it."))
    language = forms.ChoiceField(label=_("Language of mails"), choices=LANGUAGES, widget=forms.RadioSelect)
    terms = forms.BooleanField(label=_("I agree to the terms and to how personal information is handled"))


class DetailsForm(Form):
    """Name and contact, to change later."""

    name, furigana, phone = BasicsForm.base_fields["name"], BasicsForm.base_fields["furigana"], BasicsForm.base_fields["phone"]


class LanguageForm(Form):
    """Language of mails and pages, and the zone of times."""

    language = forms.ChoiceField(label=_("Language of mails"), choices=LANGUAGES, widget=forms.RadioSelect)
    time_zone = forms.ChoiceField(label=_("Show times in"), help_text=_("Meetings with a partner abroad show both times."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        self.fields["time_zone"].choices = [("Asia/Tokyo", _("Japan time")), *(
            (zone, zone.replace("_", " ")) for zone in zones if zone != "Asia/Tokyo")]


# ------------------------------------------------------- forms of the library, in our words
class PasswordSignInForm(library.LoginForm, Form):
    """Address and password, for people who have set one."""

    needs_words = False
    password = PasswordField(label=_("Password"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = EmailField(label=_("Mail address"))
        self.order_fields(["login", "password"])

    def _setup_password_field(self) -> None:
        """Keep the field: the library would drop it because registering asks for none."""


class ResetForm(library.ResetPasswordForm, Form):
    needs_words = False
    email = EmailField(label=_("Mail address"), help_text=_("We send a code of 6 digits to it."))


class ResetCodeForm(library.ConfirmPasswordResetCodeForm, Form):
    needs_words = False
    code = CodeField(help_text=_("6 digits"))


class AddressCodeForm(library.ConfirmEmailVerificationCodeForm, Form):
    needs_words = False
    code = CodeField(help_text=_("6 digits"))


class NewPasswordForm(library.ResetPasswordKeyForm, Form):
    needs_words = False
    password1 = NewPasswordField(label=_("New password"))
    password2 = PasswordField(new=True, label=_("New password, once more"))


class SetPasswordForm(library.SetPasswordForm, Form):
    needs_words = False
    password1 = NewPasswordField(label=_("Password"))
    password2 = PasswordField(new=True, label=_("Password, once more"))


class ChangePasswordForm(library.ChangePasswordForm, Form):
    needs_words = False
    oldpassword = PasswordField(label=_("Present password"))
    password1 = NewPasswordField(label=_("New password"))
    password2 = PasswordField(new=True, label=_("New password, once more"))


class PasswordAgainForm(library.ReauthenticateForm, Form):
    needs_words = False
    password = PasswordField(label=_("Password"))


class NewAddressForm(library.AddEmailForm, Form):
    needs_words = False
    email = EmailField(label=_("New mail address"), help_text=_("We send a code of 6 digits to it."))


class _OnceOnly:
    """A number of the app works once, for as long as the library would accept it (security.md §1, PyPI's finding)."""

    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]  # mixed into a form of allauth
        seconds = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)
        if not cache.add(f"door:second:{self.user.pk}:{code}", 1, timeout=seconds):  # type: ignore[attr-defined]  # mixed into a form of allauth
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(_OnceOnly, second.AuthenticateForm, Form):
    needs_words = False
    code = CodeField(label=_("Number of the app, or one of your printed codes"))


class SecondFactorAgainForm(_OnceOnly, second.ReauthenticateForm, Form):
    needs_words = False
    code = CodeField(label=_("Number of the app, or one of your printed codes"))


class ActivateAppForm(ActivateTOTPForm, Form):
    needs_words = False
    code = CodeField(label=_("Number of 6 digits in the app"))


class AgainByMailForm(Form):
    """The code that confirms who is there, without a password."""

    needs_words = False
    code = CodeField(help_text=_("6 digits"))

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        self.expected = code
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        if not compare_user_code(actual=typed, expected=self.expected):
            raise ValidationError(rules.WRONG_CODE, code="incorrect_code")
        return typed
