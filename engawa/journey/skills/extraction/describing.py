"""Skills told without any name: 「電話帳ほどある台帳を一件ずつ打ち込んだ」. Which words go with which skill is learnt.

`tests/data/extraction/learn.py` learns them from the labelled building texts and from the names of the skills: for every
skill a logistic regression over the words of a sentence and over two and three letters in a row, which meet a word
however it is cut or written. It adds what no name and no phrase of `reading.yaml` has shown, and helps to tell
whether a name of many meanings means the skill; whether the writer did it is judged afterwards, as for every other sight.
"""
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import count
from math import sqrt
from operator import add
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engawa.base.text.tokens import Pieces

# Log-odds: above the first a description is believed, if it is above the second without the names in it; above the third a
# name of many meanings means the skill.
SURE, UNNAMED, MEANT = -2.4, -5.0, -3.5
# The same for a name in kanji, first with its own signs, then without them.
WITH_KANJI, BESIDE_KANJI = -2.5, -6.0
CLEAR, HEARD = 0.5, 0.1  # shares of the loudest word's weight: the first word above the one begins it, a second above the other is needed
SMOOTH = 10              # signs added to the length, so that few signs alone are not loud
IN_A_ROW = (2, 3)        # letters
BEHIND_WORD = " "
KANJI = re.compile(r"[一-鿿]")
NAMELESS = re.compile(rb"\0+")  # letters that belong to no name
STRETCH = re.compile(r"[^。\n!?！？]+")
KANA = "".join(map(chr, range(ord("ぁ"), ord("ん") + 1)))


class Stem(NamedTuple):
    """A word that says something, without its ending, and where it stands."""

    text: str
    start: int
    end: int


class Told(NamedTuple):
    """A skill that is told, and the first word that tells it."""

    skill: str
    start: int
    end: int


class Learnt(NamedTuple):
    """By sign its row of weights, those of letters and those of words; the skills of the columns; the weights in steps of so many
    log-odds; each column's bias and the least that is believed."""

    letters: dict[str, int]
    words: dict[str, int]
    skills: list[str]
    columns: dict[str, int]
    weights: NDArray[np.int8]
    step: float
    bias: NDArray[np.float32]
    least: NDArray[np.float32]


@cache
def learnt() -> Learnt:
    """What was learnt, read once."""
    with files("engawa.journey.skills").joinpath("data", "describing.npz").open("rb") as file, np.load(file) as data:
        signs, skills = (bytes(data[name]).decode().split("\n") for name in ("signs", "skills"))
        weights = np.zeros((len(signs), len(skills)), np.int8)
        weights[np.repeat(np.arange(len(signs)), data["counts"]), data["columns"]] = data["weights"]
        rows = dict(zip(signs, count()))
        return Learnt(
            {sign: row for sign, row in rows.items() if len(sign) in IN_A_ROW},
            {sign[:-1]: row for sign, row in rows.items() if sign[-1] == BEHIND_WORD}, skills, dict(zip(skills, count())), weights, float(data["step"]), data["bias"], SURE - data["bias"])


def stems(low: str, pieces: Pieces) -> list[Stem]:
    """The words that say something, in order."""
    return [Stem(low[start:end].rstrip(KANA) or low[start:end], start, end)
            for start, end, kind in zip(pieces.starts, pieces.ends(len(low)), pieces.kinds, strict=True) if kind.is_content]


def signs(letters: str, words: Sequence[Stem]) -> set[str]:
    """The signs of a stretch of text and of its words: each word with a space behind it, two and three letters in a row."""
    return {word.text + BEHIND_WORD for word in words} | {letters[at:at + length] for length in IN_A_ROW for at in range(len(letters) - length + 1)}


class Sentence(NamedTuple):
    """A sentence, or a line: where it stands, its words, and the rows of its signs."""

    start: int
    end: int
    words: list[Stem]
    rows: list[int]


class Telling:
    """What each sentence of a text tells."""

    def __init__(self, low: str, pieces: Pieces) -> None:
        """Take a text in lower case, and where its words begin."""
        self._low, known = low, learnt().letters
        two = list(map(add, low, low[1:]))
        # For each letter the rows of the two and of the three letters that begin with it.
        self._two, self._three = list(map(known.get, two)), list(map(known.get, map(add, two, low[2:])))
        words = stems(low, pieces)
        starts, first = [word.start for word in words], 0
        self._sentences: list[Sentence] = []
        for stretch in STRETCH.finditer(low):
            here, first = first, bisect_left(starts, stretch.end(), first)
            self._sentences.append(Sentence(*stretch.span(), words[here:first], self._rows(words[here:first], stretch.span())))
        self._starts = [sentence.start for sentence in self._sentences]

    def _rows(self, words: Iterable[Stem], *stretches: tuple[int, int]) -> list[int]:
        """The rows of those `signs` of some words and stretches that were learnt."""
        known = learnt().words
        found = {known.get(word.text) for word in words}
        for start, end in stretches:
            found.update(self._two[start:max(start, end - 1)], self._three[start:max(start, end - 2)])
        found.discard(None)
        return list(found)

    def means(self, skill: str, start: int, end: int) -> bool:
        """Whether the sentence around a name of many meanings tells the skill.

        A name in kanji is an ordinary word (監視, 班長), so it speaks for itself too, as often as it was seen to mean the skill,
        but not alone.
        """
        column = learnt().columns.get(skill)
        if column is None:
            return False
        sentence = self._sentences[bisect_right(self._starts, start) - 1]
        weights = _weights(sentence.rows, column)
        own = set(self._rows([word for word in sentence.words if start < word.end and word.start < end], (max(start - 2, 0), end + 2)))
        beside = _odds([weight for row, weight in weights.items() if row not in own], column)
        if not KANJI.search(self._low, start, end):
            return beside > MEANT
        return beside > BESIDE_KANJI and _odds(weights.values(), column) > WITH_KANJI

    def around(self, at: int) -> tuple[str, int, int]:
        """The text with the sentence around a place in it."""
        sentence = self._sentences[bisect_right(self._starts, at) - 1]
        return self._low, sentence.start, sentence.end

    def told(self, named: bytearray, wanted: Container[str]) -> Iterator[Told]:
        """The skills that each sentence tells.

        Args:
            named: for each letter whether it belongs to a name: names alone describe nothing.
            wanted: the skills to look for.
        """
        known = learnt()
        for sentence in self._sentences:
            if len(sentence.words) < 2:
                continue
            # Whole numbers this small stay exact as fractions, of which the processor adds many at once.
            sums = np.ones(len(sentence.rows), np.float32) @ known.weights.take(sentence.rows, 0).astype(np.float32)
            for column in np.flatnonzero(sums * (known.step / sqrt(len(sentence.rows) + SMOOTH)) > known.least).tolist():
                if known.skills[column] in wanted and (word := self._first(sentence, column, named)):
                    yield Told(known.skills[column], word.start, word.end)

    def _first(self, sentence: Sentence, column: int, named: bytearray) -> Stem | None:
        """The first word that tells the skill of a column clearly, when others do too and names are not all; what follows is said of it."""
        words, weights = [word for word in sentence.words if not named[word.start]], _weights(sentence.rows, column)
        # A word may go on behind the sentence: Yahoo!Japan.
        loudness = [sum(weights.get(row, 0) for row in self._rows([word], (word.start, word.end))) for word in words]
        second, loudest = sorted([0, 0, *loudness])[-2:]
        if second <= HEARD * loudest:
            return None
        if len(words) < len(sentence.words):
            nameless = self._rows(words, *(found.span() for found in NAMELESS.finditer(named, sentence.start, sentence.end)))
            if _odds([weights[row] for row in nameless], column) <= UNNAMED:
                return None
        return next(word for word, loud in zip(words, loudness, strict=True) if loud >= CLEAR * loudest)


def _weights(rows: Sequence[int], column: int) -> dict[int, int]:
    """How much each row speaks for the skill of a column."""
    return dict(zip(rows, learnt().weights[rows, column].tolist(), strict=True))


def _odds(weights: Collection[int], column: int) -> float:
    """The log-odds that signs of these weights tell the skill of a column."""
    known = learnt()
    return float(known.bias[column]) + sum(weights) * known.step / sqrt(len(weights) + SMOOTH)
