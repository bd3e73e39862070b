"""The best open postings for many persons at once: the same numbers as `scan.scores`, 64 persons in one pass.

One pass walks through the postings once and adds up, for all its persons side by side, how far each demand is covered and which
words both use. Only where that could reach the running last place of a person's list is the rest looked at: time, period,
language, conflicts, who waits. Most pairs end at the first sum. `kernel_compiled` does the same walk as machine code where the extra `[fast]` is
installed; without it numpy walks, with results equal to the last bit (a test holds them so). Source: performance.md §2.
"""
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib import import_module
from itertools import islice
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engawa.journey.matching import fit, scan

log = logging.getLogger(__name__)
LANES = 64          # persons in a pass: what they hold (some 100 kB) stays near the processor
TILE = 256          # postings that numpy takes at a time
LINE = 64           # bytes in a line of the processor's cache
SAFETY = 1e-5       # the first sum is rough by less than this
Array = NDArray[Any]


class Postings(NamedTuple):
    """What a pass reads of the postings; one entry each, the demands of posting n from `first[n]` to `first[n + 1]`."""

    first: Array
    skill: Array
    by_level: Array
    most: Array
    hours: Array
    starts: Array
    weeks: Array
    language: Array
    organization: Array
    grid: Array
    causes: Array
    careful: Array
    crowd: Array
    closed: Array


class Persons(NamedTuple):
    """The tables of up to 64 persons (see `scan.Sight`) side by side: value × lane, so that lanes of one value lie together.

    `shared` (posting × lane) says how many of its words each posting shares with the person; of no postings when nobody has words.
    `without` holds the postings each person shall not be given: those of lane n from `first[n]` to `first[n + 1]`; `barred`
    likewise the organizations.
    """

    count: int
    reached: Array
    wished: Array
    time: Array
    hours: Array
    starts: Array
    weeks: Array
    spoken: Array
    causes: Array
    shared: Array
    ready: Array       # for work that is not careful, and for work that is
    most_wished: Array
    first_barred: Array
    barred: Array
    first: Array
    without: Array


class Weights(NamedTuple):
    """The numbers of the rule."""

    rest: float = fit.REST
    cause: float = fit.CAUSE
    wish: float = fit.WISH
    nothing_asked: float = fit.NOTHING_ASKED
    words: float = fit.WORDS
    least: float = fit.LEAST
    safety: float = SAFETY


class Seeker(NamedTuple):
    """A person as tables, and the rows of postings that shall not come up for that person."""

    sight: scan.Sight
    without: Collection[int] = ()


Found = list[tuple[int, float]]
Walk = Callable[[Postings, Persons, Weights, int], tuple[Array, Array, Array]]


def best_for_many(seekers: Iterable[Seeker], open_now: scan.Arrays, at: datetime, limit: int, closed: scan.Bools | None = None,
                  walk: Walk | None = None) -> Iterator[Found]:
    """Yield for each person the rows and scores of the best postings, best first, among equals the earlier row.

    The persons may come as a stream: never more than 64 are held at a time.

    Args:
        seekers: the persons.
        open_now: the postings.
        at: the whole hour for fading, the same as in the sights.
        limit: how many postings each gets at most.
        closed: postings that nobody shall be given.
        walk: which code walks; None for the fastest there is.
    """
    postings = postings_of(open_now, at, closed)
    walk = walk or fastest()
    stream = iter(seekers)
    while block := list(islice(stream, LANES)):
        rows, scores, sizes = walk(postings, persons_of(block, open_now), Weights(), min(limit, max(1, len(open_now))))
        for lane in range(len(block)):
            size = sizes[lane]
            yield list(zip(rows[lane, :size].tolist(), scores[lane, :size].tolist(), strict=True))


def postings_of(open_now: scan.Arrays, at: datetime, closed: scan.Bools | None = None) -> Postings:
    """Lay out the postings for passes, once for all persons."""
    def small(values: Array) -> Array:
        return np.ascontiguousarray(values, dtype=np.int32)
    return Postings(
        np.append(open_now.first, len(open_now.skill)).astype(np.int64), small(open_now.skill), open_now.by_level, open_now.most,
        small(open_now.hours), small(open_now.starts), small(open_now.weeks), small(open_now.language), small(open_now.organization),
        small(open_now.grid), open_now.causes, open_now.careful, scan.crowd(open_now, at),
        np.zeros(len(open_now), dtype=np.bool_) if closed is None else closed)


def persons_of(block: Sequence[Seeker], open_now: scan.Arrays) -> Persons:
    """Lay out at most 64 persons side by side, and what they share with the words of the postings."""
    sights = [seeker.sight for seeker in block]

    def lanes(name: str) -> Array:
        values = [np.asarray(getattr(sight, name)) for sight in sights]
        # Tables grow when a posting brings a new value: an earlier person's is shorter, and what is asked of it stands in front.
        full = _zeros((*max(value.shape for value in values), LANES), values[0].dtype)
        for lane, value in enumerate(values):
            full[(*map(slice, value.shape), lane)] = value
        return full

    def lists(values: Sequence[Collection[int]]) -> tuple[Array, Array]:
        return np.cumsum([0, *map(len, values)]), np.array([one for some in values for one in some], dtype=np.int64)
    return Persons(
        len(block), lanes("reached"), lanes("wished"), lanes("time"), lanes("hours"), lanes("starts"), lanes("weeks"), lanes("spoken"),
        lanes("causes"), _shared(sights, open_now), np.stack([np.ones(LANES), lanes("ready")]), lanes("most_wished"),
        *lists([sight.barred for sight in sights]), *lists([seeker.without for seeker in block]))


def _shared(sights: Sequence[scan.Sight], open_now: scan.Arrays) -> Array:
    """Return how many words each posting shares with each lane (posting × lane)."""
    if not any(len(sight.words) for sight in sights):
        return np.zeros((0, LANES), dtype=np.float32)
    shared = np.zeros((LANES, len(open_now)), dtype=np.float32)
    for lane, sight in enumerate(sights):
        shared[lane] = scan.words_shared(sight, open_now)
    return np.ascontiguousarray(shared.T)


def _zeros(shape: tuple[int, ...], kind: Any) -> Array:
    """Return a table of zeros that begins at a line of the processor's cache: else every read of many lanes would touch two lines."""
    size = prod(shape) * np.dtype(kind).itemsize
    room = np.zeros(size + LINE, dtype=np.uint8)
    begin = -room.ctypes.data % LINE
    return room[begin:begin + size].view(kind).reshape(shape)


@cache
def fastest() -> Walk:
    """Return the compiled walk, or that of numpy where it cannot be had."""
    try:
        found: Walk = import_module("engawa.journey.matching.kernel_compiled").walk
    except ImportError:
        return walk
    except RuntimeError as error:   # no folder in which the machine code could be kept
        log.warning("Many persons are compared by numpy, which is slower: %s", error)
        return walk
    return found


def needed(last: float, most_wished: float, safety: float) -> float:
    """Return the ability below which nobody with so much wish reaches a score: the harmonic mean turned round."""
    return max(0.0, last * most_wished / (2 * most_wished - last) - safety)


# ------------------------------------------------------------------ the walk of numpy
def walk(postings: Postings, persons: Persons, weights: Weights, limit: int) -> tuple[Array, Array, Array]:
    """Return rows and scores (lane × place) of the best postings of each lane, and how many there are."""
    rows, scores = np.zeros((LANES, limit), dtype=np.int64), np.zeros((LANES, limit))
    sizes, need = np.zeros(LANES, dtype=np.int64), np.full(LANES, np.inf, dtype=np.float32)
    need[:persons.count] = 0
    for begin in range(0, len(postings.closed), TILE):
        rough = _rough(postings, persons, weights, begin, min(begin + TILE, len(postings.closed)))
        lane, row = np.nonzero((rough > need).T)
        row += begin
        score = _exact(postings, persons, weights, row, lane)
        good = score > np.where(sizes[lane] == limit, scores[lane, limit - 1], weights.least)
        lane, row, score = lane[good], row[good], score[good]
        for one in np.unique(lane):
            mine = lane == one
            all_rows = np.concatenate([rows[one, :sizes[one]], row[mine]])
            all_scores = np.concatenate([scores[one, :sizes[one]], score[mine]])
            order = np.argsort(-all_scores, kind="stable")[:limit]
            sizes[one] = len(order)
            rows[one, :len(order)], scores[one, :len(order)] = all_rows[order], all_scores[order]
            if len(order) == limit:
                need[one] = needed(scores[one, limit - 1], persons.most_wished[one], weights.safety)
    return rows, scores, sizes


def _rough(postings: Postings, persons: Persons, weights: Weights, begin: int, end: int) -> Array:
    """Return the ability of every lane for a tile of postings (posting × lane), about; -1 where the posting is closed."""
    first = postings.first[begin:end + 1]
    demands = slice(first[0], first[-1])
    covered = persons.reached[postings.skill[demands]]
    covered *= postings.by_level[demands, None]
    np.minimum(covered, postings.most[demands, None], out=covered)
    rough = np.full((end - begin, LANES), weights.nothing_asked, dtype=np.float32)
    asks = np.flatnonzero(first[1:] > first[:-1])
    if len(asks):
        rough[asks] = np.add.reduceat(covered, first[asks] - first[0], axis=0)
    if len(persons.shared):
        rough += np.float32(weights.words) * persons.shared[begin:end]
    rough[postings.closed[begin:end]] = -1
    return rough


def _exact(postings: Postings, persons: Persons, weights: Weights, row: Array, lane: Array) -> Array:
    """Return the scores of pairs, in the order of sums of `scan.scores`; -1 in conflict."""
    counts = postings.first[row + 1] - postings.first[row]
    pair = np.repeat(np.arange(len(row)), counts)
    demand = np.arange(len(pair)) + np.repeat(postings.first[row] - (np.cumsum(counts) - counts), counts)
    skill = postings.skill[demand]
    covered = np.minimum(persons.reached[skill, lane[pair]] * postings.by_level[demand], postings.most[demand])
    ability = np.bincount(pair, weights=covered, minlength=len(row)).astype(np.float64, copy=False)
    ability[counts == 0] = weights.nothing_asked
    if len(persons.shared):
        ability += weights.words * persons.shared[row, lane]
    np.minimum(ability, 1.0, out=ability)
    wish = persons.starts[postings.starts[row], lane] + weights.rest
    wish += persons.weeks[postings.weeks[row], lane]
    wish += weights.cause * ((postings.causes[row] & persons.causes[lane]) != 0)
    wished = np.bincount(pair, weights=persons.wished[skill, lane[pair]], minlength=len(row)) > 0
    wish[wished] += weights.wish
    score = ability * wish
    score /= ability + wish
    score *= 2
    score *= persons.spoken[postings.language[row], lane]
    score *= persons.time[postings.grid[row], lane]
    score *= persons.hours[postings.hours[row], lane]
    score *= persons.ready[postings.careful[row].astype(np.int64), lane]
    score *= postings.crowd[row]
    for values, first, kept_from in ((postings.organization[row], persons.first_barred, persons.barred), (row, persons.first, persons.without)):
        if len(kept_from):
            owner = np.repeat(np.arange(persons.count), np.diff(first))
            score[np.isin(values * LANES + lane, kept_from * LANES + owner)] = -1.0
    return score
