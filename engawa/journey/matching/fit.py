"""How well a person and a posting fit, with the reasons as data. Pure arithmetic: no tables, no framework.

The rule is that of the skills data (its README, "Suggested effective level in a match"):

    effective level = level held x recency x max(1 if the same skill, transfer, 0.8 x related, 0.2 if neighbours)

capped at the level asked for. What the organization would gain (its demands covered, and the words of its posting met in the
person's own account) and what the person would wish for (cause, learning, start, period) meet in their harmonic mean, so that
both sides count. What a conversation hardly changes holds back like a filter: no common time, no common language, far too many
hours. Last comes how many people wait for an answer already. The number only puts postings in order; people read the reasons.
The weights were chosen on tests/data/finding/building; `engawa measure-matching` says how good the order is.

This is the readable reference for one posting. `scan` works out the same numbers for all of them at once.
"""
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from math import exp, prod
from zoneinfo import ZoneInfo

from engawa.journey.matching.links import Links, Way

ENOUGH = 0.5          # from this share of the level asked for, a skill is a reason; below it, something missing
REQUIRED, NICE = 2.0, 1.0
WORDS = 2.0           # how much the words of a posting that a person's account holds make up for demands not covered
# What makes a person wish for a posting, from nothing shared (the rest) to everything shared (1). Unsaid counts half.
CAUSE, WISH, START, PERIOD = 0.15, 0.10, 0.05, 0.05
REST = 1 - CAUSE - WISH - START - PERIOD
UNSAID = 0.5
LATE_DAYS = 60            # a person who can begin so much later than wished does not suit the start at all
# What holds back: no common time in the week, an hour of it at most; fewer hours than asked for, hardly half of them.
NO_TIME, SHORT_TIME, SHORT_MINUTES = 0.05, 0.45, 60
SOME_HOURS, FEW_HOURS, SOME = 0.85, 0.45, 0.75
# How well each level of a language serves for working in it.
LANGUAGE_LEVELS = {"native": 1.0, "business": 1.0, "meeting": 0.9, "conversation": 0.6, "reading_writing": 0.6}
WITHOUT_LANGUAGE, LANGUAGE_ENOUGH = 0.02, 0.9
LEAST = 0.05              # what suits no more than this is never suggested: without common time or language nothing does
CAREFUL_CLASSES, NOT_PRACTISED = ("personal", "sensitive"), 0.95
# Congestion: each pending application to a seat lowers the place, never below the floor, and fades within weeks.
CROWD, CROWD_FLOOR, FADING = 4.0, 0.3, timedelta(days=14)
NOTHING_ASKED = 0.15      # a posting of which nothing is known that it asks for: what somebody's work really meets comes first
WEEKS_A_MONTH = 365.25 / 12 / 7
QUARTERS_A_BLOCK, QUARTERS_A_WEEK, MINUTES_A_QUARTER = 8, 7 * 24 * 4, 15
ALL_WEEK = (1 << QUARTERS_A_WEEK) - 1
# Times of the week: two-hour blocks, weekday * 12 + hour // 2; or, told to the minute, a bit for each quarter of an hour.
Times = frozenset[int] | int


class Kind(StrEnum):
    """What a reason (or a gap) is about."""

    SKILL = "skill"
    TIME = "time"
    HOURS = "hours"
    START = "start"
    PERIOD = "period"
    DATA = "data"
    WORDS = "words"
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
    """A skill a posting asks for: level 1 to 5; not required means it helps but may be missing.

    `told`: how much it counts where the posting lists nothing and its words led here; 0 for a listed one, see `weight`.
    """

    skill: str
    level: int
    required: bool = True
    told: float = 0.0

    @property
    def weight(self) -> float:
        """How much the demand counts beside the others."""
        return self.told or (REQUIRED if self.required else NICE)


@dataclass(frozen=True)
class Person:
    """What a participant brings. `free`: the times of `Times`, in the person's zone.

    `languages`: code -> level of `LANGUAGE_LEVELS`. `starts_on`: the earliest day; `months`: the longest period; None for any.
    `practised`: whether the exercise on personal data is done, None when nobody knows. `words`: the content words of the person's
    own account. `denied`: skills the person says are not there, each with the part it takes off (0 to 1).
    `avoids`: organizations the person would not serve; `own`: those the person works for. Neither is ever suggested.
    """

    skills: tuple[Held, ...] = ()
    free: Times = frozenset()
    zone: str = "Asia/Tokyo"
    hours: float | None = None
    languages: Mapping[str, str] = field(default_factory=lambda: {"ja": "native"})
    causes: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    starts_on: date | None = None
    months: int | None = None
    practised: bool | None = None
    avoids: frozenset[Hashable] = frozenset()
    own: frozenset[Hashable] = frozenset()
    words: frozenset[str] = frozenset()
    denied: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Work:
    """What a posting asks. `contact`: the times of `Times` in which the organization can be reached, in its zone.

    `waiting`: pending applications, each faded by `faded`; `seats`: places still free. `words`: what the posting is about, each
    word with its share; the shares make 1 together (see `key_words`).
    """

    demands: tuple[Demand, ...] = ()
    contact: Times = frozenset()
    zone: str = "Asia/Tokyo"
    hours: float | None = None
    language: str = "ja"
    causes: frozenset[str] = frozenset()
    starts_on: date | None = None
    weeks: int | None = None
    data: str = "none"
    waiting: float = 0.0
    seats: int = 1
    organization: Hashable = None
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Reason:
    """One thing in common, or one thing missing. `share`: how much of what is asked is there, 0 to 1.

    skill (asked) by way of `by` (held) for SKILL and WISH; minutes a week for TIME; hours asked and given for HOURS;
    the days asked and possible for START; weeks asked and months given for PERIOD; a code or slug in `name` for LANGUAGE
    (with the level in `by`), CAUSE and DATA; the words both use, the most telling first, in `words` for WORDS.
    """

    kind: Kind
    skill: str = ""
    by: str = ""
    way: Way | None = None
    share: float = 1.0
    required: bool = True
    minutes: int = 0
    hours: float = 0
    given: float = 0
    name: str = ""
    day: date | None = None
    possible: date | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fit:
    """The result: reasons and gaps for people, and a number from 0 to 1 that only puts postings in order."""

    score: float
    reasons: tuple[Reason, ...]
    missing: tuple[Reason, ...]


Reach = Mapping[str, tuple[tuple[float, Way, str], ...]]


def reach(person: Person, links: Links) -> Reach:
    """Say for every skill in reach how it is reached: (effective level, way, held skill) for each held skill."""
    found: dict[str, list[tuple[float, Way, str]]] = {}
    for held in person.skills:
        for other, (weight, way) in links.near(held.skill).items():
            level = held.level * held.recency * weight * (1 - person.denied.get(other, 0.0))
            found.setdefault(other, []).append((level, way, held.skill))
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
def _week(times: Times, offset: int) -> int:
    """Draw times as one number of 672 bits, a bit for each quarter of an hour of the week in UTC."""
    if isinstance(times, int):
        return (times >> offset | times << QUARTERS_A_WEEK - offset) & ALL_WEEK if offset >= 0 else _week(times, offset + QUARTERS_A_WEEK)
    week = 0
    for block in times:
        for quarter in range(QUARTERS_A_BLOCK):
            week |= 1 << (block * QUARTERS_A_BLOCK + quarter - offset) % QUARTERS_A_WEEK
    return week


@lru_cache(maxsize=512)
def _offset(zone: str, at: datetime) -> int:
    """Quarters of an hour by which a zone is ahead of UTC at a moment (some zones stand at 45 minutes)."""
    ahead = at.astimezone(ZoneInfo(zone)).utcoffset()
    return int(ahead.total_seconds()) // 60 // MINUTES_A_QUARTER if ahead else 0


def week_of(times: Times, zone: str, at: datetime) -> int:
    """Draw the times of a zone as one number, a bit for each quarter of an hour of the week in UTC, as the clocks stand at `at`."""
    return _week(times, _offset(zone, at))


def common_minutes(free: Times, zone: str, contact: Times, other_zone: str, at: datetime) -> int:
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
        within: `reach(person, links)`, worked out once for many postings.
        at: the hour for which zones are compared (pass a whole hour, so that it is worked out once).
    """
    if conflicts(person, work):
        return Fit(0.0, (), ())
    covers = [cover(demand, within) for demand in work.demands]
    weigh = {demand.skill: demand.weight for demand in work.demands}
    reasons = sorted((c for c in covers if c.share >= ENOUGH), key=lambda c: (-c.share * weigh[c.skill], ORDER[c.way or Way.SAME]))
    missing = sorted((c for c in covers if c.share < ENOUGH), key=lambda c: (not c.required, -c.share))
    wished = ((CAUSE, _causes(person, work)), (WISH, _wishes(person, work)), (START, _start(person, work)), (PERIOD, _period(person, work)))
    time, hours, language, data = _time(person, work, at), _hours(person, work), _language(person, work), _data(person, work)
    words = _words(person, work)
    for _part, good, bad in (time, hours, *(found for _weight, found in wished), language, data, words):
        reasons += good
        missing += bad
    wish = REST + sum(weight * credit for weight, (credit, _good, _bad) in wished)
    held = prod(part[0] for part in (time, hours, language, data))
    ability = min(1.0, _covered(work.demands, covers) + WORDS * words[0])
    both = 2 * ability * wish / (ability + wish)
    return Fit(both * held * crowd(work.waiting, work.seats), tuple(reasons), tuple(missing))


def _covered(demands: tuple[Demand, ...], covers: list[Reason]) -> float:
    """Weigh the covers."""
    if not covers:
        return NOTHING_ASKED
    return sum(d.weight * c.share for d, c in zip(demands, covers, strict=True)) / sum(d.weight for d in demands)


Found = tuple[float, list[Reason], list[Reason]]


def _words(person: Person, work: Work) -> Found:
    both = sorted((pair for pair in work.words if pair[0] in person.words), key=lambda pair: -pair[1])
    return sum(share for _word, share in both), [Reason(Kind.WORDS, words=tuple(word for word, _share in both))] if both else [], []


def _time(person: Person, work: Work, at: datetime) -> Found:
    if not person.free or not work.contact:
        return 1.0, [], []
    minutes = common_minutes(person.free, person.zone, work.contact, work.zone, at)
    reason, enough = Reason(Kind.TIME, minutes=minutes), enough_time(minutes)
    return enough, [reason] if enough == 1 else [], [] if enough == 1 else [reason]


def enough_time(minutes: int) -> float:
    """Return how much so many common minutes a week hold back."""
    return NO_TIME if minutes == 0 else SHORT_TIME if minutes <= SHORT_MINUTES else 1.0


def _hours(person: Person, work: Work) -> Found:
    if person.hours is None or work.hours is None:
        return 1.0, [], []
    reason = Reason(Kind.HOURS, hours=work.hours, given=person.hours)
    fits = work.hours <= person.hours
    return enough_hours(person.hours, work.hours), [reason] if fits else [], [] if fits else [reason]


def enough_hours(given: float | None, asked: float | None) -> float:
    """Return how much it holds back that fewer hours are given than asked for; nothing when either is not said."""
    if given is None or asked is None or asked <= given:
        return 1.0
    return SOME_HOURS if given >= SOME * asked else FEW_HOURS


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
    """A foreign language in common is a reason; Japanese goes without saying, unless it is enough for meetings only."""
    level = person.languages.get(work.language, "")
    spoken = LANGUAGE_LEVELS.get(level, WITHOUT_LANGUAGE)
    reason = Reason(Kind.LANGUAGE, name=work.language, by=level)
    if spoken < LANGUAGE_ENOUGH:
        return spoken, [], [reason]
    return spoken, [reason] if work.language != "ja" or spoken < 1 else [], []


def _data(person: Person, work: Work) -> Found:
    """Work with personal data asks for an exercise first: named, never a bar."""
    if work.data in CAREFUL_CLASSES and person.practised is False:
        return NOT_PRACTISED, [], [Reason(Kind.DATA, name=work.data)]
    return 1.0, [], []
