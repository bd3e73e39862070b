"""Who goes where, all together: the auction beside min-cost flow, the Hungarian methods of scipy, and greedy (performance.md §2).

The market of `data`: half as many postings as people, one to three seats each. All get the same short lists, of the twenty
postings that suit each person best; only the calculation is timed, for the solver of ortools without the building of its
network. At the smaller sizes the lists of ours, spread by prices, are compared with those lists by fit. The target of time
counts from 10,000 people on: below, everything is over within milliseconds, of which ours needs a few for any size.
"""
import time
from collections.abc import Callable, Iterator

import numpy as np

from bench import data
from bench.ratios import Way, build, in_turns, peak_of, target, tell_growth, tell_ways
from engawa.journey.matching import assigning, fit, kernel, scan
from engawa.journey.matching.assigning import Pairs

SIZES, ROUNDS = (1_000, 3_000, 10_000, 30_000), 7
DENSE, BIPARTITE, SPREAD = 1_000, 10_000, 3_000      # beyond these sizes they take minutes
LARGE = 10_000
UNITS = 10_000                                       # ortools counts in whole numbers
OURS, FLOW = "ours: auction", "ortools min-cost flow"
BY_FIT, FIRST_COME = "greedy, the best pair first", "greedy, first come"


def run(sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS, *, peers: bool = True) -> None:
    """Measure each size and compare the sums of the fits; without the peers, ours and the greedy ways only."""
    by_size: dict[int, list[Way]] = {}
    met: dict[int, tuple[float, float, float]] = {}
    for people in sizes:
        market = Market(people)
        pairs = market.by_fit()
        ways = by_size[people] = [build(name, make, every=7 if name.startswith("scipy") else 1)
                                  for name, make in _makers(pairs, people, market.seats)
                                  if peers or name in (OURS, BY_FIT, FIRST_COME)]
        for way in ways:
            way.peak = peak_of(way.call)
        in_turns(ways, rounds, clock=time.process_time)
        values = {way.name: float(way.call()) for way in ways}  # type: ignore[arg-type]  # each of these ways returns its value
        print(f"\n{people:,} people, {len(market.seats):,} postings with {market.seats.sum():,} seats, {len(pairs):,} pairs")
        tell_ways(ways)
        best = max(value for name, value in values.items() if not name.startswith("greedy"))
        print(f"{'':44}{'of the best sum':>18}")
        for name, value in values.items():
            print(f"{name:44}{value / best:18.5f}")
        middle = {way.name: way.middle for way in ways}
        beside = FLOW if peers else OURS
        met[people] = values[OURS] / values[beside], middle[OURS] / middle[beside], values[OURS] / values[BY_FIT] - 1
        if people <= SPREAD:
            _tell_spread(market, pairs)
    print()
    for people, (value, seconds, gain) in met.items():
        target(f"{people:,} people: sum of fits, times that of min-cost flow", value, .999, at_least=True)
        if people >= LARGE:
            target(f"{people:,} people: time, times that of min-cost flow", seconds, .2)
        target(f"{people:,} people: more than greedy, as a share", gain, .05, at_least=True)
    if len(sizes) > 1:
        tell_growth(by_size[sizes[0]], by_size[sizes[-1]], f"From {sizes[0]:,} to {sizes[-1]:,}")


class Market:
    """People and postings, and the lists that lead from one to the other."""

    def __init__(self, people: int) -> None:
        self.names, links = scan.Names(data.codes()), data.links()
        self.arrays = scan.arrays_of(list(data.rows(people // 2)), self.names).unhurried()
        self.seats = self.arrays.seats.astype(np.int64)
        self.people = [(person, fit.reach(person, links)) for person in data.people(people)]

    def by_fit(self) -> Pairs:
        """Return the twenty postings that suit each person best."""
        seekers = (kernel.Seeker(scan.sight_of(person, within, self.names, data.AT)) for person, within in self.people)
        rows = [(n, row, score) for n, found in enumerate(kernel.best_for_many(seekers, self.arrays, data.AT, assigning.LISTED))
                for row, score in found]
        person, posting, value = np.array(rows).T
        return Pairs.of(person.astype(np.int64), posting.astype(np.int64), value)

    def spread(self) -> Pairs:
        """Return lists that are spread by prices."""
        return assigning.candidates(self.scores(), len(self.people), self.seats)

    def scores(self) -> Iterator[scan.Floats]:
        for person, within in self.people:
            yield scan.scores(person, within, self.arrays, self.names, data.AT)


def _tell_spread(market: Market, by_fit: Pairs) -> None:
    """Compare what can be reached with lists by fit alone, with spread lists, and with no lists at all."""
    people, started = len(market.people), time.process_time()
    spread = market.spread()
    seconds = time.process_time() - started
    person, posting = np.indices((people, len(market.seats)))
    whole = Pairs.of(person.ravel(), posting.ravel(), np.array(list(market.scores())).ravel())
    best = assigning.assign(whole, people, market.seats).most
    for name, pairs in (("lists by fit", by_fit), ("lists spread by prices", spread)):
        found = assigning.assign(pairs, people, market.seats)
        used = len(np.unique(found.posting[found.posting != assigning.NOBODY]))
        print(f"{name:44}{found.value / best:18.5f} of the sum without lists, {found.placed:,} people, {used:,} postings")
    print(f"{'(making the spread lists':44}{seconds:18.1f} s, the fits among it)")


def _makers(pairs: Pairs, people: int, seats: scan.Ints) -> Iterator[tuple[str, Callable[[], Callable[[], object]]]]:
    yield OURS, lambda: lambda: assigning.assign(pairs, people, seats).value
    yield FLOW, lambda: _flow(pairs, people, seats)
    if people <= BIPARTITE:
        yield "scipy min_weight_full_bipartite_matching", lambda: _bipartite(pairs, people, seats)
    if people <= DENSE:
        yield "scipy linear_sum_assignment, dense", lambda: _dense(pairs, people, seats)
    yield BY_FIT, lambda: lambda: assigning.greedy(pairs, people, seats).value
    yield FIRST_COME, lambda: lambda: _first_come(pairs, people, seats)


def _flow(pairs: Pairs, people: int, seats: scan.Ints) -> Callable[[], object]:
    """Lay out source → person → posting → sink, and a way past for whom nothing is found."""
    from ortools.graph.python import min_cost_flow  # as all peers: not installed where nobody measures
    postings, network = len(seats), min_cost_flow.SimpleMinCostFlow()
    source, sink, each, goals = people + postings, people + postings + 1, np.arange(people), people + np.arange(postings)
    network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([np.full(people, source), pairs.person, goals, each]),
        np.concatenate([each, people + pairs.posting, np.full(postings, sink), np.full(people, sink)]),
        np.concatenate([np.ones(people + len(pairs), dtype=np.int64), seats, np.ones(people, dtype=np.int64)]),
        np.concatenate([np.zeros(people), -np.round(pairs.value * UNITS), np.zeros(postings + people)]).astype(np.int64))
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[source], supplies[sink] = people, -people
    network.set_nodes_supplies(np.arange(sink + 1), supplies)
    arcs = np.arange(people, people + len(pairs))

    def solve() -> float:
        assert network.solve() == network.OPTIMAL
        return float((pairs.value * network.flows(arcs)).sum())
    return solve


def _seats_apart(pairs: Pairs, seats: scan.Ints) -> tuple[scan.Ints, scan.Ints, scan.Floats]:
    """Give every seat a column of its own: person, seat, value."""
    times, first = seats[pairs.posting], (np.cumsum(seats) - seats)[pairs.posting]
    within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(pairs.person, times), np.repeat(first, times) + within, np.repeat(pairs.value, times)


def _bipartite(pairs: Pairs, people: int, seats: scan.Ints) -> Callable[[], object]:
    """Everybody must have something there: a place of one's own, worth next to nothing, stands beside the seats."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching
    person, seat, value = _seats_apart(pairs, seats)
    each, total = np.arange(people), int(seats.sum())
    table = csr_matrix((np.concatenate([value + 1, np.full(people, 1.0)]),
                        (np.concatenate([person, each]), np.concatenate([seat, total + each]))), shape=(people, total + people))

    def solve() -> float:
        rows, columns = min_weight_full_bipartite_matching(table, maximize=True)
        return float(np.asarray(table[rows, columns]).sum() - people)
    return solve


def _dense(pairs: Pairs, people: int, seats: scan.Ints) -> Callable[[], object]:
    from scipy.optimize import linear_sum_assignment
    person, seat, value = _seats_apart(pairs, seats)
    table = np.zeros((people, int(seats.sum())))
    table[person, seat] = value
    return lambda: float(table[linear_sum_assignment(table, maximize=True)].sum())


def _first_come(pairs: Pairs, people: int, seats: scan.Ints) -> float:
    """Let one person after the other take the best free seat."""
    free, taken, value = seats.tolist(), [False] * people, 0.0
    for person, posting, worth in zip(pairs.person.tolist(), pairs.posting.tolist(), pairs.value.tolist(), strict=True):
        if not taken[person] and free[posting] > 0:
            taken[person] = True
            free[posting] -= 1
            value += worth
    return value
