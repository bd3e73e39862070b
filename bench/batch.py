"""The best twenty postings for many people at once (performance.md §2, batch), pairs compared in a second.

Ours does everything that is asked: the best held skill, capped at the level asked for, time, hours, period, language, causes,
wishes, conflicts, who waits. The peers only multiply and pick: no cap, no rule, no filter. All use one thread.

The people of all these ways have no words, because the peers read skills alone. In life careers have: “with the words of careers”
does the same for the same people and postings when both have words as well.
"""
import time
from collections.abc import Callable

import numpy as np

from bench import data
from bench.ratios import Way, build, in_turns, peak_of, target, tell_growth, tell_ways
from engawa.journey.matching import fit, kernel, scan

SIZES, PEOPLE, BEST, ROUNDS = (10_000, 100_000), 256, 20, 5
BLOCK = 64
NUMBA, NUMPY, WITH_WORDS = "ours: numba, all rules", "ours: numpy, all rules", "ours: numba, with the words of careers"
CUT = 0.1    # sparse_dot_topn once more with what a skill covers by less than this left out, as people use it


def run(sizes: tuple[int, ...] = SIZES, count: int = PEOPLE, rounds: int = ROUNDS) -> None:
    """Measure each size; check that ours is exact."""
    from threadpoolctl import threadpool_limits  # as all peers: not installed where nobody measures
    by_size: dict[int, list[Way]] = {}
    with threadpool_limits(1):
        for size in sizes:
            plain, worded = (Side(size, count, words=words) for words in (False, True))
            ways = by_size[size] = _ways(plain, worded)
            for way in ways:
                way.peak = peak_of(way.call)
            in_turns(ways, rounds, clock=time.process_time)
            print(f"\n{count:,} people, {size:,} postings")
            tell_ways(ways)
            _tell_pairs(ways, count * size)
            _check(plain, worded, ways)
    if 100_000 in by_size:
        middle = {way.name: way.middle for way in by_size[100_000]}
        ours = middle[NUMBA]
        target("100,000 postings: times as fast as numpy dense", middle["numpy dense, blocks, argpartition"] / ours, 10, at_least=True)
        target("100,000 postings: times as fast as sparse_dot_topn", middle["sparse_dot_topn"] / ours, 8, at_least=True)
    if {10_000, 100_000} <= set(sizes):
        tell_growth(by_size[10_000], by_size[100_000], "From 10,000 to 100,000")


class Side:
    """Postings, and people as they see them; all with words or none."""

    def __init__(self, size: int, count: int, *, words: bool) -> None:
        links, self.names = data.links(), scan.Names(data.codes())
        self.arrays = scan.arrays_of(list(data.rows(size, words=words)), self.names)
        self.people = [(person, fit.reach(person, links)) for person in data.people(count, words=words)]
        self.sights = [scan.sight_of(person, within, self.names, data.AT) for person, within in self.people]
        self.seekers = [kernel.Seeker(sight) for sight in self.sights]

    def best(self, walk: kernel.Walk) -> list[kernel.Found]:
        """Find the best for all."""
        return list(kernel.best_for_many(self.seekers, self.arrays, data.AT, BEST, walk=walk))

    def alone(self, number: int) -> float:
        """Add up the best scores of one person, found without the others."""
        found = scan.scores(*self.people[number], self.arrays, self.names, data.AT)
        return float(np.sort(found)[::-1][:BEST].sum())


def _ways(plain: Side, worded: Side) -> list[Way]:
    from engawa.journey.matching import kernel_compiled
    arrays, reached = plain.arrays, np.array([sight.reached[:-1] for sight in plain.sights])
    return [
        build(NUMBA, lambda: lambda: plain.best(kernel_compiled.walk)),
        build(NUMPY, lambda: lambda: plain.best(kernel.walk), every=3),
        build(WITH_WORDS, lambda: lambda: worded.best(kernel_compiled.walk)),
        build("numpy dense, blocks, argpartition", lambda: _dense(arrays, reached)),
        build("scipy sparse product, argpartition", lambda: _sparse(arrays, reached), every=2),
        build("sparse_dot_topn", lambda: _topn(arrays, reached, 0.0)),
        build(f"sparse_dot_topn, covers under {CUT} left out", lambda: _topn(arrays, reached, CUT)),
        build("scikit-learn NearestNeighbors, cosine", lambda: _neighbours(arrays, reached), every=2)]


def _matrix(arrays: scan.Arrays):
    from scipy.sparse import csr_matrix
    return csr_matrix((arrays.by_level, arrays.skill, np.append(arrays.first, len(arrays.skill))), shape=(len(arrays), len(data.SKILLS)))


def _dense(arrays: scan.Arrays, reached) -> Callable[[], object]:
    whole = np.ascontiguousarray(_matrix(arrays).toarray().T)
    last = len(arrays) - BEST

    def all_blocks() -> list[object]:
        found = []
        for begin in range(0, len(reached), BLOCK):
            scores = reached[begin:begin + BLOCK] @ whole
            found.append(np.argpartition(scores, last, axis=1)[:, last:])
        return found
    return all_blocks


def _sparse(arrays: scan.Arrays, reached) -> Callable[[], object]:
    from scipy.sparse import csr_matrix
    by_skill, last = _matrix(arrays).T.tocsr(), len(arrays) - BEST
    people = csr_matrix(reached)
    return lambda: [np.argpartition((people[begin:begin + BLOCK] @ by_skill).toarray(), last, axis=1)[:, last:]
                    for begin in range(0, len(reached), BLOCK)]


def _topn(arrays: scan.Arrays, reached, cut: float) -> Callable[[], object]:
    from scipy.sparse import csr_matrix
    from sparse_dot_topn import sp_matmul_topn
    by_skill = _matrix(arrays).T.tocsr()
    people = csr_matrix(np.where(reached / 5 >= cut, reached, np.float32(0)))
    return lambda: sp_matmul_topn(people, by_skill, top_n=BEST, n_threads=1)


def _neighbours(arrays: scan.Arrays, reached) -> Callable[[], object]:
    from sklearn.neighbors import NearestNeighbors
    model = NearestNeighbors(n_neighbors=BEST, algorithm="brute", metric="cosine", n_jobs=1).fit(_matrix(arrays))
    from scipy.sparse import csr_matrix
    people = csr_matrix(reached)
    return lambda: [model.kneighbors(people[begin:begin + BLOCK], return_distance=False) for begin in range(0, len(reached), BLOCK)]


def _tell_pairs(ways: list[Way], pairs: int) -> None:
    print(f"{'':44}{'million pairs a second':>24}")
    for way in ways:
        print(f"{way.name:44}{pairs / way.middle / 1e6:24.0f}")


def _check(plain: Side, worded: Side, ways: list[Way]) -> None:
    """Compare ours by numba and by numpy, without words and with, and the sums of the best with one person after the other."""
    found = {way.name: way.call() for way in ways[:3]}
    for side, by_numba, by_numpy in ((plain, found[NUMBA], found[NUMPY]), (worded, found[WITH_WORDS], worded.best(kernel.walk))):
        assert by_numba == by_numpy, "numba and numpy differ"
        for number, best in enumerate(by_numba[:20]):
            assert abs(sum(score for _row, score in best) - side.alone(number)) < 1e-4, "not the best twenty"
    print("exact: numba and numpy give the same, with words and without, and the same as one person after the other")
    shared = np.mean([np.isin(worded.arrays.word, sight.words).sum() / len(worded.arrays) for sight in worded.sights[:20]])
    print(f"with words, a person and a posting share {shared:.1f} of them")
