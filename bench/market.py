"""A made-up market (performance.md §4): does ranking by fit alone starve most postings, and does ours spread attention?

20,000 arrivals over twelve weeks, 4,000 postings that want 1 to 3 people. Who arrives looks at ten postings in the order shown and
applies to one at most: the better it fits, the more it appeals, the higher it stands, the likelier. All orders get the
same people, the same chances, the same appeal. Applications beyond three times the seats cannot be answered well: wasted.
"""
from datetime import timedelta

import numpy as np

from bench import data
from bench.ratios import target
from engawa.journey.matching import fit, scan

ARRIVALS, POSTINGS, LOOKED_AT, DAYS = 20_000, 4_000, 10, 84
WASTED_FROM = 3


def run(arrivals: int = ARRIVALS, postings: int = POSTINGS) -> None:
    """Let the same people arrive under each order and print what became of the postings."""
    rnd = np.random.default_rng(5)
    names, links = scan.Names(data.codes()), data.links()
    arrays = scan.arrays_of(list(data.rows(postings)), names).unhurried()
    appeal, luck = rnd.beta(2, 2, postings), rnd.random((arrivals, LOOKED_AT))
    orders = {"fit only": _fit_only, "fit × popularity": _popular, "ours": _ours}
    taken = {name: np.zeros((2, postings)) for name in orders}         # applications; those not faded yet
    fits: dict[str, list[float]] = {name: [] for name in orders}
    fade = 0.5 ** (timedelta(days=DAYS) / arrivals / fit.FADING)
    for number, person in enumerate(data.people(arrivals, seed=6)):
        alone = np.maximum(0.0, scan.scores(person, fit.reach(person, links), arrays, names, data.AT))
        for name, order in orders.items():
            so_far, waiting = taken[name]
            waiting *= fade
            shown = scan.best(order(alone, so_far, waiting, arrays.seats), LOOKED_AT)
            chances = alone[shown] ** 2 * 2 * appeal[shown] / np.log2(np.arange(len(shown)) + 2)
            if len(chosen := np.flatnonzero(luck[number, :len(shown)] < chances)):
                row = shown[chosen[0]]
                so_far[row] += 1
                waiting[row] += 1
                fits[name].append(alone[row])
    _tell({name: (counts[0], fits[name]) for name, counts in taken.items()}, arrays.seats)


def _fit_only(alone, _so_far, _waiting, _seats):
    return alone


def _popular(alone, so_far, _waiting, _seats):
    return alone * (1 + np.log1p(so_far))


def _ours(alone, _so_far, waiting, seats):
    return alone * np.maximum(fit.CROWD_FLOOR, np.exp(-waiting / (fit.CROWD * seats)))


def _gini(counts) -> float:
    ordered = np.sort(counts)
    return float((2 * np.arange(1, len(ordered) + 1) - len(ordered) - 1) @ ordered / max(1.0, len(ordered) * ordered.sum()))


def _tell(found, seats) -> None:
    print(f"{'order':20}{'applications':>14}{'mean fit':>10}{'with one':>10}{'filled':>9}{'top tenth':>11}{'Gini':>7}{'usable':>9}")
    figures = {}
    for name, (counts, fits) in found.items():
        usable = np.minimum(counts, WASTED_FROM * seats).sum()
        top = np.sort(counts)[::-1][:len(counts) // 10].sum() / max(1, counts.sum())
        figures[name] = (float((counts > 0).mean()), float(usable), float(np.mean(fits)), _gini(counts))
        print(f"{name:20}{counts.sum():14,.0f}{np.mean(fits):10.3f}{(counts > 0).mean():10.0%}{(counts >= seats).mean():9.0%}{top:11.0%}"
              f"{_gini(counts):7.2f}{usable:9,.0f}")
    base, ours = figures["fit only"], figures["ours"]
    target("postings with an application, times fit only", ours[0] / base[0], 1.8, at_least=True)
    target("usable applications, times fit only", ours[1] / base[1], 1.8, at_least=True)
    target("mean fit, times fit only", ours[2] / base[2], 0.8, at_least=True)
    target("Gini, times fit only", ours[3] / base[3], 0.6)
