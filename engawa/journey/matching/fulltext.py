"""Full-text search of both databases behind one function: FTS5 on SQLite, tsvector on PostgreSQL.

Both hold the same words, already split by `normaliser`, in the same four parts. The database splits nothing by itself: FTS5
is told that only white space divides, and the tsvector is written out word by word. So both find the same rows; they only
look words up, and the order is made elsewhere (`ranking`). Rows come as one text, since thousands of them are read in a
tenth of the time that a line for each would take.
"""
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from engawa.journey.matching.normaliser import Unit

Rows = NDArray[np.int64]
LETTERS = "ABCD"   # title, skills, organization, body
LONGEST_POSITION, LONGEST_WORD = 16_383, 500

ROWS_SQLITE = "SELECT {number}, group_concat(rowid) FROM matching_words WHERE matching_words MATCH %s"
ROWS_POSTGRES = "SELECT {number}, string_agg(id::text, ',') FROM matching_searchrow WHERE words @@ %s::tsquery"
COUNT_SQLITE = "SELECT {number}, count(*) FROM matching_words WHERE matching_words MATCH %s"
COUNT_POSTGRES = "SELECT {number}, count(*)::text FROM matching_searchrow WHERE words @@ %s::tsquery"


def is_postgres() -> bool:
    """Say which of the two databases this is."""
    return connection.vendor == "postgresql"


def find(units: Sequence[Unit], count: Sequence[str] = ()) -> tuple[Rows, dict[str, int]]:
    """Find the rows that meet all units of a question, and count for some words the rows that hold each. One query."""
    if not units:
        return _numbers(None), {}
    rows, counted, write = (ROWS_POSTGRES, COUNT_POSTGRES, _lexeme) if is_postgres() else (ROWS_SQLITE, COUNT_SQLITE, _quoted)
    found, *counts = _asked([(rows, _all_of(units)), *((counted, write(word)) for word in count)])
    return _numbers(found), {word: int(number or 0) for word, number in zip(count, counts, strict=True)}


def rows_of(questions: Sequence[Sequence[Unit]]) -> list[Rows]:
    """Find for each question the rows that meet all of its units. One query, however many questions."""
    return _rows([_all_of(units) for units in questions])


def rows_with(words: Sequence[str], *, in_head: bool = False) -> list[Rows]:
    """Find for each word the rows that hold it (in title or skills). One query."""
    if is_postgres():
        return _rows([_lexeme(word) + (":AB" if in_head else "") for word in words])
    return _rows([("{title skills} : " if in_head else "") + _quoted(word) for word in words])


def _rows(expressions: Sequence[str]) -> list[Rows]:
    select = ROWS_POSTGRES if is_postgres() else ROWS_SQLITE
    return [_numbers(found) for found in _asked([(select, expression) for expression in expressions])]


def _asked(parts: Sequence[tuple[str, str]]) -> list[str | None]:
    """Ask several things of the index in one query: (select, expression) each."""
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(select.format(number=number) for number, (select, _expression) in enumerate(parts)),
                       [expression for _select, expression in parts])
        return [answer for _number, answer in sorted(cursor.fetchall(), key=lambda row: int(row[0]))]


def _numbers(text: str | None) -> Rows:
    return np.fromstring(text or "", dtype=np.int64, sep=",")


def _all_of(units: Sequence[Unit]) -> str:
    write, both, either = (_lexeme, " & ", " | ") if is_postgres() else (_quoted, " AND ", " OR ")
    return both.join(f"({either.join(f'({both.join(map(write, way))})' for way in unit.ways)})" for unit in units)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _lexeme(word: str) -> str:
    return "'" + word[:LONGEST_WORD].replace("\\", "\\\\").replace("'", "''") + "'"


def vector(parts: Sequence[str]) -> str:
    """Write the four parts of a row as a tsvector literal: each word with its places and the letter of its part."""
    places: dict[str, list[str]] = {}
    position = 0
    for letter, part in zip(LETTERS, parts, strict=True):
        for word in part.split():
            position = min(position + 1, LONGEST_POSITION)
            places.setdefault(_lexeme(word), []).append(f"{position}{letter}")
    return " ".join(f"{word}:{','.join(at[:255])}" for word, at in places.items())


def note_vector(row: Any) -> None:
    """Write the vector of a row on PostgreSQL; on SQLite triggers keep the index by themselves."""
    if is_postgres():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE matching_searchrow SET words = %s::tsvector WHERE id = %s",
                           [vector([row.title, row.skills, row.organization, row.body]), row.pk])
