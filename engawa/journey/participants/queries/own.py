"""Who somebody is here, and what is theirs. A participant is seen by nobody but the owner; others get a copy with an application."""
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Max, OuterRef, QuerySet, Subquery

from engawa.base import history
from engawa.base.history.models import Event
from engawa.base.users.models import User
from engawa.journey.participants.models import Career, HeldSkill, Participant, ProposalState
from engawa.journey.skills.models import CareerRole, Level

TEXT_ENOUGH = 100  # letters of a career written as one text that tell as much as one entry
GAP_YEARS = 15
CHANGES = [f"participants.{what}" for what in (
    "started", "areas_saved", "skills_saved", "career_saved", "career_text_saved", "careers_sorted", "career_moved", "career_removed",
    "import_confirmed", "tools_saved", "time_saved")]


def participant_of(user: User) -> Participant | None:
    """Return the participant a person is, or None."""
    if not user.is_authenticated:
        return None
    return Participant.objects.select_related("user").filter(user=user).first()


def visible_to(user: User) -> QuerySet[Participant]:
    """Return the participants a person may read: only oneself."""
    return Participant.objects.filter(user=user)


def changed_at(participant: Participant) -> datetime:
    """Return when the sheet last changed: by its owner, or because the desk added a skill that was proposed."""
    saved = Event.objects.filter(by=participant.user_id, verb__in=CHANGES).aggregate(last=Max("at"))["last"]
    added = participant.proposals.filter(state=ProposalState.ADDED).aggregate(last=Max("decided_at"))["last"]
    return max(filter(None, (saved, added)), default=participant.inventory_done_at or participant.joined_at)


def careers_of(participant: Participant) -> QuerySet[Career]:
    """Return the working life, in the order the person gave it."""
    return participant.careers.select_related("role")


def held_of(participant: Participant) -> QuerySet[HeldSkill]:
    """Return held skills with the names of their levels, strongest first."""
    level = Level.objects.filter(number=OuterRef("level"))
    return participant.held_skills.select_related("skill__group").annotate(
        level_ja=Subquery(level.values("ja")), level_en=Subquery(level.values("en")))


def was_removed(participant: Participant, pk: UUID) -> bool:
    """Say whether this was an entry of the participant's working life that they removed."""
    return history.of(Career(pk=pk)).filter(verb="participants.career_removed", by=participant.user_id).exists()


def role_to_tell(participant: Participant) -> CareerRole | None:
    """Return the first chosen role that no experience tells of yet: a good start for the next entry."""
    told = participant.careers.filter(role__isnull=False).values("role")
    return participant.roles.exclude(pk__in=told).first()


def has_career(participant: Participant) -> bool:
    """Say whether a working life is told: by one entry with words, or by one text of some length."""
    return len(participant.career_text) >= TEXT_ENOUGH or participant.careers.exclude(did="").exists()


def long_gap(careers: Iterable[Career]) -> tuple[int, int] | None:
    """Return (last year before, first year after) of the first silence of 15 years or more: perhaps a year was mistyped."""
    until = None
    for row in sorted((row for row in careers if row.from_year), key=lambda row: row.from_year or 0):
        start = row.from_year or 0
        if until is not None and start - until >= GAP_YEARS:
            return until, start
        until = max(until or 0, row.to_year or start)
    return None
