"""The participant follows an application."""
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engawa.base.ui.forms import Form
from engawa.journey.applications import actions, queries, rules, standing
from engawa.journey.applications.forms import posted
from engawa.journey.applications.models import State
from engawa.journey.matching import queries as matching
from engawa.journey.participants import queries as participants

LIKE_IT = 3


@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    rows = [(one, standing.for_participant(one)) for one in queries.sent_by(request.user)]
    return render(request, "applications/list.html", {"rows": rows})


@require_safe
def application(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.sent_by(request.user), pk=pk)
    others = matching.suggestions(found.participant, LIKE_IT) if found.state in (State.DECLINED, State.CLOSED) else []
    return render(request, "applications/application.html", {
        "application": found, "posting": found.posting_as_read, "standing": standing.for_participant(found),
        "timeline": standing.timeline(found), "sheet": participants.read_sheet(found.sheet), "candidates": found.candidates.all(),
        "suspended": rules.why_suspended(found), "why_not_withdraw": rules.why_not_withdraw(request.user, found), "others": others})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk) -> HttpResponse:
    found = get_object_or_404(queries.sent_by(request.user), pk=pk)
    form = Form(posted(request))
    if form.is_valid() and form.attempt(actions.withdraw_application, by=request.user, application=found):
        messages.success(request, _("You have withdrawn the application. The organization was told."))
        return redirect("applications:application", pk=pk)
    return render(request, "applications/withdraw.html", {
        "application": found, "form": form, "reason": rules.why_not_withdraw(request.user, found)},
        status=422 if form.is_bound else 200)
