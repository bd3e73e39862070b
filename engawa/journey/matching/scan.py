"""The numbers of `fit.fit` for all open postings at once: arrays in, one array of scores out. No tables, no framework.

`fit` is the reference; a test holds both equal. A demand is one entry of the long arrays `skill`, `level`, `share`
and `required`, those of one posting side by side; `first` says where each posting's entries begin. Unknown numbers are NaN.
"""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engawa.journey.matching import fit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Grid = tuple[frozenset[int], str]
CAUSES_MOST = 63
WEEK_BYTES = fit.QUARTERS_A_WEEK // 8
DAY = 86_400.0


@dataclass(frozen=True)
class Codes:
    """Numbers for names: what the arrays hold in place of skills and causes."""

    skills: Mapping[str, int]
    causes: Mapping[str, int]

    @classmethod
    def of(cls, skills: Iterable[str], causes: Iterable[str]) -> "Codes":
        """Number the names in their order; causes must fit into one machine word."""
        by_cause = {slug: n for n, slug in enumerate(causes)}
        if len(by_cause) > CAUSES_MOST:
            raise ValueError(f"{len(by_cause)} causes do not fit into {CAUSES_MOST} bits")
        return cls({slug: n for n, slug in enumerate(skills)}, by_cause)


class Table:
    """A growing list of distinct values, numbered in the order they came: languages, organizations, grids."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        """Return the number of a value, a new one when it was not seen before."""
        return self.numbers.setdefault(value, len(self.numbers))


@dataclass(frozen=True)
class Names:
    """The tables of one set of arrays. They only grow, so older arrays stay valid."""

    codes: Codes
    languages: Table = field(default_factory=Table)
    organizations: Table = field(default_factory=Table)
    grids: Table = field(default_factory=Table)
    drawn: dict[datetime, NDArray[np.uint8]] = field(default_factory=dict)

    def weeks(self, at: datetime) -> NDArray[np.uint8]:
        """Return each distinct grid as the bits of a week at an hour; drawn once an hour."""
        grids: list[Grid] = list(self.grids.numbers)
        done = self.drawn.get(at, np.zeros((0, WEEK_BYTES), dtype=np.uint8))
        if len(done) < len(grids):
            new = b"".join(fit.week_of(contact, zone, at).to_bytes(WEEK_BYTES, "little") for contact, zone in grids[len(done):])
            done = np.concatenate([done, np.frombuffer(new, dtype=np.uint8).reshape(-1, WEEK_BYTES)])
            self.drawn.clear()
            self.drawn[at] = done
        return done


@dataclass(frozen=True)
class Arrays:
    """Postings side by side, one entry each; `count` entries of the last four belong to each posting."""

    count: Ints
    hours: Floats
    starts: Floats
    weeks: Floats
    language: Ints
    careful: Bools
    causes: Ints
    grid: Ints
    organization: Ints
    seats: Floats
    weight: Floats
    noted: Floats
    skill: Ints
    level: Floats
    share: Floats
    required: Bools

    def __len__(self) -> int:
        """Return the number of postings."""
        return len(self.count)

    @property
    def first(self) -> Ints:
        """Where the demands of each posting begin."""
        return np.cumsum(self.count) - self.count

    def kept(self, rows: Bools) -> "Arrays":
        """Return only the postings that are true in `rows`."""
        demands = np.repeat(rows, self.count)
        return Arrays(*(getattr(self, one.name)[demands if one.name in DEMAND else rows] for one in fields(self)))

    def joined(self, other: "Arrays") -> "Arrays":
        """Return these postings and then the other ones."""
        return Arrays(*(np.concatenate([getattr(self, one.name), getattr(other, one.name)]) for one in fields(self)))


DEMAND = ("skill", "level", "share", "required")


@dataclass(frozen=True)
class Row:
    """One posting on its way into the arrays: what is asked, and the pending applications as they stood at `noted`."""

    work: fit.Work
    weight: float
    noted: datetime


def arrays_of(rows: Sequence[Row], names: Names) -> Arrays:
    """Lay postings side by side."""
    demands = [(names.codes.skills.get(one.skill, -1), one.level, fit.importance(one.required), n)
               for n, row in enumerate(rows) for one in row.work.demands]
    count = np.array([len(row.work.demands) for row in rows], dtype=np.int64)
    weigh = np.array([one[2] for one in demands], dtype=np.float64)
    total = np.bincount([one[3] for one in demands], weights=weigh, minlength=len(rows)) if demands else np.zeros(len(rows))
    works = [row.work for row in rows]

    def numbers(values: Iterable[float | None]) -> Floats:
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)

    def whole(values: Iterable[int]) -> Ints:
        return np.array(list(values), dtype=np.int64)
    return Arrays(
        count=count, hours=numbers(work.hours for work in works),
        starts=numbers(work.starts_on.toordinal() if work.starts_on else None for work in works),
        weeks=numbers(work.weeks for work in works),
        language=whole(names.languages.number(work.language) for work in works),
        careful=np.array([work.data in fit.CAREFUL_CLASSES for work in works], dtype=np.bool_),
        causes=whole(cause_bits(work.causes, names.codes) for work in works),
        grid=whole(names.grids.number((work.contact, work.zone)) for work in works),
        organization=whole(names.organizations.number(work.organization) for work in works),
        seats=numbers(max(1, work.seats) for work in works), weight=numbers(row.weight for row in rows),
        noted=numbers(row.noted.timestamp() for row in rows), skill=whole(one[0] for one in demands),
        level=numbers(one[1] for one in demands),
        share=weigh / np.repeat(total, count), required=weigh == fit.REQUIRED)


def cause_bits(causes: Iterable[str], codes: Codes) -> int:
    """Draw causes as the bits of one number."""
    return sum(1 << codes.causes[slug] for slug in causes if slug in codes.causes)


def scores(person: fit.Person, within: fit.Reach, open_now: Arrays, names: Names, at: datetime) -> Floats:
    """Return the score of `fit.fit` for every posting, in the order of the arrays; -1 where person and posting are in conflict.

    Args:
        person: who looks.
        within: `fit.reach(person.skills, links)`.
        open_now: the postings.
        names: the tables the arrays were made with.
        at: the whole hour for zones and fading.
    """
    if not len(open_now):
        return np.zeros(0)
    ability = _ability(within, open_now, names.codes)
    wish = _wish(person, open_now, names, at)
    if person.practised is False:
        ability = np.where(open_now.careful, ability * fit.NOT_PRACTISED, ability)
    found = 2 * ability * wish / (ability + wish)
    spoken = np.array([fit.LANGUAGE_LEVELS.get(person.languages.get(code, ""), fit.WITHOUT_LANGUAGE) for code in list(names.languages.numbers)])
    found *= spoken[open_now.language]
    found *= _crowd(open_now, at)
    return np.where(_conflicts(person, open_now, names), -1.0, found)


def best(found: Floats, limit: int) -> list[int]:
    """Return the rows of the highest scores above zero, best first; among equals the earlier row."""
    good = np.flatnonzero(found > 0)
    if len(good) > limit:
        cut = np.partition(found[good], len(good) - limit)[len(good) - limit]
        good = good[found[good] >= cut]
    return [int(row) for row in good[np.argsort(-found[good], kind="stable")][:limit]]


def _ability(within: fit.Reach, open_now: Arrays, codes: Codes) -> Floats:
    reached = np.zeros(len(codes.skills) + 1)   # the last place is for skills outside the list: nobody reaches them here
    for skill, ways in within.items():
        if (code := codes.skills.get(skill)) is not None:
            reached[code] = max(level for level, _way, _held in ways)
    covered = np.minimum(reached[open_now.skill] / open_now.level, 1.0) * open_now.share
    ability = np.full(len(open_now), fit.NOTHING_ASKED)
    asking = np.flatnonzero(open_now.count)
    if len(asking):
        ability[asking] = np.add.reduceat(covered, open_now.first[asking])
    return ability


def _wish(person: fit.Person, open_now: Arrays, names: Names, at: datetime) -> Floats:
    wish = np.full(len(open_now), fit.REST)
    wish += fit.TIME * _time(person, names, at)[open_now.grid]
    for weight, credit in ((fit.HOURS, _share(person.hours, open_now.hours)),
                           (fit.START, _start(person, open_now)),
                           (fit.PERIOD, _share(person.months and person.months * fit.WEEKS_A_MONTH, open_now.weeks))):
        wish += weight * np.where(np.isnan(credit), fit.UNSAID, credit)
    wish += fit.CAUSE * ((open_now.causes & cause_bits(person.causes, names.codes)) != 0)
    wished = [code for skill in person.wishes if (code := names.codes.skills.get(skill)) is not None]
    if wished:
        is_wished = np.zeros(len(names.codes.skills) + 1, dtype=np.bool_)
        is_wished[wished] = True
        rows = np.repeat(np.arange(len(open_now)), open_now.count)[is_wished[open_now.skill]]
        learnt = np.zeros(len(open_now))
        learnt[rows] = 1
        wish += fit.WISH * learnt
    return wish


def _share(given: float | None, asked: Floats) -> Floats:
    return np.minimum(1.0, (np.nan if given is None else given) / asked)


def _start(person: fit.Person, open_now: Arrays) -> Floats:
    earliest = np.nan if person.starts_on is None else person.starts_on.toordinal()
    return np.clip(1 - (earliest - open_now.starts) / fit.LATE_DAYS, 0.0, 1.0)


def _time(person: fit.Person, names: Names, at: datetime) -> Floats:
    """Return the credit for common time with each distinct grid: there are far fewer grids than postings."""
    weeks = names.weeks(at)
    if not person.free:
        return np.full(len(weeks), fit.UNSAID)
    own = np.frombuffer(fit.week_of(person.free, person.zone, at).to_bytes(WEEK_BYTES, "little"), dtype=np.uint8)
    minutes = np.bitwise_count(weeks & own).sum(axis=1, dtype=np.int64) * fit.MINUTES_A_QUARTER
    return np.where(weeks.any(axis=1), np.minimum(1.0, minutes / fit.ENOUGH_MINUTES), fit.UNSAID)


def _crowd(open_now: Arrays, at: datetime) -> Floats:
    if not open_now.weight.any():
        return np.ones(len(open_now))
    days = np.maximum(0.0, at.astimezone(UTC).timestamp() - open_now.noted) / DAY
    waiting = open_now.weight * 0.5 ** (days / fit.FADING.days)
    return np.maximum(fit.CROWD_FLOOR, np.exp(-waiting / (fit.CROWD * open_now.seats)))


def _conflicts(person: fit.Person, open_now: Arrays, names: Names) -> Bools:
    known = names.organizations.numbers
    against = [known[one] for one in person.avoids | person.own if one in known]
    return np.isin(open_now.organization, against) if against else np.zeros(len(open_now), dtype=np.bool_)
