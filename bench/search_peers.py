"""The peers of `search`: what else finds a page of twenty with the exact count, for words, area and hours (performance.md §1)."""
import itertools
import logging
import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from django.db import connection

from bench.ratios import Way, build, in_turns, peak_of
from bench.texts import Question, Text, split, split_plain

PAGE, LIKE = 20, "LIKE"
PLAIN, ONE_PASS = "FTS5, words of Sudachi A, plain", "the same, rank and count in one pass"


def on_sqlite(made: list[Text], asks: list[Question], every: int) -> list[Way]:
    """Build the peers that need no server; slow ones are asked only every so many rounds."""
    tokens = [text.plain_tokens for text in made]    # before, so that the tokenizer is no memory of theirs
    return [build(PLAIN, lambda: _plain(made, tokens, asks)),
            build(ONE_PASS, lambda: _plain(made, tokens, asks, one_pass=True)),
            build("FTS5 trigram (LIKE for two letters)", lambda: _trigram(made, asks), every=every),
            build(LIKE, lambda: _like(made, asks), every=every),
            build("tantivy, words split by ours", lambda: _tantivy(made, asks)),
            build("bm25s, words split by ours", lambda: _bm25s(made, asks))]


def _facets(made: list[Text]) -> sqlite3.Connection:
    database = sqlite3.connect(Path(tempfile.mkdtemp(dir=os.environ["ENGAWA_DATA_DIR"])) / "peer.sqlite3")
    database.executescript("PRAGMA journal_mode=WAL; CREATE TABLE posting (id INTEGER PRIMARY KEY, area INTEGER, hours INTEGER, text TEXT)")
    database.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", ((n, text.area, text.hours, text.whole) for n, text in enumerate(made)))
    database.executescript("CREATE INDEX facets ON posting (area, hours); ANALYZE")
    return database


def _conditions(ask: Question, mark: str) -> tuple[str, list[object]]:
    parts, values = [], []
    for column, sign, value in (("area", "=", ask.area), ("hours", "<=", ask.hours)):
        if value is not None:
            parts.append(f" AND p.{column} {sign} {mark}")
            values.append(value)
    return "".join(parts), values


def _plain(made: list[Text], tokens: list[str], asks: list[Question], *, one_pass: bool = False) -> Callable[[], object]:
    """The first row of performance.md §1, with the cache it had there: twenty by rank, then the count; or all by rank, then counted."""
    database, turn = _facets(made), itertools.cycle(asks)
    database.executescript("""PRAGMA cache_size = -262144; PRAGMA mmap_size = 268435456;
        CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'")""")
    database.executemany("INSERT INTO words(rowid, text) VALUES (?, ?)", enumerate(tokens))
    database.commit()

    def one() -> object:
        ask = next(turn)
        where, values = _conditions(ask, "?")
        wanted = dict.fromkeys(token for word in ask.words for token in split_plain(word).split())
        values.insert(0, " AND ".join(f'"{token}"' for token in wanted))
        found = f"FROM words JOIN posting p ON p.id = words.rowid WHERE words MATCH ?{where}"
        if one_pass:
            ranked = database.execute(f"SELECT rank, p.id {found}", values).fetchall()
            return [row for _rank, row in sorted(ranked)[:PAGE]], len(ranked)
        page = database.execute(f"SELECT p.id {found} ORDER BY rank LIMIT {PAGE}", values).fetchall()
        return [row for row, in page], database.execute(f"SELECT count(*) {found}", values).fetchone()[0]
    return one


def _trigram(made: list[Text], asks: list[Question]) -> Callable[[], object]:
    database, turn = _facets(made), itertools.cycle(asks)
    database.executescript("""CREATE VIRTUAL TABLE words USING fts5(text, content='posting', content_rowid='id', tokenize='trigram');
        INSERT INTO words(words) VALUES('rebuild');""")

    def one() -> object:
        ask = next(turn)
        where, values = _conditions(ask, "?")
        long, short = ([word for word in ask.words if (len(word) > 2) is wanted] for wanted in (True, False))
        where += " AND p.text LIKE ?" * len(short)
        values += [f"%{word}%" for word in short]
        if not long:
            rows = database.execute(f"SELECT p.id FROM posting p WHERE 1{where} ORDER BY p.id DESC", values).fetchall()
        else:
            rows = database.execute(f"SELECT p.id FROM words JOIN posting p ON p.id = words.rowid WHERE words MATCH ?{where} ORDER BY rank",
                                    [" AND ".join(f'"{word}"' for word in long), *values]).fetchall()
        return rows[:PAGE], len(rows)
    return one


def _like(made: list[Text], asks: list[Question]) -> Callable[[], object]:
    database, turn = _facets(made), itertools.cycle(asks)

    def one() -> object:
        ask = next(turn)
        where, values = _conditions(ask, "?")
        where += " AND p.text LIKE ?" * len(ask.words)
        rows = database.execute(f"SELECT p.id FROM posting p WHERE 1{where} ORDER BY p.id DESC",
                                [*values, *(f"%{word}%" for word in ask.words)]).fetchall()
        return rows[:PAGE], len(rows)
    return one


def _tantivy(made: list[Text], asks: list[Question]) -> Callable[[], object]:
    import tantivy
    schema = (tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="whitespace").add_integer_field("area", indexed=True)
              .add_integer_field("hours", indexed=True, fast=True).build())
    index, turn = tantivy.Index(schema), itertools.cycle(asks)
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for text in made:
        writer.add_document(tantivy.Document(text=f"{split(text.title)} {text.body_tokens}", area=text.area, hours=text.hours))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def one() -> object:
        ask = next(turn)
        must = [tantivy.Query.term_query(schema, "text", token) for token in _tokens(ask)]
        if ask.area is not None:
            must.append(tantivy.Query.term_query(schema, "area", ask.area))
        if ask.hours is not None:
            must.append(tantivy.Query.range_query(schema, "hours", tantivy.FieldType.Integer, 0, ask.hours))
        found = searcher.search(tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in must]), PAGE, count=True)
        return found.hits, found.count
    return one


def _tokens(ask: Question) -> list[str]:
    return [token for word in ask.words for token in split(word).split()]


def _bm25s(made: list[Text], asks: list[Question]) -> Callable[[], object]:
    import bm25s
    logging.getLogger("bm25s").setLevel(logging.ERROR)
    engine, turn = bm25s.BM25(), itertools.cycle(asks)
    engine.index([f"{split(text.title)} {text.body_tokens}".split() for text in made], show_progress=False)
    area, hours = np.array([text.area for text in made]), np.array([text.hours for text in made])

    def one() -> object:
        ask = next(turn)
        scores = engine.get_scores(_tokens(ask))
        if ask.area is not None:
            scores = scores * (area == ask.area)
        if ask.hours is not None:
            scores = scores * (hours <= ask.hours)
        best = np.argpartition(scores, len(scores) - PAGE)[-PAGE:]
        return best[np.argsort(-scores[best])], int((scores > 0).sum())
    return one


def on_postgresql(made: list[Text], asks: list[Question], every: int) -> list[Way]:
    """Build the peers that stand in the same PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS peer; CREATE TABLE peer (id integer PRIMARY KEY, area integer, hours integer, text text)")
        cursor.executemany("INSERT INTO peer VALUES (%s, %s, %s, %s)", [(n, text.area, text.hours, text.whole) for n, text in enumerate(made)])
        cursor.execute("CREATE INDEX ON peer (area, hours); ANALYZE peer")
    like = build(LIKE, lambda: _ilike(asks), every=every)
    like.peak = peak_of(like.call)
    in_turns([like], len(asks))      # before the other index is there, which the planner would take for it

    def trigrams() -> Callable[[], object]:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; CREATE EXTENSION IF NOT EXISTS pg_trgm; "
                           "CREATE INDEX ON peer USING gin (text gin_trgm_ops); ANALYZE peer")
        return _ilike(asks)
    like.call, like.every = lambda: None, 10 ** 9
    return [build("pg_trgm (LIKE by its index)", trigrams), like]


def _ilike(asks: list[Question]) -> Callable[[], object]:
    turn = itertools.cycle(asks)

    def one() -> object:
        ask = next(turn)
        where, values = _conditions(ask, "%s")
        where += " AND p.text LIKE %s" * len(ask.words)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT p.id FROM peer p WHERE true{where} ORDER BY p.id DESC", [*values, *(f"%{word}%" for word in ask.words)])
            rows = cursor.fetchall()
        return rows[:PAGE], len(rows)
    return one
