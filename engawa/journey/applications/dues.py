"""By which day a step is promised, and what is forgotten when the next one begins."""
from datetime import date, timedelta

from django.utils import timezone

from engawa.base.times import add_working_days, today
from engawa.journey.applications.models import Application, State

ORGANIZATION_DAYS, PARTICIPANT_DAYS, INTERVIEW_WORKING_DAYS = 7, 5, 3


def due_day(application: Application) -> date:
    """Return the promised day of the step an application is in: 7 days for the organization's answer, 5 for the
    participant's choice of a time, 3 working days after an interview for both answers."""
    if application.state == State.MEETING:
        return add_working_days(timezone.localtime(application.interview.starts_at).date(), INTERVIEW_WORKING_DAYS)
    return today() + timedelta(days=PARTICIPANT_DAYS if application.state == State.OFFERING else ORGANIZATION_DAYS)


def begin_step(application: Application) -> None:
    """Set the day of the new step and forget reminders of the old one; the action saves."""
    application.answer_due = due_day(application)
    application.reminded_at = application.desk_told_at = None
