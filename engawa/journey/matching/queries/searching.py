"""The list of postings: words by the index, conditions, counts and order in memory.

One light row for each open posting is read; at the size of one house (some thousands) this is milliseconds, and every
count beside a condition comes from the same rows. The number of queries does not grow with the rows.
"""
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.journey.matching import fit, fulltext, normaliser, open_postings
from engawa.journey.matching.asked import DATA, HOURS, LANGUAGES, TIMES, Asked
from engawa.journey.matching.open_postings import Fits, Line
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary

FAR = date.max


class Option(NamedTuple):
    """One condition of a facet: value for the address, words, how many postings it would leave, whether it is chosen."""

    value: str
    words: str
    count: int  # type: ignore[assignment]  # because tuples have a method of that name, which nobody calls here
    chosen: bool


class Facet(NamedTuple):
    """A group of conditions; `several` may be chosen at once, or only one. The first `always` options are shown at once."""

    name: str
    title: str
    several: bool
    options: list[Option]
    more: list[Option]

    @property
    def is_chosen(self) -> bool:
        """Whether one of its conditions is chosen."""
        return any(option.chosen for option in self.options)


class Looser(NamedTuple):
    """A question that finds something: what is taken off, the question, how many postings."""

    words: str
    asked: Asked
    count: int  # type: ignore[assignment]  # as above


@dataclass(frozen=True)
class Search:
    """The answer: postings in order with the causes of their organizations, how many, the facets, and what to try when nothing was found."""

    asked: Asked
    found: list[UUID]
    causes: dict[UUID, frozenset[str]]
    fits: Fits | None
    facets: list[Facet]
    looser: list[Looser]
    any_word: bool
    words: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many postings were found."""
        return len(self.found)


def lines(known: Vocabulary | None = None) -> list[Line]:
    """Return one line for every posting that is in the index and not past its last day. One query while nothing changed."""
    day = today()
    return [line for line in open_postings.current(known or vocabulary()).lines if line.deadline is None or line.deadline >= day]


Test = Callable[[Line], bool]


def _tests(asked: Asked) -> dict[str, Test]:
    """Give each chosen condition as a test of a line, by the name of its part of the question."""
    tests: dict[str, Test] = {}
    if asked.areas:
        tests["areas"] = lambda line: line.area in asked.areas
    if asked.hours is not None:
        tests["hours"] = lambda line: line.hours is not None and line.hours <= (asked.hours or 0)
    if asked.times:
        blocks = frozenset().union(*(TIMES[code][1] for code in asked.times))
        tests["times"] = lambda line: bool(line.contact & blocks)
    if asked.causes:
        tests["causes"] = lambda line: bool(line.causes & set(asked.causes))
    if asked.language:
        tests["language"] = lambda line: line.language == asked.language
    if asked.data:
        tests["data"] = lambda line: line.confidentiality in DATA[asked.data][1]
    return tests


def _passing(found: Iterable[Line], tests: dict[str, Test], without: str = "") -> list[Line]:
    chosen = [test for name, test in tests.items() if name != without]
    return [line for line in found if all(test(line) for test in chosen)]


@dataclass(frozen=True)
class _Words:
    """What the words of a question found: relevance by row; None when no words were asked."""

    ranks: dict[int, float] | None
    any_word: bool
    terms: tuple[str, ...]

    def keep(self, every: list[Line]) -> list[Line]:
        return every if self.ranks is None else [line for line in every if line.row in self.ranks]


def _by_words(asked: Asked, every: list[Line]) -> _Words:
    """Find the lines with all words; if there is none, with any of them; signs without a word are looked up in titles."""
    if not asked.words:
        return _Words(None, False, ())
    terms = normaliser.query_words(asked.words)
    if not terms:
        typed = asked.words.casefold()
        return _Words({line.row: 1.0 for line in every if typed in line.title.casefold()}, False, ())
    here = {line.row for line in every}
    ranks = {row: rank for row, rank in fulltext.match(terms).items() if row in here}
    if ranks or len(terms) == 1:
        return _Words(ranks, False, terms)
    return _Words(fulltext.match(terms, any_word=True), True, terms)


def search(asked: Asked, known: Vocabulary, person: fit.Person | None = None) -> Search:
    """Answer a question about the open postings.

    Args:
        asked: the question; its `sort` is filled in when it asks for none or for one that cannot be.
        known: the vocabulary of now.
        person: who looks, if a participant: then the postings can be ordered by what suits, with reasons.
    """
    every = lines(known)
    words = _by_words(asked, every)
    kept, tests = words.keep(every), _tests(asked)
    found = _passing(kept, tests)
    fits = fits_of(person, known) if person else None
    asked = asked.by(_sort_of(asked, person))
    return Search(asked, [line.posting for line in _ordered(found, asked.sort, words, fits)],
                  {line.posting: line.causes for line in found}, fits,
                  _facets(asked, kept, tests, known), [] if found else _looser(asked, every, words, tests, known),
                  words.any_word and bool(found), words.terms)


def demands_of_open() -> dict[UUID, tuple[fit.Demand, ...]]:
    """Return what each posting of the index asks for, required skills first."""
    found = open_postings.current(vocabulary())
    return {line.posting: found.demands(row) for row, line in enumerate(found.lines)}


def fits_of(person: fit.Person, known: Vocabulary) -> Fits:
    """Compare a person with all open postings, those of own and avoided organizations left out. One query while nothing changed."""
    return Fits(person, open_postings.current(known), open_postings.this_hour())


def _sort_of(asked: Asked, person: fit.Person | None) -> str:
    possible = {"new": True, "deadline": True, "fit": person is not None, "words": bool(asked.words)}
    if possible.get(asked.sort):
        return asked.sort
    return "words" if asked.words else "fit" if person is not None else "new"


def _ordered(found: list[Line], sort: str, words: _Words, fits: Fits | None) -> list[Line]:
    ranks = words.ranks or {}
    keys: dict[str, Callable[[Line], float]] = {
        "fit": lambda line: -fits.score(line.posting) if fits is not None else 0.0, "words": lambda line: -round(ranks[line.row], 6),
        "deadline": lambda line: (line.deadline or FAR).toordinal(), "new": lambda line: 0.0}
    newest = sorted(found, key=lambda line: (line.published_at, line.posting), reverse=True)
    return sorted(newest, key=keys[sort])


def _facets(asked: Asked, kept: list[Line], tests: dict[str, Test], known: Vocabulary) -> list[Facet]:
    """Count for every condition how many postings it would leave, the other parts of the question unchanged."""
    areas, hours, times, causes, language, data = (
        _passing(kept, tests, part) for part in ("areas", "hours", "times", "causes", "language", "data"))
    by_cause = [Option(slug, known.cause(slug), sum(slug in line.causes for line in causes), slug in asked.causes)
                for slug in known.causes]
    first, more = _first(by_cause, 4)
    return [
        Facet("area", _("Area"), True, [Option(slug, known.area(slug), sum(slug == line.area for line in areas),
                                               slug in asked.areas) for slug in known.areas], []),
        Facet("hours", _("Weekly hours"), False, [
            Option(str(n), _("Up to %s hours") % n, sum(line.hours is not None and line.hours <= n for line in hours),
                   n == asked.hours) for n in HOURS], []),
        Facet("time", _("When you can be reached"), True, [
            Option(code, str(words), sum(bool(line.contact & blocks) for line in times), code in asked.times)
            for code, (words, blocks) in TIMES.items()], []),
        Facet("cause", _("Field of activity"), True, first, more),
        Facet("lang", _("Language"), False, [
            Option(code, str(words), sum(line.language == code for line in language), code == asked.language)
            for code, words in LANGUAGES.items()], []),
        Facet("data", _("Information handled"), False, [
            Option(code, str(words), sum(line.confidentiality in classes for line in data), code == asked.data)
            for code, (words, classes) in DATA.items()], []),
    ]


def _first(options: list[Option], always: int) -> tuple[list[Option], list[Option]]:
    """Show the chosen and the fullest conditions at once, the others on asking."""
    ordered = sorted(options, key=lambda option: (not option.chosen, -option.count))
    cut = max(always, sum(option.chosen for option in options))
    return ordered[:cut], [option for option in ordered[cut:] if option.count]


def _looser(asked: Asked, every: list[Line], words: _Words, tests: dict[str, Test], known: Vocabulary) -> list[Looser]:
    """Offer what finds something when one condition is taken off; if nothing does, the whole list."""
    offers = []
    for chosen, rest in asked.chosen(known):
        kept = every if not rest.words else words.keep(every)
        if count := len(_passing(kept, _tests(rest))):
            offers.append(Looser(chosen, rest, count))
    if not offers and tests and every:
        offers.append(Looser("", replace(Asked(), sort=asked.sort), len(every)))
    return sorted(offers, key=lambda offer: -offer.count)[:4]
