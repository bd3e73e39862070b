"""What the experience somebody has opens among the postings of now, skill by skill, and what one more skill would open.

A skill opens a posting when it covers one of its demands by the rule of `fit`, whatever else the posting asks for.
The number of queries is the same for one skill and for fifty.
"""
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from engawa.journey.matching import fit
from engawa.journey.matching.links import Way
from engawa.journey.matching.open_postings import Line
from engawa.journey.matching.queries.people import person_of
from engawa.journey.matching.queries.searching import demands_of_open, lines
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary
from engawa.journey.participants.models import HeldSkill, Participant
from engawa.journey.participants.queries import held_of

LEARNED = 2   # a skill just learned: with written steps at hand, one gets to the end


@dataclass(frozen=True)
class Opened:
    """A held skill and the postings it opens, by way: asked for as it is, served by transfer, or near to what is asked."""

    held: HeldSkill
    same: tuple[UUID, ...]
    transfer: tuple[UUID, ...]
    near: tuple[UUID, ...]
    areas: tuple[str, ...]

    @property
    def postings(self) -> tuple[UUID, ...]:
        """All of them, the fullest way first."""
        return (*self.same, *self.transfer, *self.near)


@dataclass(frozen=True)
class Gain:
    """A skill not held, how many more postings would have something for it to do, and whether it is a wish already."""

    skill: str
    count: int
    wished: bool


@dataclass(frozen=True)
class CarryOver:
    """Every held skill with what it opens, all postings opened, the wish that would open most beside them, and the skill that would.

    `best` is the wish itself where nothing else opens more.
    """

    rows: tuple[Opened, ...]
    postings: frozenset[UUID]
    wish: Gain | None
    best: Gain | None


Asked = Mapping[str, list[tuple[Line, fit.Demand]]]


def carry_over(participant: Participant) -> CarryOver:
    """Say what a participant's skills open now; postings of own and avoided organizations are left out. Ten queries at most."""
    known, person, held = vocabulary(), person_of(participant), list(held_of(participant))
    asked = _asked(person)
    by_skill = {one.skill: one for one in person.skills}
    rows = [_opened(row, by_skill[row.skill_id], asked, known) for row in held]
    rows.sort(key=lambda row: -len(row.postings))
    return CarryOver(tuple(rows), frozenset(one for row in rows for one in row.postings), *_best(person, asked, known))


def opened_by(participant: Participant, skill: str) -> Opened | None:
    """Return one row of `carry_over`, or None when the participant does not hold the skill."""
    return next((row for row in carry_over(participant).rows if row.held.skill_id == skill), None)


def _asked(person: fit.Person) -> Asked:
    """Return what is asked for now: skill -> (posting, demand)."""
    demands, without = demands_of_open(), person.avoids | person.own
    asked: dict[str, list[tuple[Line, fit.Demand]]] = {}
    for line in lines():
        if line.organization not in without:
            for demand in demands.get(line.posting, ()):
                asked.setdefault(demand.skill, []).append((line, demand))
    return asked


def _covered(skills: Iterable[fit.Held], asked: Asked, known: Vocabulary) -> dict[tuple[UUID, str], tuple[Way, Line]]:
    """Return the demands that these skills cover: (posting, asked skill) -> the way."""
    within = fit.reach(fit.Person(tuple(skills)), known.links)
    found = {}
    for skill in within:
        for line, demand in asked.get(skill, ()):
            cover = fit.cover(demand, within)
            if cover.way and cover.share >= fit.ENOUGH:
                found[line.posting, skill] = cover.way, line
    return found


def _opened(row: HeldSkill, held: fit.Held, asked: Asked, known: Vocabulary) -> Opened:
    best: dict[UUID, tuple[Way, Line]] = {}
    for (posting, _skill), found in _covered([held], asked, known).items():
        best[posting] = min(best.get(posting, found), found, key=lambda one: fit.ORDER[one[0]])
    newest = sorted(best.values(), key=lambda one: (one[1].published_at, one[1].posting), reverse=True)
    ways = {way: tuple(line.posting for met, line in newest if met == way) for way in Way}
    areas = Counter(line.area for _way, line in newest)
    return Opened(row, ways[Way.SAME], ways[Way.TRANSFER], ways[Way.RELATED] + ways[Way.SIBLING],
                  tuple(area for area, _count in areas.most_common()))


def _best(person: fit.Person, asked: Asked, known: Vocabulary) -> tuple[Gain | None, Gain | None]:
    """Find the wish and the skill that would meet a need in most postings where nothing held meets it; a wish comes first among equals."""
    covered = _covered(person.skills, asked, known)
    held = {one.skill for one in person.skills}
    open_needs = {skill: rest for skill, pairs in asked.items()
                  if (rest := [(line, demand) for line, demand in pairs if demand.required and (line.posting, skill) not in covered])}
    gains = [Gain(skill, len({posting for posting, _asked in _covered([fit.Held(skill, LEARNED)], open_needs, known)}),
                  skill in person.wishes) for skill in open_needs if skill not in held]
    gains = sorted((gain for gain in gains if gain.count), key=lambda gain: (gain.count, gain.wished, gain.skill), reverse=True)
    return next((gain for gain in gains if gain.wished), None), next(iter(gains), None)
