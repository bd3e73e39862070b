"""The walk of `kernel` as machine code: made by numba once on a machine and kept beside this file. Needs the extra `[fast]`.

No number of the rule stands here: what is kept is not made anew when another file changes, so they come as arguments.
The inner loops of the first sum run over the lanes, so that the processor takes eight of them at once.
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
    rough, row = np.empty(LANES, np.float32), -1
    nothing_asked, words = np.float32(weights.nothing_asked), np.float32(weights.words)
    while True:
        row = _next(postings.first, postings.skill, postings.by_level, postings.most, postings.first_word, postings.word, postings.says,
                    postings.closed, persons.reached, persons.uses, need, nothing_asked, words, row + 1, rough)
        if row < 0:
            break
        for lane in range(persons.count):
            if rough[lane] <= need[lane]:
                continue
            score = _score(postings, persons, weights, row, lane)
            if score > last[lane] and not _kept_from(postings, persons, row, lane):
                sizes[lane] = size = _insert(rows[lane], scores[lane], sizes[lane], limit, row, score)
                if size == limit:
                    last[lane], top_wish = scores[lane, limit - 1], persons.most_wished[lane]
                    need[lane] = max(0.0, last[lane] * top_wish / (2 * top_wish - last[lane]) - weights.safety)
    return rows, scores, sizes


@njit(cache=True, nogil=True)
def _next(first, skill, by_level, most, first_word, word, says, closed, reached, uses, need, nothing_asked, words, begin, rough):
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
        if len(uses):
            for at in range(first_word[row], first_word[row + 1]):
                lanes_using, much = uses[word[at]], words * np.float32(says[at])
                for lane in range(LANES):
                    rough[lane] += much if lanes_using[lane] else np.float32(0)
        near = np.uint8(0)
        for lane in range(LANES):
            near |= np.uint8(rough[lane] > need[lane])
        if near:
            return row
    return -1


@njit(cache=True, nogil=True)
def _score(postings, persons, weights, row, lane):
    """Work out the score of one lane. Mostly a lane or two come near, so all together would be more work."""
    begin, end = postings.first[row], postings.first[row + 1]
    able, wished = weights.nothing_asked if begin == end else 0.0, False
    for demand in range(begin, end):
        skill, top = postings.skill[demand], postings.most[demand]
        covered = persons.reached[skill, lane] * postings.by_level[demand]
        able += covered if covered < top else top
        wished |= persons.wished[skill, lane]
    if len(persons.uses):
        shared = 0.0
        for at in range(postings.first_word[row], postings.first_word[row + 1]):
            shared += postings.says[at] if persons.uses[postings.word[at], lane] else 0.0
        able += weights.words * np.float32(shared)
    able = min(able, 1.0)
    wish = persons.starts[postings.starts[row], lane] + weights.rest
    wish += persons.weeks[postings.weeks[row], lane]
    wish += weights.cause if postings.causes[row] & persons.causes[lane] else 0.0
    wish += weights.wish if wished else 0.0
    score = able * wish
    score /= able + wish
    score *= 2
    score *= persons.spoken[postings.language[row], lane]
    score *= persons.time[postings.grid[row], lane]
    score *= persons.hours[postings.hours[row], lane]
    score *= persons.ready[1 if postings.careful[row] else 0, lane]
    return score * postings.crowd[row]


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
