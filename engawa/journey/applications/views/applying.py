"""Applying in three pages: experience and message, times, check; then what happens now."""
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engawa.base.ui.forms import Form
from engawa.journey.applications import actions, queries, rules, sheets
from engawa.journey.applications.drafts import Draft
from engawa.journey.applications.forms import ExperienceForm, TimesForm, posted
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants import queries as participants
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting
from engawa.journey.skills.levels import level


def _posting(pk) -> Posting:
    return get_object_or_404(Posting.objects.exclude(published_at=None).select_related("organization", "area"), pk=pk)


def _steps(posting: Posting) -> list[tuple[str, str]]:
    return [(_("Experience and message"), "apply"), (_("Times for the interview"), "apply_times"), (_("Check and send"), "check")]


def _page(request: HttpRequest, name: str, posting: Posting, *, status: int = 200, **context) -> HttpResponse:
    return render(request, f"applications/{name}.html", {
        "posting": posting, "organization": posting.organization, "steps": [words for words, _name in _steps(posting)],
        **context}, status=status)


def _cannot(request: HttpRequest, posting: Posting, reason: str) -> HttpResponse:
    """Say why one cannot apply, and where to go instead."""
    participant = participants.participant_of(request.user)
    live = queries.live_application(participant, posting) if participant else None
    needs_inventory = rules.why_not_open(posting) is None and rules.why_not_inventory(participant) is not None
    return _page(request, "cannot_apply", posting, status=409, reason=reason, live=live, needs_inventory=needs_inventory)


def _choices(participant: Participant) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    sheet, known = participants.sheet_of(participant), vocabulary()
    careers = [(one["id"], " ".join(filter(None, [sheets.years(one), one["role"], one["did"][:60]]))) for one in sheet["careers"]]
    skills = [(one["slug"], f"{known.skill(one['slug'])}（{level(one['level']).name}）") for one in sheet["skills"]]
    return careers, skills


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, pk) -> HttpResponse:
    posting = _posting(pk)
    if reason := rules.why_not_apply(request.user, posting):
        return _cannot(request, posting, reason)
    draft = Draft(request.session, posting.pk)
    careers, skills = _choices(participants.participant_of(request.user))
    chosen = {"careers": draft.values["careers"], "skills": draft.values["skills"]}
    form = ExperienceForm(posted(request), careers=careers, skills=skills, initial={
        "message": draft.message, "careers": [one for one, _words in careers] if chosen["careers"] is None else chosen["careers"],
        "skills": [one for one, _words in skills] if chosen["skills"] is None else chosen["skills"]})
    if form.is_valid():
        draft.keep(**form.cleaned_data)
        return redirect("applications:check" if draft.has_times else "applications:apply_times", pk=posting.pk)
    return _page(request, "apply", posting, form=form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest, pk) -> HttpResponse:
    posting = _posting(pk)
    if reason := rules.why_not_apply(request.user, posting):
        return _cannot(request, posting, reason)
    draft = Draft(request.session, posting.pk)
    if not draft.message:
        return redirect("applications:apply", pk=posting.pk)
    form = TimesForm(posted(request), choices=list(queries.open_slots(posting.organization)), zone=request.user.time_zone,
                     other_zone=posting.organization.time_zone, moments=draft.own_times,
                     initial={"slots": draft.values["slots"]})
    if form.is_valid():
        draft.keep(slots=[str(one) for one in form.chosen], own_times=[one.isoformat() for one in form.moments])
        return redirect("applications:check", pk=posting.pk)
    return _page(request, "apply_times", posting, form=form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk) -> HttpResponse:
    posting = _posting(pk)
    if reason := rules.why_not_apply(request.user, posting):
        return _cannot(request, posting, reason)
    draft = Draft(request.session, posting.pk)
    if not draft.message or not draft.has_times:
        return redirect("applications:apply_times" if draft.message else "applications:apply", pk=posting.pk)
    form = Form(posted(request))
    if form.is_valid() and form.attempt(
            actions.submit_application, by=request.user, posting=posting, message=draft.message, careers=draft.values["careers"],
            skills=draft.values["skills"], slots=draft.slots, own_times=draft.own_times):
        draft.forget()
        return redirect("applications:done", pk=posting.pk)
    whole = participants.sheet_of(participants.participant_of(request.user))
    sheet = {**whole, "careers": [one for one in whole["careers"] if one["id"] in draft.values["careers"]],
             "skills": [one for one in whole["skills"] if one["slug"] in draft.values["skills"]]}
    return _page(request, "check", posting, form=form, draft=draft, sheet=sheets.shown(sheet), status=422 if form.is_bound else 200,
                 slots=queries.open_slots(posting.organization).filter(pk__in=draft.slots))


@require_safe
def done(request: HttpRequest, pk) -> HttpResponse:
    posting = _posting(pk)
    participant = participants.participant_of(request.user)
    application = queries.live_application(participant, posting) if participant else None
    if application is None:
        raise Http404
    return _page(request, "done", posting, application=application)
