"""The numbers of `fit.fit` for all open postings at once: arrays in, one array of scores out. No tables, no framework.

`fit` is the reference; a test holds both equal. A demand is one entry of the long arrays `skill`, `level`, `share`, `required`
and `told`, those of one posting side by side; `first` says where each posting's entries begin. Likewise a word of a posting is
one entry of `word` and `says`.
"""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engawa.journey.matching import fit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Grid = tuple[fit.Times, str]
CAUSES_MOST = 63
WEEK_BYTES = fit.QUARTERS_A_WEEK // 8
BITS = np.uint32      # as many of a week as are looked at together; they fill it without a rest
# What so many common quarters of an hour a week hold back.
TIME = np.array([fit.enough_time(quarters * fit.MINUTES_A_QUARTER) for quarters in range(fit.QUARTERS_A_WEEK + 1)])
STRETCH = 64          # scores of which the best is looked at first, to know what the best of all come up to
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
    """A growing list of distinct values, numbered in the order they came: far fewer languages, grids, periods than postings."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        """Return the number of a value, a new one when it was not seen before."""
        return self.numbers.setdefault(value, len(self.numbers))

    def values(self) -> list[Any]:
        """Return the values in the order of their numbers."""
        return list(self.numbers)


@dataclass(frozen=True)
class Names:
    """The tables of one set of arrays. They only grow, so older arrays stay valid."""

    codes: Codes
    languages: Table = field(default_factory=Table)
    organizations: Table = field(default_factory=Table)
    grids: Table = field(default_factory=Table)
    words: Table = field(default_factory=Table)
    hours: Table = field(default_factory=Table)
    starts: Table = field(default_factory=Table)
    weeks: Table = field(default_factory=Table)
    drawn: dict[datetime, NDArray[BITS]] = field(default_factory=dict)

    def drawn_at(self, at: datetime) -> NDArray[BITS]:
        """Return each distinct grid as the bits of a week at an hour; drawn once an hour."""
        grids: list[Grid] = self.grids.values()
        done = self.drawn.get(at, np.zeros((0, WEEK_BYTES // BITS().nbytes), dtype=BITS))
        if len(done) < len(grids):
            new = b"".join(fit.week_of(contact, zone, at).to_bytes(WEEK_BYTES, "little") for contact, zone in grids[len(done):])
            done = np.concatenate([done, np.frombuffer(new, dtype=BITS).reshape(-1, done.shape[1])])
            self.drawn.clear()
            self.drawn[at] = done
        return done


@dataclass(frozen=True)
class Arrays:
    """Postings side by side, one entry each; of the last seven `count` (a demand each) and `words` (a word each) belong to each posting."""

    count: Ints
    words: Ints
    hours: Ints
    starts: Ints
    weeks: Ints
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
    told: Floats
    word: Ints
    says: Floats

    def __len__(self) -> int:
        """Return the number of postings."""
        return len(self.count)

    @cached_property
    def first(self) -> Ints:
        """Where the demands of each posting begin."""
        return np.cumsum(self.count) - self.count

    @cached_property
    def asks_nothing(self) -> Ints:
        """Return the postings of which no demand is known."""
        return np.flatnonzero(self.count == 0)

    @cached_property
    def posting(self) -> Ints:
        """To which posting each demand belongs."""
        return np.repeat(np.arange(len(self)), self.count)

    @cached_property
    def by_skill(self) -> tuple[Ints, Ints]:
        """Return the skills of all demands in order, and beside each the posting it belongs to."""
        order = np.argsort(self.skill, kind="stable")
        return self.skill[order], self.posting[order]

    def asking(self, skill: int) -> Ints:
        """Return the postings that ask for a skill."""
        skills, postings = self.by_skill
        begin, end = np.searchsorted(skills, [skill, skill + 1])
        return postings[begin:end]

    @cached_property
    def first_word(self) -> Ints:
        """Where the words of each posting begin."""
        return np.cumsum(self.words) - self.words

    @cached_property
    def by_word(self) -> tuple[Ints, Ints, Floats]:
        """Return the words of all postings in order, beside each the posting it belongs to and how much it says there."""
        order = np.argsort(self.word, kind="stable")
        return self.word[order], np.repeat(np.arange(len(self)), self.words)[order], self.says[order]

    @cached_property
    def by_level(self) -> NDArray[np.float32]:
        """Return the share of a demand that one effective level covers."""
        return (self.share / self.level).astype(np.float32)

    @cached_property
    def most(self) -> NDArray[np.float32]:
        """Return the share of a demand once more, as small as `by_level`."""
        return self.share.astype(np.float32)

    @cached_property
    def crowds(self) -> dict[datetime, Floats]:
        """Keeps what `crowd` worked out for the hour."""
        return {}

    def unhurried(self) -> "Arrays":
        """Return the same postings as if nobody waited on any of them."""
        return replace(self, weight=np.zeros(len(self)))

    def kept(self, rows: Bools) -> "Arrays":
        """Return only the postings that are true in `rows`."""
        demands, words = np.repeat(rows, self.count), np.repeat(rows, self.words)
        return Arrays(*(getattr(self, one.name)[demands if one.name in DEMAND else words if one.name in WORD else rows] for one in fields(self)))

    def joined(self, other: "Arrays") -> "Arrays":
        """Return these postings and then the other ones."""
        return Arrays(*(np.concatenate([getattr(self, one.name), getattr(other, one.name)]) for one in fields(self)))


DEMAND, WORD = ("skill", "level", "share", "required", "told"), ("word", "says")


@dataclass(frozen=True)
class Row:
    """One posting on its way into the arrays: what is asked, and the pending applications as they stood at `noted`."""

    work: fit.Work
    weight: float
    noted: datetime


def arrays_of(rows: Sequence[Row], names: Names) -> Arrays:
    """Lay postings side by side."""
    unknown = len(names.codes.skills)
    works = [row.work for row in rows]
    demands = [one for work in works for one in work.demands]
    count = np.array([len(work.demands) for work in works], dtype=np.int64)
    weigh = np.array([one.weight for one in demands], dtype=np.float64)
    total = np.bincount(np.repeat(np.arange(len(rows)), count), weights=weigh, minlength=len(rows)) if demands else np.zeros(len(rows))

    def numbers(values: Iterable[float]) -> Floats:
        return np.array(list(values), dtype=np.float64)

    def whole(values: Iterable[int]) -> Ints:
        return np.array(list(values), dtype=np.int64)
    return Arrays(
        count=count, words=whole(len(work.words) for work in works), hours=whole(names.hours.number(work.hours) for work in works),
        starts=whole(names.starts.number(work.starts_on) for work in works),
        weeks=whole(names.weeks.number(work.weeks) for work in works),
        language=whole(names.languages.number(work.language) for work in works),
        careful=np.array([work.data in fit.CAREFUL_CLASSES for work in works], dtype=np.bool_),
        causes=whole(cause_bits(work.causes, names.codes) for work in works),
        grid=whole(names.grids.number((work.contact, work.zone)) for work in works),
        organization=whole(names.organizations.number(work.organization) for work in works),
        seats=numbers(max(1, work.seats) for work in works), weight=numbers(row.weight for row in rows),
        noted=numbers(row.noted.timestamp() for row in rows), skill=whole(names.codes.skills.get(one.skill, unknown) for one in demands),
        level=numbers(one.level for one in demands), share=weigh / np.repeat(total, count),
        required=np.array([one.required for one in demands], dtype=np.bool_), told=numbers(one.told for one in demands),
        word=whole(names.words.number(word) for work in works for word, _says in work.words),
        says=numbers(says for work in works for _word, says in work.words))


def cause_bits(causes: Iterable[str], codes: Codes) -> int:
    """Draw causes as the bits of one number."""
    return sum(1 << codes.causes[slug] for slug in causes if slug in codes.causes)


@dataclass(frozen=True)
class Sight:
    """What a person makes of each value that a column of the postings can hold: looked up instead of worked out again.

    `starts`, `weeks`: what each adds to the wish. `time`, `hours`, `spoken`, `ready` (for careful work): factors that hold back.
    `barred`: the organizations in conflict. `words`: the words of the person's account that postings hold. In `reached` and
    `wished` the last place is for skills outside the list: nobody reaches them.
    """

    reached: NDArray[np.float32]
    wished: Bools
    time: Floats
    hours: Floats
    starts: Floats
    weeks: Floats
    spoken: Floats
    barred: list[int]
    causes: int
    ready: float
    words: Ints

    @cached_property
    def most_wished(self) -> float:
        """No posting can be wished for more than this."""
        credits = [float(part.max(initial=0.0)) for part in (self.starts, self.weeks)]
        return fit.REST + sum(credits) + (fit.CAUSE if self.causes else 0) + (fit.WISH if self.wished.any() else 0)


def sight_of(person: fit.Person, within: fit.Reach, names: Names, at: datetime) -> Sight:
    """Work out the tables of one person.

    Args:
        person: who looks.
        within: `fit.reach(person, links)`.
        names: the tables the arrays were made with.
        at: the whole hour for zones.
    """
    # Four bytes a number: half the memory to walk through.
    reached = np.zeros(len(names.codes.skills) + 1, dtype=np.float32)
    codes = names.codes.skills
    levels = {codes[skill]: max(ways)[0] for skill, ways in within.items() if skill in codes}
    reached[list(levels)] = list(levels.values())
    wished = np.zeros(len(reached), dtype=np.bool_)
    wished[[codes[skill] for skill in person.wishes if skill in codes]] = True
    known = names.organizations.numbers
    barred = sorted(known[one] for one in person.avoids | person.own if one in known)
    return Sight(
        reached, wished, _time(person, names, at), np.array([fit.enough_hours(person.hours, asked) for asked in names.hours.values()]),
        fit.START * _start(person, names.starts),
        fit.PERIOD * _share(person.months and person.months * fit.WEEKS_A_MONTH, names.weeks),
        np.array([fit.LANGUAGE_LEVELS.get(person.languages.get(code, ""), fit.WITHOUT_LANGUAGE) for code in names.languages.values()]),
        barred, cause_bits(person.causes, names.codes), fit.NOT_PRACTISED if person.practised is False else 1.0,
        np.array(sorted(names.words.numbers[word] for word in person.words if word in names.words.numbers), dtype=np.int64))


def scores(person: fit.Person, within: fit.Reach, open_now: Arrays, names: Names, at: datetime) -> Floats:
    """Return the score of `fit.fit` for every posting, in the order of the arrays; -1 where person and posting are in conflict.

    Args:
        person: who looks.
        within: `fit.reach(person, links)`.
        open_now: the postings.
        names: the tables the arrays were made with.
        at: the whole hour for zones and fading.
    """
    if not len(open_now):
        return np.zeros(0)
    sight = sight_of(person, within, names, at)
    ability = _ability(sight, open_now)
    wish = _wish(sight, open_now)
    found = ability * wish
    found /= ability + wish
    found *= 2
    found *= sight.spoken.take(open_now.language)
    found *= sight.time.take(open_now.grid)
    found *= sight.hours.take(open_now.hours)
    if sight.ready < 1:
        found *= np.where(open_now.careful, sight.ready, 1.0)
    found *= crowd(open_now, at)
    for organization in sight.barred:
        found[open_now.organization == organization] = -1.0
    return found


def best(found: Floats, limit: int) -> list[int]:
    """Return the rows of the highest scores above the least, best first; among equals the earlier row."""
    # So many stretches hold one score at least that comes up to `least`, so the best do.
    tops = found[:len(found) // STRETCH * STRETCH].reshape(-1, STRETCH).max(axis=1)
    last = len(tops) - limit
    least = np.partition(tops, last)[last] if last > 0 else 0.0
    good = np.flatnonzero((found >= least) & (found > fit.LEAST))
    return [int(row) for row in good[np.argsort(-found[good], kind="stable")][:limit]]


def _ability(sight: Sight, open_now: Arrays) -> Floats:
    covered = sight.reached.take(open_now.skill, mode="clip")
    covered *= open_now.by_level
    np.minimum(covered, open_now.most, out=covered)
    # Of nothing at all bincount makes whole numbers, whatever the weights.
    ability = np.bincount(open_now.posting, weights=covered, minlength=len(open_now)).astype(np.float64, copy=False)
    ability[open_now.asks_nothing] = fit.NOTHING_ASKED
    ability += fit.WORDS * words_shared(sight, open_now)
    return np.minimum(ability, 1.0, out=ability)


def words_shared(sight: Sight, open_now: Arrays) -> NDArray[np.float32]:
    """Return for each posting how much of its words the person's account holds, 0 to 1; as small as what is covered."""
    words, postings, says = open_now.by_word
    begin, end = np.searchsorted(words, sight.words), np.searchsorted(words, sight.words, side="right")
    held = [slice(first, last) for first, last in zip(begin.tolist(), end.tolist(), strict=True) if first < last]
    if not held:
        return np.zeros(len(open_now), dtype=np.float32)
    at, share = (np.concatenate([column[one] for one in held]) for column in (postings, says))
    return np.bincount(at, weights=share, minlength=len(open_now)).astype(np.float32)


def _wish(sight: Sight, open_now: Arrays) -> Floats:
    wish = sight.starts.take(open_now.starts)
    wish += fit.REST
    wish += sight.weeks.take(open_now.weeks)
    if sight.causes:
        wish += fit.CAUSE * ((open_now.causes & sight.causes) != 0)
    if sight.wished.any():
        wished = np.zeros(len(wish), dtype=np.bool_)
        wished[np.concatenate([open_now.asking(int(code)) for code in np.flatnonzero(sight.wished)])] = True
        wish[wished] += fit.WISH
    return wish


def _share(given: float | None, asked: Table) -> Floats:
    return np.array([fit.UNSAID if given is None or value is None else min(1.0, given / value) for value in asked.values()])


def _start(person: fit.Person, asked: Table) -> Floats:
    mine = person.starts_on
    return np.array([fit.UNSAID if mine is None or day is None else min(1.0, max(0.0, 1 - (mine - day).days / fit.LATE_DAYS))
                     for day in asked.values()])


def _time(person: fit.Person, names: Names, at: datetime) -> Floats:
    """Return what common time makes of each distinct grid: there are far fewer grids than postings."""
    weeks = names.drawn_at(at)
    if not person.free:
        return np.ones(len(weeks))
    own = np.frombuffer(fit.week_of(person.free, person.zone, at).to_bytes(WEEK_BYTES, "little"), dtype=BITS)
    return np.where(weeks.any(axis=1), TIME[np.bitwise_count(weeks & own).sum(axis=1)], 1.0)


def crowd(open_now: Arrays, at: datetime) -> Floats:
    """Return the factor of each posting for the people who wait on it, faded to an hour; worked out once an hour, to be read only."""
    factor = open_now.crowds.get(at)
    if factor is None:
        days = np.maximum(0.0, at.astimezone(UTC).timestamp() - open_now.noted) / DAY
        waiting = open_now.weight * 0.5 ** (days / fit.FADING.days)
        factor = np.maximum(fit.CROWD_FLOOR, np.exp(-waiting / (fit.CROWD * open_now.seats)))
        factor.flags.writeable = False
        open_now.crowds.clear()
        open_now.crowds[at] = factor
    return factor
