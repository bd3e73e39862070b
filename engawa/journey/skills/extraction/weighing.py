"""A second opinion on each statement, learnt from the labelled building texts by `tests/data/extraction/learn.py`.

The rules of `stance` know turns of speech one by one; people have more of them than anybody can list. So the words
around a name are weighed too: logistic regression over single words and pairs, by the part of the statement they stand
in. It only speaks where the rules leave a statement to the writer (then it may doubt) or are unsure (then it may be sure).
"""
import json
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from itertools import pairwise, repeat
from math import exp, sqrt
from typing import NamedTuple

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
    """What was learnt: how much each sign speaks for the writer (above 0) or against; words and pairs of neighbours for each of `PARTS`."""

    bias: float
    edges: dict[Sign, float]
    single: list[dict[str, float]]
    pairs: list[dict[Sign, float]]


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
    learnt = Weights(data["bias"], {}, [{} for _ in PARTS], [{} for _ in PARTS])
    for sign, weight in data["weights"].items():
        letter, *words = sign.split(" ")
        if letter not in PARTS:
            learnt.edges[letter, *words] = weight
        elif len(words) == 1:
            learnt.single[PARTS.index(letter)][words[0]] = weight
        else:
            learnt.pairs[PARTS.index(letter)][tuple(words)] = weight
    return learnt


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
        return self._words[bisect_left(self._starts, start):bisect_left(self._starts, end)] if start < end else []


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
    learnt, parts = weights(), [words.between(*span) for span in spans]
    edges = _edges(*parts)
    total, number = sum(map(learnt.edges.get, edges, NOTHING)), len(edges)
    for part, single, pairs in zip(parts, learnt.single, learnt.pairs, strict=True):
        if part:
            total += sum(map(single.get, part, NOTHING)) + sum(map(pairs.get, pairwise(part), NOTHING))
            number += 2 * len(part) - 1
    return 1 / (1 + exp(-learnt.bias - total / sqrt(number)))
