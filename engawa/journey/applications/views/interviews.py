"""The interview: its page, other times, its link, and what each side says after it."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engawa.base.integrations import meetings
from engawa.journey.applications import actions, guide, queries, rules
from engawa.journey.applications.calendars import calendar_file
from engawa.journey.applications.forms import AnswerForm, CandidateForm, LinkForm, TimesForm, posted
from engawa.journey.applications.models import Application, State
from engawa.journey.applications.zones import hours_words, in_other_zone, other_zone


def _of(request: HttpRequest, pk) -> tuple[Application, bool]:
    """The application, and whether the reader is the one who applied."""
    found = get_object_or_404(queries.visible_to(request.user), pk=pk)
    return found, found.participant.user_id == request.user.pk


def _home(application: Application, is_mine: bool):
    return redirect("applications:application" if is_mine else "applications:received", pk=application.pk)


def _page(request: HttpRequest, name: str, found: Application, is_mine: bool, *, status: int = 200, **context) -> HttpResponse:
    return render(request, f"applications/{name}.html", {
        "application": found, "posting": found.posting_as_read, "organization": found.posting.organization, "is_mine": is_mine,
        **context}, status=status)


@require_safe
def interview(request: HttpRequest, pk) -> HttpResponse:
    found, is_mine = _of(request, pk)
    if rules.why_not_join(request.user, found):
        return _home(found, is_mine)
    one = found.interview
    return _page(request, "interview", found, is_mine, interview=one, questions=guide.questions(),
                 service=meetings.provider_name(one.link), hours_words=hours_words(one.starts_at, one.minutes),
                 other_time=in_other_zone(
                     one.starts_at, one.minutes, other_zone(found, request.user.pk)),
                 own_answer=one.participant_answer if is_mine else one.organization_answer,
                 why_not_answer=rules.why_not_answer(request.user, found))


@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest, pk) -> HttpResponse:
    found, is_mine = _of(request, pk)
    if is_mine and found.state == State.OFFERING and "day_1" not in request.POST:
        return _choose(request, found)
    why_not, act = (rules.why_not_propose, actions.propose_times) if is_mine else (rules.why_not_offer, actions.offer_times)
    if reason := why_not(request.user, found):
        messages.info(request, reason)
        return _home(found, is_mine)
    form = _times_form(request, found, posted(request))
    if form.is_valid() and form.attempt(act, by=request.user, application=found, slots=form.chosen, own_times=form.moments):
        messages.success(request, _("The times were sent. The other side was told."))
        return _home(found, is_mine)
    return _page(request, "times", found, is_mine, form=form, status=422 if form.is_bound else 200)


def _times_form(request: HttpRequest, found: Application, data) -> TimesForm:
    return TimesForm(data, choices=list(queries.open_slots(found.posting.organization)), zone=request.user.time_zone,
                     other_zone=other_zone(found, request.user.pk))


def _choose(request: HttpRequest, found: Application) -> HttpResponse:
    usable = [one for one in found.candidates.select_related("slot") if rules.why_not_at(one) is None]
    form = CandidateForm(posted(request), candidates=usable, other_zone=other_zone(found, request.user.pk))
    if form.is_valid() and form.attempt(actions.choose_time, by=request.user, application=found, candidate=form.chosen):
        messages.success(request, _("The interview is fixed. Both sides were told, with a file for the calendar."))
        return redirect("applications:interview", pk=found.pk)
    return _page(request, "choose", found, True, form=form, usable=usable, other=_times_form(request, found, None),
                 status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk) -> HttpResponse:
    found, is_mine = _of(request, pk)
    if reason := rules.why_not_change_link(request.user, found):
        messages.info(request, reason)
        return _home(found, is_mine)
    form = LinkForm(posted(request), initial={"link": found.interview.link})
    if form.is_valid() and form.attempt(actions.change_link, by=request.user, application=found, link=form.cleaned_data["link"]):
        messages.success(request, _("The link was changed. The other side was told."))
        return redirect("applications:interview", pk=pk)
    return _page(request, "link", found, is_mine, form=form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, pk) -> HttpResponse:
    found, is_mine = _of(request, pk)
    if rules.why_not_join(request.user, found):
        return _home(found, is_mine)
    one = found.interview
    form = AnswerForm(posted(request), initial={
        "answer": one.participant_answer if is_mine else one.organization_answer})
    if form.is_valid() and form.attempt(actions.answer_interview, by=request.user, application=found, **form.cleaned_data):
        messages.success(request, _("Your answer was sent."))
        return _home(found, is_mine)
    return _page(request, "notes", found, is_mine, interview=one, form=form, questions=guide.questions(),
                 reason=rules.why_not_answer(request.user, found), status=422 if form.is_bound else 200)


@require_safe
def calendar(request: HttpRequest, pk) -> HttpResponse:
    found, _is_mine = _of(request, pk)
    if rules.why_not_join(request.user, found):
        raise Http404
    return HttpResponse(calendar_file(found, request.user), content_type="text/calendar; charset=utf-8",
                        headers={"Content-Disposition": 'attachment; filename="interview.ics"'})
