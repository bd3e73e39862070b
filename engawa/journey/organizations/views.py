"""Pages of the organization: register, public words, verification, members."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engawa.journey.organizations import actions, forms, queries, rules
from engawa.journey.organizations.models import Organization

FORM = require_http_methods(["GET", "HEAD", "POST"])


def _ours(request: HttpRequest) -> Organization:
    organization = queries.organization_of(request.user)
    if organization is None:
        raise Http404
    return organization


def _page(request: HttpRequest, name: str, **context) -> HttpResponse:
    form = context.get("form")
    return render(request, f"organizations/{name}.html", context, status=422 if form is not None and form.is_bound else 200)


@FORM
def register(request: HttpRequest) -> HttpResponse:
    form = forms.RegisterForm(request.POST or None, initial={"phone": request.user.phone})
    if form.is_valid() and form.attempt(actions.register_organization, by=request.user, ask=True, **form.facts()):
        messages.success(request, _("Registered. The coordinator team answers within 2 working days."))
        return redirect("home:organization")
    return _page(request, "register", form=form)


@FORM
def profile(request: HttpRequest) -> HttpResponse:
    ours = _ours(request)
    known = {name: getattr(ours, name) for name in ("summary", "vision", "story", "staff_size", "website")}
    form = forms.ProfileForm(request.POST or None, initial=known)
    if form.is_valid() and form.attempt(actions.save_organization, by=request.user, organization=ours, **form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("organizations:profile")
    return _page(request, "profile", form=form, organization=ours, reason=rules.why_not_manage(request.user, ours))


@FORM
def verification(request: HttpRequest) -> HttpResponse:
    ours = _ours(request)
    form = forms.AskForm(request.POST or None)
    if form.is_valid() and form.attempt(actions.ask_verification, by=request.user, organization=ours,
                                        words=form.cleaned_data["words"]):
        messages.success(request, _("Sent. The coordinator team answers within 2 working days."))
        return redirect("organizations:verification")
    return _page(request, "verification", form=form, organization=ours, reason=rules.why_not_ask(request.user, ours))


@FORM
def members(request: HttpRequest) -> HttpResponse:
    ours = _ours(request)
    form = forms.InviteForm(request.POST or None)
    if form.is_valid() and form.attempt(actions.invite_member, by=request.user, organization=ours, **form.cleaned_data):
        messages.success(request, _("The invitation is on its way. It works for that address only."))
        return redirect("organizations:members")
    return _page(request, "members", form=form, organization=ours, rows=queries.memberships_of(ours),
                 reason=rules.why_not_manage(request.user, ours))


@FORM
def invitation(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.invitations_visible_to(request.user), pk=pk)
    if request.method == "POST":
        actions.accept_invitation(by=request.user, invitation=found)
        messages.success(request, _("Welcome. You belong to the organization now."))
        return redirect("home:organization")
    return _page(request, "invitation", invitation=found)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    actions.leave_organization(by=request.user, organization=_ours(request))
    messages.success(request, _("You have left the organization."))
    return redirect("home:home")
