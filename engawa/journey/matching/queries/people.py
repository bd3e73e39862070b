"""What search and fit know about the person who looks."""
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import CharField, Manager, QuerySet, Value
from django.db.models.functions import Cast

from engawa.base.text.normal import normal
from engawa.base.users.models import User
from engawa.journey.matching.fit import Held, Person
from engawa.journey.matching.key_words import words_in
from engawa.journey.matching.models import Avoided, SavedPosting
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Membership, Organization
from engawa.journey.participants.models import Career, HeldSkill, Participant, RefusedSkill
from engawa.journey.skills.levels import recency

REFUSED = 0.8   # what a skill loses that the person said no to, when a neighbouring one would give it


def person_of(participant: Participant) -> Person:
    """Put what a participant wrote in the inventory into the shape of the fit. Three queries."""
    return persons_of([participant])[participant.pk]


def persons_of(participants: Iterable[Participant], *, with_words: bool = True) -> dict[UUID, Person]:
    """Put many participants (with their users) into the shape of the fit. Three queries, however many they are.

    Args:
        participants: whom.
        with_words: whether the words of their own accounts are read too: some milliseconds for each who was not read before.
    """
    people = {participant.pk: participant for participant in participants}
    held: dict[UUID, list[Held]] = {}
    for pk, skill, level, last_use in HeldSkill.objects.filter(participant__in=people).order_by("-level", "skill__position").values_list(
            "participant_id", "skill_id", "level", "last_use"):
        held.setdefault(pk, []).append(Held(skill, level, recency(last_use).factor))
    told: dict[UUID, list[str]] = {pk: [one.career_text, one.about] for pk, one in people.items()} if with_words else {}
    for pk, *words in Career.objects.filter(participant__in=told).values_list("participant_id", "did", "result", "place"):
        told[pk] += words
    causes, wishes, avoids, own, refused = _sets(
        (Participant.causes.through.objects, "participant", "cause"), (Participant.wishes.through.objects, "participant", "skill"),
        (Avoided.objects, "participant", "organization"), (Membership.objects, "user__participant", "organization"),
        (RefusedSkill.objects, "participant", "skill"), among=list(people))
    return {pk: Person(
        skills=tuple(held.get(pk, ())), free=frozenset(one.free_times), zone=one.user.time_zone, hours=one.hours_per_week,
        languages={row["code"]: row["level"] for row in one.languages} or {"ja": "native"},
        causes=frozenset(causes.get(pk, ())), wishes=frozenset(wishes.get(pk, ())), starts_on=one.starts_on,
        months=one.months_max, avoids=frozenset(avoids.get(pk, ())), own=frozenset(own.get(pk, ())),
        words=frozenset().union(*map(words_in, filter(None, told.get(pk, ())))),
        denied=dict.fromkeys(refused.get(pk, ()), REFUSED))
        for pk, one in people.items()}


Sets = dict[UUID, set[Any]]


def _sets(*parts: tuple[Manager[Any], str, str], among: list[UUID]) -> list[Sets]:
    """Read lists of (participant, something) at once, each as sets by participant; each part names its two columns. One query."""
    found: list[Sets] = [{} for _part in parts]
    first, *others = [
        rows.filter(**{f"{who}__in": among}).annotate(part=Value(number), value=Cast(what, CharField())).values_list(who, "value", "part")
        for number, (rows, who, what) in enumerate(parts)]
    for pk, value, part in first.union(*others, all=True):
        found[part].setdefault(pk, set()).add(UUID(value) if parts[part][2] == "organization" else value)
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
