"""Why something cannot be done with the list or the suggestions."""
from django.utils.translation import gettext as _

from engawa.base.times import now, today
from engawa.base.times.words import day_words
from engawa.base.users.models import User
from engawa.journey.matching import queries
from engawa.journey.matching.models import Avoided, Followed, PlanLine, SavedSearch
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant
from engawa.journey.participants.rules import why_not_edit
from engawa.journey.postings.models import Posting, State

A_PERSON_IN_PEACE, WAVE, WAVE_LASTS = queries.A_PERSON_IN_PEACE, queries.WAVE, queries.WAVE_LASTS
WISHES_A_POSTING = 3
SEARCHES = 20


def why_not_save(user: User, posting: Posting) -> str | None:
    """Only an open posting is worth keeping for later."""
    if posting.state != State.OPEN or not posting.organization.is_verified:
        return _("This posting is not open now, so it cannot be kept for later.")
    return None


def why_not_keep_search(user: User) -> str | None:
    """Say why no further search can be saved: more than twenty nobody looks after."""
    if queries.searches_of(user).count() >= SEARCHES:
        return _("You have saved 20 searches already. Please remove one of them first, then this one can be saved.")
    return None


def why_not_watch_for(user: User, watch: SavedSearch | Followed) -> str | None:
    """Say why somebody may not change what a person watches: it belongs to this person alone."""
    return None if watch.user_id == user.pk else _("Only the person whose list it is can do this.")


def why_not_follow(user: User, organization: Organization) -> str | None:
    """Say why an organization cannot be followed by a person."""
    if not organization.is_verified:
        return _("This organization cannot be followed now.")
    if organizations.is_member(user, organization):
        return _("You work for this organization yourself.")
    if Avoided.objects.filter(participant__user=user, organization=organization).exists():
        return _("You would rather not serve this organization. Take it off that list first, then you can follow it.")
    return None


def why_not_avoid(user: User, participant: Participant) -> str | None:
    """Say why a person may not change whom a participant avoids: as the inventory, it belongs to its owner alone."""
    return why_not_edit(user, participant)


def why_not_invite(user: User, posting: Posting, participant: Participant, standing: queries.Standing) -> str | None:
    """Say why the desk may not invite a person to a posting now: nobody is pressed, and a posting asks a few at a time.

    Args:
        user: who would invite.
        posting: with its organization at hand.
        participant: with user and choice at hand.
        standing: `queries.standing_of` pairs among which this one is.
    """
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    return _why_not_posting(posting, standing) or _why_not_person(posting, participant, standing)


def why_not_want(user: User, posting: Posting) -> str | None:
    """Say why an organization may not ask for an invitation to its posting."""
    if not organizations.is_member(user, posting.organization) or not posting.organization.is_verified:
        return _("Only members of the verified organization can do this.")
    if posting.state != State.OPEN or posting.is_over:
        return _("This posting is not open now, so nobody can be invited to it.")
    if queries.wanted().filter(posting=posting).count() >= WISHES_A_POSTING:
        return _("The coordinator team is still looking after three of your wishes. Please wait for them first.")
    return None


def why_not_leave(user: User) -> str | None:
    """Say why somebody may not set a wish of an organization aside."""
    return None if user.is_desk else _("Only the coordinator team can do this.")


def why_not_plan(user: User) -> str | None:
    """Say why somebody may not ask for a plan, or set a line of it aside."""
    return None if user.is_desk else _("Only the coordinator team can do this.")


def why_not_leave_line(user: User, line: PlanLine) -> str | None:
    """Say why a line of a plan can no longer be set aside, or taken back."""
    if line.state == PlanLine.State.CONFIRMED:
        return _("This person has been invited already, so this line stays as it is.")
    return why_not_plan(user)


def why_not_confirm(user: User, line: PlanLine, standing: queries.Standing) -> str | None:
    """Say why a line of a plan cannot be confirmed now: things may have changed since it was made.

    Args:
        user: who would confirm.
        line: with its posting, organization, participant, user and choice at hand.
        standing: `queries.standing_of` pairs among which this one is.
    """
    if reason := why_not_plan(user):
        return reason
    if line.state == PlanLine.State.LEFT:
        return _("This pair was set aside. Please take that back first.")
    choice = getattr(line.participant, "suggestion_choice", None)
    reason = why_not_invite(user, line.posting, line.participant, standing)
    if reason is None and (choice is None or choice.agreed_at is None):
        return _("This person does not wish to be suggested any more.")
    return reason


def _why_not_posting(posting: Posting, standing: queries.Standing) -> str | None:
    if posting.state == State.FILLED or not posting.seats_left:
        return _("Everybody this posting looked for has been found, so nobody else is invited to it.")
    if posting.state != State.OPEN or not posting.organization.is_verified or posting.is_over:
        return _("This posting is not open now, so nobody can be invited to it.")
    if standing.being_asked.get(posting.pk, 0) >= WAVE:
        return _("Five people were invited to this posting within three days. Please wait for their answers first.")
    return None


def _why_not_person(posting: Posting, person: Participant, standing: queries.Standing) -> str | None:
    pair = (person.pk, posting.pk)
    if pair in standing.applied:
        return _("This person has applied to this posting already.")
    if pair in standing.invited:
        return _("This person was invited to this posting already.")
    if pair in standing.conflicts:
        return _("This person cannot be invited to this posting.")
    if not person.user.is_active or person.user.closing_at or not person.inventory_done_at:
        return _("This person does not wish to be suggested any more.")
    if person.paused_until and person.paused_until > today():
        return _("This person is taking a break until %(day)s.") % {"day": day_words(person.paused_until)}
    if person.pk in standing.without_room:
        return _("This person has as many projects now as they wish to have at once.")
    if last := standing.last_invited.get(person.pk):
        return _("This person was invited on %(day)s. Please leave a week between two invitations.") % {"day": day_words(last)}
    return _why_in_peace(person)


def _why_in_peace(person: Participant) -> str | None:
    choice = getattr(person, "suggestion_choice", None)
    if choice and choice.quiet_until and choice.quiet_until > now():
        return _("This person applied or was invited lately, and is left in peace until %(day)s.") % {"day": day_words(choice.quiet_until)}
    return None
