"""A second opinion on each statement, learnt from the labelled building texts by `tests/data/extraction/learn.py`.

The rules of `stance` know turns of speech one by one; people have more of them than anybody can list. So the words
around a name are weighed too: logistic regression over single words and pairs, by the part of the statement they stand
in. It only speaks where the rules leave a statement to the writer (then it may doubt) or are unsure (then it may be sure).
"""
import json
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp, sqrt
from typing import NamedTuple

from engawa.base.text.tokens import Pieces
from engawa.journey.skills.extraction.clauses import INSIDE, NAME

# Below the first the writer is asked instead of believed; above the second an unsure word is believed, above the third even
# one that a rule takes for a mere name.
DOUBT, TRUST, CERTAIN = 0.5, 0.6, 0.9
LONGEST = 8  # words counted when the length itself is a sign
COUNTS = tuple(map(str, range(LONGEST + 1)))
Sign = tuple[str, ...]
SILENT = {"、", "。", ",", " ", "・", "\n"}


class Weights(NamedTuple):
    """What was learnt: for each sign how much it speaks for the writer (above 0) or against."""

    bias: float
    of: dict[Sign, float]


class Spans(NamedTuple):
    """Where the parts of a statement stand in the text: before the list, behind it, what follows."""

    head: tuple[int, int]
    tail: tuple[int, int]
    follow: tuple[int, int]


@cache
def weights() -> Weights:
    """The learnt weights, read once."""
    data = json.loads(files("engawa.journey.skills").joinpath("data", "weights.json").read_text(encoding="utf-8"))
    return Weights(data["bias"], {tuple(sign.split(" ")): weight for sign, weight in data["weights"].items()})


class Words:
    """The words of a text as written; a name is one sign, brackets and stops are passed over."""

    def __init__(self, masked: str, pieces: Pieces) -> None:
        """Take the text with names replaced, as `clauses.masked` makes it, and where its words begin."""
        self._starts: list[int] = []
        self._words: list[str] = []
        before = ""
        for begin, end in zip(pieces.starts, pieces.ends(len(masked)), strict=True):
            word = NAME if masked[begin] == NAME else masked[begin:end].strip()
            if word and word[0] != INSIDE and word not in SILENT and not (word == before == NAME):
                self._starts.append(begin)
                self._words.append(word)
            before = word

    def between(self, start: int, end: int) -> list[str]:
        """The words that begin in a stretch of the text."""
        return self._words[bisect_left(self._starts, start):bisect_left(self._starts, end)] if start < end else []


def signs(words: Words, spans: Spans) -> list[Sign]:
    """What speaks for or against the writer in a statement, given where its parts stand."""
    head, tail, follow = (words.between(*span) for span in spans)
    found: list[Sign] = [
        ("E1", *tail[-1:]), ("E2", *tail[-2:]), ("E3", *tail[-3:]), ("S1", *tail[:1]), ("S2", *tail[:2]),
        ("L1", *head[-1:]), ("L2", *head[-2:])]
    for letter, part in (("H", head), ("T", tail), ("F", follow)):
        found.append((f"{letter}#", COUNTS[min(len(part), LONGEST)]))
        found += zip(repeat(letter), part)
        found += zip(repeat(letter), part, part[1:])
    return found


def chance(of: list[Sign]) -> float:
    """How likely the writer has done it, 0 to 1, by the signs of the statement."""
    learnt = weights()
    total = learnt.bias + sum(filter(None, map(learnt.of.get, of))) / sqrt(len(of))
    return 1 / (1 + exp(-total))
