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
    wanted = _wanted(language)
    shown = wanted if posting.other_words else posting.language
    return Reading(shown, **{name: said(posting, name, language) for name in GIVEN_TWICE},
                   others=[each for each in LANGUAGES if each != shown] if posting.other_words else [])


def said(posting: Any, name: str, language: str = "") -> Said:
    """One of the pieces that may be given twice, of a posting or of a row with this piece, `language` and `other_words`."""
    if not posting.other_words:
        return Said(getattr(posting, name), posting.language)
    wanted = _wanted(language)
    given = posting.other_words.get(name) if wanted != posting.language else None
    return Said(given, wanted) if given else Said(getattr(posting, name), posting.language)


def _wanted(language: str) -> str:
    return language if language in LANGUAGES else "en" if reads_english() else "ja"
