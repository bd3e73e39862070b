"""Many words looked for in a text all at once, however many there are (Aho and Corasick, CACM 18(6), 1975)."""
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

Meaning = TypeVar("Meaning")


class Together(Generic[Meaning]):
    """Words, none of them empty, and what each stands for."""

    def __init__(self, words: Mapping[str, Meaning]) -> None:
        self._search = AhoCorasick(words)
        self._meanings = list(words.values())

    def find(self, text: str) -> Iterator[tuple[Meaning, int, int]]:
        """What every word in the text stands for, with where the word begins and ends; longer and shorter ones, also one inside another."""
        return ((self._meanings[number], start, end) for number, start, end in self._search.find_matches_as_indexes(text, overlapping=True))

    def meanings(self, text: str) -> list[Meaning]:
        """What the words in the text stand for, each word once."""
        return list(map(self._meanings.__getitem__, {number for number, _, _ in self._search.find_matches_as_indexes(text, overlapping=True)}))
