"""The best twenty of all open postings for one person who looks now (performance.md §2, online).

Ours is the scan of a request, from the skills held to the twenty rows, all rules on. SQLite adds up covers by an index on
the skill; the dense product multiplies a matrix of all postings with the person. Both do less than is asked: no time, hours,
period, causes, wishes; the dense one does not cap at the level asked for either. The people of these ways have no words,
because the peers read skills alone; “with words” is the same scan for the same people and postings when both have words as well.
"""
import itertools
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from bench import data
from bench.ratios import Way, build, in_turns, peak_of, target, tell_growth, tell_ways
from engawa.journey.matching import fit, scan

SIZES, PEOPLE, BEST, ROUNDS = (2_000, 10_000, 100_000), 20, 20, 40
SQL = """SELECT d.posting, SUM(d.share * MIN(p.reached, d.level) / d.level) AS fit FROM person p
 JOIN demand d ON d.skill = p.skill JOIN posting o ON o.id = d.posting
 WHERE o.language IN (SELECT value FROM json_each(?)) GROUP BY d.posting ORDER BY fit DESC LIMIT 20"""


def run(sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS) -> None:
    """Measure each size; check that ours is exact."""
    links = data.links()
    people, wordy = ([(person, fit.reach(person, links)) for person in data.people(PEOPLE, words=words)] for words in (False, True))
    by_size: dict[int, list[Way]] = {}
    for size in sizes:
        rows, names = list(data.rows(size)), scan.Names(data.codes())
        worded, named = list(data.rows(size, words=True)), scan.Names(data.codes())
        ways = by_size[size] = [
            build("ours: scan, all rules", lambda rows=rows, names=names: _ours(rows, names, people)),
            build("ours: scan, all rules, with words", lambda rows=worded, names=named: _ours(rows, names, wordy)),
            build("SQLite aggregation", lambda rows=rows: _sqlite(rows, people), every=1 if size < 100_000 else 4),
            build("numpy dense", lambda rows=rows, names=names: _dense(rows, names, people))]
        for way in ways:
            way.peak = peak_of(way.call)
        in_turns(ways, rounds, clock=time.process_time)
        print(f"\n{size:,} open postings")
        tell_ways(ways)
        _check(rows, names, people[0])
        _check(worded, named, wordy[0])
    if 10_000 in by_size:
        ours, worded_way, sql = by_size[10_000][:3]
        target("10,000 postings: ours / SQLite aggregation", ours.middle / sql.middle, 1 / 20)
        print(f"           with words, which SQLite does not read: {worded_way.middle / sql.middle:.3g} (no target)")
    if {10_000, 100_000} <= set(sizes):
        tell_growth(by_size[10_000], by_size[100_000], "From 10,000 to 100,000")


def _ours(rows, names, people) -> Callable[[], object]:
    arrays, turn = scan.arrays_of(rows, names), itertools.cycle(people)
    scan.scores(*people[0], arrays, names, data.AT)      # what is made once and kept

    def one() -> list[int]:
        person, within = next(turn)
        return scan.best(scan.scores(person, within, arrays, names, data.AT), BEST)
    return one


def _sqlite(rows, people) -> Callable[[], object]:
    database, turn = sqlite3.connect(":memory:"), itertools.cycle(people)
    database.executescript("""CREATE TABLE demand (posting INTEGER, skill TEXT, level REAL, share REAL);
        CREATE TABLE posting (id INTEGER PRIMARY KEY, language TEXT); CREATE TEMP TABLE person (skill TEXT, reached REAL);""")
    database.executemany("INSERT INTO posting VALUES (?, ?)", ((n, row.work.language) for n, row in enumerate(rows)))
    for n, row in enumerate(rows):
        whole = sum(one.weight for one in row.work.demands)
        database.executemany("INSERT INTO demand VALUES (?, ?, ?, ?)", (
            (n, one.skill, one.level, one.weight / whole) for one in row.work.demands))
    database.executescript("CREATE INDEX by_skill ON demand (skill, posting, level, share); ANALYZE;")

    def one() -> list[tuple[int, float]]:
        person, within = next(turn)
        database.execute("DELETE FROM person")
        database.executemany("INSERT INTO person VALUES (?, ?)", ((skill, max(way[0] for way in ways)) for skill, ways in within.items()))
        spoken = '["' + '","'.join(code for code, level in person.languages.items() if level) + '"]'
        return database.execute(SQL, (spoken,)).fetchall()
    return one


def _dense(rows, names, people) -> Callable[[], object]:
    arrays, turn = scan.arrays_of(rows, names), itertools.cycle(people)
    whole = np.zeros((len(arrays), len(data.SKILLS)), dtype=np.float32)
    whole[arrays.posting, arrays.skill] = arrays.by_level

    def one() -> list[int]:
        person, within = next(turn)
        found = whole @ scan.sight_of(person, within, names, data.AT).reached[:-1]
        best = np.argpartition(found, len(found) - BEST)[-BEST:]
        return [int(row) for row in best[np.argsort(-found[best])]]
    return one


def _check(rows, names, one) -> None:
    """Compare with the readable rule, posting by posting."""
    person, within = one
    arrays = scan.arrays_of(rows, names)
    slow = np.array([0.0 if fit.conflicts(person, row.work) else fit.fit(
        person, replace(row.work, waiting=fit.faded(row.weight, row.noted, data.AT)), within, data.AT).score for row in rows])
    found = scan.scores(person, within, arrays, names, data.AT)
    best = scan.best(found, BEST)
    assert np.allclose(np.maximum(found, 0), slow, atol=1e-6), "not the numbers of the rule"
    assert np.allclose(slow[best], np.sort(slow)[::-1][:len(best)], atol=1e-6), "not the best twenty"
    words = ", with words" if person.words else ""
    print(f"exact: the {len(best)} best are those of the rule worked out posting by posting{words}")
