"""The other way round: people who suit a posting, for the desk and, without names, for the organization.

Only people who finished their inventory, are not resting and have a living account are looked at, and only those with a
skill that serves one of the demands. Who avoids the organization is simply not there.
"""
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db.models import Case, F, Max, Q, QuerySet, Sum, When
from django.utils.crypto import salted_hmac

from engawa.base.times import now, today
from engawa.base.users.models import User
from engawa.journey.matching import fit
from engawa.journey.matching.models import Suggestion, SuggestionChoice, Wanted
from engawa.journey.matching.open_postings import this_hour
from engawa.journey.matching.queries.people import persons_of
from engawa.journey.matching.queries.suggesting import work_of
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary
from engawa.journey.organizations.models import Organization
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.participants.models import HeldSkill, Participant
from engawa.journey.postings.models import Posting, State

A_PERSON_IN_PEACE = timedelta(days=7)      # between two invitations of one person
WAVE, WAVE_LASTS = 5, timedelta(days=3)    # so many people are asked for a posting at a time; then it waits for answers
FULL = 3.0             # so many people waiting for each seat: enough for now
LOOKED_AT = 2_000      # of many who serve a demand, those whose skills for it reach highest together
NEAREST = 100          # of them, those whose own accounts are read too
CARD_SKILLS = 6
_signer = signing.Signer(salt="engawa.matching.suggestions-off")


@dataclass(frozen=True)
class Suits:
    """A person and how the person fits a posting."""

    participant: Participant
    fit: fit.Fit


@dataclass(frozen=True)
class Card:
    """A person as an organization sees one that agreed to it: what serves the posting, further skills, areas. No name.

    `key` stands for the person on this posting only, and cannot be turned back.
    """

    key: str
    participant: Participant
    reasons: tuple[fit.Reason, ...]
    skills: tuple[str, ...]
    areas: tuple[str, ...]
    wanted_at: datetime | None = None


def findable() -> QuerySet[Participant]:
    """Return the participants who may be found for a posting."""
    return (Participant.objects.filter(inventory_done_at__isnull=False, user__is_active=True, user__closing_at=None)
            .filter(Q(paused_until=None) | Q(paused_until__lte=today())).select_related("user", "suggestion_choice"))


def serving(demands: Iterable[fit.Demand], known: Vocabulary) -> set[str]:
    """Return the held skills that serve at least one of the demands."""
    asked = {demand.skill for demand in demands}
    return {skill for skill in known.skills if not asked.isdisjoint(known.links.near(skill))}


def people_for(posting: Posting, limit: int, among: QuerySet[Participant] | None = None, always: Collection[UUID] = ()) -> list[Suits]:
    """Return the people who suit a posting best and share a skill with it, best first; who applied or was invited is left out.

    All are looked at by the database, which adds up the levels of the skills that serve; the first `LOOKED_AT` are compared with care.

    Args:
        posting: in any state.
        limit: how many people at most, besides those of `always`.
        among: who may be found; by default whoever is `findable`.
        always: people who are looked for in any case, and returned if they suit at all.
    """
    known, at = vocabulary(), this_hour()
    work = work_of(posting, at)
    reached = Suggestion.objects.filter(posting=posting, way__in=[Suggestion.Way.APPLIED, Suggestion.Way.INVITED]).values("participant")
    skilled = (among if among is not None else findable()).filter(held_skills__skill__in=serving(work.demands, known)).exclude(pk__in=reached)
    skilled = skilled.annotate(serves=Sum("held_skills__level"), first=Case(When(pk__in=list(always), then=0), default=1))
    people = list(skilled.order_by("first", "-serves", "-joined_at")[:LOOKED_AT])
    by_pk = {one.pk: one for one in people}

    def fits(among: Iterable[UUID], *, with_words: bool) -> dict[UUID, fit.Fit]:
        persons = persons_of([by_pk[pk] for pk in among], with_words=with_words)
        return {pk: fit.fit(person, work, fit.reach(person, known.links), at) for pk, person in persons.items()}
    rough = fits(by_pk, with_words=False)
    nearest = sorted(rough, key=lambda pk: -rough[pk].score)[:max(NEAREST, limit)]
    found = []
    for pk, result in fits(dict.fromkeys([*nearest, *(pk for pk in always if pk in by_pk)]), with_words=True).items():
        if result.score > fit.LEAST and any(reason.kind == fit.Kind.SKILL for reason in result.reasons):
            found.append((pk, result))
    found.sort(key=lambda one: -one[1].score)
    return [Suits(by_pk[pk], result) for place, (pk, result) in enumerate(found) if place < limit or pk in always]


def card_key(posting: Posting, participant: Participant) -> str:
    """Return what stands for a person on the cards of one posting."""
    return salted_hmac("engawa.matching.card", f"{posting.pk}:{participant.pk}", algorithm="sha256").hexdigest()[:24]


def agreed() -> QuerySet[Participant]:
    """Return the findable people who agreed to be shown to organizations without a name."""
    return findable().filter(suggestion_choice__agreed_at__isnull=False)


def cards_for(posting: Posting, limit: int = 5) -> list[Card]:
    """Return nameless cards of people who agreed to it and suit a posting; those already asked for stay among them."""
    asked = dict(Wanted.objects.filter(posting=posting).values_list("participant", "at"))
    found = people_for(posting, limit, agreed())
    people = [one.participant for one in found]
    skills = _by_person(HeldSkill.objects.filter(participant__in=people).values_list("participant_id", "skill_id"))
    areas = _by_person(Participant.areas.through.objects.filter(participant__in=people).order_by("area__position").values_list(
        "participant_id", "area_id"))
    return [Card(card_key(posting, one.participant), one.participant,
                 tuple(reason for reason in one.fit.reasons if reason.kind == fit.Kind.SKILL), skills.get(one.participant.pk, ())[:CARD_SKILLS],
                 areas.get(one.participant.pk, ()), asked.get(one.participant.pk)) for one in found]


def _by_person(rows: Iterable[tuple[UUID, str]]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    for pk, value in rows:
        found[pk] = (*found.get(pk, ()), value)
    return found


def postings_to_fill(organization: Organization | None = None) -> QuerySet[Posting]:
    """Return open postings of verified organizations, those nobody applied to first, then the longest open."""
    found = Posting.objects.filter(state=State.OPEN, organization__state=OrganizationState.VERIFIED).filter(
        Q(deadline=None) | Q(deadline__gte=today())).select_related("organization", "area", "demand")
    if organization:
        found = found.filter(organization=organization)
    return found.order_by(F("demand__applications").asc(nulls_first=True), "published_at")


def own_posting_to_fill(user: User) -> QuerySet[Posting]:
    """Return the open postings of the verified organizations a person works for."""
    return postings_to_fill().filter(organization__memberships__user=user)


def wanted() -> QuerySet[Wanted]:
    """Return what organizations asked the desk to do and nobody has answered, the oldest first."""
    return Wanted.objects.filter(answered_at=None, posting__state=State.OPEN).select_related("posting__organization")


def reached(posting: Posting) -> QuerySet[Suggestion]:
    """Return whom the desk invited to a posting, the last first. Who got it by mail stays between the house and the person."""
    return (Suggestion.objects.filter(posting=posting, way=Suggestion.Way.INVITED).select_related("participant__user", "by")
            .order_by("-at"))


def last_reached(people: Iterable[Participant]) -> dict[UUID, datetime]:
    """Say when each person was last written to about a posting or applied to one."""
    rows = Suggestion.objects.filter(participant__in=list(people)).order_by().values("participant").annotate(last=Max("at"))
    return {row["participant"]: row["last"] for row in rows}


def choice_of(participant: Participant) -> SuggestionChoice:
    """Return what a participant allows; nothing was chosen when the row is not saved."""
    return SuggestionChoice.objects.filter(participant=participant).first() or SuggestionChoice(participant=participant)


def off_token(participant: Participant) -> str:
    """Return what the link in a mail carries, so that the mails can be ended without signing in."""
    return _signer.sign(str(participant.pk))


def participant_of_token(token: str) -> Participant | None:
    """Return whose mails a link ends, or None when it was not made here."""
    try:
        return Participant.objects.select_related("user").filter(pk=_signer.unsign(token)).first()
    except signing.BadSignature:
        return None


def invited_since(span: timedelta, *, posting: Posting | None = None, participant: Participant | None = None) -> QuerySet[Suggestion]:
    """Return the invitations of late: all of them, or those to a posting, or those of a person."""
    found = Suggestion.objects.filter(way=Suggestion.Way.INVITED, at__gt=now() - span)
    if posting:
        return found.filter(posting=posting)
    return found.filter(participant=participant) if participant else found
