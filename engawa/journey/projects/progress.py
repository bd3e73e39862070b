"""How far a project has come, in words and as a line of weeks."""
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engawa.base.times import today
from engawa.journey.projects.models import Project, State

LONGEST_LINE = 12  # more weeks than this are told in the sentence only


@dataclass(frozen=True)
class Week:
    number: int
    what: str
    is_done: bool
    is_here: bool


def weeks_in(project: Project) -> int:
    """Return how many weeks the project takes, at least one."""
    return max(1, -(-((project.ends_on - project.starts_on).days) // 7))


def week_now(project: Project) -> int:
    """Return the week it is: 0 before the start, more than all weeks after the end date."""
    days = (today() - project.starts_on).days
    return 0 if days < 0 else days // 7 + 1


def sentence(project: Project) -> str:
    """Say in one sentence where the project stands."""
    weeks, week = weeks_in(project), week_now(project)
    if project.state == State.FINISHED:
        return _("This project is complete.")
    if project.state == State.STOPPED:
        return _("This project was stopped.")
    if project.state == State.PAUSED:
        return _("This project is taking a rest.")
    if week == 0:
        days = (project.starts_on - today()).days
        return ngettext("It starts in %(n)s day.", "It starts in %(n)s days.", days) % {"n": days}
    if today() > project.ends_on:
        return _("The end date has passed. Please confirm the completion or move the end date.")
    if weeks == 1:
        return _("It is a project of one week.")
    return _("Week %(week)s of %(weeks)s.") % {"week": min(week, weeks), "weeks": weeks}


def line(project: Project) -> list[Week]:
    """Return the weeks with the step of the posting that falls into each; empty when there are too many to show."""
    weeks, week = weeks_in(project), week_now(project)
    if weeks > LONGEST_LINE:
        return []
    over = project.state in (State.FINISHED, State.STOPPED)
    steps = _steps_by_week(project, weeks)
    return [Week(n, steps[n - 1], n < week or over, not over and n == min(week, weeks) and today() <= project.ends_on)
            for n in range(1, weeks + 1)]


def _steps_by_week(project: Project, weeks: int) -> list[str]:
    """Lay the steps of the posting over the weeks, each as long as its hours."""
    steps = [step for step in project.agreement.application.posting.steps if step.get("text")]
    total = sum(step.get("hours") or 1 for step in steps)
    if not steps:
        return [""] * weeks
    ends, at = [], 0.0
    for step in steps:
        at += (step.get("hours") or 1) / total * weeks
        ends.append((at, step["text"]))
    return [next((text for end, text in ends if end > n + .5), ends[-1][1]) for n in range(weeks)]
