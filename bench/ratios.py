"""Measures several ways of doing a thing in turns, so that noise of the machine falls on all alike."""
import statistics
import time
from collections.abc import Callable


def measure(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Call every way once a round, after one call each to warm up; return seconds per call by name."""
    for way in ways.values():
        way()
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(rounds):
        for name, way in ways.items():
            started = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - started)
    return times


def tell(times: dict[str, list[float]]) -> None:
    """Print median, 95th percentile and the ratio of medians to the first way."""
    base = statistics.median(next(iter(times.values())))
    print(f"{'':40} {'median ms':>10} {'p95 ms':>10} {'ratio':>8}")
    for name, seconds in times.items():
        middle, high = statistics.median(seconds), sorted(seconds)[int(len(seconds) * 0.95)]
        print(f"{name:40} {middle * 1000:10.2f} {high * 1000:10.2f} {middle / base:8.2f}")
