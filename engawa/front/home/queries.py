"""Reads for the home pages."""
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet, Sum

from engawa.base.times import now
from engawa.journey.applications.models import Application, Interview
from engawa.journey.applications.models import State as ApplicationState
from engawa.journey.organizations.models import Organization
from engawa.journey.outcomes.models import Certificate
from engawa.journey.participants.models import Participant
from engawa.journey.postings import queries as postings
from engawa.journey.postings.models import Posting
from engawa.journey.postings.models import State as PostingState
from engawa.journey.projects.models import Hours, Project
from engawa.journey.projects.models import State as ProjectState

SHOWN = 5
RUNNING = [ProjectState.RUNNING, ProjectState.PAUSED]


@dataclass(frozen=True)
class Given:
    """Hours given in a running project against the agreed hours."""

    project: Project
    hours: float


def applications_of(participant: Participant) -> QuerySet[Application]:
    """Return a participant's applications, live ones first."""
    return (Application.objects.filter(participant=participant).select_related("posting__organization", "interview")
            .order_by("ended_at", "-sent_at")[:SHOWN])


def next_interview(*, participant: Participant | None = None, organization: Organization | None = None) -> Interview | None:
    """Return the next interview that is not over."""
    mine = Q(application__participant=participant) if participant else Q(application__posting__organization=organization)
    return (Interview.objects.filter(mine, application__state=ApplicationState.MEETING, starts_at__gt=now() - timedelta(hours=1))
            .select_related("application__posting__organization", "application__participant__user").order_by("starts_at").first())


def running_projects(*, participant: Participant | None = None, organization: Organization | None = None) -> list[Given]:
    """Return running projects with the hours given so far."""
    mine = Q(participants=participant) if participant else Q(organization=organization)
    rows = Project.objects.filter(mine, state__in=RUNNING).select_related("organization").annotate(given=Sum("hours__minutes"))
    return [Given(row, round((row.given or 0) / 60, 1)) for row in rows.order_by("ends_on")]


def certificates_of(participant: Participant) -> QuerySet[Certificate]:
    """Return a participant's certificates, newest first."""
    return Certificate.objects.filter(participant=participant).order_by("-issued_at")[:SHOWN]


def hours_of_year(participant: Participant) -> float:
    """Return the hours a participant gave in the last 365 days."""
    minutes = Hours.objects.filter(participant=participant, on__gt=(now() - timedelta(days=365)).date()).aggregate(
        total=Sum("minutes"))["total"] or 0
    return round(minutes / 60, 1)


def live_postings(organization: Organization) -> QuerySet[Posting]:
    """Return an organization's postings that are not closed, the last saved first."""
    return postings.of_organization(organization).exclude(state=PostingState.CLOSED)[:SHOWN]


def waiting_applications(organization: Organization) -> QuerySet[Application]:
    """Return live applications to an organization's postings, oldest first."""
    return (Application.objects.filter(posting__organization=organization, state__in=[
        ApplicationState.SENT, ApplicationState.OFFERING, ApplicationState.MEETING])
        .select_related("posting", "participant__user", "interview").order_by("sent_at"))
