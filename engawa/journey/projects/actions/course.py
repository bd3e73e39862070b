"""The course of a project: it opens, rests, goes on, gets another end date, stops, finishes."""
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.threads.actions import open_thread
from engawa.base.times import now, today
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.agreements import actions as agreements
from engawa.journey.agreements.models import Agreement
from engawa.journey.organizations import queries as organizations
from engawa.journey.participants.models import Participant
from engawa.journey.projects import queries, rules
from engawa.journey.projects.models import MOVES, Project, State
from engawa.journey.projects.signals import project_finished, project_stopped


def locked(project: Project) -> Project:
    """Return the project, re-read and held for this transaction."""
    return Project.objects.select_for_update(of=("self",)).select_related("organization", "agreement").get(pk=project.pk)


def tell(project: Project, kind: str, *, by: User | None, to: list[User] | None = None, page: str = "projects:room",
         **context: Any) -> None:
    """Tell the other side of the one who acts, or the people given."""
    people = to if to is not None else queries.people_of(project)
    notices.tell(to=people, kind=f"projects/{kind}", link=(page, {"pk": project.pk}), by=by, project=project, **context)


def _agreed(agreement: Agreement) -> dict[str, Any]:
    """What the agreed version says about time: dates, hours and days between reports."""
    content = agreement.agreed_version.content  # type: ignore[union-attr]  # because an agreed sheet always has one
    period, contact = content["period"]["fields"], content["communication"]["fields"]
    return {"starts_on": date.fromisoformat(period["start_date"]), "ends_on": date.fromisoformat(period["end_date"]),
            "hours_agreed": period["total_hours"], "report_every": rules.FREQUENCY[contact["report_frequency"]]}


@transaction.atomic
def open_project(*, by: User | None, agreement: Agreement) -> Project:
    """Open the room of an agreement, with a conversation of both sides; a second time returns the first room.

    Raises:
        Refused: not everybody has agreed to the same version.
    """
    agreement = Agreement.objects.select_for_update(of=("self",)).select_related(
        "organization", "agreed_version").get(pk=agreement.pk)
    if found := Project.objects.filter(agreement=agreement).first():
        return found
    refuse_if(rules.why_not_start(agreement))
    participants = list(Participant.objects.filter(pk__in=agreement.parties.values("participant")).select_related("user"))
    people = [*(p.user for p in participants), *organizations.people_of(agreement.organization)]
    agreed = _agreed(agreement)
    first = max(agreed["starts_on"], today()) + timedelta(days=agreed["report_every"])
    project = Project.objects.create(agreement=agreement, organization=agreement.organization, title=agreement.title,
                                     thread=open_thread(by=by, people=people), opened_at=now(), report_due=first, **agreed)
    project.participants.set(participants)
    history.record(by=by, verb="projects.opened", about=project)
    tell(project, "opened", by=None)
    return project


@transaction.atomic
def follow_agreement(*, by: User | None, agreement: Agreement) -> Project:
    """Take dates, hours and rhythm over from a later version that all sides agreed to; an ended project stays as it is."""
    project = locked(Project.objects.get(agreement=agreement))
    if project.state not in queries.OPEN:
        return project
    for name, value in _agreed(Agreement.objects.select_related("agreed_version").get(pk=agreement.pk)).items():
        setattr(project, name, value)
    next_due = today() + timedelta(days=project.report_every)
    project.report_due = min(project.report_due or next_due, next_due)
    project.save()
    history.record(by=by, verb="projects.agreement_followed", about=project)
    return project


@transaction.atomic
def move_end(*, by: User, project: Project, ends_on: date, words: str = "") -> Project:
    """Move the end date; both sides are told, with the words.

    Raises:
        Refused: no part of the project, ended, or an impossible day.
    """
    project = locked(project)
    refuse_if(rules.why_not_move_end(by, project, ends_on))
    before, project.ends_on = project.ends_on, ends_on
    project.save(update_fields=["ends_on"])
    history.record(by=by, verb="projects.end_moved", about=project, before=before.isoformat(), after=ends_on.isoformat())
    tell(project, "end_moved", by=by, before=before, words=words)
    return project


@transaction.atomic
def pause_project(*, by: User, project: Project, words: str = "") -> Project:
    """Let the project rest: no reports are asked for.

    Raises:
        Refused: no part of the project, resting already, or ended.
    """
    project = locked(project)
    refuse_if(rules.why_not_pause(by, project))
    move(project, State.PAUSED, moves=MOVES)
    project.save(update_fields=["state"])
    history.record(by=by, verb="projects.paused", about=project)
    tell(project, "paused", by=by, words=words)
    return project


@transaction.atomic
def resume_project(*, by: User, project: Project) -> Project:
    """Go on after a rest; the next report is due one interval from now.

    Raises:
        Refused: no part of the project, running already, or ended.
    """
    project = locked(project)
    refuse_if(rules.why_not_resume(by, project))
    move(project, State.RUNNING, moves=MOVES)
    project.report_due = today() + timedelta(days=project.report_every)
    project.save(update_fields=["state", "report_due"])
    history.record(by=by, verb="projects.resumed", about=project)
    tell(project, "resumed", by=by)
    return project


@transaction.atomic
def stop_project(*, by: User, project: Project, words: str = "") -> Project:
    """Stop for good. No reason is asked for and nobody is blamed; the agreement ends with it.

    Raises:
        Refused: no part of the project, or ended already.
    """
    project = locked(project)
    refuse_if(rules.why_not_stop(by, project))
    _close(project, State.STOPPED)
    agreements.end_with_project(by=by, agreement=project.agreement)
    history.record(by=by, verb="projects.stopped", about=project)
    tell(project, "stopped", by=by, words=words)
    project_stopped.send(sender=Project, project=project)
    return project


@transaction.atomic
def finish_project(*, by: User, project: Project) -> Project:
    """Close the project as done; called when both sides confirmed the completion.

    Raises:
        Refused: ended already.
    """
    project = locked(project)
    refuse_if(rules.why_not_finish(project))
    _close(project, State.FINISHED)
    history.record(by=by, verb="projects.finished", about=project)
    project_finished.send(sender=Project, project=project)
    return project


def _close(project: Project, state: str) -> None:
    move(project, state, moves=MOVES)
    project.ended_at, project.report_due = now(), None
    project.save(update_fields=["state", "ended_at", "report_due"])
