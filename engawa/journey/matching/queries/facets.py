"""The conditions of the list: which postings meet each, and how many each would leave."""
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.journey.matching.asked import CALM_DAYS, DATA, HOURS, LANGUAGES, TIMES, WEEKS, Asked
from engawa.journey.matching.queries.columns import Columns, Marks
from engawa.journey.matching.times_of_week import blocks_of, blocks_of_all, words_of
from engawa.journey.matching.vocabulary import Vocabulary

FIELDS_SHOWN = 4


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


def tests_of(asked: Asked, columns: Columns) -> dict[str, Marks]:
    """Mark for each chosen condition the postings that meet it, by the name of its part of the question."""
    tests: dict[str, Marks] = {}
    if asked.areas:
        tests["areas"] = columns.is_one_of("area", asked.areas)
    if asked.hours is not None:
        tests["hours"] = columns.hours <= asked.hours
    if asked.weeks is not None:
        tests["weeks"] = columns.weeks <= asked.weeks
    if asked.times:
        tests["times"] = columns.meets(blocks_of_all(asked.times))
    if asked.causes:
        tests["causes"] = columns.has_cause(asked.causes)
    if asked.language:
        tests["language"] = columns.is_one_of("language", [asked.language])
    if asked.data:
        tests["data"] = columns.is_one_of("confidentiality", DATA[asked.data][1])
    if asked.start:
        tests["start"] = columns.starts >= asked.start.toordinal()
    if asked.calm:
        soon = (today() + timedelta(days=CALM_DAYS)).toordinal()
        tests["calm"] = (columns.deadline > soon) & (columns.starts > soon)
    return tests


def passing(kept: Marks, tests: Mapping[str, Marks], without: str = "") -> Marks:
    """Mark what meets all conditions, one of them perhaps left out."""
    for name, marked in tests.items():
        if name != without:
            kept = kept & marked
    return kept


def facets_of(asked: Asked, columns: Columns, kept: Marks, tests: Mapping[str, Marks], known: Vocabulary) -> list[Facet]:
    """Count for every condition how many postings it would leave, the other parts of the question unchanged.

    What is chosen stands first, and what was typed (週3時間まで) beside what the list always offers.
    """
    def option(part: str, value: str, words: str, marked: Marks, chosen: bool) -> Option:
        return Option(value, words, int(np.count_nonzero(left[part] & marked)), chosen)
    left = {part: passing(kept, tests, part) for part in ("areas", "hours", "weeks", "times", "causes", "language", "data")}
    first, more = _first([option("causes", slug, known.cause(slug), columns.has_cause([slug]), slug in asked.causes)
                          for slug in known.causes], FIELDS_SHOWN)
    return [
        Facet("area", _("Area"), True, _chosen_first(
            option("areas", slug, known.area(slug), columns.is_one_of("area", [slug]), slug in asked.areas) for slug in known.areas), []),
        Facet("hours", _("Weekly hours"), False, _chosen_first(
            option("hours", str(n), _("Up to %s hours") % n, columns.hours <= n, n == asked.hours) for n in _beside(HOURS, asked.hours)), []),
        Facet("weeks", _("Period"), False, _chosen_first(
            option("weeks", str(n), _("Up to %s weeks") % n, columns.weeks <= n, n == asked.weeks) for n in _beside(WEEKS, asked.weeks)), []),
        Facet("time", _("When you can be reached"), True, _chosen_first(
            option("times", code, words_of(code), columns.meets(blocks_of(code)), code in asked.times)
            for code in dict.fromkeys((*TIMES, *asked.times))), []),
        Facet("cause", _("Field of activity"), True, first, more),
        Facet("lang", _("Language"), False, _chosen_first(
            option("language", code, str(words), columns.is_one_of("language", [code]), code == asked.language)
            for code, words in LANGUAGES.items()), []),
        Facet("data", _("Information handled"), False, _chosen_first(
            option("data", code, str(words), columns.is_one_of("confidentiality", classes), code == asked.data)
            for code, (words, classes) in DATA.items()), []),
    ]


def _beside(offered: tuple[int, ...], typed: int | None) -> list[int]:
    return sorted({*offered, *([typed] if typed else [])})


def _chosen_first(options: Iterable[Option]) -> list[Option]:
    return sorted(options, key=lambda option: not option.chosen)


def _first(options: list[Option], always: int) -> tuple[list[Option], list[Option]]:
    """Show the chosen and the fullest conditions at once, the others on asking."""
    ordered = sorted(options, key=lambda option: (not option.chosen, -option.count))
    cut = max(always, sum(option.chosen for option in options))
    return ordered[:cut], [option for option in ordered[cut:] if option.count]
