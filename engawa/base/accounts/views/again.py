"""Showing again who one is, before a step that matters."""
import time
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from engawa.base.accounts import codes, door, queries
from engawa.base.accounts.adapter import MailNotSent
from engawa.base.accounts.forms import AgainByMailForm
from engawa.base.accounts.views.sign_in import mail_down, too_many
from engawa.base.users.access import without_key

STATE = "door_again"
TRIES = 3
View = Callable[..., HttpResponse]


def confirmed_again(view: View) -> View:
    """Ask for a proof that is at most five minutes old before showing the page (security.md V7.5.1).

    Stricter than the library, which asks nothing of people who have neither password nor app.
    """
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated and not door.came_by_one_click(request) and not door.was_confirmed_recently(request):
            way = get_adapter().get_reauthentication_methods(request.user)[0]
            return redirect(door.with_next(way["url"], request.get_full_path()))
        return view(request, *args, **kwargs)
    return guarded


@without_key
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again_by_mail(request: HttpRequest) -> HttpResponse:
    """Confirm with a code sent to the present address. Not for people with an app: the app is stronger."""
    wanted = door.checked_next(request) or reverse("accounts:settings")
    if queries.has_app(request.user):
        return redirect(door.with_next(reverse("mfa_reauthenticate"), wanted))
    if request.method == "POST" and "send" in request.POST:
        _send(request)
        return redirect(door.with_next(request.path, wanted))
    state = request.session.get(STATE) or {}
    alive = time.time() - state.get("at", 0) <= settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT and state.get("tries", 0) < TRIES
    form = AgainByMailForm(request.POST or None, code=state.get("code", "") if alive else "")
    if form.is_valid():
        del request.session[STATE]
        door.note_confirmed(request, method="code")
        return redirect(wanted)
    if form.is_bound and state:
        request.session[STATE] = {**state, "tries": state["tries"] + 1}
    return render(request, "accounts/again_by_mail.html", {"form": form, "sent": bool(state), "next": wanted},
                  status=422 if form.errors else 200)


def _send(request: HttpRequest) -> None:
    address = request.user.email
    if not codes.may_send(request, address):
        messages.error(request, too_many())
        return
    code = get_adapter().generate_login_code()
    try:
        get_adapter().send_mail("account/email/login_code", address, {
            "code": code, "way": "again", "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60})
    except MailNotSent:
        messages.error(request, mail_down())
        return
    request.session[STATE] = {"code": code, "at": time.time(), "tries": 0}
    messages.success(request, _("We have sent a code to your mail address."))
