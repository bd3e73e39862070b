"""A posting as its reader sees it: in their own language where it was given, each piece marked with the language it is in."""
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engawa.base.text.language import reads_english
from engawa.journey.postings.models import Posting

LANGUAGES = ("ja", "en")
GIVEN_TWICE = ("title", "need", "task", "deliverables")


@dataclass(frozen=True)
class Said:
    """Some words (or lines) and the language they are in."""

    words: Any
    language: str


@dataclass(frozen=True)
class Reading:
    """The words of a posting for one reader. `others`: the languages it can be read in besides, if it was given in two."""

    language: str
    title: Said
    need: Said
    task: Said
    deliverables: Said
    others: Sequence[str]


def read(posting: Posting, language: str = "") -> Reading:
    """The words in a language ("ja" or "en"; anything else: the reader's own); what was not given in it stays as it was written."""
    wanted = language if language in LANGUAGES else "en" if reads_english() else "ja"
    given = posting.other_words if wanted == posting.other_language else {}
    pieces = {name: Said(given[name], wanted) if given.get(name) else Said(getattr(posting, name), posting.language) for name in GIVEN_TWICE}
    shown = wanted if given else posting.language
    return Reading(shown, **pieces, others=[each for each in LANGUAGES if each != shown] if posting.other_words else [])
