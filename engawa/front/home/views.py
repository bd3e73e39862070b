"""The two home pages and the door for somebody who is neither yet."""
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from engawa.front.home import queries, todo
from engawa.journey.matching import actions as matching_actions
from engawa.journey.matching import queries as matching
from engawa.journey.organizations import queries as organizations
from engawa.journey.participants import queries as participants
from engawa.journey.postings import rules as posting_rules

WORTH_SHOWN = 2  # beside what is next, not instead of it


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    participant = participants.participant_of(request.user)
    if participant is None:
        if organizations.organization_of(request.user):
            return redirect("home:organization")
        if request.user.is_desk:
            return redirect("desk:queue")
        return render(request, "home/begin.html")
    todos = todo.for_participant(participant)
    return render(request, "home/home.html", {
        "participant": participant, "first": todos[0] if todos else None, "after": todos[1:3],
        "applications": queries.applications_of(participant), "given": queries.running_projects(participant=participant),
        "interview": queries.next_interview(participant=participant), "suggested": _suggested(participant),
        "certificates": queries.certificates_of(participant), "year": queries.hours_of_year(participant),
        "worth": (participants.worth_adding if participant.inventory_done_at else participants.waiting_files)(participant)[:WORTH_SHOWN],
        "also_organization": organizations.organization_of(request.user)})


def _suggested(participant) -> list:
    if participant.inventory_done_at is None:
        return []
    found = matching.suggestions(participant, limit=3)
    matching_actions.note_shown(postings=[one.posting.pk for one in found])
    return found


@require_safe
def organization(request: HttpRequest) -> HttpResponse:
    us = organizations.organization_of(request.user)
    if us is None:
        raise Http404
    todos = todo.for_organization(us, request.user) if us.is_verified else []
    return render(request, "home/organization.html", {
        "organization": us, "late": organizations.is_answer_late(us), "first": todos[0] if todos else None, "after": todos[1:3],
        "postings": queries.live_postings(us), "why_not_start": posting_rules.why_not_start(request.user, us),
        "applications": queries.waiting_applications(us) if us.is_verified else [],
        "given": queries.running_projects(organization=us), "interview": queries.next_interview(organization=us),
        "also_participant": participants.participant_of(request.user)})
