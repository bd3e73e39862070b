"""The walk of `kernel` as machine code: made by numba once on a machine and kept beside this file. Needs the extra `[fast]`.

No number of the rule stands here: what is kept is not made anew when another file changes, so they come as arguments.
"""
import numpy as np
from numba import njit

LANES = 64


@njit(cache=True, nogil=True)
def walk(postings, persons, weights, limit):
    """Do the same as `kernel.walk`, step by step in the same order of sums."""
    rows = np.zeros((LANES, limit), np.int64)
    scores = np.zeros((LANES, limit))
    sizes = np.zeros(LANES, np.int64)
    need = np.full(LANES, np.inf, np.float32)
    need[:persons.count] = 0
    rough = np.empty(LANES, np.float32)
    first, skill, by_level, most, reached = postings.first, postings.skill, postings.by_level, postings.most, persons.reached
    for row in range(len(postings.closed)):
        if postings.closed[row]:
            continue
        begin, end = first[row], first[row + 1]
        rough[:] = weights.nothing_asked if begin == end else 0
        for demand in range(begin, end):
            lanes, by, top = reached[skill[demand]], by_level[demand], most[demand]
            for lane in range(LANES):
                covered = lanes[lane] * by
                rough[lane] += covered if covered < top else top
        hits = 0
        for lane in range(LANES):
            hits += rough[lane] > need[lane]
        if hits == 0:
            continue
        for lane in range(LANES):
            if rough[lane] > need[lane]:
                size = sizes[lane]
                last = scores[lane, limit - 1] if size == limit else 0.0
                score = _exact(postings, persons, weights, row, lane, rough[lane], last)
                if score > last:
                    sizes[lane] = _insert(rows[lane], scores[lane], size, limit, row, score)
                    if sizes[lane] == limit:
                        last, wished = scores[lane, limit - 1], persons.most_wished[lane]
                        need[lane] = max(0.0, last * wished / (2 * wished - last) - weights.safety)
    return rows, scores, sizes


@njit(cache=True, nogil=True)
def _insert(rows, scores, size, limit, row, score):
    """Put a posting into a list that stays in order, behind its equals; return the new length."""
    place = size if size < limit else limit - 1
    while place > 0 and scores[place - 1] < score:
        scores[place], rows[place] = scores[place - 1], rows[place - 1]
        place -= 1
    scores[place], rows[place] = score, row
    return min(size + 1, limit)


@njit(cache=True, nogil=True, inline="always")
def _exact(postings, persons, weights, row, lane, rough, last):
    """Return the score of one pair; -1 in conflict, or when it cannot come above the last."""
    wish = persons.time[lane, postings.grid[row]] + weights.rest
    wish += persons.hours[lane, postings.hours[row]]
    wish += persons.starts[lane, postings.starts[row]]
    wish += persons.weeks[lane, postings.weeks[row]]
    if postings.causes[row] & persons.causes[lane]:
        wish += weights.cause
    spoken, crowd = persons.spoken[lane, postings.language[row]], postings.crowd[row]
    at_most, wished_most = rough + weights.safety, wish + weights.wish
    if 2 * at_most * wished_most / (at_most + wished_most) * spoken * crowd <= last:
        return -1.0
    if persons.barred[lane, postings.organization[row]]:
        return -1.0
    for at in range(persons.first[lane], persons.first[lane + 1]):
        if persons.without[at] == row:
            return -1.0
    begin, end = postings.first[row], postings.first[row + 1]
    ability, wished = 0.0, False
    for demand in range(begin, end):
        skill = postings.skill[demand]
        ability += min(persons.reached[skill, lane] * postings.by_level[demand], postings.most[demand])
        wished |= persons.wished[skill, lane]
    if begin == end:
        ability = weights.nothing_asked
    if postings.careful[row]:
        ability *= persons.ready[lane]
    if wished:
        wish += weights.wish
    score = ability * wish
    score /= ability + wish
    score *= 2
    score *= spoken
    return score * crowd
