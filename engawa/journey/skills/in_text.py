"""Finds skills in what somebody wrote freely. Pure: it is given the terms and the text."""
import re
from collections.abc import Iterable
from dataclasses import dataclass

from engawa.base.text.normal import folded

ASCII = re.compile(r"[\x21-\x7e ]+")
CONSUMED = "\0"


@dataclass(frozen=True)
class Term:
    """A word by which a skill is known."""

    text: str
    skill: str
    is_ambiguous: bool


@dataclass(frozen=True)
class Found:
    """A skill in a text: its slug, the words that named it (folded), and whether it needs no confirming."""

    skill: str
    words: tuple[str, ...]
    is_certain: bool


class Finder:
    """Longest word first; an ASCII word must stand alone; what matched once is not read again.

    Everyday words and two-letter abbreviations only suggest a skill: the person confirms it.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        prepared = [(folded(term.text), term) for term in terms]
        self._terms = [
            (text, self._pattern(text), term.skill, term.is_ambiguous or (len(text) <= 2 and text.isascii()))
            for text, term in sorted(prepared, key=lambda one: -len(one[0])) if len(text) >= 2
        ]

    @staticmethod
    def _pattern(text: str) -> re.Pattern[str]:
        escaped = re.escape(text)
        if ASCII.fullmatch(text):
            return re.compile(rf"(?<![a-z0-9.+#/]){escaped}(?![a-z0-9+#])")
        return re.compile(escaped)

    def find(self, text: str) -> list[Found]:
        """Skills in the order of their first word in the text."""
        left = folded(text)
        first: dict[str, int] = {}
        words: dict[str, list[str]] = {}
        certain: set[str] = set()
        for term, pattern, skill, is_hint in self._terms:
            if term not in left:
                continue
            found = pattern.search(left)
            if found is None:
                continue
            # Same length as before, so that positions stay comparable.
            left = pattern.sub(CONSUMED * len(term), left)
            first[skill] = min(first.get(skill, found.start()), found.start())
            words.setdefault(skill, []).append(term)
            if not is_hint:
                certain.add(skill)
        return [Found(skill, tuple(words[skill]), skill in certain) for skill in sorted(first, key=first.__getitem__)]
