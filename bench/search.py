"""A page of twenty with the exact count, for words, area and hours (performance.md §1).

“ours, whole answer” is what a request does: words put right, all facets counted, the first put in order with care.
“ours, page and count” does what the peers do: rank, filter, count. Which postings hold a word is remembered from its first
asking on, as in life; “each word for the first time” remembers nothing. Afterwards: what the index takes beside the text, and
how long one change of a posting keeps it busy.
"""
import contextlib
import io
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable
from uuid import uuid4

import numpy as np
from django.core.management import call_command
from django.db import connection

from bench.ratios import Way, build, in_turns, peak_of, target, tell_growth, tell_ways
from bench.search_index import judge_changes, tell_change, tell_size
from bench.search_peers import LIKE, PAGE, PLAIN, on_postgresql, on_sqlite
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

SIZES, QUESTIONS, PIECE = (10_000, 100_000), 120, 5_000
POSTGRESQL = os.environ.get("DATABASE_TEST_URL", "postgres://postgres@127.0.0.1:5432/postgres")
WHOLE, COUNTED = "ours, whole answer", "ours, page and count"
UNKNOWN = "ours, page and count, each word for the first time"


def run(sizes: tuple[int, ...] = SIZES, asked: int = QUESTIONS) -> None:
    """Measure each size on this database; on SQLite also in a second process on PostgreSQL, if it answers."""
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("prepare", verbosity=0)
    areas = list(vocabulary().areas)
    by_size: dict[int, list[Way]] = {}
    kept, changes = {}, {}
    asks = questions(asked, len(areas))
    for size in sizes:
        made = list(texts(size, len(areas)))
        _fill(made, areas)
        every = 1 if size < 100_000 else 4
        ways = [build(COUNTED, lambda areas=areas: _counted(asks, areas)), build(WHOLE, lambda areas=areas: _whole(asks, areas)),
                build(UNKNOWN, lambda areas=areas: _counted(asks, areas, remembers=False))]
        ways += on_postgresql(made, asks, every) if fulltext.is_postgres() else on_sqlite(made, asks, every)
        for way in ways:
            way.peak = peak_of(way.call)
        # On SQLite all happens in this process: other work on the machine disturbs the processor's time less than the clock's.
        in_turns(ways, asked, clock=time.perf_counter if fulltext.is_postgres() else time.process_time)
        print(f"\n{connection.vendor}: {size:,} postings")
        tell_ways(ways)
        by_size[size], kept[size] = ways, tell_size(made)
        changes[size] = tell_change(size, len(areas))
    _judge(by_size)
    for size, ratio in kept.items():
        target(f"{size:,} postings: index of words / text", ratio, 0.7)
    judge_changes(changes)
    if not fulltext.is_postgres():
        _again_on_postgresql()


def _judge(by_size: dict[int, list[Way]]) -> None:
    largest = {way.name: way for way in by_size[max(by_size)]}
    for size, ways in by_size.items():
        if plain := [way for way in ways if way.name == PLAIN]:
            target(f"{size:,} postings: {COUNTED} / {PLAIN}", ways[0].middle / plain[0].middle, 1.0)
    target(f"{max(by_size):,} postings: {UNKNOWN} / LIKE", largest[UNKNOWN].middle / largest[LIKE].middle, 0.10)
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
                    (fulltext.vector(row.title, row.skills, row.organization, row.body), row.pk) for row in rows])
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
            normaliser.units.cache_clear()
        words = by_words(Asked(words=" ".join(ask.words), literal=True), columns, every)
        kept = every & words.found
        if ask.area is not None:
            kept &= columns.is_one_of("area", [areas[ask.area]])
        if ask.hours is not None:
            kept &= columns.hours <= ask.hours
        found = nearest_first(words, np.flatnonzero(kept), columns)
        return columns.postings[found[:PAGE]], len(found)
    return one
