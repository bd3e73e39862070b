"""A second opinion on each statement, learnt from the labelled building texts by `tests/data/extraction/learn.py`.

The rules of `stance` know turns of speech one by one; people have more of them than anybody can list. So the words
around a name are weighed too: logistic regression over single words and pairs, by the part of the statement they stand
in. It only speaks where the rules leave a statement to the writer (then it may doubt) or are unsure (then it may be sure).
"""
import json
from bisect import bisect_left
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, count, repeat
from math import exp, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engawa.base.text.tokens import Pieces
from engawa.journey.skills.extraction.clauses import INSIDE, NAME

# Below the first the writer is asked instead of believed; above the second an unsure word is believed, above the third even
# one that a rule takes for a mere name.
DOUBT, TRUST, CERTAIN = 0.5, 0.55, 0.9
LONGEST = 8  # words counted when the length itself is a sign
COUNTS = tuple(map(str, range(LONGEST + 1)))
Sign = tuple[str, ...]
PARTS = ("H", "T", "F")  # the letters of what stands before a list, behind it, and of what follows
NOTHING = repeat(0.0)
SILENT = {"", "、", "。", ",", " ", "・", "\n"}


class Weights(NamedTuple):
    """What was learnt: how much each sign speaks for the writer (above 0) or against.

    Words have numbers from 1, all others 0. `single` has a row for each number, `pairs` a row for each of the sorted `codes` of two
    neighbours and one of zeros; both have a column for each of `PARTS`.
    """

    bias: float
    edges: dict[Sign, float]
    numbers: dict[str, int]
    single: NDArray[np.float64]
    codes: NDArray[np.int64]
    pairs: NDArray[np.float64]


class Spans(NamedTuple):
    """Where the parts of a statement stand in the text: before the list, behind it, what follows."""

    head: tuple[int, int]
    tail: tuple[int, int]
    follow: tuple[int, int]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said at all."""
        return self.head[0] >= self.head[1] and self.tail[0] >= self.tail[1] and self.follow[0] >= self.follow[1]


@cache
def weights() -> Weights:
    """The learnt weights, read once."""
    data = json.loads(files("engawa.journey.skills").joinpath("data", "weights.json").read_text(encoding="utf-8"))
    edges: dict[Sign, float] = {}
    inside: list[tuple[int, list[str], float]] = []
    for sign, weight in data["weights"].items():
        letter, *words = sign.split(" ")
        if letter in PARTS:
            inside.append((PARTS.index(letter), words, weight))
        else:
            edges[letter, *words] = weight
    numbers = dict(zip(dict.fromkeys(chain.from_iterable(words for _, words, _ in inside)), count(1)))
    base = len(numbers) + 1
    neighbours = {numbers[words[0]] * base + numbers[words[1]] for _, words, _ in inside if len(words) == 2}
    codes = np.array([*sorted(neighbours), base * base], np.int64)
    single, pairs = np.zeros((base, len(PARTS))), np.zeros((len(codes), len(PARTS)))
    for part, words, weight in inside:
        if len(words) == 1:
            single[numbers[words[0]], part] = weight
        else:
            pairs[codes.searchsorted(numbers[words[0]] * base + numbers[words[1]]), part] = weight
    return Weights(data["bias"], edges, numbers, single, codes, pairs)


class Words:
    """The words of a text as written; a name is one sign, brackets and stops are passed over."""

    def __init__(self, masked: str, pieces: Pieces) -> None:
        """Take the text with names replaced, as `clauses.masked` makes it, and where its words begin."""
        self._starts: list[int] = []
        self._words: list[str] = []
        before = ""
        for begin, end in zip(pieces.starts, pieces.ends(len(masked)), strict=True):
            word = NAME if masked[begin] == NAME else masked[begin:end].strip()
            if word not in SILENT and not (word == before == NAME) and word[0] != INSIDE:
                self._starts.append(begin)
                self._words.append(word)
            before = word

    def between(self, start: int, end: int) -> list[str]:
        """The words that begin in a stretch of the text."""
        first, behind = self.range(start, end)
        return self._words[first:behind]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Which words begin in a stretch of the text: the first, and the one behind the last."""
        return (bisect_left(self._starts, start), bisect_left(self._starts, end)) if start < end else (0, 0)

    @cached_property
    def sums(self) -> list[tuple[list[float], list[float]]]:
        """For each of `PARTS` how much the words before each one speak for the writer, and the same of neighbours."""
        known = weights()
        numbers = np.array([known.numbers.get(word, 0) for word in self._words], np.int64)
        codes = numbers[:-1] * len(known.single) + numbers[1:]
        at = known.codes.searchsorted(codes)
        return list(zip(_summed(known.single[numbers]), _summed(known.pairs[np.where(known.codes[at] == codes, at, -1)]), strict=True))


def _summed(weights: NDArray[np.float64]) -> list[list[float]]:
    """For each column the sums of the rows before each row, and of all."""
    sums = np.zeros((weights.shape[1], len(weights) + 1))
    weights.T.cumsum(1, out=sums[:, 1:])
    found: list[list[float]] = sums.tolist()
    return found


def signs(words: Words, spans: Spans) -> list[Sign]:
    """What speaks for or against the writer in a statement, given where its parts stand: their edges, words and neighbours."""
    parts = [words.between(*span) for span in spans]
    found = _edges(*parts)
    for letter, part in zip(PARTS, parts, strict=True):
        found += zip(repeat(letter), part)
        found += zip(repeat(letter), part, part[1:])
    return found


def _edges(head: list[str], tail: list[str], follow: list[str]) -> list[Sign]:
    """How the parts begin and end, and how long they are."""
    return [
        ("E1", *tail[-1:]), ("E2", *tail[-2:]), ("E3", *tail[-3:]), ("S1", *tail[:1]), ("S2", *tail[:2]), ("L1", *head[-1:]), ("L2", *head[-2:]),
        ("H#", COUNTS[min(len(head), LONGEST)]), ("T#", COUNTS[min(len(tail), LONGEST)]), ("F#", COUNTS[min(len(follow), LONGEST)])]


def chance(words: Words, spans: Spans) -> float:
    """How likely the writer has done it, 0 to 1, by the `signs` of the statement."""
    learnt, edges = weights(), _edges(*(words.between(*span) for span in spans))
    total, number = sum(map(learnt.edges.get, edges, NOTHING)), len(edges)
    for (single, pairs), span in zip(words.sums, spans, strict=True):
        first, behind = words.range(*span)
        if first < behind:
            total += single[behind] - single[first] + pairs[behind - 1] - pairs[first]
            number += 2 * (behind - first) - 1
    return 1 / (1 + exp(-learnt.bias - total / sqrt(number)))
