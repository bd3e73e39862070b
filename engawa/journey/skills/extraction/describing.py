"""Skills told without any name: 「電話帳ほどある台帳を一件ずつ打ち込んだ」. Which words go with which skill is learnt.

`tests/data/extraction/learn.py` learns them from the labelled building texts and from the names of the skills: for every
skill a logistic regression over the words of a sentence and over two and three letters in a row, which meet a word
however it is cut or written. It adds what no name and no phrase of `reading.yaml` has shown, and helps to tell
whether a name of many meanings means the skill; whether the writer did it is judged afterwards, as for every other sight.
"""
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, count, repeat
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engawa.base.text.tokens import Pieces

# Log-odds: above the first a description is believed, if it is above the second without the names in it; above the third a
# name of many meanings means the skill.
SURE, UNNAMED, MEANT = -2.2, -5.0, -3.5
# The same for a name in kanji, first with its own signs, then without them.
WITH_KANJI, BESIDE_KANJI = -2.5, -6.0
CLEAR, HEARD = 0.5, 0.1  # shares of the loudest word's weight: the first word above the one begins it, a second above the other is needed
SMOOTH = 10              # signs added to the length, so that few signs alone are not loud
IN_A_ROW = (2, 3)        # letters
NO_ROW = -1
SILENT = repeat(0)
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


class Letters:
    """Signs that are letters in a row, and their rows. All places of a text are looked up at once: one after the other takes longer."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        """Take the signs with their rows, none below 0."""
        known = sorted(set(chain.from_iterable(rows)))
        self._numbers = np.zeros(max(map(ord, known)) + 2, np.int64)  # by letter, 0 for all others
        self._numbers[list(map(ord, known))] = np.arange(1, len(known) + 1)
        self._base = len(known) + 1
        self._signs = {length: self._sorted({sign: row for sign, row in rows.items() if len(sign) == length}) for length in IN_A_ROW}

    def _sorted(self, rows: Mapping[str, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The codes of signs of one length in order, then one that is higher than any; their rows."""
        codes = np.array([self._codes(sign)[len(sign)][0] for sign in rows])
        order = codes.argsort()
        return np.append(codes[order], np.iinfo(np.int64).max), np.append(np.fromiter(rows.values(), np.int64)[order], NO_ROW)

    def _codes(self, text: str) -> dict[int, NDArray[np.int64]]:
        """For each length the numbers that stand for the letters in a row at each place."""
        numbers = self._numbers.take(np.frombuffer(text.encode("utf-32-le"), np.uint32), mode="clip")
        codes = {1: numbers}
        for length in range(2, max(IN_A_ROW) + 1):
            codes[length] = codes[length - 1][:-1] * self._base + numbers[length - 1:]
        return codes

    def rows(self, text: str) -> list[list[int]]:
        """For each length of `IN_A_ROW` the row of the letters that begin at each place, `NO_ROW` where it was not learnt."""
        codes, found = self._codes(text), []
        for length, (signs, rows) in self._signs.items():
            at = signs.searchsorted(codes[length])
            found.append(np.where(signs[at] == codes[length], rows[at], NO_ROW).tolist())
        return found


class Learnt(NamedTuple):
    """By sign its row of weights, those of letters and those of words; the skills of the columns; the weights in steps of so many
    log-odds; each column's bias and the least that is believed."""

    letters: Letters
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
            Letters({sign: row for sign, row in rows.items() if len(sign) in IN_A_ROW}),
            {sign[:-1]: row for sign, row in rows.items() if sign[-1] == BEHIND_WORD},
            skills, dict(zip(skills, count())), weights, float(data["step"]), data["bias"], SURE - data["bias"])


def stems(low: str, pieces: Pieces) -> list[Stem]:
    """The words that say something, in order."""
    return [Stem(low[start:end].rstrip(KANA) or low[start:end], start, end)
            for start, end, kind in zip(pieces.starts, pieces.ends(len(low)), pieces.kinds, strict=True) if kind.is_content]


def signs(letters: str, words: Sequence[Stem]) -> set[str]:
    """The signs of a stretch of text and of its words: each word with a space behind it, two and three letters in a row."""
    return {word.text + BEHIND_WORD for word in words} | {letters[at:at + length] for length in IN_A_ROW for at in range(len(letters) - length + 1)}


class Sentence(NamedTuple):
    """A sentence, or a line: where it stands, and which words are its own."""

    start: int
    end: int
    words: range


class Telling:
    """What each sentence of a text tells."""

    def __init__(self, low: str, pieces: Pieces) -> None:
        """Take a text in lower case, and where its words begin."""
        known = learnt()
        self._low, (self._two, self._three) = low, known.letters.rows(low)
        self._words = stems(low, pieces)
        self._of_words = [known.words.get(word.text, NO_ROW) for word in self._words]
        starts, first = [word.start for word in self._words], 0
        self._sentences: list[Sentence] = []
        for stretch in STRETCH.finditer(low):
            here, first = first, bisect_left(starts, stretch.end(), first)
            self._sentences.append(Sentence(*stretch.span(), range(here, first)))
        self._starts = [sentence.start for sentence in self._sentences]
        self._taken: dict[int, tuple[list[int], NDArray[np.int8]]] = {}

    def _rows(self, words: Iterable[int], *stretches: tuple[int, int]) -> list[int]:
        """The rows of those `signs` of some words and stretches that were learnt."""
        found = {self._of_words[word] for word in words}
        for start, end in stretches:
            found.update(self._two[start:max(start, end - 1)], self._three[start:max(start, end - 2)])
        found.discard(NO_ROW)
        return list(found)

    def _signs(self, sentence: Sentence) -> tuple[list[int], NDArray[np.int8]]:
        """The rows of a sentence and what they weigh, which may be asked for each name of many meanings in it."""
        taken = self._taken.get(sentence.start)
        if taken is None:
            rows = self._rows(sentence.words, sentence[:2])
            taken = self._taken[sentence.start] = rows, learnt().weights.take(rows, 0)
        return taken

    def means(self, skill: str, start: int, end: int) -> bool:
        """Whether the sentence around a name of many meanings tells the skill.

        A name in kanji is an ordinary word (監視, 班長), so it speaks for itself too, as often as it was seen to mean the skill,
        but not alone.
        """
        column = learnt().columns.get(skill)
        if column is None:
            return False
        sentence = self._sentences[bisect_right(self._starts, start) - 1]
        rows, weights = self._signs(sentence)
        of_rows = weights[:, column].tolist()
        within = [word for word in sentence.words if start < self._words[word].end and self._words[word].start < end]
        own = set(self._rows(within, (max(start - 2, 0), end + 2)))
        beside = _odds([weight for row, weight in zip(rows, of_rows, strict=True) if row not in own], column)
        if not KANJI.search(self._low, start, end):
            return beside > MEANT
        return beside > BESIDE_KANJI and _odds(of_rows, column) > WITH_KANJI

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
            words = [word for word in sentence.words if not named[self._words[word].start]]
            if len(words) < 2:
                continue
            rows, weights = self._signs(sentence)
            # Whole numbers this small stay exact as fractions, of which the processor adds many at once.
            sums = np.add.reduce(weights, 0, np.float32)
            for column in (sums * (known.step / sqrt(len(rows) + SMOOTH)) > known.least).nonzero()[0].tolist():
                if known.skills[column] in wanted:
                    of_rows = dict(zip(rows, weights[:, column].tolist(), strict=True))
                    if word := self._first(sentence, words, of_rows, column, named):
                        yield Told(known.skills[column], word.start, word.end)

    def _first(self, sentence: Sentence, words: Sequence[int], weights: dict[int, int], column: int, named: bytearray) -> Stem | None:
        """The first word that tells the skill of a column clearly, when others do too and names are not all; what follows is said of it."""
        # A word may go on behind the sentence: Yahoo!Japan.
        loudness = [sum(map(weights.get, self._rows([word], self._words[word][1:]), SILENT)) for word in words]
        second, loudest = sorted([0, 0, *loudness])[-2:]
        if second <= HEARD * loudest:
            return None
        if len(words) < len(sentence.words):
            nameless = self._rows(words, *(found.span() for found in NAMELESS.finditer(named, sentence.start, sentence.end)))
            if _odds([weights[row] for row in nameless], column) <= UNNAMED:
                return None
        return self._words[next(word for word, loud in zip(words, loudness, strict=True) if loud >= CLEAR * loudest)]


def _odds(weights: Collection[int], column: int) -> float:
    """The log-odds that signs of these weights tell the skill of a column."""
    known = learnt()
    return float(known.bias[column]) + sum(weights) * known.step / sqrt(len(weights) + SMOOTH)
