"""One's own account: details, language, sessions, data, leaving (ux.md A5)."""
import json

from allauth.account.internal.flows.logout import logout
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from engawa.base.accounts import actions, closing, queries, rules
from engawa.base.accounts.forms import DetailsForm, LanguageForm
from engawa.base.accounts.views.again import confirmed_again
from engawa.base.times import today
from engawa.base.ui.navigation import safe_reverse
from engawa.base.users.access import public


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """The list of everything one can set, with how it is set now."""
    return render(request, "accounts/settings.html", {
        "has_app": queries.has_app(request.user), "sessions": len(queries.sessions_of(request.user))})


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """Change name, furigana, phone."""
    user = request.user
    form = DetailsForm(request.POST or None, initial={"name": user.name, "furigana": user.furigana, "phone": user.phone})
    if form.is_valid() and form.attempt(actions.change_details, by=user, **form.cleaned_data):
        messages.success(request, _("Your name and contact are saved."))
        return redirect("accounts:settings")
    return render(request, "accounts/details.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Change the language of mails and pages, and the zone of times."""
    user = request.user
    form = LanguageForm(request.POST or None, initial={"language": user.language, "time_zone": user.time_zone})
    if form.is_valid() and form.attempt(actions.change_language, by=user, **form.cleaned_data):
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Language and time are saved."))
            return redirect("accounts:settings")
    return render(request, "accounts/language.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; sign out the other places, or all."""
    here = request.session.session_key
    if request.method == "POST":
        everywhere = "everywhere" in request.POST
        count = actions.end_sessions(by=request.user, keep=None if everywhere else here)
        if everywhere:
            logout(request, show_message=False)
            messages.success(request, _("You are signed out everywhere."))
            return redirect("account_login")
        messages.success(request, _("Signed out in %(count)s other places.") % {"count": count})
        return redirect("usersessions_list")
    return render(request, "accounts/sessions.html", {"sessions": queries.sessions_of(request.user), "here": here})


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What we keep about the person, and the button to save a copy."""
    return render(request, "accounts/data.html")


@require_safe
@confirmed_again
def export(request: HttpRequest) -> HttpResponse:
    """Everything we keep about the person, as one JSON file."""
    body = json.dumps(queries.own_data(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    return HttpResponse(body, content_type="application/json; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="engawa-{today():%Y-%m-%d}.json"'})


@require_safe
def close(request: HttpRequest) -> HttpResponse:
    """First step of leaving: what is open, what should be handed over."""
    return render(request, "accounts/close.html", {
        "open": closing.open_things(request.user), "hand_over": closing.to_hand_over(request.user),
        "reason": rules.why_not_close(request.user), "days": rules.CLOSING_DAYS})


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed_again
def close_confirm(request: HttpRequest) -> HttpResponse:
    """Second step: what will happen, and the button."""
    if request.method == "POST":
        actions.close_account(by=request.user)
        logout(request, show_message=False)
        return redirect("accounts:closed")
    return render(request, "accounts/close_confirm.html", {"days": rules.CLOSING_DAYS})


@public
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """After leaving: until when one can come back, and how."""
    return render(request, "accounts/closed.html", {"days": rules.CLOSING_DAYS})


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Somebody who is leaving has signed in again: keep the account, or sign out."""
    if request.method == "POST":
        actions.keep_account(by=request.user)
        messages.success(request, _("Welcome back. Your account stays as it was."))
        return redirect(safe_reverse("home:home") or "/")
    if request.user.closing_at is None:
        return redirect("accounts:settings")
    return render(request, "accounts/keep.html", {"until": request.user.closing_at})
