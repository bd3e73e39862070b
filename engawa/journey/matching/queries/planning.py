"""Who might go where: what a plan is worked out from, what it was like then, and the reads for its page.

Looked at are people who agreed to be shown, are not resting, have room, and may be written to now; and open postings with a
free seat for which nobody is being asked yet. A pair that was tried or set aside before is not proposed again.
"""
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import numpy as np
from django.db.models import Count, F, Q, QuerySet

from engawa.base.history.models import Event
from engawa.base.times import now, today
from engawa.journey.matching import assigning, fit, open_postings, scan
from engawa.journey.matching.models import OpenVersion, Plan, PlanLine, Suggestion
from engawa.journey.matching.queries.people import persons_of
from engawa.journey.matching.queries.reaching import (
    A_PERSON_IN_PEACE,
    FULL,
    WAVE,
    WAVE_LASTS,
    agreed,
    invited_since,
    postings_to_fill,
)
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary
from engawa.journey.participants.models import Participant
from engawa.journey.participants.queries.own import CHANGES
from engawa.journey.postings.models import Posting
from engawa.journey.postings.models import State as PostingState

EXACT = 1e-4                     # what a plan may lose of the best sum
BLOCK = 500
GOOD_FOR = timedelta(days=7)     # after so long a plan is old, whatever happened
Pair = tuple[UUID, UUID]         # participant, posting


@dataclass(frozen=True)
class Worked:
    """What was worked out: the pairs of the plan, those by score alone, how much was looked at, and what it was like."""

    pairs: list[Pair]
    plain: list[Pair]
    people: int
    postings: int
    as_of: str


def to_ask(without: Collection[UUID] = ()) -> QuerySet[Participant]:
    """Return the people a plan may name, in a fixed order: agreed, not resting, not written to of late.

    Args:
        without: people who have no room for one more project now.
    """
    lately = invited_since(A_PERSON_IN_PEACE).values("participant")
    return (agreed().filter(Q(suggestion_choice__quiet_until=None) | Q(suggestion_choice__quiet_until__lte=now()))
            .exclude(pk__in=lately).exclude(pk__in=without).order_by("joined_at", "pk"))


def seats_to_fill() -> dict[UUID, int]:
    """Return how many people a plan may name for each open posting: free seats, less those somebody is being asked for."""
    asked = _being_asked()
    rows = postings_to_fill().values_list("pk", F("seats") - F("seats_taken"), "demand__weight", "demand__noted_at")
    found = {}
    for pk, seats, weight, noted in rows:
        waiting = fit.faded(weight, noted, open_postings.this_hour()) if weight else 0.0
        if (free := min(seats, WAVE) - asked.get(pk, 0)) > 0 and waiting < FULL * seats:
            found[pk] = free
    return found


def _being_asked() -> dict[UUID, int]:
    """Say how many people each posting waits to hear from."""
    return {row["posting"]: row["n"] for row in invited_since(WAVE_LASTS).order_by().values("posting").annotate(n=Count("pk"))}


def size_of_plan() -> int:
    """Return how many pairs of a person and a posting a plan would look at now. Two queries."""
    return to_ask().count() * postings_to_fill().count()


def as_of() -> str:
    """Say in one word what open postings and agreed people are like now: it changes when they do. Two queries."""
    number, era = OpenVersion.objects.filter(pk=1).values_list("number", "era").first() or (0, "")
    mark = sha256()
    for row in agreed().order_by("pk").values_list("pk", "inventory_done_at"):
        mark.update(repr(row).encode())
    return f"{number}-{era}-{mark.hexdigest()[:32]}"


def is_old(plan: Plan) -> bool:
    """Say whether postings, people or what they write of themselves have changed since a plan was made, or it has lain for a week."""
    return plan.made_at is not None and (plan.made_at < now() - GOOD_FOR or plan.as_of != as_of() or Event.objects.filter(
        at__gt=plan.asked_at, verb__in=CHANGES, by__participant__in=agreed()).exists())


def work_out(without: Collection[UUID] = ()) -> Worked:
    """Work a plan out, and beside it what taking the best pair first would give. The same state gives the same plan."""
    mark, known, at = as_of(), vocabulary(), open_postings.this_hour()
    seats, found = seats_to_fill(), open_postings.current(known)
    kept = found.without({line.posting for line in found.lines if not seats.get(line.posting)})
    people = list(to_ask(without))
    if not people or not kept.lines:
        return Worked([], [], len(people), len(kept.lines), mark)
    places = np.array([seats[line.posting] for line in kept.lines], dtype=np.int64)
    pairs = assigning.candidates(_scores(people, kept, known, at), len(people), places)

    def named(placing: assigning.Placing) -> list[Pair]:
        return [(people[n].pk, kept.lines[row].posting) for n, row in enumerate(placing.posting.tolist()) if row != assigning.NOBODY]
    return Worked(named(assigning.assign(pairs, len(people), places, EXACT)), named(assigning.greedy(pairs, len(people), places)),
                  len(people), len(kept.lines), mark)


def _scores(people: list[Participant], kept: open_postings.Open, known: Vocabulary, at: datetime) -> Iterator[scan.Floats]:
    """Yield the fit of each person with each posting, 0 where they may not be proposed."""
    tried: dict[UUID, list[int]] = {}
    for participant, posting in _tried():
        if (row := kept.place.get(posting)) is not None:
            tried.setdefault(participant, []).append(row)
    for begin in range(0, len(people), BLOCK):
        for pk, person in persons_of(people[begin:begin + BLOCK]).items():
            within = fit.reach(person, known.links)
            sight = scan.sight_of(person, within, kept.names, at)
            scores = scan.scores(person, within, kept.arrays, kept.names, at)
            scores[~assigning.possible(person, sight, kept.arrays, kept.names, today()) | (scores <= fit.LEAST)] = 0.0
            scores[tried.get(pk, [])] = 0.0
            yield scores


def _tried() -> Iterable[Pair]:
    """Return the pairs that were: applied, invited, or set aside on an earlier plan."""
    yield from (Suggestion.objects.filter(posting__state=PostingState.OPEN).exclude(way=Suggestion.Way.MAIL)
                .values_list("participant", "posting"))
    yield from PlanLine.objects.filter(posting__state=PostingState.OPEN, state=PlanLine.State.LEFT).values_list("participant", "posting")


def waiting_plans() -> QuerySet[Plan]:
    """Return the plans that were asked for and not made yet."""
    return Plan.objects.filter(made_at=None).order_by("asked_at")


def is_touched(plan: Plan) -> bool:
    """Say whether somebody answered a line of a plan."""
    return plan.lines.exclude(state=PlanLine.State.OPEN).exists()


# ------------------------------------------------------------------ the page
def latest_plan() -> Plan | None:
    """Return the plan asked for last."""
    return Plan.objects.order_by("-asked_at", "-pk").first()


@dataclass(frozen=True)
class Totals:
    """A plan in numbers: postings and people in it, by score alone, and how many lines were answered."""

    postings: int
    people: int
    plain_postings: int
    plain_people: int
    confirmed: int
    left: int

    @property
    def open(self) -> int:
        """Lines nobody has answered."""
        return self.people - self.confirmed - self.left


def totals_of(plan: Plan) -> Totals:
    """Count. One query."""
    mine, plain = Q(plain=False), Q(plain=True)
    return Totals(**plan.lines.aggregate(
        postings=Count("posting", filter=mine, distinct=True), people=Count("pk", filter=mine),
        plain_postings=Count("posting", filter=plain, distinct=True), plain_people=Count("pk", filter=plain),
        confirmed=Count("pk", filter=Q(state=PlanLine.State.CONFIRMED)), left=Count("pk", filter=Q(state=PlanLine.State.LEFT))))


def postings_of_plan(plan: Plan) -> QuerySet[Posting]:
    """Return the postings a plan, or the comparison, has somebody for: those without an application first, then the longest open."""
    return (Posting.objects.filter(pk__in=plan.lines.values("posting")).select_related("organization", "area", "demand")
            .order_by(F("demand__applications").asc(nulls_first=True), "published_at", "pk"))


def lines_around(plan: Plan, postings: Iterable[Posting]) -> list[PlanLine]:
    """Return the lines of some postings, those of the same people elsewhere, and who goes where they would have gone. Three queries."""
    lines = plan.lines.select_related("posting__organization", "participant__user", "participant__suggestion_choice").order_by("pk")
    here = lines.filter(posting__in=[one.pk for one in postings])
    people = set(here.values_list("participant", flat=True))
    theirs = set(plan.lines.filter(participant__in=people).values_list("posting", flat=True))
    return list(lines.filter(posting__in=theirs))


def fits_of_lines(lines: Iterable[PlanLine], standing: "Standing", known: Vocabulary) -> dict[int, fit.Fit]:
    """Compare the people and postings of some lines as they are now; a posting that is open no more is not in it. One query."""
    found, at = open_postings.current(known), open_postings.this_hour()
    fits = {}
    for line in lines:
        if (row := found.place.get(line.posting_id)) is not None:
            person = standing.persons[line.participant_id]
            fits[line.pk] = fit.fit(person, found.work(row, at), fit.reach(person, known.links), at)
    return fits


@dataclass(frozen=True)
class Standing:
    """How people and postings stand now: who applied or was invited where, who was invited when, conflicts, the persons, who has no room."""

    applied: frozenset[Pair]
    invited: frozenset[Pair]
    last_invited: dict[UUID, datetime]
    being_asked: dict[UUID, int]
    conflicts: frozenset[Pair]
    persons: dict[UUID, fit.Person]
    without_room: frozenset[UUID]


def standing_of(pairs: Iterable[tuple[Participant, Posting]], without: Collection[UUID] = ()) -> Standing:
    """Look up how some pairs of a person and a posting stand now. Five queries, however many pairs.

    Args:
        pairs: who and to what.
        without: people who have no room for one more project; projects know.
    """
    pairs = list(pairs)
    people = {participant.pk: participant for participant, _posting in pairs}
    persons = persons_of(people.values())
    applied: set[Pair] = set()
    invited: set[Pair] = set()
    last: dict[UUID, datetime] = {}
    reached = Suggestion.objects.filter(participant__in=people).exclude(way=Suggestion.Way.MAIL).order_by("at")
    for participant, posting, way, at in reached.values_list("participant", "posting", "way", "at"):
        if way == Suggestion.Way.APPLIED:
            applied.add((participant, posting))
            continue
        invited.add((participant, posting))
        if at > now() - A_PERSON_IN_PEACE:
            last[participant] = at
    return Standing(
        frozenset(applied), frozenset(invited), last,
        _being_asked(),
        frozenset((participant.pk, posting.pk) for participant, posting in pairs
                  if posting.organization_id in persons[participant.pk].avoids | persons[participant.pk].own), persons,
        frozenset(without))
