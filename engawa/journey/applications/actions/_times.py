"""What several use cases share: locking, candidates, fixing a time and letting it go. Called inside their transactions."""
from collections.abc import Iterable, Sequence
from datetime import datetime

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.integrations import meetings
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.journey.applications.calendars import calendar_file
from engawa.journey.applications.dues import begin_step
from engawa.journey.applications.models import MOVES, Application, Candidate, Interview, Slot, State
from engawa.journey.matching import actions as matching
from engawa.journey.organizations import queries as organizations
from engawa.journey.participants import actions as participants

LINK = "applications:interview"


def locked(application: Application) -> Application:
    """Lock an application and read it anew with everything the rules ask about."""
    return Application.objects.select_for_update(of=("self",)).select_related(
        "posting__organization", "participant__user", "interview").get(pk=application.pk)


def people_of(application: Application) -> list[User]:
    """Everybody on the organization's side."""
    return list(organizations.people_of(application.posting.organization))


def write_candidates(application: Application, slots: Iterable[Slot], times: Sequence[datetime], *, by_organization: bool) -> None:
    """Replace all candidates by those of the present round."""
    application.candidates.all().delete()
    chosen: dict[datetime, Slot | None] = {slot.starts_at: slot for slot in slots}
    for time in times:
        chosen.setdefault(time, None)
    Candidate.objects.bulk_create(Candidate(application=application, slot=slot, starts_at=time, by_organization=by_organization)
                                  for time, slot in chosen.items())


def fix_time(application: Application, candidate: Candidate, *, by: User, link: str) -> Interview:
    """Fix the interview at a candidate: row, slot, busy time, state, notices with the calendar file to both sides."""
    if candidate.slot:
        candidate.slot.taken_at = now()
        candidate.slot.save(update_fields=["taken_at"])
    interview = getattr(application, "interview", None)
    if interview is None:
        interview = Interview(application=application, link=link or meetings.new_room())
    else:
        interview.sequence += 1
        interview.link = link or interview.link
    interview.starts_at, interview.minutes = candidate.starts_at, candidate.minutes
    interview.organization_answer = interview.participant_answer = ""
    interview.organization_answered_at = interview.participant_answered_at = None
    interview.save()
    application.interview = interview
    move(application, State.MEETING, moves=MOVES)
    begin_step(application)
    application.save(update_fields=["state", "answer_due", "reminded_at", "desk_told_at"])
    participants.note_busy(by=by, participant=application.participant, starts_at=interview.starts_at, minutes=interview.minutes)
    history.record(by=by, verb="applications.interview_fixed", about=application, at=interview.starts_at.isoformat())
    tell_with_calendar(application, "applications/interview_fixed", to=[application.participant.user, *people_of(application)])
    return interview


def let_time_go(application: Application, *, by: User | None) -> list[User]:
    """Give a fixed time free again on both sides, before the application moves on; return whom to send a cancellation.

    A meeting that is over stays in the calendars.
    """
    if application.state != State.MEETING:
        return []
    interview = application.interview
    Slot.objects.filter(organization=application.posting.organization, starts_at=interview.starts_at).update(taken_at=None)
    participants.free_busy(by=by, participant=application.participant, starts_at=interview.starts_at)
    if interview.has_started:
        return []
    interview.sequence += 1
    interview.save(update_fields=["sequence"])
    return [application.participant.user, *people_of(application)]


def tell_with_calendar(application: Application, kind: str, *, to: Iterable[User], cancelled: bool = False) -> None:
    """Tell each person, the one who acts included, with the calendar file in their own language."""
    for user in to:
        file = calendar_file(application, user, cancelled=cancelled).decode()
        notices.tell(to=[user], kind=kind, link=link_for(application, user) if cancelled else (LINK, {"pk": application.pk}),
                     attach=[{"name": "interview.ics", "type": "text/calendar", "text": file}],
                     application=application, posting=application.posting_as_read, interview=application.interview)


def link_for(application: Application, user: User) -> tuple[str, dict[str, object]]:
    """Return the page of an application on a person's own side."""
    name = "application" if user.pk == application.participant.user_id else "received"
    return f"applications:{name}", {"pk": application.pk}


def tell(application: Application, kind: str, *, to: Iterable[User], by: User | None) -> None:
    """Tell people of one side about an application, each with the page of their side."""
    for user in to:
        notices.tell(to=[user], kind=f"applications/{kind}", link=link_for(application, user), by=by,
                     application=application, posting=application.posting_as_read)


def end(application: Application, state: str, *, by: User | None, words: str, verb: str) -> None:
    """End an application; a fixed time is given free and both calendars are told when it had not begun."""
    told = let_time_go(application, by=by)
    move(application, state, moves=MOVES)
    application.ended_at, application.kind_words = now(), words
    application.save(update_fields=["state", "ended_at", "kind_words"])
    matching.end_application(posting=application.posting, sent_at=application.sent_at)
    history.record(by=by, verb=verb, about=application)
    if told:
        tell_with_calendar(application, "applications/interview_cancelled", to=told, cancelled=True)
