"""Registering and signing in by a mailed code (ux.md A1–A4)."""
from collections.abc import Callable

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.account.stages import LoginByCodeStage
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from engawa.base.accounts import actions, codes, door, queries
from engawa.base.accounts.adapter import MailNotSent
from engawa.base.accounts.forms import BasicsForm, CodeForm, RegisterForm, SignInForm
from engawa.base.ui.forms import Form
from engawa.base.ui.navigation import safe_reverse
from engawa.base.users.access import public
from engawa.base.users.models import User


def mail_down() -> str:
    """What every page of the door says when the mail server does not answer."""
    return _("We cannot send mail at the moment. The address you entered is still here. "
             "Please try again in 10 minutes, or call us: %(phone)s") % {"phone": settings.OPERATOR["phone"]}


def too_many() -> str:
    """What it says when codes were asked for too often."""
    return _("Several codes were asked for in a short time. Please look into your mail first, "
             "then try again in a few minutes.")


def _send_first_code(request: HttpRequest, form: Form, *, find: Callable[[str], User | None], way: str) -> bool:
    """Send a code to the address of the form; when that fails, say why in the form and return False."""
    address = form.cleaned_data["email"]
    if not codes.may_send(request, address):
        form.add_error(None, too_many())
        form.status = 429
        return False
    try:
        codes.SignInCode.begin(request, user=find(address), address=address, way=way)
    except MailNotSent:
        form.add_error(None, mail_down())
        form.status = 503
        return False
    return True


def _status(form: Form) -> int:
    return getattr(form, "status", 422) if form.errors else 200


def _begin(request: HttpRequest, form: Form, template: str) -> HttpResponse:
    """Show A1 or A4, with a way back to a code that is already on its way."""
    return render(request, template, {
        "form": form, "next": door.checked_next(request), "pending": get_pending_stage(request),
        "persons": safe_reverse("demo:persons") if settings.DEMO else ""}, status=_status(form))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """A1: choose a role and give a mail address. An address with an account gets a code to sign in instead."""
    if request.user.is_authenticated:
        return redirect(door.start_of(request.GET.get("role", "")) or safe_reverse("home:home") or "/")
    form = RegisterForm(request.POST or None, initial={
        "role": request.GET.get("role"), "email": request.GET.get("email")})
    if form.is_valid() and _send_first_code(request, form, way=codes.REGISTER, find=lambda address: actions.register_person(
            email=address, language=get_language() or "ja")):
        request.session[door.ROLE] = form.cleaned_data["role"]
        return redirect(door.with_next(reverse("account_confirm_login_code"), door.checked_next(request)))
    return _begin(request, form, "accounts/register.html")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """A4: give a mail address, get a code. The answer is the same whether or not there is an account."""
    wanted = door.checked_next(request)
    if request.user.is_authenticated:
        return redirect(wanted or safe_reverse("home:home") or "/")
    form = SignInForm(request.POST or None, initial={"email": request.GET.get("email")})
    if form.is_valid() and _send_first_code(request, form, way=codes.SIGN_IN, find=queries.person_with):
        request.session.pop(door.ROLE, None)
        return redirect(door.with_next(reverse("account_confirm_login_code"), wanted))
    return _begin(request, form, "accounts/sign_in.html")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login")
def code(request: HttpRequest) -> HttpResponse:
    """A2: type the mailed code. A code that ran out keeps the person here, with a button for a new one."""
    process = codes.SignInCode(stage=request._login_stage)  # type: ignore[attr-defined]  # because the library puts it there
    wanted = door.checked_next(request)
    form = CodeForm(request.POST or None, process=process)
    if form.is_valid():
        return process.finish(wanted or None)
    if form.is_bound and form.has_error("code", "incorrect_code"):
        process.record_invalid_attempt()
    return render(request, "accounts/code.html", {
        "form": form, "process": process, "next": wanted, "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
        "mailbox": safe_reverse("demo:mailbox") if settings.DEMO else "",
    }, status=_status(form))


@public
@never_cache
@require_POST
@login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login")
def send_again(request: HttpRequest) -> HttpResponse:
    """Send a new code to the same address; the old one stops working."""
    process = codes.SignInCode(stage=request._login_stage)  # type: ignore[attr-defined]  # because the library puts it there
    if not process.can_resend or not codes.may_send(request, process.address):
        messages.error(request, too_many())
    else:
        try:
            process.resend()
            messages.success(request, _("We have sent a new code. Only the newest one works."))
        except MailNotSent:
            messages.error(request, mail_down())
    return redirect(door.with_next(reverse("account_confirm_login_code"), door.checked_next(request)))


@public
@require_POST
def other_address(request: HttpRequest) -> HttpResponse:
    """Let go of the pending code and go back to the page where the address is typed."""
    if request.user.is_authenticated:
        return redirect(safe_reverse("home:home") or "/")
    stage = get_pending_stage(request)
    registering = stage is not None and stage.state.get("way") == codes.REGISTER
    clear_login(request)
    page = reverse("account_signup" if registering else "account_login")
    return redirect(door.with_next(page, door.checked_next(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def basics(request: HttpRequest) -> HttpResponse:
    """A3: name and terms, before anything else; also when the terms have changed."""
    user, wanted = request.user, door.checked_next(request)
    form = BasicsForm(request.POST or None, initial={
        "name": user.name, "furigana": user.furigana, "phone": user.phone, "language": get_language()})
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "terms"}
        if form.attempt(actions.complete_basics, by=user, **given):
            request.session[door.BASICS] = door.terms_stamp()
            start = door.start_of(request.session.pop(door.ROLE, ""))
            return redirect(door.with_next(start, wanted if wanted != start else "") if start
                            else wanted or safe_reverse("home:home") or "/")
    return render(request, "accounts/basics.html", {
        "form": form, "next": wanted, "again": bool(user.name), "for_organization": request.session.get(door.ROLE) == door.ORGANIZATION},
                  status=_status(form))
