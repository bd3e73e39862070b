"""What search and fit know about the person who looks."""
from collections.abc import Iterable
from uuid import UUID

from django.db.models import CharField, QuerySet, Value

from engawa.base.text.normal import normal
from engawa.base.users.models import User
from engawa.journey.matching.fit import Held, Person
from engawa.journey.matching.models import Avoided, SavedPosting
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Membership, Organization
from engawa.journey.participants.models import Participant
from engawa.journey.skills.levels import recency


def person_of(participant: Participant) -> Person:
    """Put what a participant wrote in the inventory into the shape of the fit. Four queries."""
    languages = {row["code"]: row["level"] for row in participant.languages} or {"ja": "native"}
    chosen = set(Participant.causes.through.objects.filter(participant=participant).values_list(
        Value("cause", output_field=CharField()), "cause_id").union(
        Participant.wishes.through.objects.filter(participant=participant).values_list(
            Value("wish", output_field=CharField()), "skill_id")))
    return Person(
        skills=tuple(Held(skill, level, recency(last_use).factor) for skill, level, last_use
                     in participant.held_skills.values_list("skill_id", "level", "last_use")),
        free=frozenset(participant.free_times), zone=participant.user.time_zone, hours=participant.hours_per_week,
        languages=languages, causes=frozenset(slug for kind, slug in chosen if kind == "cause"),
        wishes=frozenset(slug for kind, slug in chosen if kind == "wish"),
        starts_on=participant.starts_on, months=participant.months_max,
        avoids=frozenset(avoided_by(participant).values_list("organization_id", flat=True)),
        own=frozenset(Membership.objects.filter(user=participant.user).values_list("organization_id", flat=True)))


def avoided_by(participant: Participant) -> QuerySet[Avoided]:
    """Return the organizations a participant would not serve, by name. For the participant alone: no other page reads it."""
    return Avoided.objects.filter(participant=participant).select_related("organization").order_by("organization__name")


def avoidable(participant: Participant, words: str, limit: int = 10) -> list[Organization]:
    """Return verified organizations with all the words in their name that are not avoided yet, by name."""
    found = organizations.public().exclude(pk__in=avoided_by(participant).values("organization"))
    for word in normal(words).split():
        found = found.filter(name__icontains=word)
    return list(found.order_by("name")[:limit])


def saved_by(user: User) -> QuerySet[SavedPosting]:
    """Return what somebody keeps to look at later, the last kept first."""
    return (SavedPosting.objects.filter(user=user).select_related("posting__organization", "posting__area")
            .prefetch_related("posting__organization__causes").order_by("-at", "-pk"))


def saved_ids(user: User, postings: Iterable[UUID]) -> set[UUID]:
    """Say which of these postings somebody keeps."""
    return set(SavedPosting.objects.filter(user=user, posting__in=list(postings)).values_list("posting", flat=True))
