"""The walk of `kernel` as machine code: made by numba once on a machine and kept beside this file. Needs the extra `[fast]`.

No number of the rule stands here: what is kept is not made anew when another file changes, so they come as arguments.
Every inner loop runs over the lanes, so that the processor takes four or eight of them at once.
"""
import numpy as np
from numba import njit

LANES = 64


@njit(cache=True, nogil=True)
def walk(postings, persons, weights, limit):
    """Do the same as `kernel.walk`, with every sum in the same order."""
    rows = np.zeros((LANES, limit), np.int64)
    scores = np.zeros((LANES, limit))
    sizes = np.zeros(LANES, np.int64)
    last = np.full(LANES, weights.least)    # what a score must be above
    need = np.full(LANES, np.inf, np.float32)
    need[:persons.count] = 0
    found, ability, wished = np.empty(LANES), np.empty(LANES), np.empty(LANES, np.bool_)
    rough, nothing_asked, row = np.empty(LANES, np.float32), np.float32(weights.nothing_asked), -1
    words = np.float32(weights.words)
    while True:
        row = _next(postings.first, postings.skill, postings.by_level, postings.most, postings.closed, persons.reached, persons.shared, need,
                    nothing_asked, words, row + 1, rough)
        if row < 0:
            break
        _score(postings, persons, weights, row, ability, wished, found)
        for lane in range(persons.count):
            if found[lane] > last[lane] and not _kept_from(postings, persons, row, lane):
                sizes[lane] = size = _insert(rows[lane], scores[lane], sizes[lane], limit, row, found[lane])
                if size == limit:
                    last[lane], top_wish = scores[lane, limit - 1], persons.most_wished[lane]
                    need[lane] = max(0.0, last[lane] * top_wish / (2 * top_wish - last[lane]) - weights.safety)
    return rows, scores, sizes


@njit(cache=True, nogil=True)
def _next(first, skill, by_level, most, closed, reached, shared, need, nothing_asked, words, begin, rough):
    """Return the next posting whose demands and words, roughly, some lane meets so far that it comes near its list; -1 at the end."""
    for row in range(begin, len(closed)):
        if closed[row]:
            continue
        rough[:] = nothing_asked if first[row] == first[row + 1] else np.float32(0)
        for demand in range(first[row], first[row + 1]):
            lanes, by, top = reached[skill[demand]], by_level[demand], most[demand]
            for lane in range(LANES):
                covered = lanes[lane] * by
                rough[lane] += covered if covered < top else top
        if len(shared):
            for lane in range(LANES):
                rough[lane] += words * shared[row, lane]
        near = np.uint8(0)
        for lane in range(LANES):
            near |= np.uint8(rough[lane] > need[lane])
        if near:
            return row
    return -1


@njit(cache=True, nogil=True, inline="always")
def _score(postings, persons, weights, row, ability, wished, found):
    """Work out the score of every lane."""
    begin, end = postings.first[row], postings.first[row + 1]
    ability[:] = weights.nothing_asked if begin == end else 0
    wished[:] = False
    for demand in range(begin, end):
        skill, by, top = postings.skill[demand], postings.by_level[demand], postings.most[demand]
        for lane in range(LANES):
            covered = persons.reached[skill, lane] * by
            ability[lane] += covered if covered < top else top
            wished[lane] |= persons.wished[skill, lane]
    if len(persons.shared):
        for lane in range(LANES):
            ability[lane] += weights.words * persons.shared[row, lane]
    causes, crowd, rest = postings.causes[row], postings.crowd[row], weights.rest
    time, hours = persons.time[postings.grid[row]], persons.hours[postings.hours[row]]
    starts, weeks = persons.starts[postings.starts[row]], persons.weeks[postings.weeks[row]]
    spoken, ready = persons.spoken[postings.language[row]], persons.ready[1 if postings.careful[row] else 0]
    for lane in range(LANES):
        able = ability[lane] if ability[lane] < 1 else 1.0
        wish = starts[lane] + rest
        wish += weeks[lane]
        wish += weights.cause if causes & persons.causes[lane] else 0.0
        wish += weights.wish if wished[lane] else 0.0
        score = able * wish
        score /= able + wish
        score *= 2
        score *= spoken[lane]
        score *= time[lane]
        score *= hours[lane]
        score *= ready[lane]
        found[lane] = score * crowd


@njit(cache=True, nogil=True)
def _kept_from(postings, persons, row, lane):
    """Say whether a person shall not be given a posting: by its organization, or itself."""
    for at in range(persons.first_barred[lane], persons.first_barred[lane + 1]):
        if persons.barred[at] == postings.organization[row]:
            return True
    for at in range(persons.first[lane], persons.first[lane + 1]):  # noqa: SIM110  # numba has no any()
        if persons.without[at] == row:
            return True
    return False


@njit(cache=True, nogil=True)
def _insert(rows, scores, size, limit, row, score):
    """Put a posting into a list that stays in order, behind its equals; return the new length."""
    place = size if size < limit else limit - 1
    while place > 0 and scores[place - 1] < score:
        scores[place], rows[place] = scores[place - 1], rows[place - 1]
        place -= 1
    scores[place], rows[place] = score, row
    return min(size + 1, limit)
