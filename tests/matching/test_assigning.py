"""Placing people: never worse than promised, never more than there are seats, the same every time."""
import sys
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engawa.journey.matching import assigning, fit, scan
from engawa.journey.matching.assigning import Pairs, assign, candidates, greedy
from tests.matching.test_fit import AT, LINKS, PEOPLE
from tests.matching.test_scan import CODES, ROWS


def best_by_trying(table, seats):
    """The most that any placing reaches, by trying all of them."""
    people, postings = table.shape
    most = 0.0
    for choice in product(range(-1, postings), repeat=people):
        if all(choice.count(posting) <= seats[posting] for posting in range(postings)):
            most = max(most, sum(table[person, to] for person, to in enumerate(choice) if to >= 0))
    return most


def pairs_of(table):
    person, posting = np.indices(table.shape)
    return Pairs.of(person.ravel(), posting.ravel(), table.ravel())


def is_fair(placing, pairs, seats):
    """Nobody where he cannot be, no posting with more people than seats, the sum as said."""
    worth = {(one, to): value for one, to, value in zip(pairs.person.tolist(), pairs.posting.tolist(), pairs.value.tolist(), strict=True)}
    placed = [(one, to) for one, to in enumerate(placing.posting.tolist()) if to >= 0]
    used = np.bincount([to for _one, to in placed], minlength=len(seats))
    return bool((used <= seats).all()) and placing.value == pytest.approx(sum(worth[one] for one in placed)) and placing.placed == len(placed)


TABLES = st.integers(1, 5).flatmap(lambda people: st.integers(1, 4).flatmap(lambda postings: st.tuples(
    st.lists(st.sampled_from([0.0, -1.0, .2, .5, .5, .61, .9, 1.0]) | st.floats(.01, 1), min_size=people * postings,
             max_size=people * postings).map(lambda cells: np.array(cells).reshape(people, postings)),
    st.lists(st.integers(0, 3), min_size=postings, max_size=postings).map(np.array))))


@given(TABLES)
def test_as_good_as_trying_everything(case):
    table, seats = case
    pairs, most = pairs_of(table), best_by_trying(np.maximum(table, 0), seats)
    for within in (assigning.WITHIN, 1e-6):
        found = assign(pairs, len(table), seats, within)
        assert is_fair(found, pairs, seats)
        assert found.value >= (1 - within) * most - 1e-9
        assert found.most >= most - 1e-9
    by_hand = greedy(pairs, len(table), seats)
    assert is_fair(by_hand, pairs, seats)
    assert most / 2 - 1e-9 <= by_hand.value <= most + 1e-9
    short = candidates(list(table), len(table), seats, limit=20)
    assert assign(short, len(table), seats, 1e-6).value >= (1 - 1e-6) * most - 1e-9     # short lists, few postings: all are on them


def test_what_greedy_gets_wrong():
    """The first person would do well in both, the second only in one: greedy gives it away."""
    table = np.array([[.9, .8], [.85, 0.0]])
    seats = np.array([1, 1])
    assert greedy(pairs_of(table), 2, seats).posting.tolist() == [0, -1]
    assert assign(pairs_of(table), 2, seats).posting.tolist() == [1, 0]


def crowd(people=400, postings=150, seed=3):
    """A market in which a few postings suit nearly everybody."""
    rnd = np.random.default_rng(seed)
    table = rnd.random((people, postings)) * np.linspace(.2, 1, postings) ** 2
    table[rnd.random(table.shape) < .5] = 0
    return table, rnd.integers(0, 4, postings)


def test_lists_are_spread_and_the_result_is_proven():
    table, seats = crowd()
    table[:, 7] = 0
    table[5, 7], seats[7] = .01, 1                                        # suits one person only, and badly
    short = candidates(iter(table), len(table), seats, limit=6)
    assert (short.value == table[short.person, short.posting]).all()
    assert seats[short.posting].min() > 0
    assert set(short.posting.tolist()) == set(np.flatnonzero((seats > 0) & table.any(axis=0)).tolist())
    assert np.bincount(short.person, minlength=len(table)).min() >= 6
    found, all_pairs = assign(short, len(table), seats), assign(pairs_of(table), len(table), seats)
    assert is_fair(found, short, seats)
    assert found.value >= .999 * found.most
    assert found.value >= .97 * all_pairs.value
    own = np.argsort(-table, axis=1)[:, :6]
    by_fit = Pairs.of(np.repeat(np.arange(len(table)), 6), own.ravel(), np.take_along_axis(table, own, 1).ravel())
    assert assign(by_fit, len(table), seats).placed < found.placed         # what a list by fit alone cannot repair


def test_the_same_every_time_and_with_numbers_of_either_kind(monkeypatch):
    table, seats = crowd()
    pairs = candidates(iter(table), len(table), seats)
    first = assign(pairs, len(table), seats)
    monkeypatch.setattr(assigning, "LONG", 0)
    monkeypatch.setattr(assigning, "fastest", lambda: (lambda *given: assigning.bid(*given)))     # on arrays
    again = assign(pairs, len(table), seats)
    assert (again.posting.tolist(), again.value, again.most) == (first.posting.tolist(), first.value, first.most)


def test_machine_code_gives_the_same(monkeypatch):
    compiled = pytest.importorskip("engawa.journey.matching.assigning_compiled", reason="numba is not installed").bid
    table, seats = crowd()
    pairs = candidates(iter(table), len(table), seats)
    first = assign(pairs, len(table), seats)
    monkeypatch.setattr(assigning, "LONG", 0)
    monkeypatch.setattr(assigning, "fastest", lambda: compiled)
    again = assign(pairs, len(table), seats)
    assert (again.posting.tolist(), again.value, again.most) == (first.posting.tolist(), first.value, first.most)


def test_without_machine_code(monkeypatch):
    assigning.fastest.cache_clear()
    monkeypatch.setitem(sys.modules, "engawa.journey.matching.assigning_compiled", None)      # as if numba were missing
    assert assigning.fastest() is assigning.bid
    monkeypatch.setattr(assigning, "LONG", 0)
    table, seats = crowd(30, 12)
    assert assign(pairs_of(table), 30, seats).placed > 0

    def nowhere(_name):
        raise RuntimeError("cannot cache function: no locator available")
    said: list[str] = []
    monkeypatch.setattr(assigning.log, "warning", lambda words, *about: said.append(words % about))
    assigning.fastest.cache_clear()
    monkeypatch.setattr(assigning, "import_module", nowhere)
    assert (assigning.fastest() is assigning.bid, len(said)) == (True, 1)
    assigning.fastest.cache_clear()


@given(PEOPLE, st.lists(ROWS, min_size=1, max_size=8))
def test_whom_the_house_may_propose_at_all(person, rows):
    """The same as reading the reasons one by one: a skill in common, and nothing in the way that a talk cannot change."""
    names = scan.Names(CODES)
    arrays, within = scan.arrays_of(rows, names), fit.reach(person, LINKS)
    found = assigning.possible(person, scan.sight_of(person, within, names, AT), arrays, names, date.min)
    results = [fit.fit(replace(person, avoids=frozenset(), own=frozenset()), row.work, within, AT) for row in rows]
    in_the_way = {fit.Kind.LANGUAGE, fit.Kind.START, fit.Kind.PERIOD}
    assert found.tolist() == [any(one.kind == fit.Kind.SKILL for one in result.reasons)
                              and in_the_way.isdisjoint(one.kind for one in result.missing) for result in results]
    later = assigning.possible(person, scan.sight_of(person, within, names, AT), arrays, names, date.max)
    assert (later >= found).all()                                          # a first day that has passed bars nobody


def test_nothing_to_place():
    nothing = candidates([], 0, np.array([1]))
    assert (len(nothing), assign(nothing, 0, np.array([1])).placed, greedy(nothing, 0, np.array([1])).value) == (0, 0, 0)
    full = candidates([np.array([.5])], 1, np.array([0]))
    assert len(full) == 0
    assert assign(pairs_of(np.array([[.5]])), 1, np.array([0])).posting.tolist() == [-1]
