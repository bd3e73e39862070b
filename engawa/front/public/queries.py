"""Reads for the public pages: only what is public anyway."""
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, QuerySet, Sum

from engawa.base.times import now
from engawa.journey.applications.models import Application, State
from engawa.journey.organizations.models import Organization
from engawa.journey.outcomes.models import Thanks
from engawa.journey.postings import queries as postings
from engawa.journey.postings.models import Posting, Template
from engawa.journey.projects.models import Hours, Project
from engawa.journey.projects.models import State as ProjectState
from engawa.journey.skills.models import Area

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Figures:
    """What the top page counts over the last 365 days. Each is None while there is nothing to count."""

    finished: int
    answer_days: int | None
    weekly_hours: float | None
    open_postings: int


def figures() -> Figures:
    """Count finished projects, the median days from application to first answer, and hours a person gives a week."""
    since = now() - YEAR
    answered = Application.objects.filter(sent_at__gte=since, interview__isnull=False).exclude(
        state=State.WITHDRAWN).values_list("sent_at", "interview__starts_at")
    days = [max(0, (start - sent).days) for sent, start in answered]
    weeks = {(row["participant"], row["on"].isocalendar()[:2]): 0 for row in _hours(since)}
    minutes = sum(row["minutes"] for row in _hours(since))
    return Figures(
        finished=Project.objects.filter(state=ProjectState.FINISHED, ended_at__gte=since).count(),
        answer_days=round(median(days)) if days else None,
        weekly_hours=round(minutes / 60 / len(weeks), 1) if weeks else None,
        open_postings=postings.open_postings().count())


def _hours(since: datetime) -> list[dict[str, Any]]:
    return [{**row} for row in Hours.objects.filter(on__gte=since.date()).values("participant", "on", "minutes")]


def newest_postings(count: int = 3) -> list[Posting]:
    """Return the open postings published last, each of another area, so that a visitor sees how wide the field is."""
    newest: dict[str, Posting] = {}
    for posting in postings.open_postings().select_related("organization", "area").order_by("-published_at")[:40]:
        newest.setdefault(posting.area_id, posting)
    return list(newest.values())[:count]


def public_thanks(count: int = 2) -> QuerySet[Thanks]:
    """Return words of thanks that their writers agreed to show, of finished projects, newest first."""
    return (Thanks.objects.filter(may_be_shown=True, project__state=ProjectState.FINISHED)
            .select_related("project__organization", "by").order_by("-at")[:count])


def areas_with_counts() -> QuerySet[Area]:
    """Return the four areas of the article."""
    return Area.objects.filter(is_seed=True).order_by("position")


def open_count_by_area() -> dict[str, int]:
    """Count open postings of each area slug."""
    rows = postings.open_postings().order_by().values("area").annotate(n=Count("pk"))
    return {row["area"]: row["n"] for row in rows}


def templates_of(area: Area) -> QuerySet[Template]:
    """Return the templates of an area in use now, shortest first."""
    return Template.objects.filter(area=area, retired_at=None).order_by("hours_typical")


def record_of(organization: Organization) -> tuple[int, float]:
    """Return how many projects an organization has finished here, and the hours given to it."""
    finished = Project.objects.filter(organization=organization, state=ProjectState.FINISHED)
    minutes = Hours.objects.filter(project__in=finished).aggregate(total=Sum("minutes"))["total"] or 0
    return finished.count(), round(minutes / 60, 1)
