"""Who somebody is here, and what is theirs. A participant is seen by nobody but the owner; others get a copy with an application."""
from django.db.models import QuerySet

from engawa.base.users.models import User
from engawa.journey.participants.models import Career, HeldSkill, Participant
from engawa.journey.skills.models import CareerRole


def participant_of(user: User) -> Participant | None:
    """Return the participant a person is, or None."""
    if not user.is_authenticated:
        return None
    return Participant.objects.select_related("user").filter(user=user).first()


def visible_to(user: User) -> QuerySet[Participant]:
    """Return the participants a person may read: only oneself."""
    return Participant.objects.filter(user=user)


def careers_of(participant: Participant) -> QuerySet[Career]:
    """Return the working life, in the order the person gave it."""
    return participant.careers.select_related("role")


def held_of(participant: Participant) -> QuerySet[HeldSkill]:
    """Return held skills, strongest first."""
    return participant.held_skills.select_related("skill__group")


def role_to_tell(participant: Participant) -> CareerRole | None:
    """Return the first chosen role that no experience tells of yet: a good start for the next entry."""
    told = participant.careers.filter(role__isnull=False).values("role")
    return participant.roles.exclude(pk__in=told).first()
