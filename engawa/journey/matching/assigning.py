"""Who might go where, all postings looked at together. Pure arithmetic over arrays: no tables, no framework.

Three steps. `candidates` gives every person a short list and every posting one, spread by prices, because where all lists name
the same few postings no later step can help. `assign` lets the people bid for the seats: Bertsekas' auction algorithm (D. P.
Bertsekas, "The auction algorithm: a distributed relaxation method for the assignment problem", 1988) in its form for seats of
the same kind, each round with a step (epsilon), and again with a finer step until the prices prove the result. `greedy` is what
one would do by hand, the best pair first. Measured in performance.md §2.

Nobody is ever assigned by this: it makes a proposal, and a person of the coordinator team confirms each line.
"""
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from math import exp
from typing import Any

import numpy as np

from engawa.journey.matching import fit, scan
from engawa.journey.matching.scan import Floats, Ints

log = logging.getLogger(__name__)
LISTED = 20           # postings on a person's list, people on a posting's list
WITHIN = 1e-3         # how far from the best possible sum of fits a result may be, at most
FIRST_STEP, FINER, LAST_STEP = 3.5, 4, 1e-12   # of what may be lost for each seat: measured, the first is nearly always enough
LONG = 20_000         # from so many pairs machine code is worth fetching
NOBODY = -1
ROUNDING = 1e-6       # of the four bytes a number in which skills are compared


@dataclass(frozen=True)
class Pairs:
    """Who could go where: `person`, `posting` (both shape (pairs,), from 0) and the fit `value` above 0 of each pair.

    In the order of the persons, and for each the best first; no pair stands twice.
    """

    person: Ints
    posting: Ints
    value: Floats

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.person)

    @classmethod
    def of(cls, person: Ints, posting: Ints, value: Floats) -> "Pairs":
        """Put pairs in order; of equal ones the first stays, those of no value go."""
        good = np.flatnonzero(value > 0)
        _pairs, first = np.unique(np.stack([person[good], posting[good]]), axis=1, return_index=True)
        rows = good[first]
        rows = rows[np.lexsort((posting[rows], -value[rows], person[rows]))]
        return cls(person[rows], posting[rows], value[rows])

    def only(self, rows: scan.Bools) -> "Pairs":
        """Return the pairs that are true in `rows`, shape (pairs,)."""
        return Pairs(self.person[rows], self.posting[rows], self.value[rows])


@dataclass(frozen=True)
class Placing:
    """Who goes where: `posting` of each person, shape (people,), or -1; the sum of the fits; the most that could be reached."""

    posting: Ints
    value: float
    most: float

    @property
    def placed(self) -> int:
        """How many people have a posting."""
        return int((self.posting != NOBODY).sum())


def candidates(scores: Iterable[Floats], people: int, seats: Ints, limit: int = LISTED) -> Pairs:
    """Make the lists: half of a person's by fit, half by fit less the price of a posting; and those who suit each posting best.

    A posting's price is how often it stands on lists already, compared with its seats: what everybody names comes further down
    for the next person, and falls off the second half of lists where there is something else that suits. Both halves keep the fit
    itself as value.

    Args:
        scores: for each person one array of fits, shape (postings,); 0 or less where the pair cannot be.
        people: how many there are.
        seats: free seats of each posting, shape (postings,); one without is on no list.
        limit: the length of the lists.
    """
    free = seats > 0
    usual = max(1.0, people * limit / max(1, int(seats.sum())))      # so often would a seat be listed, were all alike
    listed, price = np.zeros(len(seats)), np.ones(len(seats))
    kept = _Best(len(seats), limit)
    found: list[tuple[int, int, float]] = []
    for person, row in enumerate(scores):
        row = np.where(free, row, 0.0)
        kept.offer(person, row)
        chosen = scan.best(row, limit - limit // 2)
        priced = row * price
        priced[chosen] = 0.0
        chosen += scan.best(priced, limit // 2)
        found += [(person, posting, float(row[posting])) for posting in chosen]
        listed[chosen] += 1
        for posting in chosen:
            price[posting] = max(fit.CROWD_FLOOR, exp(-listed[posting] / (usual * seats[posting])))
    found += kept.pairs()
    columns = np.array(found, dtype=np.float64).reshape(-1, 3).T
    return Pairs.of(columns[0].astype(np.int64), columns[1].astype(np.int64), columns[2])


class _Best:
    """The people who suit each posting best so far; among equals who came first."""

    def __init__(self, postings: int, limit: int) -> None:
        self.value, self.person = np.zeros((postings, limit)), np.full((postings, limit), NOBODY)
        self.least = np.zeros(postings)

    def offer(self, person: int, row: Floats) -> None:
        better = np.flatnonzero(row > self.least)
        last = self.value[better].argmin(axis=1)
        self.value[better, last], self.person[better, last] = row[better], person
        self.least[better] = self.value[better].min(axis=1)

    def pairs(self) -> list[tuple[int, int, float]]:
        posting, place = np.nonzero(self.person != NOBODY)
        return list(zip(self.person[posting, place].tolist(), posting.tolist(), self.value[posting, place].tolist(), strict=True))


def greedy(pairs: Pairs, people: int, seats: Ints) -> Placing:
    """Give the best pair its seat, then the next best, as long as person and seat are free; among equals the earlier person.

    Args:
        pairs: who could go where.
        people: how many there are.
        seats: free seats of each posting, shape (postings,).
    """
    posting, free = np.full(people, NOBODY), seats.tolist()
    taken, value = [False] * people, 0.0
    order = np.lexsort((pairs.posting, pairs.person, -pairs.value))
    for one, to, worth in zip(pairs.person[order].tolist(), pairs.posting[order].tolist(), pairs.value[order].tolist(), strict=True):
        if not taken[one] and free[to] > 0:
            taken[one], posting[one] = True, to
            free[to] -= 1
            value += worth
    return Placing(posting, value, 2 * value)       # never less than half of what could be


def assign(pairs: Pairs, people: int, seats: Ints, within: float = WITHIN) -> Placing:
    """Place people so that the sum of the fits is, provably, no less than (1 - within) of the best there is.

    Nobody is placed twice and no posting gets more people than it has seats. The same pairs give the same result.

    Args:
        pairs: who could go where.
        people: how many there are.
        seats: free seats of each posting, shape (postings,).
        within: the share of the sum that may be lost.
    """
    pairs = pairs.only(seats[pairs.posting] > 0)
    if not len(pairs):
        return Placing(np.full(people, NOBODY), 0.0, 0.0)
    step = FIRST_STEP * within * float(pairs.value.mean())
    while True:
        chosen, price = _auction(pairs, people, seats, step)
        taken = chosen[chosen != NOBODY]
        value, most = float(pairs.value[taken].sum()), _most(pairs, people, seats, price)
        if value >= (1 - within) * most or step < LAST_STEP:
            break
        step /= FINER
    posting = np.full(people, NOBODY)
    posting[pairs.person[taken]] = pairs.posting[taken]
    return Placing(posting, value, most)


def _most(pairs: Pairs, people: int, seats: Ints, price: Floats) -> float:
    """Return what no placing can exceed (duality): what all seats cost, and what each person would gain at these prices."""
    gain = np.zeros(people)
    np.maximum.at(gain, pairs.person, pairs.value - price[pairs.posting])
    return float((price * seats).sum() + gain.sum())


def _auction(pairs: Pairs, people: int, seats: Ints, step: float) -> tuple[Ints, Floats]:
    """Hold one auction from prices of nothing; return the pair of each person, or -1, and the price of each posting."""
    begin = np.concatenate([[0], np.cumsum(np.bincount(pairs.person, minlength=people))])
    seat = np.concatenate([[0], np.cumsum(seats)])
    given: list[Any] = [begin, pairs.posting, pairs.value, seat]
    kept: list[Any] = [np.zeros(seat[-1]), np.full(seat[-1], NOBODY), np.zeros(len(seats)), seat[:-1].copy(),
                       np.full(people, NOBODY), np.arange(people), np.zeros(people, dtype=np.int64)]
    if len(pairs) < LONG or (compiled := fastest()) is bid:
        kept = [one.tolist() for one in kept]
        bid(*(one.tolist() for one in given), *kept, step)
    else:
        compiled(*given, *kept, step)
    return np.asarray(kept[4], dtype=np.int64), np.asarray(kept[2], dtype=np.float64)


def bid(begin: Any, posting: Any, value: Any, seat: Any, level: Any, owner: Any, price: Any, cheapest: Any, chosen: Any, waiting: Any,
        later: Any, step: float) -> None:
    """Let everybody bid until nobody wants to: lists or arrays, changed in place; the same steps in both, so the same results.

    Each person in turn takes the posting that gains most at its price, and pays for its cheapest seat what makes it just better
    than the second best, and a step more; who sat there waits for the next round. Who gains nowhere leaves. A posting costs what
    its cheapest seat costs, nothing as long as one is free.

    Args:
        begin: where the pairs of each person begin, shape (people + 1,); best first.
        posting: of each pair.
        value: of each pair.
        seat: where the seats of each posting begin, shape (postings + 1,).
        level: what each seat costs.
        owner: who has each seat, or -1.
        price: what each posting costs.
        cheapest: the seat that costs least, of each posting.
        chosen: the pair each person has, or -1.
        waiting: everybody, in turn.
        later: room for as many.
        step: by how much a bid is raised beyond what it must.
    """
    count = len(waiting)
    while count > 0:
        outbid = 0
        for turn in range(count):
            person = waiting[turn]
            best, second, pair = 0.0, 0.0, -1
            for one in range(begin[person], begin[person + 1]):
                if value[one] <= second:
                    break                     # prices are never below nothing, and the rest is worth less
                gain = value[one] - price[posting[one]]
                if gain > best:
                    second, best, pair = best, gain, one
                elif gain > second:
                    second = gain
            if pair < 0:
                continue
            to = posting[pair]
            taken = cheapest[to]
            if owner[taken] >= 0:
                chosen[owner[taken]] = -1
                later[outbid] = owner[taken]
                outbid += 1
            owner[taken], chosen[person], level[taken] = person, pair, value[pair] - second + step
            low = taken
            for one in range(seat[to], seat[to + 1]):
                if level[one] < level[low]:
                    low = one
            cheapest[to], price[to] = low, level[low]
        waiting, later, count = later, waiting, outbid


@cache
def fastest() -> Callable[..., None]:
    """Return `bid` as machine code, or as it stands where that cannot be had."""
    try:
        found: Callable[..., None] = import_module("engawa.journey.matching.assigning_compiled").bid
    except ImportError:
        return bid
    except RuntimeError as error:   # no folder in which the machine code could be kept
        log.warning("Proposals are worked out without machine code, which is slower: %s", error)
        return bid
    return found


def possible(person: fit.Person, sight: scan.Sight, open_now: scan.Arrays, names: scan.Names, on: date) -> scan.Bools:
    """Say for each posting, shape (postings,), whether a person may be proposed for it at all.

    A proposal by the house keeps to what a conversation cannot change: the language of the work, the first day, the period, and
    a skill that serves at least one demand. What was not said is no bar.

    Args:
        person: what the participant brings.
        sight: `scan.sight_of` the same person.
        open_now: the postings.
        names: the tables the arrays were made with.
        on: today: a first day that has passed means as soon as possible.
    """
    serving = sight.reached.take(open_now.skill, mode="clip") * open_now.by_level >= (fit.ENOUGH - ROUNDING) * open_now.share
    good = np.bincount(open_now.posting[serving], minlength=len(open_now)) > 0
    good &= (sight.spoken >= fit.LANGUAGE_ENOUGH).take(open_now.language)
    good &= _true(person.starts_on is None or day is None or person.starts_on <= max(day, on) for day in names.starts.values()).take(open_now.starts)
    good &= _true(person.months is None or asked is None or person.months * fit.WEEKS_A_MONTH >= asked
                  for asked in names.weeks.values()).take(open_now.weeks)
    return good


def _true(values: Iterable[bool]) -> scan.Bools:
    return np.array(list(values), dtype=np.bool_)
