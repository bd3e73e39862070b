"""A page of twenty with the exact count, for words, area and hours (performance.md §1).

“ours, whole answer” is what a request does: words put right, all facets counted, the first put in order with care.
“ours, page and count” does what the peers do: rank, filter, count. Which postings hold a word is remembered from its first
asking on, as in life; “each word for the first time” remembers nothing.
"""
import contextlib
import io
import itertools
import logging
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import numpy as np
from django.core.management import call_command
from django.db import connection

from bench.ratios import Way, build, in_turns, peak_of, target, tell_growth, tell_ways
from bench.texts import Question, Text, questions, split, texts
from engawa.base.times import now
from engawa.journey.matching import fulltext, normaliser, open_postings, queries
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.held import Held
from engawa.journey.matching.models import OpenVersion, SearchRow
from engawa.journey.matching.queries.columns import Columns
from engawa.journey.matching.queries.words import by_words, nearest_first
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.models import Posting

SIZES, QUESTIONS, PAGE, PIECE = (10_000, 100_000), 120, 20, 5_000
POSTGRESQL = os.environ.get("DATABASE_TEST_URL", "postgres://postgres@127.0.0.1:5432/postgres")
LIKE, WHOLE, COUNTED = "LIKE", "ours, whole answer", "ours, page and count"
UNKNOWN = "ours, page and count, each word for the first time"


def run(sizes: tuple[int, ...] = SIZES, asked: int = QUESTIONS) -> None:
    """Measure each size on this database; on SQLite also in a second process on PostgreSQL, if it answers."""
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("prepare", verbosity=0)
    areas = list(vocabulary().areas)
    by_size: dict[int, list[Way]] = {}
    asks = questions(asked, len(areas))
    for size in sizes:
        made = list(texts(size, len(areas)))
        _fill(made, areas)
        every = 1 if size < 100_000 else 4
        ways = [build(COUNTED, lambda areas=areas: _counted(asks, areas)), build(WHOLE, lambda areas=areas: _whole(asks, areas)),
                build(UNKNOWN, lambda areas=areas: _counted(asks, areas, remembers=False))]
        ways += _on_postgresql(made, asks, every) if fulltext.is_postgres() else _on_sqlite(made, asks, every)
        for way in ways:
            way.peak = peak_of(way.call)
        in_turns(ways, asked)
        print(f"\n{connection.vendor}: {size:,} postings")
        tell_ways(ways)
        by_size[size] = ways
    _judge(by_size)
    if not fulltext.is_postgres():
        _again_on_postgresql()


def _judge(by_size: dict[int, list[Way]]) -> None:
    largest = {way.name: way for way in by_size[max(by_size)]}
    for name in (COUNTED, WHOLE):
        target(f"{max(by_size):,} postings: {name} / LIKE", largest[name].middle / largest[LIKE].middle, 0.10)
        target(f"{max(by_size):,} postings: {name}, p95 / median", largest[name].high / largest[name].middle, 6)
    if len(by_size) > 1:
        tell_growth(by_size[min(by_size)], by_size[max(by_size)], f"From {min(by_size):,} to {max(by_size):,}")


def _again_on_postgresql() -> None:
    import psycopg
    name = f"engawa_bench_{os.getpid()}"
    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        print("\nPostgreSQL does not answer; left out")
        return
    with server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            subprocess.call([sys.executable, "-m", "bench", "--here", "search"],
                            env={**os.environ, "BENCH_DATABASE_URL": POSTGRESQL.rsplit("/", 1)[0] + "/" + name})
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


# ------------------------------------------------------------------ ours
def _fill(made: list[Text], areas: list[str]) -> None:
    """Put postings into the tables, their words into the index. Not measured."""
    Posting.objects.all().delete()
    count = max(text.organization for text in made) + 1
    houses = Organization.objects.bulk_create(
        (Organization(name=f"団体{n}", legal_form="npo", state="verified", verified_at=now()) for n in range(count)), batch_size=PIECE)
    moment = now()
    for begin in range(0, len(made), PIECE):
        piece = made[begin:begin + PIECE]
        postings = Posting.objects.bulk_create(Posting(
            organization=houses[text.organization], title=text.title, need="\n".join(text.need), task="\n".join(text.task), area_id=areas[text.area],
            hours_per_week=text.hours, weeks=6, state="open", published_at=moment, contact_times=[4, 5]) for text in piece)
        rows = SearchRow.objects.bulk_create(SearchRow(
            posting=posting, title=split(text.title), skills="", organization=split(posting.organization.name), body=text.body_tokens,
            tokenizer=normaliser.tokenizer_version()) for posting, text in zip(postings, piece, strict=True))
        if fulltext.is_postgres():
            with connection.cursor() as cursor:
                cursor.executemany("UPDATE matching_searchrow SET words = %s::tsvector WHERE id = %s", [
                    (fulltext.vector(row), row.pk) for row in rows])
    OpenVersion.objects.update_or_create(pk=1, defaults={"number": len(made), "era": uuid4()})     # all is read anew
    assert len(open_postings.current(vocabulary()).lines) == len(made), "not all postings are seen"
    with connection.cursor() as cursor:
        if fulltext.is_postgres():
            cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE" if fulltext.is_postgres() else "ANALYZE")


def _whole(asks: list[Question], areas: list[str]) -> Callable[[], object]:
    known, turn = vocabulary(), itertools.cycle(asks)
    queries.search(Asked(words="会計"), known)

    def one() -> object:
        ask = next(turn)
        found = queries.search(Asked(words=" ".join(ask.words), areas=() if ask.area is None else (areas[ask.area],), hours=ask.hours), known)
        return found.found[:PAGE], found.count, found.facets
    return one


def _counted(asks: list[Question], areas: list[str], *, remembers: bool = True) -> Callable[[], object]:
    columns, turn = Columns(open_postings.current(vocabulary()).lines, Held()), itertools.cycle(asks)
    every = columns.deadline > 0

    def one() -> object:
        ask = next(turn)
        if not remembers:
            columns.held.rows.clear()
        words = by_words(Asked(words=" ".join(ask.words), literal=True), columns, every)
        kept = every & words.found
        if ask.area is not None:
            kept &= columns.is_one_of("area", [areas[ask.area]])
        if ask.hours is not None:
            kept &= columns.hours <= ask.hours
        found = nearest_first(words, np.flatnonzero(kept), columns)
        return columns.postings[found[:PAGE]], len(found)
    return one


# ------------------------------------------------------------------ peers
def _on_sqlite(made: list[Text], asks: list[Question], every: int) -> list[Way]:
    return [build("FTS5 trigram (LIKE for two letters)", lambda: _trigram(made, asks), every=every),
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


def _on_postgresql(made: list[Text], asks: list[Question], every: int) -> list[Way]:
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
