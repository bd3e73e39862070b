"""The open postings as columns, so that thousands of them are tested, counted and put in order at once."""
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np

from engawa.journey.matching.held import Held
from engawa.journey.matching.open_postings import Line, Open

Ints = np.ndarray[Any, np.dtype[np.int64]]
Marks = np.ndarray[Any, np.dtype[np.bool_]]
# Stands for what is not said: no number of hours is so large, no day so late.
NONE = 1 << 40
HALF = 42   # the week has 84 blocks; two numbers hold them
MOST_MARKS = 100


@dataclass(frozen=True)
class Columns:
    """Each column has a value for every line, in the order of the lines. `held` knows the words of the lines."""

    lines: tuple[Line, ...]
    held: Held

    @cached_property
    def row(self) -> Ints:
        """The number in the index."""
        return self._ints(line.row for line in self.lines)

    @cached_property
    def hours(self) -> Ints:
        """Hours a week."""
        return self._ints(NONE if line.hours is None else line.hours for line in self.lines)

    @cached_property
    def weeks(self) -> Ints:
        """How many weeks it goes on."""
        return self._ints(NONE if line.weeks is None else line.weeks for line in self.lines)

    @cached_property
    def starts(self) -> Ints:
        """The first day as its number."""
        return self._days(line.starts_on for line in self.lines)

    @cached_property
    def deadline(self) -> Ints:
        """The last day as its number."""
        return self._days(line.deadline for line in self.lines)

    @cached_property
    def opened(self) -> Ints:
        """When it was published or opened again, in microseconds."""
        return self._ints(microseconds(line.opened_at or line.published_at) for line in self.lines)

    @cached_property
    def applications(self) -> Ints:
        """How many people ever applied."""
        return self._ints(line.applications for line in self.lines)

    @cached_property
    def newest(self) -> Ints:
        """The place of each line when the newest stands first."""
        order = sorted(range(len(self.lines)), key=lambda at: (self.lines[at].published_at, self.lines[at].posting), reverse=True)
        places = np.empty(len(order), dtype=np.int64)
        places[order] = np.arange(len(order))
        return places

    @cached_property
    def causes(self) -> Mapping[UUID, frozenset[str]]:
        """The causes of the organization of each posting."""
        return {line.posting: line.causes for line in self.lines}

    @cached_property
    def postings(self) -> np.ndarray[Any, np.dtype[np.object_]]:
        """The posting of each line."""
        return np.fromiter((line.posting for line in self.lines), dtype=np.object_, count=len(self.lines))

    def is_one_of(self, part: str, values: Collection[str]) -> Marks:
        """Mark the lines whose area, language, data class or template is one of some."""
        return self._once((part, *values), lambda: self._one_of(part, values))

    def _one_of(self, part: str, values: Iterable[str]) -> Marks:
        codes, column = self._codes(part)
        marked = np.zeros(len(self.lines), dtype=np.bool_)
        for value in values:
            if value in codes:
                marked |= column == codes[value]
        return marked

    def has_cause(self, slugs: Iterable[str]) -> Marks:
        """Mark the lines with at least one of some causes."""
        marked = np.zeros(len(self.lines), dtype=np.bool_)
        for slug in slugs:
            if slug in self._by_cause:
                marked |= self._by_cause[slug]
        return marked

    def meets(self, blocks: frozenset[int]) -> Marks:
        """Mark the lines whose organization can be reached in one of some blocks of the week."""
        return self._once(blocks, lambda: self._reached(blocks))

    def _reached(self, blocks: Iterable[int]) -> Marks:
        wanted, (early, late) = _halves(blocks), self._contact
        met: Marks = ((early & wanted[0]) | (late & wanted[1])) != 0
        return met

    def _once(self, key: Hashable, make: Callable[[], Marks]) -> Marks:
        """Return marks that nobody changes: the same conditions stand beside every list."""
        marks = self._marks.get(key)
        if marks is None:
            marks = make()
            marks.flags.writeable = False
            if len(self._marks) < MOST_MARKS:
                self._marks[key] = marks
        return marks

    @cached_property
    def _marks(self) -> dict[Hashable, Marks]:
        return {}

    def marked(self, at: Ints) -> Marks:
        """Mark the lines that stand in some places."""
        marked = np.zeros(len(self.lines), dtype=np.bool_)
        marked[at] = True
        return marked

    def at(self, rows: Ints) -> Ints:
        """Return where the lines with these numbers in the index stand; numbers of other lines are passed over."""
        first, places = self._places
        places = places[(rows - first)[(rows >= first) & (rows < first + len(places))]]
        return places[places >= 0]

    @cached_property
    def _places(self) -> tuple[int, Ints]:
        """The lowest number, and for each from there on where its line stands, -1 for none."""
        first = int(self.row.min(initial=NONE))
        places = np.full(int(self.row.max(initial=first - 1)) + 1 - first, -1, dtype=np.int64)
        places[self.row - first] = np.arange(len(self.lines))
        return first, places

    def holding(self, words: Iterable[str]) -> dict[str, Ints]:
        """Return for each word the lines that hold it. One query for words that nobody asked for before."""
        return {word: self.at(rows) for word, rows in self.held.of(words).items()}

    @cached_property
    def _contact(self) -> tuple[Ints, Ints]:
        halves = [_halves(line.contact) for line in self.lines]
        return self._ints(early for early, _late in halves), self._ints(late for _early, late in halves)

    @cached_property
    def _by_cause(self) -> Mapping[str, Marks]:
        found: dict[str, Marks] = {}
        for at, line in enumerate(self.lines):
            for slug in line.causes:
                if slug not in found:
                    found[slug] = np.zeros(len(self.lines), dtype=np.bool_)
                found[slug][at] = True
        return found

    @cached_property
    def _coded(self) -> dict[str, tuple[dict[str, int], Ints]]:
        return {}

    def _codes(self, part: str) -> tuple[dict[str, int], Ints]:
        if part not in self._coded:
            codes: dict[str, int] = {}
            self._coded[part] = (codes, self._ints(codes.setdefault(getattr(line, part), len(codes)) for line in self.lines))
        return self._coded[part]

    def _ints(self, values: Iterable[int]) -> Ints:
        return np.fromiter(values, dtype=np.int64, count=len(self.lines))

    def _days(self, values: Iterable[date | None]) -> Ints:
        return self._ints(NONE if value is None else value.toordinal() for value in values)


def microseconds(moment: datetime) -> int:
    """Return a moment as the column of opening has it."""
    return round(moment.timestamp() * 1_000_000)


def _halves(blocks: Iterable[int]) -> tuple[int, int]:
    early = late = 0
    for block in blocks:
        if block < HALF:
            early |= 1 << block
        else:
            late |= 1 << (block - HALF)
    return early, late


_kept: list[tuple[Open, Columns]] = []   # at most one: the columns of what this process knows


def columns_of(found: Open) -> Columns:
    """Return the columns of the open postings, made once for each state of them."""
    if not _kept or _kept[0][0] is not found:
        _kept[:] = [(found, Columns(found.lines, found.held))]
    return _kept[0][1]
