"""Measures several ways of doing a thing in turns, so that noise of the machine falls on all alike.

Memory is what a way holds once it is built, and on top the peak of one call, seen in a forked child: `MB` of resident memory.
Where everything happens in one thread of this process, the processor's time is taken instead of the clock's: other work on
the machine then disturbs less.
"""
import contextlib
import ctypes
import gc
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

MB = 1024 * 1024


@dataclass
class Way:
    """A way of doing the thing, built: what one call does, what it holds in memory, how long building took."""

    name: str
    call: Callable[[], object]
    held: float = 0.0
    built: float = 0.0
    peak: float = 0.0
    times: list[float] = field(default_factory=list)
    every: int = 1

    @property
    def middle(self) -> float:
        """The median of seconds a call."""
        return statistics.median(self.times)

    @property
    def high(self) -> float:
        """The 95th percentile of seconds a call."""
        return sorted(self.times)[int(len(self.times) * 0.95)]

    @property
    def memory(self) -> float:
        """What it holds and what a call adds, in bytes."""
        return self.held + self.peak


def build(name: str, make: Callable[[], Callable[[], object]], *, every: int = 1) -> Way:
    """Build a way and see what it holds; a slow one may be called only in every so many rounds."""
    before, started = resident(), time.perf_counter()
    call = make()
    built = time.perf_counter() - started
    return Way(name, call, max(0.0, resident() - before), built, every=every)


def resident() -> float:
    """Return the resident memory of this process in bytes, after what is free has gone back to the system."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):      # not on every system
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return float(pages * os.sysconf("SC_PAGE_SIZE"))


def peak_of(call: Callable[[], object]) -> float:
    """Return by how much a call raises the resident memory at its peak. It runs in a child that shares what is built."""
    read, write = os.pipe()
    resident()      # what is free goes back first, else it would count as the peak
    child = os.fork()
    if child == 0:
        try:
            before = resident()
            call()
            # Linux counts kilobytes; a forked child's count begins with what it shares.
            os.write(write, str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        peak = float(answer.read() or 0)
    os.waitpid(child, 0)
    return max(0.0, peak)


def measure(ways: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Call every way once a round, after one call each to warm up; return seconds per call by name."""
    made = [Way(name, call) for name, call in ways.items()]
    in_turns(made, rounds)
    return {way.name: way.times for way in made}


def in_turns(ways: Iterable[Way], rounds: int, *, clock: Callable[[], float] = time.perf_counter) -> None:
    """Call every way once a round and note its seconds, after one call each to warm up."""
    ways = list(ways)
    for way in ways:
        way.call()
    for number in range(rounds):
        for way in ways:
            if number % way.every == 0:
                started = clock()
                way.call()
                way.times.append(clock() - started)


def tell(times: dict[str, list[float]]) -> None:
    """Print median, 95th percentile and the ratio of medians to the first way."""
    tell_ways([Way(name, lambda: None, times=seconds) for name, seconds in times.items()], memory=False)


def tell_ways(ways: list[Way], *, memory: bool = True) -> None:
    """Print a line for each way: median, 95th percentile, ratio to the first, memory, seconds of building."""
    print(f"{'':44}{'median ms':>11}{'p95 ms':>11}{'ratio':>9}" + (f"{'MB':>9}{'built s':>9}" if memory else ""))
    for way in ways:
        line = f"{way.name:44}{way.middle * 1000:11.2f}{way.high * 1000:11.2f}{way.middle / ways[0].middle:9.2f}"
        print(line + (f"{way.memory / MB:9.1f}{way.built:9.1f}" if memory else ""), flush=True)


def tell_growth(small: list[Way], large: list[Way], words: str) -> None:
    """Print how time and memory of each way grow from a small size to a large one."""
    print(f"\n{words + ', times as much':44}{'time':>11}{'MB':>11}")
    for way in large:
        if (before := next((one for one in small if one.name == way.name), None)) is not None:
            print(f"{way.name:44}{way.middle / before.middle:11.1f}{way.memory / max(before.memory, MB / 10):11.1f}", flush=True)


def target(words: str, value: float, bound: float, *, at_least: bool = False) -> bool:
    """Print a target of performance.md, what was measured, and whether it is met."""
    met = value >= bound if at_least else value <= bound
    print(f"  {'met    ' if met else 'NOT MET'}  {words}: {value:.3g} ({'at least' if at_least else 'at most'} {bound:g})", flush=True)
    return met
