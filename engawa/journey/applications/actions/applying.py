"""What the participant does: apply, choose or write times, withdraw."""
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.applications import queries, rules
from engawa.journey.applications.actions import _times
from engawa.journey.applications.dues import begin_step
from engawa.journey.applications.models import MOVES, Application, Candidate, Interview, State
from engawa.journey.matching import actions as matching
from engawa.journey.participants import queries as participants
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting

LETTERS = "346789ABCDEFGHJKLMNPQRTUVWXY"  # none that can be misheard or misread on the phone


def _new_receipt() -> str:
    while True:
        letters = "".join(secrets.choice(LETTERS) for _n in range(8))
        receipt = f"{letters[:4]}-{letters[4:]}"
        if not Application.objects.filter(receipt=receipt).exists():
            return receipt


@transaction.atomic
def submit_application(*, by: User, posting: Posting, message: str, careers: Collection[str], skills: Collection[str],
                       parts: Collection[str] = participants.PARTS, slots: Sequence[UUID] = (),
                       own_times: Sequence[datetime] = ()) -> Application:
    """Send an application; both sides are told, and the organization has seven days for its answer.

    Args:
        by: the participant.
        posting: an open posting of another organization.
        message: to the organization.
        careers: ids of the career entries to send, and `participants.TEXT` for the career told as one text.
        skills: slugs of the held skills to send.
        parts: which of `participants.PARTS` go with them.
        slots: ids of the organization's times that would do.
        own_times: up to three other times (aware).

    Raises:
        Refused: see `rules.why_not_apply` and `rules.why_not_times`.
    """
    # One application of a person at a time: the second of two equal ones waits here and then finds the first.
    Participant.objects.select_for_update().filter(user=by).first()
    posting = Posting.objects.select_related("organization").get(pk=posting.pk)
    refuse_if(rules.why_not_apply(by, posting))
    free = list(queries.open_slots(posting.organization).filter(pk__in=slots))
    refuse_if(rules.why_not_times(slots, free, own_times, rules.OWN_TIMES))
    participant = Participant.objects.select_related("user").get(user=by)
    # A copy of today: later changes of the inventory do not change what was sent.
    sheet = participants.chosen_of(participants.sheet_of(participant), careers=careers, skills=skills, parts=parts)
    application = Application(receipt=_new_receipt(), posting=posting, participant=participant, message=message,
                              sheet=sheet, sent_at=now())
    begin_step(application)
    application.save()
    _times.write_candidates(application, free, own_times, by_organization=False)
    matching.note_application(posting=posting, participant=participant)
    history.record(by=by, verb="applications.submitted", about=application)
    _times.tell(application, "submitted", to=_times.people_of(application), by=by)
    notices.tell(to=[by], kind="applications/receipt", link=_times.link_for(application, by), application=application,
                 posting=posting)
    return application


@transaction.atomic
def withdraw_application(*, by: User, application: Application) -> Application:
    """Take an application back, until the interview begins.

    Raises:
        Refused: not the applicant, over, or the interview has begun.
    """
    application = _times.locked(application)
    refuse_if(rules.why_not_withdraw(by, application))
    _times.end(application, State.WITHDRAWN, by=by, words="", verb="applications.withdrawn")
    _times.tell(application, "withdrawn", to=_times.people_of(application), by=by)
    return application


@transaction.atomic
def choose_time(*, by: User, application: Application, candidate: Candidate) -> Interview:
    """Choose one of the times the organization offered: the interview is fixed.

    Raises:
        Refused: not the applicant, nothing is offered, or the time has passed or is taken.
    """
    application = _times.locked(application)
    candidate = application.candidates.select_related("slot").get(pk=candidate.pk)
    refuse_if(rules.why_not_choose(by, application, candidate))
    return _times.fix_time(application, candidate, by=by, link="")


@transaction.atomic
def propose_times(*, by: User, application: Application, slots: Sequence[UUID] = (),
                  own_times: Sequence[datetime] = ()) -> Application:
    """Write other times, in answer to offered ones or to move a fixed interview; the organization chooses.

    Raises:
        Refused: not the applicant, the organization's turn already, over, or see `rules.why_not_times`.
    """
    application = _times.locked(application)
    refuse_if(rules.why_not_propose(by, application))
    free = list(queries.open_slots(application.posting.organization).filter(pk__in=slots))
    refuse_if(rules.why_not_times(slots, free, own_times, rules.OWN_TIMES))
    told = _times.let_time_go(application, by=by)
    move(application, State.SENT, moves=MOVES)
    begin_step(application)
    application.save(update_fields=["state", "answer_due", "reminded_at", "desk_told_at"])
    _times.write_candidates(application, free, own_times, by_organization=False)
    history.record(by=by, verb="applications.times_proposed", about=application)
    if told:
        _times.tell_with_calendar(application, "applications/interview_moved", to=told, cancelled=True)
    _times.tell(application, "times_proposed", to=_times.people_of(application), by=by)
    return application
