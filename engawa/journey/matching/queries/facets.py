"""The conditions of the list: each as a test of a posting, and how many postings each would leave."""
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.journey.matching.asked import CALM_DAYS, DATA, HOURS, LANGUAGES, TIMES, WEEKS, Asked
from engawa.journey.matching.open_postings import Line
from engawa.journey.matching.times_of_week import blocks_of, words_of
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


Test = Callable[[Line], bool]


def tests_of(asked: Asked) -> dict[str, Test]:
    """Give each chosen condition as a test of a line, by the name of its part of the question."""
    tests: dict[str, Test] = {}
    if asked.areas:
        tests["areas"] = lambda line: line.area in asked.areas
    if asked.hours is not None:
        tests["hours"] = lambda line: line.hours is not None and line.hours <= (asked.hours or 0)
    if asked.weeks is not None:
        tests["weeks"] = lambda line: line.weeks is not None and line.weeks <= (asked.weeks or 0)
    if asked.times:
        blocks = frozenset().union(*map(blocks_of, asked.times))
        tests["times"] = lambda line: bool(line.contact & blocks)
    if asked.causes:
        tests["causes"] = lambda line: bool(line.causes & set(asked.causes))
    if asked.language:
        tests["language"] = lambda line: line.language == asked.language
    if asked.data:
        tests["data"] = lambda line: line.confidentiality in DATA[asked.data][1]
    if asked.start:
        first = asked.start
        tests["start"] = lambda line: line.starts_on is None or line.starts_on >= first
    if asked.calm:
        soon = today() + timedelta(days=CALM_DAYS)
        tests["calm"] = lambda line: all(day is None or day > soon for day in (line.deadline, line.starts_on))
    return tests


def passing(found: Iterable[Line], tests: dict[str, Test], without: str = "") -> list[Line]:
    """Return the lines that meet all conditions, one of them perhaps left out."""
    chosen = [test for name, test in tests.items() if name != without]
    return [line for line in found if all(test(line) for test in chosen)]


def facets_of(asked: Asked, kept: list[Line], tests: dict[str, Test], known: Vocabulary) -> list[Facet]:
    """Count for every condition how many postings it would leave, the other parts of the question unchanged.

    What is chosen stands first, and what was typed (週3時間まで) beside what the list always offers.
    """
    left = {part: passing(kept, tests, part) for part in ("areas", "hours", "weeks", "times", "causes", "language", "data")}
    by_cause = [Option(slug, known.cause(slug), sum(slug in line.causes for line in left["causes"]), slug in asked.causes)
                for slug in known.causes]
    first, more = _first(by_cause, FIELDS_SHOWN)
    times = {code: blocks_of(code) for code in (*TIMES, *asked.times)}
    return [
        Facet("area", _("Area"), True, _chosen_first(
            Option(slug, known.area(slug), sum(slug == line.area for line in left["areas"]), slug in asked.areas) for slug in known.areas), []),
        Facet("hours", _("Weekly hours"), False, _chosen_first(
            Option(str(n), _("Up to %s hours") % n, sum(line.hours is not None and line.hours <= n for line in left["hours"]),
                   n == asked.hours) for n in _beside(HOURS, asked.hours)), []),
        Facet("weeks", _("Period"), False, _chosen_first(
            Option(str(n), _("Up to %s weeks") % n, sum(line.weeks is not None and line.weeks <= n for line in left["weeks"]),
                   n == asked.weeks) for n in _beside(WEEKS, asked.weeks)), []),
        Facet("time", _("When you can be reached"), True, _chosen_first(
            Option(code, words_of(code), sum(bool(line.contact & blocks) for line in left["times"]), code in asked.times)
            for code, blocks in times.items()), []),
        Facet("cause", _("Field of activity"), True, first, more),
        Facet("lang", _("Language"), False, _chosen_first(
            Option(code, str(words), sum(line.language == code for line in left["language"]), code == asked.language)
            for code, words in LANGUAGES.items()), []),
        Facet("data", _("Information handled"), False, _chosen_first(
            Option(code, str(words), sum(line.confidentiality in classes for line in left["data"]), code == asked.data)
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
