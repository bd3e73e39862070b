"""The interview itself: its link, and what each side says after it."""
from django.db import transaction

from engawa.base import history
from engawa.base.history.states import move
from engawa.base.integrations import meetings
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.applications import rules
from engawa.journey.applications.actions import _times
from engawa.journey.applications.models import MOVES, Answer, Application, Interview, State
from engawa.journey.applications.signals import application_accepted
from engawa.journey.matching import actions as matching
from engawa.journey.postings import actions as postings
from engawa.journey.postings.models import Posting


@transaction.atomic
def change_link(*, by: User, application: Application, link: str) -> Interview:
    """Replace the link of the meeting; an empty one makes a new room of our own. Both calendars are told.

    Raises:
        Refused: not a member of the organization, no interview is fixed, or the link's host is not allowed.
    """
    application = _times.locked(application)
    refuse_if(rules.why_not_change_link(by, application))
    interview = application.interview
    interview.link = meetings.check_link(link).url if link else meetings.new_room()
    interview.sequence += 1
    interview.save(update_fields=["link", "sequence"])
    history.record(by=by, verb="applications.link_changed", about=application)
    _times.tell_with_calendar(application, "applications/link_changed",
                              to=[application.participant.user, *_times.people_of(application)])
    return interview


@transaction.atomic
def answer_interview(*, by: User, application: Application, answer: str, words: str = "") -> Application:
    """Say after the interview: go on, talk it over, or not this time. An answer may be changed while it is open.

    Both go on: accepted, a seat is taken, the sheet opens (by signal). One not this time: declined kindly.
    Anything else stays open; the desk looks after it.

    Raises:
        Refused: not part of it, no interview, not begun yet, over, or no seat is left.
    """
    application = _times.locked(application)
    refuse_if(rules.why_not_answer(by, application))
    interview = application.interview
    side = "participant" if application.participant.user_id == by.pk else "organization"
    setattr(interview, f"{side}_answer", answer)
    setattr(interview, f"{side}_answered_at", now())
    interview.save(update_fields=[f"{side}_answer", f"{side}_answered_at"])
    history.record(by=by, verb="applications.answered", about=application, side=side)
    others = [application.participant.user] if side == "organization" else _times.people_of(application)
    if answer == Answer.NOT_NOW:
        _times.end(application, State.DECLINED, by=by, words=words, verb="applications.declined")
        _times.tell(application, "declined" if side == "organization" else "declined_by_participant", to=others, by=by)
    elif interview.organization_answer == interview.participant_answer == Answer.GO_ON:
        _accept(application, by=by)
    else:
        _times.tell(application, "answer_arrived", to=others, by=by)
    return application


def _accept(application: Application, *, by: User) -> None:
    # Locked, so that two last answers at one moment do not share one seat.
    refuse_if(rules.why_not_accept(Posting.objects.select_for_update().get(pk=application.posting_id)))
    move(application, State.ACCEPTED, moves=MOVES)
    application.ended_at = now()
    application.save(update_fields=["state", "ended_at"])
    history.record(by=by, verb="applications.accepted", about=application)
    matching.end_application(posting=application.posting, sent_at=application.sent_at)
    postings.take_seat(by=by, posting=application.posting)
    # What comes next tells both sides, so that they get one mail and not two.
    application_accepted.send(sender=Application, application=application, by=by)
