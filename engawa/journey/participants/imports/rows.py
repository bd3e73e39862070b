"""The rows of a document before they are read: pages side by side, periods written over several rows."""
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from engawa.journey.participants.imports import periods
from engawa.journey.participants.imports.headings import compact, label_of, section_of
from engawa.journey.participants.imports.periods import narrow

Row = Sequence[tuple[int, str]]
NEW_PART: Row = ((-1, ""),)  # another sheet or page: what follows tells no more of the entry before

MARGIN = -2  # the column of an employer that the head or foot of a page names: it is that of all jobs on it
AGED, AGE = "年齢", re.compile(r"\W*(?:年齢|満?\s*\d{1,2}\s*[歳才]?)\W*")


def without_ages(rows: Iterable[Row]) -> Iterator[Row]:
    """The same without the column that says how old somebody was then."""
    aged = None
    for row in rows:
        columns = [column for column, text in row if compact(text) == AGED]
        if columns and len(row) > 2 and not any(re.search(r"\d", text) for _, text in row):
            aged = columns[0]
        yield row if row is NEW_PART else [(column, text) for column, text in row if not (column == aged and AGE.fullmatch(narrow(text)))]


def in_bands(rows: list[Row]) -> list[Row]:
    """A form with two pages side by side (年 月 … 年 月 …): the left one first."""
    for row in rows:
        years = [column for column, text in row if re.fullmatch(r"\W*年\W*", text)]
        if len(years) > 1:
            left = [[cell for cell in each if cell[0] < years[1]] for each in rows]
            return [*left, NEW_PART, *in_bands([[cell for cell in each if cell[0] >= years[1]] for each in rows])]
    return rows


def in_pairs(row: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """会社名 | … | 在籍期間 | …: a row of several labels, each with its value, in its pairs; else empty."""
    pairs = [row[place:place + 2] for place in range(0, len(row), 2)]
    are_pairs = len(row) > 2 and all(len(pair) == 2 and _asks(pair[0][1]) and not _asks(pair[1][1]) for pair in pairs)
    return pairs if are_pairs else []


def _asks(text: str) -> bool:
    return bool(label_of(text) or section_of(text))


def with_whole_periods(rows: list[Row]) -> Iterator[Row]:
    """1983年4月, ～ and 1990年3月 below each other, alone or in one column of a table, become one period.

    What stands beside the later ones comes after it.
    """
    left = deque(rows)
    while left:
        row, beside = left.popleft(), []
        while left and (places := _going_on(row, left[0])):
            here, there = places
            more = left.popleft()
            row = [*row[:here], (row[here][0], row[here][1] + more[there][1]), *row[here + 1:]]
            beside.append([*more[:there], *more[there + 1:]])
        yield row
        yield from filter(None, beside)


def _going_on(row: Row, more: Row) -> tuple[int, int] | None:
    """The places of two cells that tell one period."""
    if len(row) == len(more) == 1:
        return (0, 0) if _goes_on(row[0][1], more[0][1]) else None
    columns = {column: place for place, (column, _) in enumerate(more)}
    return next(((here, columns[column]) for here, (column, text) in enumerate(row)
                 if column in columns and _goes_on(text, more[columns[column]][1])), None)


def _goes_on(text: str, more: str) -> bool:
    text, more = narrow(text), narrow(more)
    if periods.BARE.match(text):
        return bool(periods.DASHED.match(more))
    return bool(re.match(rf"\s*{periods.DATE}\s*{periods.DASH}+\s*$", text) and periods.ENDED.match(more))
