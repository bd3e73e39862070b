"""How well a person and a posting fit, with the reasons as data. Pure arithmetic: no tables, no framework.

The rule is that of the skills data (its README, "Suggested effective level in a match"):

    effective level = level held x recency x max(1 if the same skill, transfer, 0.8 x related, 0.2 if neighbours)

capped at the level asked for. The number only puts postings in order; people read the reasons.
"""
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

RELATED_FACTOR = 0.8
SIBLING_WEIGHT = 0.2
ENOUGH = 0.5          # from this share of the level asked for, a skill is a reason; below it, something missing
REQUIRED, NICE = 2.0, 1.0
# What makes a person wish for a posting, from nothing shared (the rest) to everything shared (1).
CAUSE, WISH, TIME, HOURS = 0.15, 0.10, 0.10, 0.10
WITHOUT_LANGUAGE = 0.3
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

    `avoids`: organizations the person would not serve; the fit itself does not read it, whoever compares many leaves them out.
    """

    skills: tuple[Held, ...] = ()
    free: frozenset[int] = frozenset()
    zone: str = "Asia/Tokyo"
    hours: int | None = None
    languages: frozenset[str] = frozenset({"ja"})
    causes: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    avoids: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class Work:
    """What a posting asks. `contact`: blocks of the week in which the organization can be reached, in its zone."""

    demands: tuple[Demand, ...] = ()
    contact: frozenset[int] = frozenset()
    zone: str = "Asia/Tokyo"
    hours: int | None = None
    language: str = "ja"
    causes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    """One thing in common, or one thing missing. `share`: how much of the demanded level is there, 0 to 1.

    skill (asked) by way of `by` (held) for SKILL and WISH; minutes a week for TIME; hours asked and given for HOURS;
    a code or slug in `name` for LANGUAGE and CAUSE.
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


def common_minutes(free: frozenset[int], zone: str, contact: frozenset[int], other_zone: str, at: datetime) -> int:
    """Count the minutes a week in which both can be reached, each grid in its own zone, as the clocks stand at `at`."""
    both = _week(free, _offset(zone, at)) & _week(contact, _offset(other_zone, at))
    return both.bit_count() * MINUTES_A_QUARTER


def fit(person: Person, work: Work, within: Reach, at: datetime) -> Fit:
    """Compare a person with a posting.

    Args:
        person: what the participant brings.
        work: what the posting asks.
        within: `reach(person.skills, links)`, worked out once for many postings.
        at: the hour for which zones are compared (pass a whole hour, so that it is worked out once).
    """
    covers = [cover(demand, within) for demand in work.demands]
    reasons = sorted((c for c in covers if c.share >= ENOUGH), key=lambda c: (-c.share * _importance(c), ORDER[c.way or Way.SAME]))
    missing = sorted((c for c in covers if c.share < ENOUGH), key=lambda c: (not c.required, -c.share))
    wish = 1 - CAUSE - WISH - TIME - HOURS
    for weight, (good, bad) in ((TIME, _time(person, work, at)), (HOURS, _hours(person, work)),
                                (CAUSE, _causes(person, work)), (WISH, _wishes(person, work))):
        reasons += good
        missing += bad
        wish += weight * bool(good)
    spoken = work.language in person.languages
    if not spoken:
        missing.append(Reason(Kind.LANGUAGE, name=work.language))
    elif work.language != "ja":
        reasons.append(Reason(Kind.LANGUAGE, name=work.language))
    ability = _ability(covers)
    both = 2 * ability * wish / (ability + wish)
    return Fit(both * (1.0 if spoken else WITHOUT_LANGUAGE), tuple(reasons), tuple(missing))


def _importance(cover: Reason) -> float:
    return REQUIRED if cover.required else NICE


def _ability(covers: list[Reason]) -> float:
    """Weigh the covers, required ones double; a posting that asks for nothing special suits everybody by half."""
    if not covers:
        return 0.5
    return sum(_importance(c) * c.share for c in covers) / sum(_importance(c) for c in covers)


Found = tuple[list[Reason], list[Reason]]


def _time(person: Person, work: Work, at: datetime) -> Found:
    if not person.free or not work.contact:
        return [], []
    minutes = common_minutes(person.free, person.zone, work.contact, work.zone, at)
    reason = Reason(Kind.TIME, minutes=minutes)
    return ([reason], []) if minutes else ([], [reason])


def _hours(person: Person, work: Work) -> Found:
    if person.hours is None or work.hours is None:
        return [], []
    reason = Reason(Kind.HOURS, hours=work.hours, given=person.hours)
    return ([reason], []) if work.hours <= person.hours else ([], [reason])


def _causes(person: Person, work: Work) -> Found:
    return [Reason(Kind.CAUSE, name=name) for name in sorted(person.causes & work.causes)], []


def _wishes(person: Person, work: Work) -> Found:
    return [Reason(Kind.WISH, skill=demand.skill) for demand in work.demands if demand.skill in person.wishes], []
