"""The list of postings: words by the index, conditions, counts and order in memory.

One light row for each open posting is read; at the size of one house (some thousands) this is milliseconds, and every
count beside a condition comes from the same rows. The number of queries does not grow with the rows.
"""
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from django.utils.translation import pgettext

from engawa.base.times import today
from engawa.journey.matching import fit, open_postings
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.open_postings import Fits, Line
from engawa.journey.matching.queries.columns import Columns, Ints, Marks, columns_of
from engawa.journey.matching.queries.facets import Facet, facets_of, passing, tests_of
from engawa.journey.matching.queries.words import Words, by_scores, by_words, nearest_first
from engawa.journey.matching.scan import Floats
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary

# Beyond this the page says “or more”.
COUNTED = 1000
NEAR = 10
MOST_OFF = 3  # conditions taken off together, before the whole list is offered instead


class Looser(NamedTuple):
    """A question that finds something: what is taken off, the question, how many postings."""

    words: str
    asked: Asked
    count: int  # type: ignore[assignment]  # as above


@dataclass(frozen=True)
class Search:
    """The answer: postings in order with the causes of their organizations, how many, the facets, and what to try when nothing was found.

    `any_word`: no posting has all words, these have some or words near to them; `corrected`: what was searched instead of
    what was typed; `fit_any`: the words are true of every posting, so none was looked for; `tokens`: the words to be marked;
    `near`: some more postings, where few have all words.
    """

    asked: Asked
    found: list[UUID]
    causes: Mapping[UUID, frozenset[str]]
    fits: Fits | None
    facets: list[Facet]
    looser: list[Looser]
    any_word: bool
    corrected: str
    tokens: tuple[str, ...]
    near: list[UUID]
    fit_any: bool

    @property
    def count(self) -> int:
        """How many postings were found."""
        return len(self.found)

    @property
    def is_more_than_counted(self) -> bool:
        """Whether the page says 1,000 or more rather than a number nobody can use."""
        return len(self.found) > COUNTED


def lines(known: Vocabulary | None = None) -> list[Line]:
    """Return one line for every posting that is in the index and not past its last day. One query while nothing changed."""
    day = today()
    return [line for line in open_postings.current(known or vocabulary()).lines if line.deadline is None or line.deadline >= day]


def search(asked: Asked, known: Vocabulary, person: fit.Person | None = None) -> Search:
    """Answer a question about the open postings. Without words the recommended ones come first: what suits the person who looks, and to
    somebody who has no skills written down what is new and has nobody waiting (performance.md §4, rule 4).

    Args:
        asked: the question; its `sort` is filled in when it asks for none or for one that cannot be.
        known: the vocabulary of now.
        person: who looks, if a participant: then the postings come with reasons.
    """
    now_open = open_postings.current(known)
    columns = columns_of(now_open)
    live = columns.deadline >= today().toordinal()
    words = by_words(asked, columns, live)
    kept, tests = _kept(words, asked, live), tests_of(asked, columns)
    found = passing(kept, tests)
    fits = Fits(person, now_open, open_postings.this_hour()) if person else None
    asked = asked.by(_sort_of(asked, words))
    best = fits.scores if fits else now_open.calling
    return Search(
        asked, columns.postings[_ordered(found, asked.sort, columns, words, best)].tolist(), columns.causes, fits,
        facets_of(asked, columns, kept, tests, known), [] if found.any() else _looser(asked, columns, words, live, known),
        words.any_word and bool(found.any()), words.corrected, words.tokens, _near(words, columns, tests), words.fit_any)


def _kept(words: Words, asked: Asked, live: Marks) -> Marks:
    return live if words.found is None or not asked.words else words.found


def _near(words: Words, columns: Columns, tests: Mapping[str, Marks]) -> list[UUID]:
    if words.near is None or words.any_word:
        return []
    near: list[UUID] = columns.postings[by_scores(words.near, np.flatnonzero(passing(words.near > 0, tests)), columns)[:NEAR]].tolist()
    return near


def demands_of_open() -> dict[UUID, tuple[fit.Demand, ...]]:
    """Return what each posting of the index asks for, required skills first."""
    found = open_postings.current(vocabulary())
    return {line.posting: found.demands(row) for row, line in enumerate(found.lines)}


def fits_of(person: fit.Person, known: Vocabulary) -> Fits:
    """Compare a person with all open postings, those of own and avoided organizations left out. One query while nothing changed."""
    return Fits(person, open_postings.current(known), open_postings.this_hour())


def _sort_of(asked: Asked, words: Words) -> str:
    if asked.sort and (asked.sort != "words" or words.found is not None):
        return asked.sort
    return "words" if words.found is not None else "fit"


def _ordered(found: Marks, sort: str, columns: Columns, words: Words, best: Floats) -> Ints:
    """Put the marked lines in an order; among equals the newest first."""
    at = np.flatnonzero(found)
    if sort == "words":
        return nearest_first(words, at, columns)
    keys: dict[str, Callable[[], Any]] = {
        "fit": lambda: -np.maximum(best[at], 0), "deadline": lambda: columns.deadline[at],
        "fresh": lambda: columns.applications[at] > 0, "new": lambda: np.zeros(len(at))}
    return at[np.lexsort((columns.newest[at], keys[sort]()))]


def _looser(asked: Asked, columns: Columns, words: Words, live: Marks, known: Vocabulary) -> list[Looser]:
    """Offer what finds something with as few conditions taken off as that needs; if all would go, the whole list."""
    level: dict[str, tuple[tuple[str, ...], Asked]] = {"": ((), asked)}
    for _step in range(min(MOST_OFF, len(asked.chosen(known)))):
        fewer: dict[str, tuple[tuple[str, ...], Asked]] = {}
        for off, question in level.values():
            for chosen in question.chosen(known):
                fewer.setdefault(chosen.rest.query, ((*off, chosen.words), chosen.rest))
        level = fewer
        found = [(off, rest, int(np.count_nonzero(passing(_kept(words, rest, live), tests_of(rest, columns)))))
                 for off, rest in level.values() if rest.words or rest.has_conditions or len(off) == 1]
        if offers := [Looser(pgettext("between conditions taken off", ", ").join(off), rest, count) for off, rest, count in found if count]:
            return sorted(offers, key=lambda offer: -offer.count)[:4]
    return [Looser("", replace(Asked(), sort=asked.sort), int(live.sum()))] if asked.has_conditions and live.any() else []
