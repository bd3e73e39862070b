"""What the index of words costs: its size beside the text, and one change of a posting beside splitting its text (performance.md §1)."""
import itertools
import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from statistics import median
from typing import Any
from unittest.mock import patch

from django.db import DatabaseError, connection

from bench.ratios import MB, Way, in_turns, target, tell_ways
from bench.texts import Text, texts
from engawa.base.text import tokens
from engawa.journey.matching import fulltext
from engawa.journey.matching.actions import index
from engawa.journey.matching.normaliser import index_words
from engawa.journey.postings.models import Posting, PostingSkill
from engawa.journey.skills.models import Skill

CHANGES, SKILLS, LEVEL = 60, 3, 3
COLUMNS = ("title", "skills", "organization", "body")
ALONE, LISTED, TOLD = "splitting the text alone", "ours, one change, skills listed", "ours, one change, no skills listed"
OWN, NAMES = "splitting its text", "splitting names of skills, area, organization"
LEADS, ABOUT = "what its words lead to (only without skills)", "what it is about"
READING, WRITING, COMMIT, REST = "reading rows", "writing row and index", "commit", "all else: models, queries put together"
INDEX = "index"


# ------------------------------------------------------------------ size
def tell_size(made: list[Text]) -> float:
    """Print what the index and what it is made from take, in bytes of the text; return it for the index alone."""
    text = sum(len(one.whole.encode()) for one in made)
    sizes = _of_postgresql() if fulltext.is_postgres() else _of_sqlite()
    print(f"\n{'kept beside the text':58}{'MB':>9}{'× text':>9}")
    for name, size in {f"(the text itself: {text / len(made):.0f} bytes a posting)": text, **sizes}.items():
        print(f"{name:58}{size / MB:9.1f}{size / text:9.2f}", flush=True)
    return sizes[INDEX] / text


def _of_sqlite() -> dict[str, float]:
    """Count pages; where SQLite cannot tell them, the bytes in them."""
    words = " + ".join(f"length(CAST({column} AS BLOB))" for column in COLUMNS)
    try:
        size = _one("SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name LIKE 'matching_words%%'")
    except DatabaseError:
        size = _one("SELECT (SELECT sum(length(block)) FROM matching_words_data) + (SELECT sum(length(sz)) FROM matching_words_docsize)")
    return {INDEX: size, "words already split, which it is made from": _one(f"SELECT sum({words}) FROM matching_searchrow")}


def _of_postgresql() -> dict[str, float]:
    words = " + ".join(f"pg_column_size({column})" for column in COLUMNS)
    return {INDEX: _one("SELECT pg_relation_size('matching_searchrow_words')"),
            "words of each row once (tsvector)": _one("SELECT sum(pg_column_size(words)) FROM matching_searchrow"),
            "words already split, which it is made from": _one(f"SELECT sum({words}) FROM matching_searchrow")}


def _one(query: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(query, [])
        return float(cursor.fetchone()[0])


# ------------------------------------------------------------------ one change
def tell_change(size: int, areas: int, changes: int = CHANGES) -> dict[str, float]:
    """Change postings one by one, each in a transaction of its own that is durable; return how many times splitting each way takes.

    Their new text is stored before: what is measured is bringing the index in line. Of half of them skills are listed.
    """
    new = list(texts(changes + 1, areas, seed=size))
    listed, told = _changed(size, new)
    rows, with_skills, without = itertools.cycle(new), itertools.cycle(listed), itertools.cycle(told)
    ways = [Way(ALONE, lambda: _afresh(index_words, next(rows).whole)),
            Way(LISTED, lambda: _afresh(index.index_posting, posting=next(with_skills))),
            Way(TOLD, lambda: _afresh(index.index_posting, posting=next(without)))]
    in_turns(ways, changes)
    print(f"\n{connection.vendor}: {size:,} postings, one changes")
    tell_ways(ways, memory=False)
    _tell_parts(new, {LISTED: listed, TOLD: told})
    return {way.name: way.middle / ways[0].middle for way in ways[1:]}


def _afresh(call: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Call so that no line is remembered as split: all ways are given the same texts."""
    tokens.forget()
    return call(*given, **named)


def judge_changes(by_size: dict[int, dict[str, float]]) -> None:
    """Print the target of each size."""
    for size, ratios in by_size.items():
        for name, ratio in ratios.items():
            target(f"{size:,} postings: {name} / splitting its text alone", ratio, 2)


def _changed(size: int, new: list[Text]) -> tuple[list[Posting], list[Posting]]:
    """Return postings in the index whose stored text has become another, those with skills and those without."""
    chosen = random.Random(size).sample(list(Posting.objects.filter(search_row__isnull=False).order_by("search_row")), 2 * len(new))
    listed, told = chosen[:len(new)], chosen[len(new):]
    known, rnd = list(Skill.objects.order_by("pk")), random.Random(7)
    PostingSkill.objects.bulk_create(
        PostingSkill(posting=posting, skill=skill, level=LEVEL) for posting in listed for skill in rnd.sample(known, min(SKILLS, len(known))))
    for posting in chosen:
        index.index_posting(posting=posting)        # as if it had been published so
    for half in (listed, told):
        for posting, text in zip(half, new, strict=True):
            posting.title, posting.need, posting.task = text.title, "\n".join(text.need), "\n".join(text.task)
    Posting.objects.bulk_update(chosen, ["title", "need", "task"])
    return listed, told


class Spent:
    """Seconds by part, each without those of the parts inside it, and how many queries were put."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.queries = 0
        self.inside: list[str] = []
        self.since = time.perf_counter()

    def into(self, part: Callable[..., str], call: Callable[..., Any]) -> Callable[..., Any]:
        """Return the same call; its time counts as the part that its first argument says."""
        def timed(*given: Any, **named: Any) -> Any:
            self._note()
            self.inside.append(part(*given[:1]))
            try:
                return call(*given, **named)
            finally:
                self._note()
                self.inside.pop()
        return timed

    def query(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        """Put a query and count it; for `connection.execute_wrapper`."""
        self.queries += 1
        return self.into(lambda _sql: READING if sql.lstrip().startswith("SELECT") else WRITING, execute)(sql, *more)

    def _note(self) -> None:
        moment = time.perf_counter()
        if self.inside:
            self.seconds[self.inside[-1]] += moment - self.since
        self.since = moment


def _tell_parts(new: list[Text], postings: dict[str, list[Posting]]) -> None:
    """Change all once more, with a watch on every part, and print where the time goes: medians in times of splitting the text alone."""
    alone: list[float] = []
    spent: dict[str, list[Spent]] = {name: [] for name in postings}
    for text, *some in zip(new, *postings.values(), strict=True):
        started = time.perf_counter()
        _afresh(index_words, text.whole)
        alone.append(time.perf_counter() - started)
        for name, posting in zip(postings, some, strict=True):
            spent[name].append(_watched(posting))
    print(f"{'of this, times splitting the text alone':58}" + "".join(f"{name.rsplit(', ', 1)[1]:>20}" for name in spent))
    for part in (OWN, NAMES, LEADS, ABOUT, READING, WRITING, COMMIT, REST):
        middles = [median(one.seconds[part] for one in some) / median(alone) for some in spent.values()]
        print(f"{part:58}" + "".join(f"{middle:20.2f}" for middle in middles), flush=True)
    print(f"{'(queries)':58}" + "".join(f"{median(one.queries for one in some):20.0f}" for some in spent.values()), flush=True)


def _watched(posting: Posting) -> Spent:
    spent = Spent()

    def is_own(text: str) -> str:
        return OWN if posting.title in text or posting.need in text else NAMES
    with ExitStack() as stack:
        for name, part in (("index_words", is_own), ("led_to", lambda _posting: LEADS), ("words_of", lambda _posting: ABOUT)):
            stack.enter_context(patch.object(index, name, spent.into(part, getattr(index, name))))
        stack.enter_context(patch.object(connection, "_commit", spent.into(lambda: COMMIT, connection._commit)))
        stack.enter_context(connection.execute_wrapper(spent.query))
        spent.into(lambda: REST, lambda: _afresh(index.index_posting, posting=posting))()
    return spent
