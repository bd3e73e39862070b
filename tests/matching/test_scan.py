"""The fast numbers are those of the readable reference."""
import random
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engawa.journey.matching import fit, scan
from tests.matching.test_fit import AT, LINKS, PEOPLE, WORKS

SKILLS = ["excel", "list", "csv", "mainframe-dba", "database-design", "knots"]
WORDS = "名簿 受付 写真 会計 祭り 引き継ぎ 申込".split()
CODES = scan.Codes.of(SKILLS, ["nature", "children"])


def slow(person, rows, at=AT):
    within = fit.reach(person, LINKS)
    return [-1.0 if fit.conflicts(person, row.work) else fit.fit(person, _now(row, at), within, at).score for row in rows]


def _now(row, at):
    from dataclasses import replace
    return replace(row.work, waiting=fit.faded(row.weight, row.noted, at))


def fast(person, rows, at=AT):
    names = scan.Names(CODES)
    return scan.scores(person, fit.reach(person, LINKS), scan.arrays_of(rows, names), names, at)


ROWS = st.builds(scan.Row, WORKS, st.sampled_from([0.0, 0.0, 1.0, 7.5]), st.datetimes(
    datetime(2026, 8, 1), datetime(2026, 10, 10), timezones=st.just(UTC)))


@given(PEOPLE, st.lists(ROWS, max_size=12))
def test_the_same_numbers_for_all_at_once(person, rows):
    assert fast(person, rows) == pytest.approx(slow(person, rows), abs=1e-6)


def some_rows(count, seed=7):
    """Postings like those of a house, more than a generator of examples would make."""
    rnd = random.Random(seed)
    return [scan.Row(fit.Work(
        demands=tuple(fit.Demand(skill, rnd.randint(1, 5), rnd.random() < .7) for skill in rnd.sample(SKILLS, rnd.randint(0, 5))),
        contact=frozenset(rnd.sample(range(84), rnd.randint(0, 9))), zone=rnd.choice(["Asia/Tokyo", "Asia/Kathmandu", "Europe/Berlin"]),
        hours=rnd.choice([None, 2, 4, 8]), language=rnd.choice(["ja", "ja", "en"]), causes=frozenset(rnd.sample(["nature", "children"], 1)),
        starts_on=rnd.choice([None, date(2026, 10, 1), date(2026, 12, 1)]), weeks=rnd.choice([None, 6, 20]),
        data=rnd.choice(["none", "personal"]), seats=rnd.randint(1, 3), organization=rnd.randint(1, 40),
        words=tuple((word, .25) for word in rnd.sample(WORDS, rnd.randint(0, 4)))),
        rnd.choice([0.0, 0.0, 2.0]), AT - timedelta(days=rnd.randint(0, 60))) for _n in range(count)]


PERSON = fit.Person((fit.Held("excel", 4), fit.Held("mainframe-dba", 5, .9)), frozenset({4, 5, 60}), "Asia/Tokyo", 4,
                    {"ja": "native", "en": "conversation"}, frozenset({"nature"}), frozenset({"csv"}), date(2026, 10, 15), 3, False,
                    frozenset({3}), frozenset({5}), frozenset({"名簿", "会計", "登山"}), {"csv": .8})


def test_the_same_numbers_for_thousands():
    rows = some_rows(3000)
    assert fast(PERSON, rows) == pytest.approx(slow(PERSON, rows), abs=1e-6)


def test_postings_that_ask_for_nothing_special():
    rows = [scan.Row(fit.Work(causes=frozenset(causes)), 0.0, AT) for causes in ((), ("nature",))]
    assert fast(PERSON, rows) == pytest.approx(slow(PERSON, rows), abs=1e-6)


def test_taking_out_and_adding_leaves_the_others_as_they_were():
    rows, names = some_rows(60), scan.Names(CODES)
    all_of_them = scan.arrays_of(rows, names)
    keep = np.array([n % 3 != 0 for n in range(60)])
    again = all_of_them.kept(keep).joined(all_of_them.kept(~keep))
    within = fit.reach(PERSON, LINKS)
    expected = [slow(PERSON, [row])[0] for row in [r for r, k in zip(rows, keep, strict=True) if k]
                + [r for r, k in zip(rows, keep, strict=True) if not k]]
    assert scan.scores(PERSON, within, again, names, AT) == pytest.approx(expected, abs=1e-6)


def test_a_grid_seen_later_is_drawn_later():
    names = scan.Names(CODES)
    for size in (3, 30):
        rows = some_rows(size)
        found = scan.scores(PERSON, fit.reach(PERSON, LINKS), scan.arrays_of(rows, names), names, AT)
        assert found == pytest.approx(slow(PERSON, rows), abs=1e-6)
    later = AT + timedelta(days=60)                      # summer time has ended in Berlin
    rows = some_rows(30)
    found = scan.scores(PERSON, fit.reach(PERSON, LINKS), scan.arrays_of(rows, names), names, later)
    assert found == pytest.approx(slow(PERSON, rows, later), abs=1e-6)


@pytest.mark.parametrize(("found", "limit", "rows"), [
    ([.2, .9, 0, .5, .9, -1], 3, [1, 4, 3]), ([.2, fit.LEAST, .06], 3, [0, 2]),
    ([.2, .9], 5, [1, 0]), ([.5, .5, .5], 2, [0, 1]), ([0, -1], 3, []), ([], 3, [])])
def test_the_best_rows_come_first_and_equal_ones_in_their_order(found, limit, rows):
    assert scan.best(np.array(found, dtype=float), limit) == rows


def test_more_causes_than_bits_are_refused():
    with pytest.raises(ValueError, match="64 causes"):
        scan.Codes.of([], map(str, range(64)))
