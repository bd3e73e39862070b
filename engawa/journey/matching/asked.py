"""What somebody asks of the list of postings: read from the address, written back to it, said in words."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engawa.journey.matching.vocabulary import Vocabulary

LONGEST = 100
HOURS = (2, 4, 8)
LANGUAGES = {"ja": gettext_lazy("Japanese"), "en": gettext_lazy("English")}
DATA = {
    "none": (gettext_lazy("Only public information"), ("none",)),
    "internal": (gettext_lazy("No personal data"), ("none", "internal")),
    "personal": (gettext_lazy("No sensitive data"), ("none", "internal", "personal")),
}
DAYTIME, EVENING = range(4, 9), range(9, 12)   # two-hour blocks: 8 to 18, 18 to 24
TIMES = {
    "day": (gettext_lazy("Weekdays in the daytime"), frozenset(d * 12 + b for d in range(5) for b in DAYTIME)),
    "evening": (gettext_lazy("Weekday evenings"), frozenset(d * 12 + b for d in range(5) for b in EVENING)),
    "weekend": (gettext_lazy("Weekends"), frozenset(d * 12 + b for d in (5, 6) for b in range(4, 12))),
}
SORTS = {"fit": gettext_lazy("What suits you first"), "words": gettext_lazy("Nearest to your words first"),
         "new": gettext_lazy("Newest first"), "deadline": gettext_lazy("Closing soonest first")}


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
    times: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    language: str = ""
    data: str = ""
    sort: str = ""

    @classmethod
    def read(cls, query: QueryDict, known: Vocabulary) -> "Asked":
        """Read an address; whatever the page itself never writes is passed over."""
        hours = query.get("hours", "")
        return cls(
            words=" ".join(query.get("q", "").replace("\0", "").split())[:LONGEST],
            areas=_some(query.getlist("area"), known.areas), causes=_some(query.getlist("cause"), known.causes),
            hours=int(hours) if hours in map(str, HOURS) else None, times=_some(query.getlist("time"), TIMES),
            language=_one(query.get("lang", ""), LANGUAGES), data=_one(query.get("data", ""), DATA),
            sort=_one(query.get("sort", ""), SORTS))

    @property
    def query(self) -> str:
        """The question as the part of an address behind the question mark."""
        parts = [("q", self.words), *(("area", a) for a in self.areas), ("hours", self.hours or ""),
                 *(("time", t) for t in self.times), *(("cause", c) for c in self.causes), ("lang", self.language),
                 ("data", self.data), ("sort", self.sort)]
        return urlencode([(name, value) for name, value in parts if value])

    def by(self, sort: str) -> "Asked":
        """Ask the same in another order."""
        return replace(self, sort=sort)

    def chosen(self, known: Vocabulary) -> list[Chosen]:
        """List the chosen conditions in words, each with what is asked without it."""
        found = [Chosen(_("“%s”") % self.words, replace(self, words=""))] if self.words else []
        found += self._several("areas", known.area)
        if self.hours:
            found.append(Chosen(_("Up to %s hours a week") % self.hours, replace(self, hours=None)))
        found += self._several("times", lambda code: str(TIMES[code][0]))
        found += self._several("causes", known.cause)
        if self.language:
            found.append(Chosen(str(LANGUAGES[self.language]), replace(self, language="")))
        if self.data:
            found.append(Chosen(str(DATA[self.data][0]), replace(self, data="")))
        return found

    def _several(self, part: str, name: Callable[[str], str]) -> list[Chosen]:
        values: tuple[str, ...] = getattr(self, part)
        return [Chosen(name(one), replace(self, **{part: tuple(v for v in values if v != one)})) for one in values]


def _some(values: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    allowed = set(known)
    return tuple(dict.fromkeys(value for value in values if value in allowed))


def _one(value: str, known: Iterable[str]) -> str:
    return value if value in set(known) else ""
