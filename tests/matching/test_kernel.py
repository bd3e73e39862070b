"""Many persons at once get what each would get alone, by numpy and by machine code alike."""
import random
import sys
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from engawa.journey.matching import fit, kernel, scan
from tests.matching.test_fit import AT, LINKS
from tests.matching.test_scan import CODES, PERSON, SKILLS, WORDS, some_rows


@pytest.fixture(params=["numpy", "compiled"])
def walk(request):
    if request.param == "numpy":
        return kernel.walk
    return pytest.importorskip("engawa.journey.matching.kernel_compiled", reason="numba is not installed").walk


def some_people(count, seed=11, words=1):
    rnd = random.Random(seed)
    return [fit.Person(
        skills=tuple(fit.Held(skill, rnd.randint(1, 5), rnd.choice([1.0, .8])) for skill in rnd.sample(SKILLS, rnd.randint(0, 4))),
        free=frozenset(rnd.sample(range(84), rnd.randint(0, 20))), zone=rnd.choice(["Asia/Tokyo", "Europe/Berlin"]),
        hours=rnd.choice([None, 1, 3, 9]), languages={"ja": rnd.choice(["native", "conversation"])},
        causes=frozenset(rnd.sample(["nature", "children"], rnd.randint(0, 2))), wishes=frozenset(rnd.sample(SKILLS, rnd.randint(0, 2))),
        starts_on=rnd.choice([None, date(2026, 10, 20)]), months=rnd.choice([None, 2]), practised=rnd.choice([None, True, False]),
        avoids=frozenset(rnd.sample(range(1, 41), rnd.randint(0, 3))),
        words=frozenset(rnd.sample(WORDS, rnd.randint(0, 5) * words))) for _n in range(count)]


def alone(person, arrays, names, limit, closed, without):
    found = scan.scores(person, fit.reach(person, LINKS), arrays, names, AT)
    found[closed] = -1
    found[list(without)] = -1
    return [(row, float(found[row])) for row in scan.best(found, limit)]


@pytest.mark.parametrize(("postings", "people", "limit", "words"), [
    (2000, 70, 20, 1), (2000, 70, 20, 0), (300, 3, 1, 1), (7, 65, 36, 1), (0, 2, 20, 1), (900, 0, 20, 1)])
def test_everybody_gets_what_the_scan_finds(walk, postings, people, limit, words):
    names, rnd = scan.Names(CODES), random.Random(3)
    arrays, persons = scan.arrays_of(some_rows(postings), names), some_people(people, words=words)
    closed = np.array([rnd.random() < .2 for _n in range(postings)], dtype=np.bool_)
    without = [rnd.sample(range(postings), rnd.randint(0, min(postings, 30))) for _person in persons]
    seekers = [kernel.Seeker(scan.sight_of(person, fit.reach(person, LINKS), names, AT), rows)
               for person, rows in zip(persons, without, strict=True)]
    found = list(kernel.best_for_many(iter(seekers), arrays, AT, limit, closed, walk))
    assert found == [alone(person, arrays, names, limit, closed, rows) for person, rows in zip(persons, without, strict=True)]


def test_equal_postings_stand_in_their_order(walk):
    names = scan.Names(CODES)
    arrays = scan.arrays_of([replace(some_rows(1)[0], weight=0.0)] * 700, names)
    seeker = kernel.Seeker(scan.sight_of(PERSON, fit.reach(PERSON, LINKS), names, AT))
    (found,) = kernel.best_for_many([seeker], arrays, AT, 5, walk=walk)
    assert ([row for row, _score in found], len({score for _row, score in found})) == ([0, 1, 2, 3, 4], 1)


def test_the_fastest_there_is_walks(monkeypatch):
    names = scan.Names(CODES)
    arrays = scan.arrays_of(some_rows(400), names)
    seeker = kernel.Seeker(scan.sight_of(PERSON, fit.reach(PERSON, LINKS), names, AT))
    expected = list(kernel.best_for_many([seeker], arrays, AT, 20, walk=kernel.walk))
    kernel.fastest.cache_clear()
    assert list(kernel.best_for_many([seeker], arrays, AT, 20)) == expected
    kernel.fastest.cache_clear()
    monkeypatch.setitem(sys.modules, "engawa.journey.matching.kernel_compiled", None)     # as if numba were missing
    assert kernel.fastest() is kernel.walk

    def nowhere(_name):
        raise RuntimeError("cannot cache function: no locator available")
    said: list[str] = []
    monkeypatch.setattr(kernel.log, "warning", lambda words, *about: said.append(words % about))
    kernel.fastest.cache_clear()
    monkeypatch.setattr(kernel, "import_module", nowhere)
    assert (kernel.fastest() is kernel.walk, said) == (
        True, ["Many persons are compared by numpy, which is slower: cannot cache function: no locator available"])
    kernel.fastest.cache_clear()
