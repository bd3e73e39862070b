"""What the organization answers: a fixed time, other times, or not this time."""
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from engawa.base import history
from engawa.base.history.states import move
from engawa.base.integrations import meetings
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.applications import queries, rules
from engawa.journey.applications.actions import _times
from engawa.journey.applications.dues import begin_step
from engawa.journey.applications.models import MOVES, Application, Candidate, Interview, State


@transaction.atomic
def set_interview(*, by: User, application: Application, candidate: Candidate, link: str = "") -> Interview:
    """Fix the interview at one of the applicant's times; without a link a room of our own is made.

    Raises:
        Refused: not the organization's turn, the time has passed or is taken, or the link's host is not allowed.
    """
    application = _times.locked(application)
    candidate = application.candidates.select_related("slot").get(pk=candidate.pk)
    refuse_if(rules.why_not_set(by, application, candidate))
    return _times.fix_time(application, candidate, by=by, link=meetings.check_link(link).url if link else "")


@transaction.atomic
def offer_times(*, by: User, application: Application, slots: Sequence[UUID] = (),
                own_times: Sequence[datetime] = ()) -> Application:
    """Offer other times, instead of the applicant's or to move a fixed interview; the participant has five days to choose.

    Raises:
        Refused: not a member of the verified organization, over, or see `rules.why_not_times`.
    """
    application = _times.locked(application)
    refuse_if(rules.why_not_offer(by, application))
    free = list(queries.open_slots(application.posting.organization).filter(pk__in=slots))
    refuse_if(rules.why_not_times(slots, free, own_times, rules.OFFERED))
    told = _times.let_time_go(application, by=by)
    move(application, State.OFFERING, moves=MOVES)
    begin_step(application)
    application.save(update_fields=["state", "answer_due", "reminded_at", "desk_told_at"])
    _times.write_candidates(application, free, own_times, by_organization=True)
    history.record(by=by, verb="applications.times_offered", about=application)
    if told:
        _times.tell_with_calendar(application, "applications/interview_moved", to=told, cancelled=True)
    _times.tell(application, "times_offered", to=[application.participant.user], by=by)
    return application


@transaction.atomic
def decline_application(*, by: User, application: Application, words: str) -> Application:
    """Say not this time, with kind words that the applicant reads on the page of the application.

    Raises:
        Refused: not a member of the verified organization, or over.
    """
    application = _times.locked(application)
    refuse_if(rules.why_not_decline(by, application))
    _times.end(application, State.DECLINED, by=by, words=words, verb="applications.declined")
    _times.tell(application, "declined", to=[application.participant.user], by=by)
    return application
