"""Organizations a participant would not serve. Only the participant sees this; no reason is asked for."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engawa.journey.matching import actions, queries
from engawa.journey.organizations import queries as organizations
from engawa.journey.participants.models import Participant
from engawa.journey.participants.queries import participant_of


@require_safe
def avoided(request: HttpRequest) -> HttpResponse:
    participant = participant_of(request.user)
    if participant is None:
        return redirect("participants:areas")
    asked = request.GET.get("q", "").replace("\0", "").strip()[:100]
    return render(request, "matching/avoided.html", {
        "rows": queries.avoided_by(participant), "asked": asked, "found": queries.avoidable(participant, asked) if asked else []})


def _own(request: HttpRequest) -> Participant:
    participant = participant_of(request.user)
    if participant is None:
        raise Http404
    return participant


@require_POST
def add(request: HttpRequest, pk) -> HttpResponse:
    participant, organization = _own(request), get_object_or_404(organizations.public(), pk=pk)
    actions.avoid_organization(by=request.user, participant=participant, organization=organization)
    messages.success(request, _("%(name)s is no longer suggested to you. Only you know this.") % {"name": organization.name})
    return redirect("matching:avoided")


@require_POST
def remove(request: HttpRequest, pk) -> HttpResponse:
    participant = _own(request)
    row = get_object_or_404(queries.avoided_by(participant), organization=pk)
    actions.stop_avoiding(by=request.user, participant=participant, organization=row.organization)
    messages.success(request, _("%(name)s can be suggested to you again.") % {"name": row.organization.name})
    return redirect("matching:avoided")
