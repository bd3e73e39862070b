"""A posting as its reader sees it: in their own language where it was given, each piece marked with the language it is in."""
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engawa.base.text.language import reads_english
from engawa.journey.postings.models import Posting

LANGUAGES = ("ja", "en")
# In the order of the sections. Names of people and things that are no words (hours, days, tools) are given once.
GIVEN_TWICE = ("title", "need", "task", "steps", "deliverables", "acceptance", "out_of_scope", "npo_prepares", "contact_words", "data_words")


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
    steps: Said
    deliverables: Said
    acceptance: Said
    out_of_scope: Said
    npo_prepares: Said
    contact_words: Said
    data_words: Said
    others: Sequence[str]
    is_older: bool = False  # something shown was written before the words it says once more were changed

    @property
    def marks(self) -> Said:
        """How one knows that it is finished, without the lines that the task says already (templates begin with both)."""
        return Said([line for line in self.acceptance.words if line not in self.task.words], self.acceptance.language)


def read(posting: Posting, language: str = "") -> Reading:
    """The words in a language ("ja" or "en"; anything else: the reader's own); what was not given in it stays as it was written."""
    wanted = _wanted(language)
    shown = wanted if posting.other_words else posting.language
    return Reading(shown, **{name: said(posting, name, language) for name in GIVEN_TWICE},
                   others=[each for each in LANGUAGES if each != shown] if posting.other_words else [],
                   is_older=shown != posting.language and bool(older(posting)))


def originals(posting: Posting) -> dict[str, Any]:
    """What `other_words` say once more, as it is now: kept beside them, so that it is known when it changes."""
    return {name: _plain(posting, name) for name in GIVEN_TWICE if posting.other_words.get(name)}


def older(posting: Posting) -> list[str]:
    """The pieces of the other language whose original was changed after they were written, in order."""
    return [name for name in GIVEN_TWICE if posting.other_words.get(name) and name in posting.other_words_of
            and posting.other_words_of[name] != _plain(posting, name)]


def _plain(posting: Posting, name: str) -> Any:
    """The words of a piece: of steps without their hours, which are given once."""
    value = getattr(posting, name)
    return [step["text"] for step in value] if name == "steps" else value


def said(posting: Any, name: str, language: str = "") -> Said:
    """One of the pieces that may be given twice, of a posting or of a row with this piece, `language` and `other_words`."""
    if not posting.other_words:
        return Said(getattr(posting, name), posting.language)
    wanted = _wanted(language)
    given = posting.other_words.get(name) if wanted != posting.language else None
    if given and name == "steps":
        given = _steps(posting.steps, given)
    return Said(given, wanted) if given else Said(getattr(posting, name), posting.language)


def _steps(steps: Sequence[Any], lines: Sequence[str]) -> list[dict[str, Any]]:
    """The lines with the hours of the steps they stand for; nothing once there are more or fewer steps than lines."""
    return [{**step, "text": line} for step, line in zip(steps, lines, strict=True)] if len(lines) == len(steps) else []


def _wanted(language: str) -> str:
    return language if language in LANGUAGES else "en" if reads_english() else "ja"
