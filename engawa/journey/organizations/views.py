"""Pages of the organization: register, public words, verification, members."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engawa.base import history
from engawa.base.accounts import door
from engawa.base.files.sending import send, show
from engawa.base.times import week
from engawa.base.ui.forms import Form
from engawa.base.ui.refusal import refuse_if
from engawa.base.ui.unsent import Typed
from engawa.journey.organizations import actions, chosen, forms, queries, rules
from engawa.journey.organizations.closing import closing_of
from engawa.journey.organizations.models import Organization, Paper, Point, Role

FORM = require_http_methods(["GET", "HEAD", "POST"])
# Pages that buttons lead to from one where something may be typed.
ELSEWHERE = {**{page: f"organizations:{page}" for page in ("basics", "photo", "contact_hours", "papers", "verification")}, "home": "home:organization"}
ABOUT = ("verification", "members", "renewal", "profile", "photo")  # pages that notices lead to


def _data(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, name: str, **context) -> HttpResponse:
    form = context.get("form")
    return render(request, f"organizations/{name}.html", context, status=422 if form is not None and form.is_bound else 200)


def _leads(request: HttpRequest, unsent: Typed, form: Form) -> HttpResponse | None:
    """Lead to the page a button names, keeping what is typed for the way back; None without such a button."""
    if (to := request.POST.get("go")) not in ELSEWHERE:
        return None
    unsent.keep_changes(form)
    return redirect(ELSEWHERE[to])


@FORM
def register(request: HttpRequest) -> HttpResponse:
    form = forms.RegisterForm(_data(request), initial={"phone": request.user.phone})
    if form.is_valid() and form.attempt(actions.register_organization, by=request.user, ask=True, **form.facts()):
        messages.success(request, _("Registered."))
        return redirect(door.checked_next(request) or "home:organization")
    return _page(request, "register", form=form, ours=queries.organization_of(request.user))


@require_POST
def work_for(request: HttpRequest, pk) -> HttpResponse:
    """Choose among one's organizations."""
    found = get_object_or_404(queries.of_user(request.user), pk=pk)
    actions.work_for(by=request.user, organization=found)
    messages.success(request, _("From now on these pages are about %(name)s.") % {"name": found.name})
    page = request.POST.get("page")
    return redirect(f"organizations:{page}" if page in ABOUT else "home:organization")


@require_http_methods(["GET", "HEAD"])
def about(request: HttpRequest, pk, page: str) -> HttpResponse:
    """Lead from a notice to a page of that organization; who works for another one now changes first."""
    found = get_object_or_404(queries.of_user(request.user), pk=pk)
    if page not in ABOUT:
        raise Http404
    if found == queries.organization_of(request.user):
        return redirect(f"organizations:{page}")
    return _page(request, "about", organization=found, page=page)


@FORM
def profile(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    unsent = Typed(request, f"profile {ours.pk}")
    form = forms.ProfileForm(_data(request), organization=ours)
    if leads := _leads(request, unsent, form):
        return leads
    if not form.is_bound:
        unsent.filled(form)
    if form.is_valid() and form.attempt(actions.save_organization, by=request.user, organization=ours, **form.cleaned_data):
        unsent.forget()
        messages.success(request, _("Saved."))
        return redirect("organizations:profile")
    return _page(request, "profile", form=form, organization=ours, photo=queries.photo_of(ours),
                 typed=not form.is_bound and bool(unsent.texts), reason=rules.why_not_manage(request.user, ours))


@FORM
def basics(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    locked = rules.why_locked(ours)
    form = forms.BasicsForm(_data(request), organization=ours, locked=bool(locked))
    if form.is_valid() and form.attempt(actions.save_organization, by=request.user, organization=ours, **form.facts()):
        messages.success(request, _("Saved."))
        return redirect("organizations:profile")
    return _page(request, "basics", form=form, organization=ours, locked=locked,
                 reason=rules.why_not_manage(request.user, ours))


@FORM
def photo(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    found = queries.photo_of(ours)
    form = forms.PhotoForm(_data(request), request.FILES or None, photo=found)
    if form.is_valid() and form.attempt(actions.save_photo, by=request.user, organization=ours, **form.cleaned_data):
        messages.success(request, _("Saved. The photo stands on your public page."))
        return redirect("organizations:photo")
    return _page(request, "photo", form=form, organization=ours, photo=found, reason=rules.why_not_manage(request.user, ours))


@require_http_methods(["GET", "HEAD"])
def photo_file(request: HttpRequest, pk) -> HttpResponse:
    return show(request, get_object_or_404(queries.photos_visible_to(request.user), organization=pk).file)


@require_POST
def remove_photo(request: HttpRequest) -> HttpResponse:
    actions.remove_photo(by=request.user, organization=chosen.organization(request))
    messages.success(request, _("The photo was taken away."))
    return redirect("organizations:photo")


@FORM
def contact_hours(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    form = forms.ContactHoursForm(_data(request), organization=ours)
    if form.is_valid() and form.attempt(actions.save_organization, by=request.user, organization=ours,
                                        contact_times=form.contact_times()):
        messages.success(request, _("Saved. New postings begin with these times."))
        return redirect("organizations:profile")
    return _page(request, "contact_hours", form=form, organization=ours, reason=rules.why_not_manage(request.user, ours),
                 quick=week.part_choices(), days=week.day_rows(), ticked=form.ticked(),
                 zone=dict(forms.ZONES).get(ours.time_zone, ours.time_zone))


@FORM
def verification(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    form = forms.AskForm(_data(request))
    if form.is_valid() and form.attempt(actions.ask_verification, by=request.user, organization=ours,
                                        words=form.cleaned_data["words"]):
        messages.success(request, _("Sent. The coordinator team answers within 2 working days."))
        return redirect("organizations:verification")
    return _page(request, "verification", form=form, organization=ours, is_owner=queries.is_owner(request.user, ours),
                 reason=rules.why_not_ask(request.user, ours), points=Point.labels,
                 until=queries.answer_due(ours), late=queries.is_answer_late(ours), papers=_papers(request, ours),
                 events=history.of(ours).filter(verb__in=queries.VERIFICATION_VERBS))


@FORM
def renewal(request: HttpRequest) -> HttpResponse:
    """Confirm the details; what is typed for it stays while one looks at another page on the way."""
    ours = chosen.organization(request)
    unsent = Typed(request, f"renewal {ours.pk}")
    form = forms.RenewalForm(_data(request))
    if leads := _leads(request, unsent, form):
        return leads
    if not form.is_bound:
        unsent.filled(form)
    if form.is_valid() and form.attempt(actions.ask_renewal, by=request.user, organization=ours,
                                        words=form.cleaned_data["words"]):
        unsent.forget()
        messages.success(request, _("Thank you. The coordinator team reads it and confirms it for another year."))
        return redirect("organizations:verification")
    return _page(request, "renewal", form=form, organization=ours, is_owner=queries.is_owner(request.user, ours),
                 reason=rules.why_not_renew(request.user, ours))


@FORM
def papers(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    form = forms.PaperForm(_data(request), request.FILES or None)
    if form.is_valid() and form.attempt(actions.add_paper, by=request.user, organization=ours, **form.cleaned_data):
        messages.success(request, _("The paper is here. Only you and the coordinator team can open it."))
        return redirect("organizations:papers")
    return _page(request, "papers", form=form, organization=ours, papers=_papers(request, ours),
                 reason=rules.why_not_add_paper(request.user, ours),
                 closed=rules.why_not_manage(request.user, ours))


def _papers(request: HttpRequest, ours: Organization) -> list[Paper]:
    """The papers, for those who may open them."""
    return list(queries.papers_of(ours)) if queries.is_owner(request.user, ours) else []


@require_http_methods(["GET", "HEAD"])
def paper(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.papers_visible_to(request.user), pk=pk)
    refuse_if(rules.why_not_open_paper(request.user, found))
    return send(request, found.file, request.user)


@require_POST
def remove_paper(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.papers_of(chosen.organization(request)), pk=pk)
    actions.remove_paper(by=request.user, paper=found)
    messages.success(request, _("The paper was removed."))
    return redirect("organizations:papers")


@require_http_methods(["GET", "HEAD"])
def members(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    return _page(request, "members", organization=ours, rows=queries.memberships_of(ours),
                 invitations=queries.open_invitations_of(ours).select_related("invited_by"),
                 reason=rules.why_not_manage(request.user, ours), why_not_leave=rules.why_not_leave(request.user, ours))


@FORM
def invite(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    form = forms.InviteForm(_data(request))
    if form.is_valid() and form.attempt(actions.invite_member, by=request.user, organization=ours, **form.cleaned_data):
        messages.success(request, _("The invitation is on its way. It works for that address only, for two weeks."))
        return redirect("organizations:members")
    return _page(request, "invite", form=form, organization=ours, reason=rules.why_not_invite(request.user, ours))


@require_POST
def take_back(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.open_invitations_of(chosen.organization(request)), pk=pk)
    actions.take_back_invitation(by=request.user, invitation=found)
    messages.success(request, _("The invitation was taken back."))
    return redirect("organizations:members")


@FORM
def invitation(request: HttpRequest, pk) -> HttpResponse:
    found = queries.invitations_visible_to(request.user).filter(pk=pk).first()
    if found is None:
        return _no_invitation(request, pk)
    if request.method == "POST":
        actions.accept_invitation(by=request.user, invitation=found)
        messages.success(request, _("Welcome. You belong to the organization now."))
        return redirect("home:organization")
    return _page(request, "invitation", invitation=found, reason=rules.why_not_accept(request.user, found))


def _no_invitation(request: HttpRequest, pk) -> HttpResponse:
    """Say why an invitation is not for this person, and nothing of whose it is."""
    other = queries.invitation_of_somebody(pk)
    if request.method == "POST" or (other is None and not queries.was_invited(pk)):
        raise Http404
    return _page(request, "no_invitation", other=other, reason=rules.why_not_accept(request.user, other) if other else _(
        "This invitation was taken back. Please look whether a newer one is in your mailbox, or ask who invited you."))


@require_POST
def change_role(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    if role not in Role.values:
        raise Http404
    found = get_object_or_404(queries.memberships_visible_to(request.user), pk=pk)
    actions.change_role(by=request.user, membership=found, role=role)
    messages.success(request, _("The role has changed. The person has been told."))
    return redirect("organizations:members")


@FORM
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.memberships_visible_to(request.user), pk=pk)
    if request.method == "POST":
        actions.remove_member(by=request.user, membership=found)
        messages.success(request, _("The person has been removed and told."))
        return redirect("organizations:members")
    return _page(request, "remove", membership=found, reason=rules.why_not_remove(request.user, found))


@FORM
def hand_over(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    form = forms.HandOverForm(_data(request), organization=ours, by=request.user)
    if form.is_valid():
        action = actions.invite_successor if form.is_invitation else actions.hand_over
        if form.attempt(action, by=request.user, organization=ours, **form.values()):
            messages.success(request, _("The invitation is on its way. You stay the representative until it is accepted.")
                             if form.is_invitation else _("It is handed over. You both get a mail."))
            return redirect("organizations:members" if queries.is_member(request.user, ours) else "home:home")
    return _page(request, "hand_over", form=form, organization=ours, reason=rules.why_not_hand_over(request.user, ours))


@FORM
def close(request: HttpRequest) -> HttpResponse:
    """End the registration: what closes with it, who waits and what has to end before stand on the page."""
    ours = chosen.organization(request)
    means = closing_of(ours)
    form = forms.CloseForm(_data(request), waiting=means.waiting)
    if form.is_valid() and form.attempt(actions.close_organization, by=request.user, organization=ours, **form.cleaned_data):
        messages.success(request, forms.said_of_closing(means.waiting))
        return redirect("organizations:verification")
    return _page(request, "close", form=form, organization=ours, means=means, reason=rules.why_not_close(request.user, ours))


@FORM
def leave(request: HttpRequest) -> HttpResponse:
    ours = chosen.organization(request)
    if request.method == "POST":
        actions.leave_organization(by=request.user, organization=ours)
        messages.success(request, _("You have left the organization."))
        return redirect("home:home")
    return _page(request, "leave", organization=ours, reason=rules.why_not_leave(request.user, ours),
                 why_not_hand_over=rules.why_not_hand_over(request.user, ours))
