"""Pages of the room and of a person's records."""
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engawa.base.times import today
from engawa.journey.agreements import queries as agreements
from engawa.journey.participants.models import Participant
from engawa.journey.projects import actions, progress, queries, rules
from engawa.journey.projects.forms import EndDateForm, HoursForm, MessageForm, ReplyForm, ReportForm, StopForm
from engawa.journey.projects.models import Project, Report, State


def _get(request: HttpRequest, pk: Any) -> Project:
    return get_object_or_404(queries.visible_to(request.user), pk=pk)


def _frame(request: HttpRequest, project: Project, here: str) -> dict[str, Any]:
    """What every page of a room shows."""
    return {"project": project, "here": here, "is_participant": queries.is_participant(request.user, project),
            "is_open": project.state in queries.OPEN, "minutes": queries.minutes_of(project),
            "people": list(project.participants.select_related("user")), "sentence": progress.sentence(project)}


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """All projects of a person or an organization."""
    projects = list(queries.visible_to(request.user))
    reports = queries.latest_reports(project for project in projects if project.state in queries.OPEN)
    rows = [{"project": project, "sentence": progress.sentence(project), "report": reports.get(project.pk)} for project in projects]
    return render(request, "projects/projects.html", {
        "running": [row for row in rows if row["project"].state in queries.OPEN],
        "ended": [row for row in rows if row["project"].state not in queries.OPEN]})


@require_safe
def of_agreement(request: HttpRequest, pk: Any) -> HttpResponse:
    """From an agreement to its room."""
    return redirect("projects:room", pk=get_object_or_404(queries.visible_to(request.user), agreement=pk).pk)


@require_safe
def room(request: HttpRequest, pk: Any) -> HttpResponse:
    """W8: where it stands, what comes next."""
    project = _get(request, pk)
    last = queries.latest_report(project)
    frame = _frame(request, project, "room")
    is_due = project.state == State.RUNNING and project.report_due is not None and project.report_due <= today()
    form = ReportForm(last=last) if frame["is_participant"] and is_due else None
    return render(request, "projects/room.html", {
        **frame, "weeks": progress.line(project), "report": last, "is_due": is_due, "form": form,
        "number": last.number + 1 if last else 1, "newest_message": project.thread.messages.order_by("-at").first(),
        "version": agreements.in_force(project.agreement)})


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: Any) -> HttpResponse:
    """W10: write a report."""
    project = _get(request, pk)
    last = queries.latest_report(project)
    form = ReportForm(request.POST if request.method == "POST" else None, last=last)
    if form.is_valid() and form.attempt(actions.submit_report, by=request.user, project=project, **form.cleaned_data):
        messages.success(request, _("Your report has been sent. Thank you."))
        return redirect("projects:room", pk=project.pk)
    return render(request, "projects/report.html", {
        **_frame(request, project, "reports"), "form": form, "number": last.number + 1 if last else 1,
        "reason": rules.why_not_report(request.user, project)}, status=422 if form.is_bound else 200)


@require_safe
def reports(request: HttpRequest, pk: Any) -> HttpResponse:
    """All reports, newest first."""
    project = _get(request, pk)
    rows = project.reports.select_related("participant__user", "read_by").order_by("-number")
    return render(request, "projects/reports.html", {
        **_frame(request, project, "reports"), "reports": rows, "why_not_report": rules.why_not_report(request.user, project)})


def _report(request: HttpRequest, pk: Any, number: int) -> Report:
    project = _get(request, pk)
    return get_object_or_404(Report.objects.select_related("participant__user", "read_by", "project__organization"),
                             project=project, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def one_report(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """One report; the organization can reply here."""
    shown = _report(request, pk, number)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.attempt(actions.read_report, by=request.user, report=shown, reply=form.cleaned_data["reply"]):
        messages.success(request, _("Your reply has been sent."))
        return redirect("projects:one_report", pk=shown.project_id, number=number)
    return render(request, "projects/one_report.html", {
        **_frame(request, _get(request, pk), "reports"), "report": shown, "form": form,
        "why_not_read": rules.why_not_read(request.user, shown)}, status=422 if form.is_bound else 200)


@require_POST
def read(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """One click: I have read it."""
    shown = _report(request, pk, number)
    actions.read_report(by=request.user, report=shown)
    messages.success(request, _("Marked as read. The participant is told."))
    return redirect("projects:room", pk=shown.project_id)


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, pk: Any) -> HttpResponse:
    """W12: time given, by day."""
    project = _get(request, pk)
    form = HoursForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.attempt(actions.log_hours, by=request.user, project=project, **form.cleaned_data):
        messages.success(request, _("Your time has been noted."))
        return redirect("projects:hours", pk=project.pk)
    rows = project.hours.select_related("participant__user", "report").order_by("-on", "-pk")
    return render(request, "projects/hours.html", {
        **_frame(request, project, "hours"), "form": form, "rows": rows, "why_not_log": rules.why_not_log(request.user, project)},
        status=422 if form.is_bound else 200)


@require_POST
def remove_hours(request: HttpRequest, pk: Any, row: Any) -> HttpResponse:
    """Take back one row."""
    project = _get(request, pk)
    actions.remove_hours(by=request.user, hours=get_object_or_404(project.hours, pk=row))
    messages.success(request, _("The row has been removed."))
    return redirect("projects:hours", pk=project.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def messages_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """W12: the conversation."""
    project = _get(request, pk)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.attempt(actions.post_message, by=request.user, project=project, body=form.cleaned_data["body"]):
        messages.success(request, _("Your message has been sent."))
        return redirect("projects:messages", pk=project.pk)
    return render(request, "projects/messages.html", {
        **_frame(request, project, "messages"), "form": form, "why_not_post": rules.why_not_post(request.user, project),
        "said": project.thread.messages.select_related("by").order_by("at", "id")}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: Any) -> HttpResponse:
    """W13: another end date, or another agreement."""
    project = _get(request, pk)
    form = EndDateForm(request.POST if request.method == "POST" else None, project=project)
    if form.is_valid() and form.attempt(actions.move_end, by=request.user, project=project, **form.cleaned_data):
        messages.success(request, _("The end date has been moved. Both sides are told."))
        return redirect("projects:room", pk=project.pk)
    return render(request, "projects/change.html", {
        **_frame(request, project, "change"), "form": form, "reason": rules.why_not_move_end(request.user, project)},
        status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, pk: Any) -> HttpResponse:
    """W13: rest or stop; nobody is blamed."""
    project = _get(request, pk)
    form = StopForm(request.POST if request.method == "POST" else None, project=project)
    if form.is_valid():
        action = actions.pause_project if form.cleaned_data["what"] == "pause" else actions.stop_project
        if done := form.attempt(action, by=request.user, project=project, words=form.cleaned_data["words"]):
            messages.success(request, _("The project is resting now. The other side is told.") if done.state == State.PAUSED
                             else _("The project has been stopped. Thank you for all you gave to it."))
            return redirect("projects:room", pk=project.pk)
    return render(request, "projects/stop.html", {
        **_frame(request, project, "change"), "form": form, "reason": rules.why_not_stop(request.user, project)},
        status=422 if form.is_bound else 200)


@require_POST
def resume(request: HttpRequest, pk: Any) -> HttpResponse:
    """Go on after a rest."""
    project = _get(request, pk)
    actions.resume_project(by=request.user, project=project)
    messages.success(request, _("The project goes on. The other side is told."))
    return redirect("projects:room", pk=project.pk)


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """V12: all hours of a participant, by year."""
    participant = Participant.objects.filter(user=request.user).first()
    if participant is None:
        raise Http404
    years = queries.years_of(participant)
    return render(request, "projects/records.html", {
        "years": years, "minutes": sum(year["minutes"] for year in years), "projects": queries.of_participant(participant)})
