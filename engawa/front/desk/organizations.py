"""The desk's page of an organization: the list of points, calls, and the answer.

The page is one form. Each button does one act; what is ticked is kept with every button, and what stands typed for another
act stays there.
"""
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.ui.forms import Form
from engawa.base.ui.unsent import Typed
from engawa.base.users.access import desk_only
from engawa.front.desk import queries
from engawa.front.desk.forms import BackForm, CallForm, CloseForm, PointsForm, VerifyForm, WordsForm
from engawa.front.desk.happened import changed_since_verified, happenings
from engawa.journey.organizations import actions, rules
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.closing import closing_of
from engawa.journey.organizations.forms import AppointForm, FactsForm
from engawa.journey.organizations.models import Organization, State
from engawa.journey.organizations.registers import lookups
from engawa.journey.organizations.telling import said_of_last_act

PER_PAGE = 30
WAITING = "waiting"  # besides the states
TICK = "check"  # what the Enter key does too: nothing leaves the desk
# The texts of the page, each for one act or several.
FORMS: dict[str, Callable[..., Form]] = {
    "verify": VerifyForm, "words": WordsForm, "call": CallForm, "back": partial(BackForm, prefix="back"), "close": partial(CloseForm, prefix="close")}
# What the desk can do: address part → (action, the form with its arguments, if it needs any).
ACTS: dict[str, tuple[Callable[..., object], str]] = {
    "verify": (actions.verify_organization, "verify"), "more": (actions.ask_for_more, "words"),
    "refuse": (actions.refuse_organization, "words"), "suspend": (actions.suspend_organization, "words"),
    "close": (actions.decide_closing, "close"),
    "restore": (actions.restore_organization, ""), "call": (actions.note_call, "call"), "take": (actions.take_up_check, ""),
    "renew": (actions.renew_organization, ""), "ask": (actions.ask_about_renewal, "words"), "photo": (actions.remove_photo, ""),
    "confirm": (actions.confirm_decision, ""), "back": (actions.take_back_decision, "back")}
ELSEWHERE = ("organization_facts", "organization_representative")  # pages that a button leads to, once everything is kept


@desk_only
@require_safe
def organization_list(request: HttpRequest) -> HttpResponse:
    """Every organization beyond the draft; by state or what waits for the desk, by words of its name or its number."""
    words, state = request.GET.get("q", "").strip()[:100], request.GET.get("state", "")
    everything = organizations.with_words(queries.organizations(), words)
    waiting = everything.filter(pk__in=organizations.with_desk().values("pk"))
    counts = dict(everything.order_by().values_list("state").annotate(Count("pk")))
    states = [(WAITING, _("Waits for the desk"), waiting.count()), *((one.value, one.label, counts[one]) for one in State if one in counts)]
    state = state if state in [code for code, _name, _n in states] else ""
    found = waiting if state == WAITING else everything.filter(state=state) if state else everything
    page = Paginator(found.select_related("checker"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/organizations.html", {
        "page": page, "words": words, "state": state, "states": states, "total": sum(counts.values())})


def _typed(request: HttpRequest, found: Organization) -> Typed:
    return Typed(request, f"organization {found.pk}")


@desk_only
@require_safe
def organization(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.organizations(), pk=pk)
    return _page(request, found, _typed(request, found))


def _page(request: HttpRequest, found: Organization, typed: Typed, key: str = "", wrong: Form | None = None) -> HttpResponse:
    checks, decisions = list(organizations.checks_of(found)), list(organizations.decisions_of(found))
    waiting = next((one for one in decisions if one.is_open), None)
    forms = {name: typed.filled(make()) for name, make in FORMS.items()}
    forms["check"] = PointsForm(initial={"points": [check.point for check in checks]})
    if wrong is not None and key:
        forms[key] = wrong
    return render(request, "desk/organization.html", {
        "organization": found, "forms": forms, "form": wrong, "events": happenings(found), "changed": changed_since_verified(found), "checks": checks,
        "typed": wrong is None and bool(typed.texts), "left": len(organizations.points_left(found)), "calls": organizations.calls_of(found),
        "papers": organizations.papers_of(found), "similar": organizations.similar_for_desk(found),
        "photo": organizations.photo_of(found), "decisions": decisions, "waiting": waiting,
        "why_not_take": rules.why_not_take_up(request.user, found),
        "means": closing_of(found), "why_not_close": rules.why_not_decide_closing(request.user, found),
        "why_not_confirm": rules.why_not_confirm(request.user, found) if waiting else None,
        "lookups": lookups(found), "represented": organizations.owners_of(found).exists(),
        "owners": found.memberships.select_related("user").order_by("since")}, status=200 if wrong is None else 422)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def organization_act(request: HttpRequest, pk, act: str) -> HttpResponse:
    """Do what one button says. Read again, or in the other language, it is the page itself with everything that was typed."""
    found = get_object_or_404(queries.organizations(), pk=pk)
    if act != TICK and act not in ACTS:
        raise Http404
    if request.method != "POST":
        return redirect("desk:organization", pk=pk)
    typed = _typed(request, found)
    typed.keep(request, (make() for make in FORMS.values()))
    points = PointsForm(request.POST)
    wanted = points.wanted(kept := {check.point for check in organizations.checks_of(found)}) if points.is_valid() else kept
    if wanted != kept and (act == TICK or rules.why_not_check(request.user, found) is None) and not points.attempt(
            actions.tick_points, by=request.user, organization=found, points=wanted):
        return _page(request, found, typed, wrong=points)
    if act == TICK:
        elsewhere = request.POST.get("go", "")
        messages.success(request, _("What is ticked and typed on the page is kept. Nothing has been sent."))
        return redirect("desk:" + (elsewhere if elsewhere in ELSEWHERE else "organization"), pk=pk)
    action, key = ACTS[act]
    form = FORMS[key](request.POST) if key else Form(request.POST)
    if form.is_valid() and form.attempt(action, by=request.user, organization=found, **form.cleaned_data):
        typed.sent(form)
        messages.success(request, said_of_last_act(found))
        return redirect("desk:organization", pk=pk)
    return _page(request, found, typed, key, form)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def organization_facts(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.organizations(), pk=pk)
    form = FactsForm(request.POST if request.method == "POST" else None, organization=found)
    if form.is_valid() and form.attempt(actions.correct_facts, by=request.user, organization=found, **form.facts()):
        messages.success(request, _("Corrected. The organization has been told."))
        return redirect("desk:organization", pk=pk)
    return render(request, "desk/organization_facts.html", {
        "organization": found, "form": form, "reason": rules.why_not_correct(request.user, found)},
        status=422 if form.is_bound else 200)


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def organization_representative(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.organizations(), pk=pk)
    form = AppointForm(request.POST if request.method == "POST" else None, organization=found, by=request.user)
    if form.is_valid() and form.attempt(actions.appoint_representative, by=request.user, organization=found, **form.values()):
        messages.success(request, said_of_last_act(found))
        return redirect("desk:organization", pk=pk)
    return render(request, "desk/organization_representative.html", {
        "organization": found, "form": form, "waiting": organizations.appointments_of(found),
        "reason": rules.why_not_appoint(request.user, found)},
        status=422 if form.is_bound else 200)


@desk_only
@require_POST
def withdraw_appointment(request: HttpRequest, pk, invitation) -> HttpResponse:
    """Withdraw the invitation of an appointed representative, such as one to a mistyped address."""
    found = get_object_or_404(organizations.appointments_of(get_object_or_404(queries.organizations(), pk=pk)), pk=invitation)
    actions.withdraw_appointment(by=request.user, invitation=found)
    messages.success(request, _("Withdrawn. The members have been told."))
    return redirect("desk:organization_representative", pk=pk)
