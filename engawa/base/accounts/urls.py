"""Addresses of the door. Ours are named `accounts:…`; those of the sign-in library keep the names it asks for itself."""
from collections.abc import Callable
from typing import Any

from allauth.mfa.recovery_codes.views import download_recovery_codes
from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_http_methods

from engawa.base.accounts.views import again, first_door, library, own, sign_in
from engawa.base.users.access import public, without_key

View = Callable[..., HttpResponse]


def page(cls: Any) -> View:
    """Make a page of the library: it answers GET and POST and guards its own steps."""
    return without_key(require_http_methods(["GET", "HEAD", "POST"])(cls.as_view()))


def guarded(cls: Any) -> View:
    """Make a page that asks first who is there, when that was proved more than five minutes ago."""
    return without_key(again.confirmed_again(page(cls)))


ours = ([
    path("code/again/", sign_in.send_again, name="send_again"),
    path("code/other-address/", sign_in.other_address, name="other_address"),
    path("register/basics/", sign_in.basics, name="basics"),
    path("first/<str:token>/", first_door.first_door, name="first_door"),
    path("confirm/mail/", again.again_by_mail, name="again_by_mail"),
    path("settings/", own.settings, name="settings"),
    path("settings/name/", own.details, name="details"),
    path("settings/language/", own.language, name="language"),
    path("data/", own.data, name="data"),
    path("data/file/", own.export, name="export"),
    path("close/", own.close, name="close"),
    path("close/confirm/", own.close_confirm, name="close_confirm"),
    path("close/done/", own.closed, name="closed"),
    path("close/keep/", own.keep, name="keep"),
], "accounts")
for_the_library = [
    path("register/", sign_in.register, name="account_signup"),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/", sign_in.sign_in, name="account_request_login_code"),
    path("code/", sign_in.code, name="account_confirm_login_code"),
    path("sign-in/password/", public(page(library.PasswordSignIn)), name="account_login_password"),
    path("sign-in/second/", public(page(library.SecondFactor)), name="mfa_authenticate"),
    path("sign-out/", public(page(library.SignOut)), name="account_logout"),
    path("inactive/", public(page(library.Inactive)), name="account_inactive"),
    path("recover/", public(page(library.Recover)), name="account_reset_password"),
    path("recover/code/", public(page(library.RecoverCode)), name="account_confirm_password_reset_code"),
    path("recover/password/", public(page(library.RecoverPassword)), name="account_complete_password_reset"),
    path("confirm/password/", page(library.PasswordAgain), name="account_reauthenticate"),
    path("confirm/second/", page(library.SecondFactorAgain), name="mfa_reauthenticate"),
    path("settings/address/", guarded(library.Address), name="account_email"),
    path("settings/address/code/", page(library.AddressCode), name="account_email_verification_sent"),
    path("settings/password/", guarded(library.PasswordChange), name="account_change_password"),
    path("settings/password/new/", guarded(library.PasswordSet), name="account_set_password"),
    path("settings/second/", page(library.SecondFactors), name="mfa_index"),
    path("settings/second/app/", page(library.ActivateApp), name="mfa_activate_totp"),
    path("settings/second/app/off/", guarded(library.DeactivateApp), name="mfa_deactivate_totp"),
    path("settings/second/codes/", guarded(library.PrintedCodes), name="mfa_view_recovery_codes"),
    path("settings/second/codes/new/", guarded(library.NewPrintedCodes), name="mfa_generate_recovery_codes"),
    path("settings/second/codes/file/", again.confirmed_again(download_recovery_codes), name="mfa_download_recovery_codes"),
    path("settings/sessions/", own.sessions, name="usersessions_list"),
]
urlpatterns = [
    path("account/", include(ours)),
    path("account/", include(for_the_library)),
    path("admin/", admin.site.urls),
]
