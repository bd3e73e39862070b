"""The desk's page of an organization: the list of points, calls, and the answer. Each act is one short form."""
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.ui.forms import Form
from engawa.base.users.access import desk_only
from engawa.front.desk import queries
from engawa.front.desk.forms import BackForm, CallForm, PointsForm, VerifyForm, WordsForm
from engawa.front.desk.happened import happenings
from engawa.journey.organizations import actions, rules
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.forms import AppointForm, FactsForm
from engawa.journey.organizations.models import Act, Organization, State
from engawa.journey.organizations.registers import lookups

PER_PAGE = 30
WAITING = "waiting"  # besides the states
# What the desk can do: address part → (action, the form with its arguments).
ACTS: dict[str, tuple[Callable[..., object], type[Form]]] = {
    "verify": (actions.verify_organization, VerifyForm), "more": (actions.ask_for_more, WordsForm),
    "refuse": (actions.refuse_organization, WordsForm), "suspend": (actions.suspend_organization, WordsForm),
    "restore": (actions.restore_organization, Form), "check": (actions.tick_points, PointsForm),
    "call": (actions.note_call, CallForm), "take": (actions.take_up_check, Form), "renew": (actions.renew_organization, Form),
    "ask": (actions.ask_about_renewal, WordsForm), "photo": (actions.remove_photo, Form),
    "confirm": (actions.confirm_decision, Form), "back": (actions.take_back_decision, BackForm)}
NOT_TOLD = ("check", "call", "take")  # the desk's own notes


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


@desk_only
@require_safe
def organization(request: HttpRequest, pk) -> HttpResponse:
    return _page(request, get_object_or_404(queries.organizations(), pk=pk))


def _said(act: str, found: Organization) -> str:
    if act in ("verify", "appoint") and organizations.open_decision(found):
        return _("Kept. A colleague at the desk confirms it; the organization is told after that.")
    if act in ("confirm", "back"):
        last = organizations.decisions_of(found).order_by("answered_at").last()
        is_told = last is not None and (last.act == Act.SUSPEND) == (act == "back")
    else:
        is_told = act not in NOT_TOLD
    return _("Done. The organization has been told.") if is_told else _("Noted.")


def _page(request: HttpRequest, found: Organization, act: str = "", wrong: Form | None = None) -> HttpResponse:
    checks, decisions = list(organizations.checks_of(found)), list(organizations.decisions_of(found))
    waiting = next((one for one in decisions if one.is_open), None)
    forms: dict[str, Any] = {"verify": VerifyForm(), "words": WordsForm(), "call": CallForm(), "back": BackForm(auto_id="id_back_%s"),
                             "check": PointsForm(initial={"points": [check.point for check in checks]})}
    if wrong is not None:
        forms["words" if isinstance(wrong, WordsForm) else act] = wrong
    return render(request, "desk/organization.html", {
        "organization": found, "forms": forms, "form": wrong, "events": happenings(found), "checks": checks,
        "left": len(organizations.points_left(found)), "calls": organizations.calls_of(found),
        "papers": organizations.papers_of(found), "similar": organizations.similar_for_desk(found),
        "photo": organizations.photo_of(found), "decisions": decisions, "waiting": waiting,
        "why_not_take": rules.why_not_take_up(request.user, found),
        "why_not_confirm": rules.why_not_confirm(request.user, found) if waiting else None,
        "lookups": lookups(found), "represented": organizations.owners_of(found).exists(),
        "owners": found.memberships.select_related("user").order_by("since")}, status=200 if wrong is None else 422)


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
        messages.success(request, _said("appoint", found))
        return redirect("desk:organization", pk=pk)
    return render(request, "desk/organization_representative.html", {
        "organization": found, "form": form, "reason": rules.why_not_appoint(request.user, found)},
        status=422 if form.is_bound else 200)


@desk_only
@require_POST
def organization_act(request: HttpRequest, pk, act: str) -> HttpResponse:
    found = get_object_or_404(queries.organizations(), pk=pk)
    if act not in ACTS:
        raise Http404
    action, form_class = ACTS[act]
    form = form_class(request.POST)
    if form.is_valid() and form.attempt(action, by=request.user, organization=found, **form.cleaned_data):
        messages.success(request, _said(act, found))
        return redirect("desk:organization", pk=pk)
    return _page(request, found, act, form)
