"""Why something cannot be done with an application now: each reason a sentence for the person."""
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from engawa.base.times import now, today
from engawa.base.times.words import day_words
from engawa.base.users.models import User
from engawa.journey.applications import queries
from engawa.journey.applications.models import Application, Candidate, Slot, State
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations import rules as organization_rules
from engawa.journey.organizations.models import Organization
from engawa.journey.participants import queries as participants
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting
from engawa.journey.postings.models import State as PostingState

A_DAY = 5
OWN_TIMES, OFFERED, SLOTS_AHEAD_DAYS, MOST_SLOTS = 3, 10, 90, 60


def why_not_open(posting: Posting) -> str | None:
    """Say why nobody can apply to a posting now, each state in its own words."""
    if posting.state == PostingState.PAUSED:
        return _("The organization has paused this posting for a while. You can keep it and apply later.")
    if posting.state == PostingState.FILLED:
        return _("All places of this posting are taken.")
    if posting.state == PostingState.CLOSED:
        return _("This posting has closed.")
    if posting.is_being_changed and posting.organization.is_verified:
        return _("The organization is changing this posting. It can be applied to again when the coordinator team has read the change.")
    if posting.state != PostingState.OPEN or not posting.organization.is_verified:
        return _("This posting is not open at the moment.")
    if posting.deadline and posting.deadline < today():
        return _("The last day for applications was %(day)s.") % {"day": day_words(posting.deadline)}
    return None


def why_not_inventory(participant: Participant | None) -> str | None:
    """Say what is missing before a first application: one skill, and one entry of the career or the career as one text."""
    if participant is None:
        return _("Before you apply, write down your experience. One skill and one piece of your career are enough.")
    if not participant.held_skills.exists():
        return _("Your inventory has no skill yet. Write down one, and you can apply.")
    if not participants.has_career(participant):
        return _("Your inventory has no piece of your career yet. Write down one, and you can apply.")
    return None


def why_not_apply(user: User, posting: Posting) -> str | None:
    """Say why a person cannot apply to a posting now."""
    if reason := why_not_open(posting):
        return reason
    if organizations.is_member(user, posting.organization):
        return _("This is a posting of your own organization.")
    participant = participants.participant_of(user)
    if reason := why_not_inventory(participant):
        return reason
    assert participant is not None  # because the line above answers for people without an inventory
    if participant.is_paused:
        return _("You are taking a break until %(day)s. End the break in your inventory to apply.") % {
            "day": day_words(participant.paused_until)}
    if queries.live_application(participant, posting):
        return _("You have already applied to this posting.")
    if queries.sent_on(participant, today()) >= A_DAY:
        return _("You have sent five applications today. Please take your time and go on tomorrow.")
    return None


def why_not_times(slots: Sequence[UUID], free: Sequence[Slot], own_times: Sequence[datetime], most: int) -> str | None:
    """Say what is wrong with chosen times: none, gone meanwhile, in the past, or too many."""
    if not slots and not own_times:
        return _("Choose at least one time for the interview, or write one of your own.")
    if len(free) < len(set(slots)):
        return _("A time you ticked is no longer free. Please look at the times again. Everything else is still here.")
    if any(time <= now() for time in own_times):
        return _("One of the times has already passed. Please choose another.")
    if len(own_times) > most:
        return _("Please write at most %(n)s times.") % {"n": most}
    return None


def why_not_add_slots(user: User, organization: Organization, times: Sequence[datetime]) -> str | None:
    """Say why times cannot be added to those an organization offers."""
    if reason := organization_rules.why_not_work(user, organization):
        return reason
    if not times:
        return _("Choose a day and a time.")
    if any(time <= now() for time in times):
        return _("One of the times has already passed. Please choose another.")
    if any(time > now() + timedelta(days=SLOTS_AHEAD_DAYS) for time in times):
        return _("Times can be offered up to %(n)s days ahead.") % {"n": SLOTS_AHEAD_DAYS}
    if queries.slots_of(organization).count() + len(times) > MOST_SLOTS:
        return _("You already offer many times. Please remove some first.")
    return None


def why_not_remove_slot(user: User, slot: Slot) -> str | None:
    """Say why an offered time cannot be removed."""
    if not organizations.is_member(user, slot.organization):
        return _("Only members of the organization can do this.")
    if slot.taken_at:
        return _("An interview is fixed at this time. Change the time of the interview instead.")
    return None


def _why_not_mine(user: User, application: Application) -> str | None:
    if application.participant.user_id != user.pk:
        return _("Only the person who applied can do this.")
    return None


def why_suspended(application: Application) -> str | None:
    """Say that nothing goes on with an application while its organization is suspended."""
    if application.is_open and application.posting.organization.is_suspended:
        return _("The coordinator team has suspended the organization for the time being, so no answer and no interview comes now. "
                 "Your application stays as it is; you do not have to do anything.")
    return None


def _why_not_ours(user: User, application: Application) -> str | None:
    organization = application.posting.organization
    if not organizations.is_member(user, organization) or not organization.is_verified:
        return _("Only members of the verified organization can do this.")
    return None


def why_over(application: Application) -> str | None:
    """Say how an application ended, if it did: nothing can be done with it any more."""
    return {
        State.WITHDRAWN.value: _("This application was withdrawn."),
        State.DECLINED.value: _("This application has ended: not this time."),
        State.CLOSED.value: _("This application has ended because the posting closed."),
        State.ACCEPTED.value: _("Both of you wish to go on. The alignment sheet comes next."),
    }.get(application.state)


def why_not_withdraw(user: User, application: Application) -> str | None:
    """Say why an application cannot be withdrawn: over, or the interview has begun and can still be answered."""
    if reason := _why_not_mine(user, application) or why_over(application):
        return reason
    if application.state == State.MEETING and application.interview.has_started and not why_suspended(application):
        return _("The interview has begun. Please say after it whether you wish to go on.")
    return None


def why_not_set(user: User, application: Application, candidate: Candidate | None = None) -> str | None:
    """Say why the organization cannot fix the interview (at a time)."""
    if reason := _why_not_ours(user, application) or why_over(application):
        return reason
    if application.state == State.MEETING:
        return _("The interview is fixed already.")
    if application.state != State.SENT:
        return _("The participant is choosing among the times you offered.")
    return why_not_at(candidate) if candidate else None


def why_not_at(candidate: Candidate) -> str | None:
    """Say why an interview cannot be at a time: passed, or given to somebody else or taken back meanwhile."""
    if candidate.starts_at <= now():
        return _("This time has already passed. Please choose another.")
    if candidate.slot and candidate.slot.taken_at:
        return _("This time was given to another interview meanwhile. Please choose another.")
    if candidate.slot and candidate.slot.removed_at:
        return _("The organization has taken this time back. Please choose another.")
    return None


def why_not_offer(user: User, application: Application) -> str | None:
    """Say why the organization cannot offer other times."""
    return _why_not_ours(user, application) or why_over(application)


def why_not_choose(user: User, application: Application, candidate: Candidate | None = None) -> str | None:
    """Say why the participant cannot choose (one of) the offered times."""
    if reason := _why_not_mine(user, application) or why_over(application) or why_suspended(application):
        return reason
    if application.state != State.OFFERING:
        return _("There are no offered times to choose from now.")
    return why_not_at(candidate) if candidate else None


def why_not_propose(user: User, application: Application) -> str | None:
    """Say why the participant cannot write other times: only in answer to offered ones, or to move a fixed interview."""
    if reason := _why_not_mine(user, application) or why_over(application) or why_suspended(application):
        return reason
    if application.state == State.SENT:
        return _("The organization is looking at the times you sent.")
    return None


def why_not_decline(user: User, application: Application) -> str | None:
    """Say why the organization cannot decline."""
    return _why_not_ours(user, application) or why_over(application)


def why_not_join(user: User, application: Application) -> str | None:
    """Say why a person does not belong to an interview, or why there is none now."""
    if _why_not_mine(user, application) and (reason := _why_not_ours(user, application)):
        return reason
    if reason := why_over(application):
        return reason
    if application.state != State.MEETING:
        return _("No interview is fixed at the moment.")
    return None


def why_not_change_link(user: User, application: Application) -> str | None:
    """Say why the link of the meeting cannot be changed: the organization keeps it."""
    return _why_not_ours(user, application) or why_not_join(user, application)


def why_not_answer(user: User, application: Application) -> str | None:
    """Say why the question after the interview cannot be answered yet, or no more."""
    if reason := why_not_join(user, application):
        return reason
    if not application.interview.has_started:
        return _("You are asked after the interview. There is nothing to do before it.")
    return None


def why_not_accept(posting: Posting) -> str | None:
    """Say why nobody more can be accepted: all places are taken meanwhile."""
    if posting.seats_taken >= posting.seats:
        return _("All places were taken meanwhile. Please choose “I wish to talk it over” and call the coordinator team.")
    return None


def why_not_close(posting: Posting) -> str | None:
    """Say why the applications of a posting cannot be closed: it has not closed itself."""
    return None if posting.state == PostingState.CLOSED else _("The posting has not closed.")
