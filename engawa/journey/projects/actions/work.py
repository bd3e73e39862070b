"""The work in the room: reports, time, messages, reminders."""
from datetime import date

from django.db import transaction
from django.db.models import F

from engawa.base import history, notices
from engawa.base.threads import actions as threads
from engawa.base.threads.models import Message
from engawa.base.times import now, today
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.participants.models import Participant
from engawa.journey.projects import queries, rules
from engawa.journey.projects.actions.course import locked, tell
from engawa.journey.projects.models import Hours, Mood, Project, Report


@transaction.atomic
def submit_report(*, by: User, project: Project, done: str, next: str = "", trouble: str = "", minutes: int = 0,
                  mood: str = Mood.ON_TRACK) -> Report:
    """Send a progress report; its time becomes a row of hours, the next report day follows.

    Args:
        done, next, trouble: what was done, what comes next, what is difficult.
        minutes: time given since the last report that is not noted yet.
        mood: on track, a little behind, or "I would like to talk" (the desk sees that too).

    Raises:
        Refused: no participant, resting, ended, or more than a day's time on one day.
    """
    project = locked(project)
    refuse_if(rules.why_not_report(by, project) or (rules.why_not_log(by, project, today(), minutes) if minutes else None))
    participant = Participant.objects.get(user=by)
    newest = queries.latest_report(project)
    report = Report.objects.create(project=project, participant=participant, number=newest.number + 1 if newest else 1,
                                   done=done, next=next, trouble=trouble, minutes=minutes, mood=mood, at=now())
    if minutes:
        Hours.objects.create(project=project, participant=participant, on=today(), minutes=minutes, report=report)
    project.report_due = rules.next_report_day(project)
    project.save(update_fields=["report_due"])
    history.record(by=by, verb="projects.reported", about=project, number=report.number, mood=report.mood)
    tell(project, "reported", by=by, to=queries.other_side(by, project), report=report, wants_talk=mood == Mood.TALK)
    return report


@transaction.atomic
def read_report(*, by: User, report: Report, reply: str = "") -> Report:
    """Mark a report as read, with or without a reply. The first reading counts; a reply can be written later.

    Raises:
        Refused: not one of the organization.
    """
    report = Report.objects.select_for_update(of=("self",)).select_related("project__organization").get(pk=report.pk)
    refuse_if(rules.why_not_read(by, report))
    is_new = report.read_at is None
    if not is_new and not reply:
        return report
    if is_new:
        report.read_at, report.read_by = now(), by
    report.reply = reply or report.reply
    report.save(update_fields=["read_at", "read_by", "reply"])
    history.record(by=by, verb="projects.report_read", about=report, replied=bool(reply))
    tell(report.project, "replied" if reply else "read", by=by, to=[report.participant.user], report=report)
    return report


@transaction.atomic
def log_hours(*, by: User, project: Project, minutes: int, on: date | None = None, note: str = "") -> Hours:
    """Note time given on a day (today when none is named).

    Raises:
        Refused: no participant, ended, a day to come, or more than 24 hours on one day.
    """
    project, day = locked(project), on or today()
    refuse_if(rules.why_not_log(by, project, day, minutes))
    hours = Hours.objects.create(project=project, participant=Participant.objects.get(user=by), on=day, minutes=minutes, note=note)
    history.record(by=by, verb="projects.hours_logged", about=project, minutes=minutes, on=day.isoformat())
    return hours


@transaction.atomic
def remove_hours(*, by: User, hours: Hours) -> None:
    """Take back time that was noted by mistake.

    Raises:
        Refused: somebody else's, part of a report, or the project has ended.
    """
    hours = Hours.objects.select_for_update(of=("self",)).select_related("project", "participant").get(pk=hours.pk)
    refuse_if(rules.why_not_remove(by, hours))
    history.record(by=by, verb="projects.hours_removed", about=hours.project, minutes=hours.minutes, on=hours.on.isoformat())
    hours.delete()


@transaction.atomic
def post_message(*, by: User, project: Project, body: str) -> Message:
    """Write into the conversation of the project. Who joined the organization since is let in first.

    Raises:
        Refused: no part of the project, ended, or blocked by the other side.
    """
    project = locked(project)
    refuse_if(rules.why_not_post(by, project))
    project.thread.people.set(queries.people_of(project))
    message = threads.post_message(by=by, thread=project.thread, body=body)
    tell(project, "message", by=by, page="projects:messages")
    return message


def remind_reports() -> int:
    """Remind participants whose report day has come, once a day due; return how many reminders went out."""
    return sum(_remind(project) for project in queries.due())


@transaction.atomic
def _remind(project: Project) -> bool:
    project = locked(project)
    if not queries.due().filter(pk=project.pk).exists():
        return False
    project.reminded_for = project.report_due
    project.save(update_fields=["reminded_for"])
    history.record(by=None, verb="projects.reminded", about=project)
    tell(project, "report_day", by=None, to=[p.user for p in project.participants.select_related("user")],
         page="projects:report")
    return True


@transaction.atomic
def open_contacts(*, by: User, project: Project) -> list[Participant]:
    """Open the numbers of a silent room's participants, with whom else the desk may call; the opening is noted.

    Raises:
        Refused: not the desk, or reports come as agreed.
    """
    refuse_if(rules.why_not_open_contacts(by, project))
    history.record(by=by, verb="projects.contacts_opened", about=project)
    return list(project.participants.select_related("user"))


@transaction.atomic
def tell_desk() -> int:
    """Tell the coordinator team of reports that stay out for three days, once a report day; return how many."""
    late = list(queries.silent().exclude(desk_told_for__isnull=False, desk_told_for__gte=F("report_due")))
    for project in late:
        project.desk_told_for = project.report_due
        project.save(update_fields=["desk_told_for"])
        history.record(by=None, verb="projects.desk_told", about=project)
        notices.tell(to=User.objects.desk_officers(), kind="projects/silent", link=("desk:queue", {}),
                     project=project)
    return len(late)
