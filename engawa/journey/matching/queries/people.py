"""What search and fit know about the person who looks."""
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value

from engawa.base.text.normal import normal
from engawa.base.users.models import User
from engawa.journey.matching.fit import Held, Person
from engawa.journey.matching.models import Avoided, SavedPosting
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Membership, Organization
from engawa.journey.participants.models import HeldSkill, Participant
from engawa.journey.skills.levels import recency


def person_of(participant: Participant) -> Person:
    """Put what a participant wrote in the inventory into the shape of the fit. Three queries."""
    return persons_of([participant])[participant.pk]


def persons_of(participants: Iterable[Participant]) -> dict[UUID, Person]:
    """Put many participants (with their users) into the shape of the fit. Three queries, however many they are."""
    people = {participant.pk: participant for participant in participants}
    held: dict[UUID, list[Held]] = {}
    for pk, skill, level, last_use in HeldSkill.objects.filter(participant__in=people).order_by("-level", "skill__position").values_list(
            "participant_id", "skill_id", "level", "last_use"):
        held.setdefault(pk, []).append(Held(skill, level, recency(last_use).factor))
    causes, wishes = _sets(
        Participant.causes.through.objects.filter(participant__in=people).values_list("participant_id", "cause_id"),
        Participant.wishes.through.objects.filter(participant__in=people).values_list("participant_id", "skill_id"))
    avoids, own = _sets(
        Avoided.objects.filter(participant__in=people).values_list("participant_id", "organization_id"),
        Membership.objects.filter(user__participant__in=people).values_list("user__participant__pk", "organization_id"))
    return {pk: Person(
        skills=tuple(held.get(pk, ())), free=frozenset(one.free_times), zone=one.user.time_zone, hours=one.hours_per_week,
        languages={row["code"]: row["level"] for row in one.languages} or {"ja": "native"},
        causes=frozenset(causes.get(pk, ())), wishes=frozenset(wishes.get(pk, ())), starts_on=one.starts_on,
        months=one.months_max, avoids=frozenset(avoids.get(pk, ())), own=frozenset(own.get(pk, ())))
        for pk, one in people.items()}


Sets = dict[UUID, set[Any]]


def _sets(first: QuerySet[Any, Any], second: QuerySet[Any, Any]) -> tuple[Sets, Sets]:
    """Read two lists of (participant, something) at once, each as sets by participant."""
    found: tuple[Sets, Sets] = {}, {}
    rows = first.annotate(part=Value(0)).union(second.annotate(part=Value(1)), all=True)
    for pk, value, part in rows:
        found[part].setdefault(pk, set()).add(value)
    return found


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
