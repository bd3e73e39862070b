"""When reports, hours, messages and changes are possible; each answer is a sentence or None."""
from datetime import date, timedelta

from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.agreements import models as agreements
from engawa.journey.organizations import queries as organizations
from engawa.journey.participants.models import Participant
from engawa.journey.projects import queries
from engawa.journey.projects.models import Hours, Project, Report, State

FREQUENCY = {"weekly": 7, "biweekly": 14, "monthly": 28}
DAY = 24 * 60
LONGEST = timedelta(days=366)  # how far an end date can lie ahead


def why_not_start(agreement: agreements.Agreement) -> str | None:
    """Say why no project can start from an agreement, or None."""
    if agreement.state != agreements.State.AGREED:
        return _("The project starts when all sides have agreed to the same version.")
    return None


def why_not_part(user: User, project: Project) -> str | None:
    """Say why somebody has no say in a project, or None."""
    if not queries.is_part(user, project):
        return _("Only the people of this project can do this.")
    return None


def _why_not_open(project: Project) -> str | None:
    if project.state not in queries.OPEN:
        return _("This project has ended. Everything can still be read.")
    return None


def why_not_report(user: User, project: Project) -> str | None:
    """Say why a person may not send a report now, or None."""
    if not queries.is_participant(user, project):
        return _("Reports are written by the participant.")
    if project.state == State.PAUSED:
        return _("The project is resting. Reports go on when it goes on.")
    return _why_not_open(project)


def why_not_read(user: User, report: Report) -> str | None:
    """Say why a person may not mark a report as read or reply to it, or None."""
    if not organizations.is_member(user, report.project.organization):
        return _("Reports are read and answered by the organization.")
    return None


def why_not_log(user: User, project: Project, on: date | None = None, minutes: int = 0) -> str | None:
    """Say why a person may not note time, or None. Without a day: whether it is possible at all."""
    if not queries.is_participant(user, project):
        return _("Time is noted by the participant who gave it.")
    if reason := _why_not_open(project):
        return reason
    if on and on > today():
        return _("This day has not come yet. Please note time after you have given it.")
    if on and not 5 <= minutes <= DAY:
        return _("Please note at least 5 minutes and at most 24 hours for one day.")
    participant = Participant.objects.get(user=user)
    if on and queries.minutes_on(participant, on) + minutes > DAY:
        return _("This would make more than 24 hours on one day. Please check the numbers.")
    return None


def why_not_remove(user: User, hours: Hours) -> str | None:
    """Say why noted time cannot be removed, or None."""
    if hours.participant.user_id != user.pk:
        return _("Time is noted by the participant who gave it.")
    if hours.report_id:
        return _("This time belongs to a report that was sent. It stays as it is.")
    return _why_not_open(hours.project)


def why_not_post(user: User, project: Project) -> str | None:
    """Say why a person may not write a message, or None."""
    return why_not_part(user, project) or _why_not_open(project)


def why_not_move_end(user: User, project: Project, ends_on: date | None = None) -> str | None:
    """Say why the end date cannot be moved (to a day), or None."""
    if reason := why_not_part(user, project) or _why_not_open(project):
        return reason
    if ends_on and ends_on < max(project.starts_on, today()):
        return _("Choose a day from today on.")
    if ends_on and ends_on > today() + LONGEST:
        return _("Choose a day within one year from today.")
    if ends_on == project.ends_on:
        return _("This is the end date already.")
    return None


def why_not_pause(user: User, project: Project) -> str | None:
    """Say why the project cannot take a rest, or None."""
    if project.state == State.PAUSED:
        return _("The project is resting already.")
    return why_not_part(user, project) or _why_not_open(project)


def why_not_resume(user: User, project: Project) -> str | None:
    """Say why the project cannot go on, or None."""
    if project.state == State.RUNNING:
        return _("The project is running.")
    return why_not_part(user, project) or _why_not_open(project)


def why_not_stop(user: User, project: Project) -> str | None:
    """Say why the project cannot be stopped, or None."""
    return why_not_part(user, project) or _why_not_open(project)


def why_not_open_contacts(user: User, project: Project) -> str | None:
    """Say why phone numbers stay closed: only the desk opens them, and only while a room is silent (security.md T21)."""
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    if not queries.silent().filter(pk=project.pk).exists():
        return _("Reports come as agreed, so nobody needs to be called. The numbers stay closed.")
    return None


def why_not_finish(project: Project) -> str | None:
    """Say why the project cannot be finished, or None."""
    return _why_not_open(project)


def next_report_day(project: Project) -> date:
    """Return the next report day after one was sent: the rhythm is kept, the day lies in the future."""
    day = project.report_due or today()
    while day <= today():
        day += timedelta(days=project.report_every)
    return day
