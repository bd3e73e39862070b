"""How well a person and a posting fit, with the reasons as data. Pure arithmetic: no tables, no framework.

The rule is that of the skills data (its README, "Suggested effective level in a match"):

    effective level = level held x recency x max(1 if the same skill, transfer, 0.8 x related, 0.2 if neighbours)

capped at the level asked for. What the organization would gain (its demands covered) and what the person would wish for
(cause, learning, time, period) meet in their harmonic mean, so that both sides count; then come language, readiness for the
data, and how many people wait for an answer already. The number only puts postings in order; people read the reasons.

This is the readable reference for one posting. `scan` works out the same numbers for all of them at once.
"""
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from math import exp
from zoneinfo import ZoneInfo

RELATED_FACTOR = 0.8
SIBLING_WEIGHT = 0.2
ENOUGH = 0.5          # from this share of the level asked for, a skill is a reason; below it, something missing
REQUIRED, NICE = 2.0, 1.0
# What makes a person wish for a posting, from nothing shared (the rest) to everything shared (1). Unsaid counts half.
CAUSE, WISH, TIME, HOURS, START, PERIOD = 0.15, 0.10, 0.10, 0.10, 0.05, 0.05
REST = 1 - CAUSE - WISH - TIME - HOURS - START - PERIOD
UNSAID = 0.5
ENOUGH_MINUTES = 120      # common time a week with which a weekly talk is easy to find
LATE_DAYS = 60            # a person who can begin so much later than wished does not suit the start at all
# How well each level of a language serves for working in it.
LANGUAGE_LEVELS = {"native": 1.0, "business": 1.0, "meeting": 0.9, "conversation": 0.6, "reading_writing": 0.6}
WITHOUT_LANGUAGE, LANGUAGE_ENOUGH = 0.3, 0.9
CAREFUL_CLASSES, NOT_PRACTISED = ("personal", "sensitive"), 0.95
# Congestion: each pending application to a seat lowers the place, never below the floor, and fades within weeks.
CROWD, CROWD_FLOOR, FADING = 4.0, 0.3, timedelta(days=14)
NOTHING_ASKED = 0.5       # a posting that asks for nothing special suits everybody by half
WEEKS_A_MONTH = 365.25 / 12 / 7
QUARTERS_A_BLOCK, QUARTERS_A_WEEK, MINUTES_A_QUARTER = 8, 7 * 24 * 4, 15


class Way(StrEnum):
    """How a held skill serves a demand, the fullest way first."""

    SAME = "same"
    TRANSFER = "transfer"
    RELATED = "related"
    SIBLING = "sibling"


class Kind(StrEnum):
    """What a reason (or a gap) is about."""

    SKILL = "skill"
    TIME = "time"
    HOURS = "hours"
    START = "start"
    PERIOD = "period"
    DATA = "data"
    LANGUAGE = "language"
    CAUSE = "cause"
    WISH = "wish"


@dataclass(frozen=True)
class Held:
    """A skill somebody has: level 1 to 5, recency 0 to 1 (1 = in use now)."""

    skill: str
    level: int
    recency: float = 1.0


@dataclass(frozen=True)
class Demand:
    """A skill a posting asks for: level 1 to 5; not required means it helps but may be missing."""

    skill: str
    level: int
    required: bool = True


@dataclass(frozen=True)
class Links:
    """How near skills are. `transfer` and `related`: held skill -> {asked skill: weight}; `groups`: skill -> its shelf."""

    transfer: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    related: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    shelves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, transfer: Iterable[tuple[str, str, float]], related: Iterable[tuple[str, str, float]],
           groups: Mapping[str, str]) -> "Links":
        """Build from rows (held, asked, weight) and skill -> shelf."""
        shelves: dict[str, list[str]] = {}
        for skill, group in groups.items():
            shelves.setdefault(group, []).append(skill)
        return cls(_nested(transfer), _nested(related), dict(groups), {g: tuple(s) for g, s in shelves.items()})

    def near(self, skill: str) -> dict[str, tuple[float, Way]]:
        """Everything a holder of `skill` can serve: asked skill -> (weight, way), the heaviest way of each."""
        found = dict.fromkeys(self.shelves.get(self.groups.get(skill, ""), ()), (SIBLING_WEIGHT, Way.SIBLING))
        for other, weight in self.related.get(skill, {}).items():
            found[other] = max(found.get(other, (0.0, Way.RELATED)), (RELATED_FACTOR * weight, Way.RELATED), key=_weight)
        for other, weight in self.transfer.get(skill, {}).items():
            found[other] = max((weight, Way.TRANSFER), found.get(other, (0.0, Way.TRANSFER)), key=_weight)
        found[skill] = (1.0, Way.SAME)
        return found


def _weight(pair: tuple[float, Way]) -> float:
    return pair[0]


def _nested(rows: Iterable[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for held, asked, weight in rows:
        found.setdefault(held, {})[asked] = weight
    return found


@dataclass(frozen=True)
class Person:
    """What a participant brings. `free`: two-hour blocks of the week, weekday * 12 + hour // 2, in the person's zone.

    `languages`: code -> level of `LANGUAGE_LEVELS`. `starts_on`: the earliest day; `months`: the longest period; None for any.
    `practised`: whether the exercise on personal data is done, None when nobody knows.
    `avoids`: organizations the person would not serve; `own`: those the person works for. Neither is ever suggested.
    """

    skills: tuple[Held, ...] = ()
    free: frozenset[int] = frozenset()
    zone: str = "Asia/Tokyo"
    hours: int | None = None
    languages: Mapping[str, str] = field(default_factory=lambda: {"ja": "native"})
    causes: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    starts_on: date | None = None
    months: int | None = None
    practised: bool | None = None
    avoids: frozenset[Hashable] = frozenset()
    own: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class Work:
    """What a posting asks. `contact`: blocks of the week in which the organization can be reached, in its zone.

    `waiting`: pending applications, each faded by `faded`; `seats`: places still free.
    """

    demands: tuple[Demand, ...] = ()
    contact: frozenset[int] = frozenset()
    zone: str = "Asia/Tokyo"
    hours: int | None = None
    language: str = "ja"
    causes: frozenset[str] = frozenset()
    starts_on: date | None = None
    weeks: int | None = None
    data: str = "none"
    waiting: float = 0.0
    seats: int = 1
    organization: Hashable = None


@dataclass(frozen=True)
class Reason:
    """One thing in common, or one thing missing. `share`: how much of what is asked is there, 0 to 1.

    skill (asked) by way of `by` (held) for SKILL and WISH; minutes a week for TIME; hours asked and given for HOURS;
    the days asked and possible for START; weeks asked and months given for PERIOD; a code or slug in `name` for LANGUAGE
    (with the level in `by`), CAUSE and DATA.
    """

    kind: Kind
    skill: str = ""
    by: str = ""
    way: Way | None = None
    share: float = 1.0
    required: bool = True
    minutes: int = 0
    hours: int = 0
    given: int = 0
    name: str = ""
    day: date | None = None
    possible: date | None = None


@dataclass(frozen=True)
class Fit:
    """The result: reasons and gaps for people, and a number from 0 to 1 that only puts postings in order."""

    score: float
    reasons: tuple[Reason, ...]
    missing: tuple[Reason, ...]


Reach = Mapping[str, tuple[tuple[float, Way, str], ...]]


def reach(skills: Iterable[Held], links: Links) -> Reach:
    """Say for every skill in reach how it is reached: (effective level, way, held skill) for each held skill."""
    found: dict[str, list[tuple[float, Way, str]]] = {}
    for held in skills:
        for other, (weight, way) in links.near(held.skill).items():
            found.setdefault(other, []).append((held.level * held.recency * weight, way, held.skill))
    return {skill: tuple(ways) for skill, ways in found.items()}


ORDER = {way: place for place, way in enumerate(Way)}


def cover(demand: Demand, within: Reach) -> Reason:
    """Find the best held skill for one demand; among equals the fullest way. Share 0 and no `by` when none serves."""
    best: tuple[Way, str] | None = None
    share = 0.0
    for level, way, held in within.get(demand.skill, ()):
        reached = min(level, demand.level) / demand.level
        if best is None or (reached, -ORDER[way]) > (share, -ORDER[best[0]]):
            best, share = (way, held), reached
    found, by = best or (None, "")
    return Reason(Kind.SKILL, demand.skill, by, found, share, demand.required)


@lru_cache(maxsize=4096)
def _week(blocks: frozenset[int], offset: int) -> int:
    """Draw a grid as one number of 672 bits, a bit for each quarter of an hour of the week in UTC."""
    week = 0
    for block in blocks:
        for quarter in range(QUARTERS_A_BLOCK):
            week |= 1 << (block * QUARTERS_A_BLOCK + quarter - offset) % QUARTERS_A_WEEK
    return week


@lru_cache(maxsize=512)
def _offset(zone: str, at: datetime) -> int:
    """Quarters of an hour by which a zone is ahead of UTC at a moment (some zones stand at 45 minutes)."""
    ahead = at.astimezone(ZoneInfo(zone)).utcoffset()
    return int(ahead.total_seconds()) // 60 // MINUTES_A_QUARTER if ahead else 0


def week_of(blocks: frozenset[int], zone: str, at: datetime) -> int:
    """Draw a grid of a zone as one number, a bit for each quarter of an hour of the week in UTC, as the clocks stand at `at`."""
    return _week(blocks, _offset(zone, at))


def common_minutes(free: frozenset[int], zone: str, contact: frozenset[int], other_zone: str, at: datetime) -> int:
    """Count the minutes a week in which both can be reached, each grid in its own zone, as the clocks stand at `at`."""
    both = week_of(free, zone, at) & week_of(contact, other_zone, at)
    return both.bit_count() * MINUTES_A_QUARTER


def faded(weight: float, since: datetime, at: datetime) -> float:
    """Return what a weight of pending applications has faded to: half after `FADING`."""
    return weight * float(0.5 ** (max(timedelta(0), at - since) / FADING))


def crowd(waiting: float, seats: int) -> float:
    """Return the factor for a posting on which people wait already: 1 when nobody does, never below the floor."""
    return max(CROWD_FLOOR, exp(-waiting / (CROWD * max(1, seats))))


def conflicts(person: Person, work: Work) -> bool:
    """Say whether this posting is none to be suggested: of the own or of an avoided organization."""
    return work.organization in person.avoids or work.organization in person.own


def fit(person: Person, work: Work, within: Reach, at: datetime) -> Fit:
    """Compare a person with a posting; in conflict there is neither a reason nor a gap.

    Args:
        person: what the participant brings.
        work: what the posting asks.
        within: `reach(person.skills, links)`, worked out once for many postings.
        at: the hour for which zones are compared (pass a whole hour, so that it is worked out once).
    """
    if conflicts(person, work):
        return Fit(0.0, (), ())
    covers = [cover(demand, within) for demand in work.demands]
    reasons = sorted((c for c in covers if c.share >= ENOUGH), key=lambda c: (-c.share * _importance(c), ORDER[c.way or Way.SAME]))
    missing = sorted((c for c in covers if c.share < ENOUGH), key=lambda c: (not c.required, -c.share))
    wish = REST
    for weight, (credit, good, bad) in (
            (TIME, _time(person, work, at)), (HOURS, _hours(person, work)), (CAUSE, _causes(person, work)),
            (WISH, _wishes(person, work)), (START, _start(person, work)), (PERIOD, _period(person, work))):
        reasons += good
        missing += bad
        wish += weight * credit
    spoken, good, bad = _language(person, work)
    ready, careful = _data(person, work)
    ability = _ability(covers) * ready
    both = 2 * ability * wish / (ability + wish)
    return Fit(both * spoken * crowd(work.waiting, work.seats), (*reasons, *good), (*missing, *bad, *careful))


def importance(required: bool) -> float:
    """Say how much a demand weighs."""
    return REQUIRED if required else NICE


def _importance(cover: Reason) -> float:
    return importance(cover.required)


def _ability(covers: list[Reason]) -> float:
    """Weigh the covers, required ones double."""
    if not covers:
        return NOTHING_ASKED
    return sum(_importance(c) * c.share for c in covers) / sum(_importance(c) for c in covers)


Found = tuple[float, list[Reason], list[Reason]]


def _time(person: Person, work: Work, at: datetime) -> Found:
    if not person.free or not work.contact:
        return UNSAID, [], []
    minutes = common_minutes(person.free, person.zone, work.contact, work.zone, at)
    reason = Reason(Kind.TIME, minutes=minutes)
    return min(1.0, minutes / ENOUGH_MINUTES), [reason] if minutes else [], [] if minutes else [reason]


def _hours(person: Person, work: Work) -> Found:
    if person.hours is None or work.hours is None:
        return UNSAID, [], []
    reason = Reason(Kind.HOURS, hours=work.hours, given=person.hours)
    fits = work.hours <= person.hours
    return min(1.0, person.hours / work.hours), [reason] if fits else [], [] if fits else [reason]


def _start(person: Person, work: Work) -> Found:
    if person.starts_on is None or work.starts_on is None:
        return UNSAID, [], []
    late = (person.starts_on - work.starts_on).days
    reason = Reason(Kind.START, day=work.starts_on, possible=person.starts_on)
    return min(1.0, max(0.0, 1 - late / LATE_DAYS)), [reason] if late <= 0 else [], [] if late <= 0 else [reason]


def _period(person: Person, work: Work) -> Found:
    if person.months is None or work.weeks is None:
        return UNSAID, [], []
    share = min(1.0, person.months * WEEKS_A_MONTH / work.weeks)
    reason = Reason(Kind.PERIOD, hours=work.weeks, given=person.months)
    return share, [reason] if share == 1 else [], [] if share == 1 else [reason]


def _causes(person: Person, work: Work) -> Found:
    shared = [Reason(Kind.CAUSE, name=name) for name in sorted(person.causes & work.causes)]
    return float(bool(shared)), shared, []


def _wishes(person: Person, work: Work) -> Found:
    learnt = [Reason(Kind.WISH, skill=demand.skill) for demand in work.demands if demand.skill in person.wishes]
    return float(bool(learnt)), learnt, []


def _language(person: Person, work: Work) -> Found:
    """A foreign language in common is a reason; Japanese goes without saying."""
    level = person.languages.get(work.language, "")
    spoken = LANGUAGE_LEVELS.get(level, WITHOUT_LANGUAGE)
    reason = Reason(Kind.LANGUAGE, name=work.language, by=level)
    if spoken < LANGUAGE_ENOUGH:
        return spoken, [], [reason]
    return spoken, [reason] if work.language != "ja" else [], []


def _data(person: Person, work: Work) -> tuple[float, list[Reason]]:
    """Work with personal data asks for an exercise first: named, never a bar."""
    if work.data in CAREFUL_CLASSES and person.practised is False:
        return NOT_PRACTISED, [Reason(Kind.DATA, name=work.data)]
    return 1.0, []
