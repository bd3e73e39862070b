"""Full-text search of both databases behind one function: FTS5 on SQLite, tsvector on PostgreSQL.

Both hold the same words, already split by `normaliser`, in the same four weights. The database splits nothing by
itself: FTS5 is told that only white space divides, and the tsvector is written out word by word. So both find the
same postings; only the order inside equal relevance may differ.
"""
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from engawa.journey.matching.normaliser import Unit

# title, skills, organization, body
BM25 = (8.0, 5.0, 3.0, 1.0)
TS_RANK = "{0.1, 0.3, 0.6, 1.0}"   # of the letters D, C, B, A
LETTERS = "ABCD"
LONGEST_POSITION, LONGEST_WORD = 16_383, 500

SQLITE = """SELECT rowid, -bm25(matching_words, {weights}) FROM matching_words WHERE matching_words MATCH %s"""
COUNT_SQLITE = "SELECT {number}, count(*) FROM matching_words WHERE matching_words MATCH %s"
COUNT_POSTGRES = "SELECT {number}, count(*) FROM matching_searchrow WHERE words @@ %s::tsquery"
ROWS_SQLITE = "SELECT {number}, rowid FROM matching_words WHERE matching_words MATCH %s"
ROWS_POSTGRES = "SELECT {number}, id FROM matching_searchrow WHERE words @@ %s::tsquery"
POSTGRES = """SELECT id, ts_rank(%s, words, %s::tsquery) FROM matching_searchrow WHERE words @@ %s::tsquery"""


def is_postgres() -> bool:
    """Say which of the two databases this is."""
    return connection.vendor == "postgresql"


def match(units: Sequence[Unit], *, any_word: bool = False) -> dict[int, float]:
    """Find the rows that meet all units of a question (or hold any of their words): row id -> a rough relevance."""
    if not units:
        return {}
    with connection.cursor() as cursor:
        if is_postgres():
            asked = _expression(units, _lexeme, " & ", " | ", any_word)
            cursor.execute(POSTGRES, [TS_RANK, asked, asked])
        else:
            asked = _expression(units, _quoted, " AND ", " OR ", any_word)
            cursor.execute(SQLITE.format(weights=", ".join(map(str, BM25))), [asked])
        return dict(cursor.fetchall())


def rows_of(questions: Sequence[Sequence[Unit]]) -> list[set[int]]:
    """Find for each question the rows that meet all of its units. One query, however many questions."""
    found: list[set[int]] = [set() for _question in questions]
    if not questions:
        return found
    if is_postgres():
        select, asked = ROWS_POSTGRES, [_expression(units, _lexeme, " & ", " | ", False) for units in questions]
    else:
        select, asked = ROWS_SQLITE, [_expression(units, _quoted, " AND ", " OR ", False) for units in questions]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(select.format(number=number) for number in range(len(asked))), asked)
        for number, row in cursor.fetchall():
            found[number].add(row)
    return found


def spread(words: Sequence[str]) -> dict[str, int]:
    """Count for each word the rows that hold it. One query."""
    if not words:
        return {}
    count, write = (COUNT_POSTGRES, _lexeme) if is_postgres() else (COUNT_SQLITE, _quoted)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(count.format(number=number) for number in range(len(words))), [write(word) for word in words])
        return {words[number]: rows for number, rows in cursor.fetchall()}


def _expression(units: Sequence[Unit], write: Callable[[str], str], both: str, either: str, any_word: bool) -> str:
    if any_word:
        return either.join(write(word) for word in dict.fromkeys(word for unit in units for word in unit.tokens))
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
