"""What somebody asks of the list of postings: read from the address, written back to it, said in words."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engawa.base.times import today
from engawa.base.times.templatetags.times import short_day
from engawa.journey.matching.spoken import MOST_HOURS, MOST_WEEKS, Spoken, understand
from engawa.journey.matching.times_of_week import is_code, words_of
from engawa.journey.matching.vocabulary import Vocabulary

LONGEST, MOST_TIMES = 200, 10
HOURS, WEEKS = (2, 4, 8), (4, 8, 13)
LANGUAGES = {"ja": gettext_lazy("Japanese"), "en": gettext_lazy("English")}
DATA = {
    "none": (gettext_lazy("Only public information"), ("none",)),
    "internal": (gettext_lazy("No personal data"), ("none", "internal")),
    "personal": (gettext_lazy("No sensitive data"), ("none", "internal", "personal")),
}
TIMES = ("day", "evening", "weekend")
# A closing day or a start within so many days presses.
CALM_DAYS = 14
SORTS = {"fit": gettext_lazy("Recommended first"), "words": gettext_lazy("Nearest to your words first"),
         "new": gettext_lazy("Newest first"), "deadline": gettext_lazy("Closing soonest first"),
         "fresh": gettext_lazy("Without applications first")}


class Chosen(NamedTuple):
    """One chosen condition, in words, with the question that remains without it."""

    words: str
    rest: "Asked"


@dataclass(frozen=True)
class Asked:
    """One question to the list. Empty parts ask for nothing."""

    words: str = ""
    areas: tuple[str, ...] = ()
    hours: int | None = None
    weeks: int | None = None
    times: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    language: str = ""
    data: str = ""
    start: date | None = None
    calm: bool = False
    sort: str = ""
    literal: bool = False

    @classmethod
    def read(cls, query: QueryDict, known: Vocabulary) -> "Asked":
        """Read an address; whatever the page itself never writes is passed over.

        Conditions inside the words become conditions, unless the words are to be taken as they are (`as=typed`).
        """
        asked = cls.written(query, known)
        return asked if asked.literal or not asked.words else asked.with_spoken(understand(asked.words, today()))

    @classmethod
    def written(cls, query: QueryDict, known: Vocabulary) -> "Asked":
        """Read an address that the house wrote itself: the words are words only."""
        hours, weeks = query.get("hours", ""), query.get("weeks", "")
        return cls(
            words=" ".join(query.get("q", "").replace("\0", "").split())[:LONGEST],
            areas=_some(query.getlist("area"), known.areas), causes=_some(query.getlist("cause"), known.causes),
            hours=_number(hours, MOST_HOURS), weeks=_number(weeks, MOST_WEEKS),
            times=tuple(dict.fromkeys(code for code in query.getlist("time") if is_code(code)))[:MOST_TIMES],
            language=_one(query.get("lang", ""), LANGUAGES), data=_one(query.get("data", ""), DATA),
            start=_day(query.get("from", "")), calm=query.get("calm") == "1", sort=_one(query.get("sort", ""), SORTS), literal=query.get("as") == "typed")

    def with_spoken(self, said: Spoken) -> "Asked":
        """Add what the words said of conditions; they are newer than the chosen ones."""
        return replace(
            self, words=said.rest, hours=said.hours or self.hours, weeks=said.weeks or self.weeks,
            times=tuple(dict.fromkeys((*self.times, *said.times))), language=said.language or self.language,
            data=said.data or self.data, start=said.start or self.start, calm=said.calm or self.calm)

    @property
    def has_conditions(self) -> bool:
        """Whether it asks for anything besides words."""
        return replace(self, words="", sort="", literal=False) != Asked()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Every part of the question as an address has it, by name; empty ones left out."""
        parts = [("q", self.words), *(("area", a) for a in self.areas), ("hours", self.hours or ""), ("weeks", self.weeks or ""),
                 *(("time", t) for t in self.times), *(("cause", c) for c in self.causes), ("lang", self.language),
                 ("data", self.data), ("from", self.start.isoformat() if self.start else ""), ("calm", "1" if self.calm else ""),
                 ("sort", self.sort), ("as", "typed" if self.literal else "")]
        return [(name, str(value)) for name, value in parts if value]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What goes along when other words are typed: all conditions, not the order that was made for these words."""
        return [(name, value) for name, value in self.fields if name not in ("q", "as", "sort")]

    @property
    def unlisted(self) -> list[tuple[str, str]]:
        """What goes along when conditions are chosen in the list: what the list does not show."""
        return [(name, value) for name, value in self.fields if name in ("q", "as", "sort", "from", "calm")]

    @property
    def query(self) -> str:
        """The question as the part of an address behind the question mark."""
        return urlencode(self.fields)

    @property
    def kept(self) -> str:
        """The question as it is kept: however its parts were chosen one after the other, the same question is the same text."""
        return urlencode(sorted(self.by("").fields))

    def by(self, sort: str) -> "Asked":
        """Ask the same in another order."""
        return replace(self, sort=sort)

    def chosen(self, known: Vocabulary) -> list[Chosen]:
        """List the chosen conditions in words, each with what is asked without it."""
        found = [Chosen(_("“%s”") % self.words, replace(self, words="", literal=False))] if self.words else []
        found += self._several("areas", known.area)
        if self.hours:
            found.append(Chosen(_("Up to %s hours a week") % self.hours, replace(self, hours=None)))
        if self.weeks:
            found.append(Chosen(_("Up to %s weeks") % self.weeks, replace(self, weeks=None)))
        found += self._several("times", words_of)
        found += self._several("causes", known.cause)
        if self.language:
            found.append(Chosen(str(LANGUAGES[self.language]), replace(self, language="")))
        if self.data:
            found.append(Chosen(str(DATA[self.data][0]), replace(self, data="")))
        if self.start:
            found.append(Chosen(_("Starting on %s or later") % short_day(self.start), replace(self, start=None)))
        if self.calm:
            found.append(Chosen(_("Nothing presses"), replace(self, calm=False)))
        return found

    def _several(self, part: str, name: Callable[[str], str]) -> list[Chosen]:
        values: tuple[str, ...] = getattr(self, part)
        return [Chosen(name(one), replace(self, **{part: tuple(v for v in values if v != one)})) for one in values]


def _some(values: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    allowed = set(known)
    return tuple(dict.fromkeys(value for value in values if value in allowed))


def _number(value: str, most: int) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 and 1 <= int(value) <= most else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _one(value: str, known: Iterable[str]) -> str:
    return value if value in set(known) else ""
