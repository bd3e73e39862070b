"""The walk of `kernel` as machine code: made by numba once on a machine and kept beside this file. Needs the extra `[fast]`.

No number of the rule stands here: what is kept is not made anew when another file changes, so they come as arguments.
The first sum is for all lanes at once (`_covered`); the few pairs that it leaves are looked at one by one.
"""
import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

LANES = 64      # as many as the bits of a number: a bit says which lanes a posting comes near to
WHOLE, SUMS = ir.IntType(64), ir.VectorType(ir.FloatType(), LANES)


@njit(cache=True, nogil=True)
def walk(postings, persons, weights, limit):
    """Do the same as `kernel.walk`, with every sum in the same order."""
    rows = np.zeros((LANES, limit), np.int64)
    scores = np.zeros((LANES, limit))
    sizes = np.zeros(LANES, np.int64)
    last = np.full(LANES, weights.least)    # what a score must be above
    need = np.full(LANES, np.inf, np.float32)
    need[:persons.count] = 0
    shared = persons.shared if len(persons.shared) else np.zeros((1, LANES), np.float32)
    rough, row = np.empty(LANES, np.float32), -1
    while True:
        row, near = _next(postings, persons, weights, shared, row + 1, need, rough)
        if not near:
            break
        while near:
            lane = _lowest(near)
            near &= near - np.uint64(1)
            if rough[lane] * _held(postings, persons, row, lane) <= need[lane]:
                continue
            score = _score(postings, persons, weights, row, lane)
            if score > last[lane] and not _kept_from(postings, persons, row, lane):
                sizes[lane] = size = _insert(rows[lane], scores[lane], sizes[lane], limit, row, score)
                if size == limit:
                    last[lane], top_wish = scores[lane, limit - 1], persons.most_wished[lane]
                    need[lane] = max(0.0, last[lane] * top_wish / (2 * top_wish - last[lane]) - weights.safety)
    return rows, scores, sizes


@njit(cache=True, nogil=True)
def _next(postings, persons, weights, shared, begin, need, rough):
    """Return the next posting that comes near the list of any lane by its demands and words alone, and a bit for each such lane."""
    nothing_asked, words, worded = np.float32(weights.nothing_asked), np.float32(weights.words), len(persons.shared) > 0
    for row in range(begin, len(postings.closed)):
        if not postings.closed[row]:
            first, end = postings.first[row], postings.first[row + 1]
            near = _covered(persons.reached, postings.skill, postings.by_level, postings.most, shared, need, rough, first, end,
                            row if worded else 0, words, nothing_asked if first == end else np.float32(0))
            if near:
                return row, near
    return len(postings.closed), np.uint64(0)


@intrinsic
def _covered(_typing, reached, skill, by_level, most, shared, need, rough, first, end, row, words, start):
    """Put into `rough` how far each lane covers demands and words, about; return a bit for each where it is above `need`.

    In Python, for each lane: rough = start + words * shared[row] + sum of min(reached[skill[demand]] * by_level[demand], most[demand])
    for demands from first to end. It is told to LLVM itself, so that all sums stay in registers: of arrays it cannot know that they
    do not overlap, and would write and read them again for each demand. It takes as many lanes at once as the processor can.
    """
    def build(context, builder, signature, given):
        reached, skill, by_level, most, shared, need, rough = (
            cgutils.create_struct_proxy(kind)(context, builder, value).data for kind, value in zip(signature.args[:7], given[:7], strict=True))
        first, end, row, words, start = given[7:]

        def one(array, place):
            return builder.load(builder.gep(array, [place]))

        def all_lanes(value):
            alone = builder.insert_element(ir.Constant(SUMS, ir.Undefined), value, ir.Constant(WHOLE, 0))
            return builder.shuffle_vector(alone, alone, ir.Constant(ir.VectorType(ir.IntType(32), LANES), None))

        def lanes(array, line):
            return builder.bitcast(builder.gep(array, [builder.mul(line, ir.Constant(WHOLE, LANES))]), SUMS.as_pointer())

        def load(array, line):
            return builder.load(lanes(array, line), align=4)
        nought = ir.Constant(WHOLE, 0)
        sums = cgutils.alloca_once_value(builder, builder.fadd(all_lanes(start), builder.fmul(all_lanes(words), load(shared, row))))
        with cgutils.for_range_slice(builder, first, end, ir.Constant(WHOLE, 1), WHOLE) as (demand, _count):
            covered = builder.fmul(load(reached, builder.sext(one(skill, demand), WHOLE)), all_lanes(one(by_level, demand)))
            top = all_lanes(one(most, demand))
            covered = builder.select(builder.fcmp_ordered("<", covered, top), covered, top)
            builder.store(builder.fadd(builder.load(sums), covered), sums)
        found = builder.load(sums)
        builder.store(found, lanes(rough, nought), align=4)
        return builder.bitcast(builder.fcmp_ordered(">", found, load(need, nought)), WHOLE)
    return types.uint64(reached, skill, by_level, most, shared, need, rough, first, end, row, words, start), build


@intrinsic
def _lowest(_typing, bits):
    """Return the place of the lowest bit that is set; one is."""
    def build(_context, builder, _signature, given):
        return builder.cttz(given[0], ir.Constant(ir.IntType(1), 1))
    return types.int64(bits), build


@njit(cache=True, nogil=True)
def _held(postings, persons, row, lane):
    """Return a factor by which the score of one lane is held back at least.

    The score grows ever more slowly with the ability, so holding back the ability as much leaves at least as high a score.
    """
    held = persons.spoken[postings.language[row], lane] * persons.time[postings.grid[row], lane]
    return held * persons.hours[postings.hours[row], lane] * postings.crowd[row]


@njit(cache=True, nogil=True, error_model="numpy")
def _score(postings, persons, weights, row, lane):
    """Work out the score of one lane."""
    begin, end = postings.first[row], postings.first[row + 1]
    ability, wished = weights.nothing_asked if begin == end else 0.0, False
    for demand in range(begin, end):
        skill = postings.skill[demand]
        ability += min(persons.reached[skill, lane] * postings.by_level[demand], postings.most[demand])
        wished |= persons.wished[skill, lane]
    if len(persons.shared):
        ability += weights.words * persons.shared[row, lane]
    ability = min(ability, 1.0)
    wish = persons.starts[postings.starts[row], lane] + weights.rest
    wish += persons.weeks[postings.weeks[row], lane]
    wish += weights.cause if postings.causes[row] & persons.causes[lane] else 0.0
    wish += weights.wish if wished else 0.0
    score = ability * wish
    score /= ability + wish
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
