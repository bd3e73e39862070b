"""Reads on projects, reports and hours."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Membership, Organization
from engawa.journey.participants.models import Participant
from engawa.journey.projects.models import Hours, Mood, Project, Report, State

OPEN = (State.RUNNING, State.PAUSED)
SILENT_DAYS = 3  # days after the report day from which the desk looks in


def visible_to(user: User) -> QuerySet[Project]:
    """Return the projects of which a person is part: as participant, or through the organization."""
    return (Project.objects.filter(Q(participants__user=user) | Q(organization__members=user))
            .select_related("organization", "agreement__agreed_version", "thread").distinct())


def open_of(user: User) -> list[tuple[str, str]]:
    """Projects in which a person takes part, or that nobody else of the organization could go on with, as (title, room)."""
    taking_part = set(Project.objects.filter(participants__user=user).values_list("pk", flat=True))
    with_others = set(Membership.objects.filter(organization__members=user, user__is_active=True).exclude(user=user).values_list("organization", flat=True))
    return [(_("Project: %(title)s") % {"title": one.title}, reverse("projects:room", kwargs={"pk": one.pk}))
            for one in visible_to(user).filter(state__in=OPEN) if one.pk in taking_part or one.organization_id not in with_others]


def of_participant(participant: Participant) -> QuerySet[Project]:
    """Return a participant's projects, newest first."""
    return Project.objects.filter(participants=participant).select_related("organization")


def of_organization(organization: Organization) -> QuerySet[Project]:
    """Return an organization's projects, newest first."""
    return Project.objects.filter(organization=organization)


def open_at(organization: Organization) -> QuerySet[Project]:
    """Return an organization's projects that run or pause."""
    return of_organization(organization).filter(state__in=OPEN)


def is_participant(user: User, project: Project) -> bool:
    """Say whether a person takes part as participant."""
    return project.participants.filter(user=user).exists()


def is_part(user: User, project: Project) -> bool:
    """Say whether a person belongs to one of the two sides."""
    return is_participant(user, project) or organizations.is_member(user, project.organization)


def people_of(project: Project) -> list[User]:
    """Return everybody of both sides."""
    return [*User.objects.filter(participant__projects=project), *organizations.people_of(project.organization)]


def other_side(user: User, project: Project) -> list[User]:
    """Return the people of the side a person does not belong to."""
    if is_participant(user, project):
        return list(organizations.people_of(project.organization))
    return list(User.objects.filter(participant__projects=project))


def latest_report(project: Project) -> Report | None:
    """Return the newest report."""
    return project.reports.select_related("participant__user", "read_by").order_by("-number").first()


def latest_reports(projects: Iterable[Project]) -> dict[UUID, Report]:
    """Return the newest report of each of these projects that has one, by project."""
    return {report.project_id: report for report in Report.objects.filter(project__in=projects).order_by("number")}


def unread_reports(organization: Organization) -> QuerySet[Report]:
    """Return reports that nobody of the organization has read, oldest first."""
    return Report.objects.filter(project__organization=organization, read_at=None).select_related("project").order_by("at")


def minutes_of(project: Project) -> int:
    """Return the minutes given so far, of all participants."""
    return project.hours.aggregate(sum=Sum("minutes"))["sum"] or 0


def minutes_by(participant: Participant, project: Project) -> int:
    """Return the minutes one participant has given to a project."""
    return project.hours.filter(participant=participant).aggregate(sum=Sum("minutes"))["sum"] or 0


def minutes_on(participant: Participant, day: date) -> int:
    """Return the minutes noted for one day over all projects."""
    return Hours.objects.filter(participant=participant, on=day).aggregate(sum=Sum("minutes"))["sum"] or 0


def years_of(participant: Participant) -> list[dict[str, Any]]:
    """Return the years in which somebody gave time, newest first: year, minutes, and minutes a project."""
    rows = Hours.objects.filter(participant=participant).select_related("project__organization")
    years: dict[int, dict[str, Any]] = {}
    for row in rows:
        year = years.setdefault(row.on.year, {"year": row.on.year, "minutes": 0, "projects": {}})
        year["minutes"] += row.minutes
        year["projects"][row.project] = year["projects"].get(row.project, 0) + row.minutes
    return sorted(years.values(), key=lambda year: -year["year"])


def due() -> QuerySet[Project]:
    """Return running projects whose report day has come and for which no reminder went out yet."""
    waiting = Project.objects.filter(state=State.RUNNING, report_due__lte=today())
    return waiting.exclude(reminded_for__isnull=False, reminded_for__gte=F("report_due")).order_by("report_due")


def silent() -> QuerySet[Project]:
    """Return running projects whose report is late by three days or more, the longest silence first (for the desk)."""
    return (Project.objects.filter(state=State.RUNNING, report_due__lte=today() - timedelta(days=SILENT_DAYS))
            .select_related("organization").order_by("report_due"))


def wanting_talk() -> QuerySet[Project]:
    """Return running projects whose newest report says "I would like to talk" and has no reply (for the desk)."""
    newest = {}
    for report in Report.objects.filter(project__state=State.RUNNING).order_by("number"):
        newest[report.project_id] = report
    ids = [pk for pk, report in newest.items() if report.mood == Mood.TALK and not report.reply]
    return Project.objects.filter(pk__in=ids).select_related("organization").order_by("report_due")


# ------------------------------------------------- what templates take in truth
ENOUGH_PROJECTS = 3  # fewer say nothing, and might show one person's pace


@dataclass(frozen=True)
class RealHours:
    """Hours that finished projects from one template took: how many projects, the middle one, the shortest and the longest."""

    count: int
    typical: int
    least: int
    most: int

    @property
    def is_enough(self) -> bool:
        return self.count >= ENOUGH_PROJECTS


def hours_by_template(slugs: Iterable[str]) -> dict[str, RealHours]:
    """Return the real hours of templates from which projects were finished, in whole hours; projects without any hours are left out."""
    rows = (Project.objects.filter(state=State.FINISHED, agreement__application__posting__template__in=list(slugs), hours__minutes__gt=0)
            .order_by().values_list("agreement__application__posting__template", "pk").annotate(minutes=Sum("hours__minutes")))
    found: dict[str, list[float]] = {}
    for slug, _pk, minutes in rows:
        found.setdefault(slug, []).append(minutes / 60)
    return {slug: RealHours(len(hours), round(median(hours)), round(min(hours)), round(max(hours))) for slug, hours in found.items()}
