"""Full-text search of both databases behind one function: FTS5 on SQLite, tsvector on PostgreSQL.

Both hold the same words, already split by `normaliser`. The database splits nothing by itself: FTS5 is told that only white
space divides, and the tsvector is written out word by word. So both find the same rows; they only look words up, and what
a question asks for is put together from them (`held`, `queries.words`) and put in order elsewhere (`ranking`).
"""
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

Rows = NDArray[np.int64]
HEAD = "^"   # before a word that is looked for in title and skills alone; no word of a text begins so
LONGEST_WORD = 500
TEXTS = ("title", "skills", "organization", "body")
AT_A_TIME = 400    # SQLite joins no more than 500 questions

# One value holds all rows of a word: thousands are read in a tenth of the time that a line for each would take.
SQLITE = "SELECT {number}, group_concat(rowid) FROM matching_words WHERE matching_words MATCH %s"
READ = "SELECT id, title, skills, organization, body FROM matching_searchrow WHERE id IN ({rows})"
WRITE = "UPDATE matching_searchrow SET {columns} WHERE posting_id = %s"
POSTGRES = "SELECT {number}, matching_rows_with(%s::tsquery)"   # a function of migration 0006


def is_postgres() -> bool:
    """Say which of the two databases this is."""
    return connection.vendor == "postgresql"


def rows_with(words: Sequence[str]) -> list[Rows]:
    """Find for each word the rows that hold it, with `HEAD` before it in title or skills. One query for so many at a time."""
    return [rows for first in range(0, len(words), AT_A_TIME) for rows in _rows_with(words[first:first + AT_A_TIME])]


def _rows_with(words: Sequence[str]) -> list[Rows]:
    select, write, read = (POSTGRES, _lexeme, _numbers_of_bytes) if is_postgres() else (SQLITE, _quoted, _numbers_of_text)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(select.format(number=number) for number in range(len(words))), list(map(write, words)))
        found = dict(cursor.fetchall())
    return [read(found[number]) for number in range(len(words))]


def _numbers_of_text(text: str | None) -> Rows:
    return np.fromstring(text or "", dtype=np.int64, sep=",")


def _numbers_of_bytes(sent: bytes | None) -> Rows:
    return np.frombuffer(sent or b"", dtype=">i8").astype(np.int64)


def _quoted(word: str) -> str:
    if word.startswith(HEAD):
        return "{title skills} : " + _quoted(word[1:])
    return '"' + word.replace('"', '""') + '"'


def _lexeme(word: str) -> str:
    return "'" + word[:LONGEST_WORD].replace("\\", "\\\\").replace("'", "''") + "'"


def words_of(title: str, skills: str, organization: str, body: str) -> set[str]:
    """Return every word that finds a row with these four parts."""
    head = f"{title} {skills}".split()
    return {*head, *(HEAD + word for word in head), *organization.split(), *body.split()}


def texts_of(rows: Sequence[int]) -> list[tuple[int, str, str, str, str]]:
    """Read the words of some rows, each as it stands in the four parts: (row, title, skills, organization, body). One query."""
    with connection.cursor() as cursor:    # at every question, so without the cost of building a query
        cursor.execute(READ.format(rows=",".join(map(str, rows))))
        return cursor.fetchall()


def key_in_sql(key: UUID) -> UUID | str:
    """Write a key as the database holds it, for questions that are put as they are."""
    return key if is_postgres() else key.hex


def write(posting: UUID, columns: Mapping[str, Any]) -> bool:
    """Write all columns of a row in one statement, those that are no texts as JSON; return whether there is one.

    Its vector too on PostgreSQL; on SQLite triggers keep the index by themselves.
    """
    values = {name: value if isinstance(value, str) else json.dumps(value) for name, value in columns.items()}
    sets = [f"{name} = %s" for name in values]
    if is_postgres():
        sets.append("words = %s::tsvector")
        values["words"] = vector(*(columns[name] for name in TEXTS))
    with connection.cursor() as cursor:
        cursor.execute(WRITE.format(columns=", ".join(sets)), [*values.values(), key_in_sql(posting)])
        return bool(cursor.rowcount)


def vector(title: str, skills: str, organization: str, body: str) -> str:
    """Write the words of a row as a tsvector literal. Where they stand and how often says nothing here."""
    return " ".join(map(_lexeme, sorted(words_of(title, skills, organization, body))))
