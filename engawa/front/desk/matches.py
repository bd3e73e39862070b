"""People for postings (紹介): who suits, what they do already, when they were last written to, and the invitation."""
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engawa.base.users.access import desk_only
from engawa.journey.matching import actions, queries, rules
from engawa.journey.matching.models import Wanted
from engawa.journey.matching.reasons_of_others import told
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting
from engawa.journey.projects import queries as projects
from engawa.journey.projects.models import Project

PER_PAGE, PEOPLE = 30, 8


@dataclass(frozen=True)
class Person:
    """One row: a person, why and why not, running projects of how many at once, the last contact, and why not to invite now."""

    participant: Participant
    reasons: list[str]
    missing: list[str]
    running: int
    last: datetime | None
    wanted: Wanted | None
    closed: str | None


@desk_only
@require_safe
def match_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.postings_to_fill(), PER_PAGE).get_page(request.GET.get("page"))
    asked = set(queries.wanted().filter(posting__in=[row.pk for row in page]).values_list("posting", flat=True))
    return render(request, "desk/matches.html", {"page": page, "rows": [(row, row.pk in asked) for row in page]})


@desk_only
@require_safe
def match(request: HttpRequest, pk) -> HttpResponse:
    posting = get_object_or_404(queries.postings_to_fill(), pk=pk)
    actions.note_people_opened(by=request.user, posting=posting)
    return render(request, "desk/match.html", {
        "posting": posting, "groups": _groups(_people(request, posting)), "invited": queries.reached(posting)})


def _groups(people: list[Person]) -> list[tuple[str, list[Person]]]:
    """Put those who may be invited now apart from those who may not, which each says why; a group without anybody is left out."""
    groups = ((_("Who suits and can be invited now"), [one for one in people if not one.closed]),
              (_("Who suits but cannot be invited now"), [one for one in people if one.closed]))
    return [(words, group) for words, group in groups if group]


def _people(request: HttpRequest, posting: Posting) -> list[Person]:
    """Put those an organization asked for first, then the others, each by how well they suit."""
    wanted = {row.participant_id: row for row in queries.wanted().filter(posting=posting)}
    found = queries.people_for(posting, PEOPLE, always=wanted)
    people = [one.participant for one in found]
    running, last, known = running_of(people), queries.last_reached(people), vocabulary()
    standing = queries.standing_of([(one, posting) for one in people], people_without_room())
    rows = [Person(one.participant, *told(one.fit, known), running.get(one.participant.pk, 0), last.get(one.participant.pk),
                   wanted.get(one.participant.pk), rules.why_not_invite(request.user, posting, one.participant, standing)) for one in found]
    return sorted(rows, key=lambda row: row.wanted is None)


def running_of(people: list[Participant]) -> dict[UUID, int]:
    """Count the running projects of people. One query."""
    rows = Project.objects.filter(participants__in=people, state__in=projects.OPEN).order_by()
    return {row["participants"]: row["n"] for row in rows.values("participants").annotate(n=Count("pk"))}


def people_without_room() -> set[UUID]:
    """Return the people who have as many running projects as they wish to have at once."""
    running = Count("projects", filter=Q(projects__state__in=projects.OPEN))
    return set(Participant.objects.annotate(running=running).filter(running__gte=F("at_once")).values_list("pk", flat=True))


@desk_only
@require_POST
def invite(request: HttpRequest, pk, person) -> HttpResponse:
    posting = get_object_or_404(queries.postings_to_fill(), pk=pk)
    participant = get_object_or_404(queries.findable(), pk=person)
    actions.invite(by=request.user, posting=posting, participant=participant, without=people_without_room())
    messages.success(request, _("%(name)s has been invited and decides freely.") % {"name": participant.user.name})
    return redirect("desk:match", pk=pk)


@desk_only
@require_POST
def leave(request: HttpRequest, pk) -> HttpResponse:
    wanted = get_object_or_404(Wanted.objects.select_related("posting"), pk=pk)
    actions.leave_wanted(by=request.user, wanted=wanted)
    messages.success(request, _("Noted. It is off the queue."))
    return redirect("desk:match", pk=wanted.posting_id)
