"""A second opinion on each statement, learnt from the labelled building texts by `tests/data/extraction/learn.py`.

The rules of `stance` know turns of speech one by one; people have more of them than anybody can list. So the words
around a name are weighed too: logistic regression over single words and pairs, by the part of the statement they stand
in. It only speaks where the rules leave a statement to the writer (then it may doubt) or are unsure (then it may be sure).
"""
import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp, sqrt
from typing import NamedTuple

from engawa.base.text.tokens import Piece
from engawa.journey.skills.extraction.clauses import INSIDE, NAME

# Below the first the writer is asked instead of believed; above the second an unsure word is believed.
DOUBT, TRUST = 0.4, 0.6
LONGEST = 8  # words counted when the length itself is a sign
SILENT = {"、", "。", ",", " ", "・", "\n"}


class Weights(NamedTuple):
    """What was learnt: for each sign how much it speaks for the writer (above 0) or against."""

    bias: float
    of: dict[str, float]


class Spans(NamedTuple):
    """Where the parts of a statement stand in the text: before the list, behind it, what follows."""

    head: tuple[int, int]
    tail: tuple[int, int]
    follow: tuple[int, int]


@cache
def weights() -> Weights:
    """The learnt weights, read once."""
    data = json.loads(files("engawa.journey.skills").joinpath("data", "weights.json").read_text(encoding="utf-8"))
    return Weights(data["bias"], data["weights"])


def words_between(masked: str, pieces: Sequence[Piece], start: int, end: int) -> Iterator[str]:
    """The words of a stretch as written; a name is one sign, brackets are passed over."""
    first = bisect_left(pieces, (start,))
    before = ""
    for at in range(first, len(pieces)):
        begin = pieces[at].start
        if begin >= end:
            break
        stop = min(pieces[at + 1].start if at + 1 < len(pieces) else len(masked), end)
        word = NAME if masked[begin] == NAME else masked[begin:stop].strip()
        if word and word[0] != INSIDE and word not in SILENT and not (word == before == NAME):
            yield word
        before = word


def signs(masked: str, pieces: Sequence[Piece], spans: Spans) -> frozenset[str]:
    """What speaks for or against the writer in a statement.

    Args:
        masked: the text with names replaced, as `clauses.masked` makes it.
        pieces: the words of the whole text.
        spans: where the statement stands.
    """
    found: set[str] = set()
    parts = {letter: list(words_between(masked, pieces, *span)) for letter, span in zip("HTF", spans, strict=True)}
    for letter, words in parts.items():
        found.update(f"{letter}:{word}" for word in words)
        found.update(f"{letter}:{one}_{other}" for one, other in pairwise(words))
        found.add(f"{letter}#{min(len(words), LONGEST)}")
    tail, head = parts["T"], parts["H"]
    found.update(f"E{n}:{'_'.join(tail[-n:])}" for n in (1, 2, 3))
    found.update((f"S1:{'_'.join(tail[:1])}", f"S2:{'_'.join(tail[:2])}", f"L1:{'_'.join(head[-1:])}", f"L2:{'_'.join(head[-2:])}"))
    return frozenset(found)


def chance(of: frozenset[str]) -> float:
    """How likely the writer has done it, 0 to 1, by the signs of the statement."""
    learnt = weights()
    total = learnt.bias + sum(learnt.of.get(sign, 0.0) for sign in of) / sqrt(len(of) or 1)
    return 1 / (1 + exp(-total))
