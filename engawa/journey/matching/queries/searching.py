"""The list of postings: words by the index, conditions, counts and order in memory.

One light row for each open posting is read; at the size of one house (some thousands) this is milliseconds, and every
count beside a condition comes from the same rows. The number of queries does not grow with the rows.
"""
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from engawa.base.times import today
from engawa.journey.matching import fit, open_postings
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.open_postings import Fits, Line, Open
from engawa.journey.matching.queries.facets import Facet, Test, facets_of, passing, tests_of
from engawa.journey.matching.queries.words import Words, by_words
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary

FAR = date.max
# Beyond this the page says “or more”.
COUNTED = 1000
NEAR = 3


class Looser(NamedTuple):
    """A question that finds something: what is taken off, the question, how many postings."""

    words: str
    asked: Asked
    count: int  # type: ignore[assignment]  # as above


@dataclass(frozen=True)
class Search:
    """The answer: postings in order with the causes of their organizations, how many, the facets, and what to try when nothing was found.

    `any_word`: no posting has all words, these have some or words near to them; `corrected`: what was searched instead of
    what was typed; `tokens`: the words to be marked; `near`: a few more postings, where very few have all words.
    """

    asked: Asked
    found: list[UUID]
    causes: dict[UUID, frozenset[str]]
    fits: Fits | None
    facets: list[Facet]
    looser: list[Looser]
    any_word: bool
    corrected: str
    tokens: tuple[str, ...]
    near: list[UUID]

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
    return _live(open_postings.current(known or vocabulary()))


def _live(found: Open) -> list[Line]:
    day = today()
    return [line for line in found.lines if line.deadline is None or line.deadline >= day]


def search(asked: Asked, known: Vocabulary, person: fit.Person | None = None) -> Search:
    """Answer a question about the open postings.

    Args:
        asked: the question; its `sort` is filled in when it asks for none or for one that cannot be.
        known: the vocabulary of now.
        person: who looks, if a participant: then the postings can be ordered by what suits, with reasons.
    """
    now_open = open_postings.current(known)
    every = _live(now_open)
    words = by_words(asked, every)
    kept, tests = words.keep(every), tests_of(asked)
    found = passing(kept, tests)
    fits = Fits(person, now_open, open_postings.this_hour()) if person else None
    asked = asked.by(_sort_of(asked, person, words))
    near = sorted(passing([line for line in every if line.row in words.near], tests), key=lambda line: -words.near[line.row])[:NEAR]
    return Search(asked, [line.posting for line in _ordered(found, asked.sort, words, fits)],
                  {line.posting: line.causes for line in (*found, *near)}, fits, facets_of(asked, kept, tests, known),
                  [] if found else _looser(asked, every, words, tests, known), words.any_word and bool(found), words.corrected,
                  words.tokens, [line.posting for line in near])


def demands_of_open() -> dict[UUID, tuple[fit.Demand, ...]]:
    """Return what each posting of the index asks for, required skills first."""
    found = open_postings.current(vocabulary())
    return {line.posting: found.demands(row) for row, line in enumerate(found.lines)}


def fits_of(person: fit.Person, known: Vocabulary) -> Fits:
    """Compare a person with all open postings, those of own and avoided organizations left out. One query while nothing changed."""
    return Fits(person, open_postings.current(known), open_postings.this_hour())


def _sort_of(asked: Asked, person: fit.Person | None, words: Words) -> str:
    possible = {"new": True, "deadline": True, "fresh": True, "fit": person is not None, "words": words.ranks is not None}
    if possible.get(asked.sort):
        return asked.sort
    return "words" if words.ranks is not None else "fit" if person is not None else "new"


def _ordered(found: list[Line], sort: str, words: Words, fits: Fits | None) -> list[Line]:
    ranks = words.ranks or {}
    keys: dict[str, Callable[[Line], float]] = {
        "fit": lambda line: -fits.score(line.posting) if fits is not None else 0.0, "words": lambda line: -round(ranks[line.row], 6),
        "deadline": lambda line: (line.deadline or FAR).toordinal(), "fresh": lambda line: line.applications > 0, "new": lambda line: 0.0}
    newest = sorted(found, key=lambda line: (line.published_at, line.posting), reverse=True)
    return sorted(newest, key=keys[sort])


def _looser(asked: Asked, every: list[Line], words: Words, tests: dict[str, Test], known: Vocabulary) -> list[Looser]:
    """Offer what finds something when one condition is taken off; if nothing does, the whole list."""
    offers = []
    for chosen, rest in asked.chosen(known):
        kept = every if not rest.words else words.keep(every)
        if count := len(passing(kept, tests_of(rest))):
            offers.append(Looser(chosen, rest, count))
    if not offers and tests and every:
        offers.append(Looser("", replace(Asked(), sort=asked.sort), len(every)))
    return sorted(offers, key=lambda offer: -offer.count)[:4]
