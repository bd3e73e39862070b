"""What somebody asks of the list of organizations: read from the address, written back to it, said in words."""
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from engawa.base.text.places import PREFECTURES, countries, place_words
from engawa.journey.matching.vocabulary import Vocabulary

LONGEST = 80


class Chosen(NamedTuple):
    """One chosen condition, in words, with the question that remains without it."""

    words: str
    rest: "AskedOrganizations"


@dataclass(frozen=True)
class AskedOrganizations:
    """One question. Empty parts ask for nothing; a place is a prefecture or the code of a country; `literal`: only as typed."""

    words: str = ""
    causes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    open: bool = False
    literal: bool = False

    @classmethod
    def read(cls, query: QueryDict, known: Vocabulary) -> "AskedOrganizations":
        """Read an address; whatever the page itself never writes is passed over."""
        places = {*PREFECTURES, *countries("en")}
        return cls(words=" ".join(query.get("q", "").replace("\0", "").split())[:LONGEST],
                   causes=_some(query.getlist("cause"), known.causes), places=_some(query.getlist("place"), places),
                   open=query.get("open") == "1", literal=query.get("as") == "typed")

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Every part of the question as an address has it, by name; empty ones left out."""
        parts = [("q", self.words), *(("cause", one) for one in self.causes), *(("place", one) for one in self.places),
                 ("open", "1" if self.open else ""), ("as", "typed" if self.literal else "")]
        return [(name, value) for name, value in parts if value]

    @property
    def as_typed(self) -> str:
        """The question for the words exactly as typed, as the part of an address."""
        return replace(self, literal=True).query

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What goes along when other words are typed: all conditions."""
        return [(name, value) for name, value in self.fields if name not in ("q", "as")]

    @property
    def query(self) -> str:
        """The question as the part of an address behind the question mark."""
        return urlencode(self.fields)

    def chosen(self, known: Vocabulary) -> list[Chosen]:
        """List the chosen conditions in words, each with what is asked without it."""
        found = [Chosen(_("“%s”") % self.words, replace(self, words="", literal=False))] if self.words else []
        found += [Chosen(known.cause(one), replace(self, causes=_without(self.causes, one))) for one in self.causes]
        found += [Chosen(place_name(one), replace(self, places=_without(self.places, one))) for one in self.places]
        if self.open:
            found.append(Chosen(_("With an open posting"), replace(self, open=False)))
        return found


def place_name(place: str) -> str:
    """Name a prefecture or a country in the reader's language."""
    return place_words(place, "JP") if place in PREFECTURES else place_words("", place)


def _some(values: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    allowed = set(known)
    return tuple(dict.fromkeys(value for value in values if value in allowed))


def _without(values: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(value for value in values if value != one)
