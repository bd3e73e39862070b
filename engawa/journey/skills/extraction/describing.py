"""Skills told without any name: 「電話帳ほどある台帳を一件ずつ打ち込んだ」. Which words go with which skill is learnt.

`tests/data/extraction/learn.py` learns them from the labelled building texts and from the names of the skills: for every
skill a logistic regression over the words of a sentence and over neighbours. It only adds what no name and no phrase of
`reading.yaml` has shown; whether the writer did it is judged afterwards, as for every other sight.
"""
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from engawa.base.text.tokens import Piece

SURE = -1.6    # log-odds; below this a description is not believed
TELLING = 1.0  # a word that speaks so much for a skill belongs to its description
SMOOTH = 2     # words added to the length, so that two words alone are not loud
STRETCH = re.compile(r"[^。\n!?！？]+")
KANA = "".join(map(chr, range(ord("ぁ"), ord("ん") + 1)))
Sign = tuple[str, ...]


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
    """The number of each sign; by it the skills it speaks for, the loudest first; by skill the bias and the weights of its signs."""

    number: dict[Sign, int]
    loud: list[list[tuple[float, str]]]
    bias: dict[str, float]
    of: dict[str, dict[int, float]]


@cache
def learnt() -> Learnt:
    """What was learnt, read once."""
    data = json.loads(files("engawa.journey.skills").joinpath("data", "describing.json").read_text(encoding="utf-8"))
    number: dict[Sign, int] = {}
    loud: list[list[tuple[float, str]]] = []
    of: dict[str, dict[int, float]] = {}
    for skill, row in data.items():
        of[skill] = {number.setdefault(tuple(sign.split(" ")), len(number)): weight for sign, weight in row["weights"].items()}
        loud += [[] for _new in range(len(number) - len(loud))]
        for sign, weight in of[skill].items():
            loud[sign].append((weight, skill))
    return Learnt(number, [sorted(several, reverse=True) for several in loud], {skill: row["bias"] for skill, row in data.items()}, of)


def stems(low: str, pieces: Sequence[Piece]) -> list[Stem]:
    """The words that say something, in order."""
    ends = [piece.start for piece in pieces[1:]] + [len(low)]
    return [Stem(low[piece.start:end].rstrip(KANA) or low[piece.start:end], piece.start, end)
            for piece, end in zip(pieces, ends, strict=False) if piece.is_content]


def signs(words: Sequence[Stem]) -> dict[Sign, Stem]:
    """The words and the pairs of neighbours of a sentence, each with the word where it ends."""
    found: dict[Sign, Stem] = {(word.text,): word for word in words}
    found.update({(one.text, other.text): other for one, other in pairwise(words)})
    return found


def told(low: str, pieces: Sequence[Piece], named: bytearray) -> Iterator[Told]:
    """The skills that each sentence tells.

    Args:
        low: the text in lower case.
        pieces: where its words begin.
        named: for each letter whether it belongs to a name: names alone describe nothing.
    """
    words, first = stems(low, pieces), 0
    for stretch in STRETCH.finditer(low):
        here = first
        while first < len(words) and words[first].start < stretch.end():
            first += 1
        if first - here > 1:
            yield from _of_sentence(words[here:first], named)


def _of_sentence(words: Sequence[Stem], named: bytearray) -> Iterator[Told]:
    known, signs_here = learnt(), signs(words)
    found = {known.number[sign]: word for sign, word in signs_here.items() if sign in known.number}
    loudness = 1 / sqrt(len(signs_here) + SMOOTH)
    speaking: dict[str, list[Stem]] = defaultdict(list)
    for sign, word in found.items():
        if not named[word.start]:
            for weight, skill in known.loud[sign]:
                if weight * loudness < TELLING:
                    break
                speaking[skill].append(word)
    for skill, several in speaking.items():
        if len({word.start for word in several}) > 1 and known.bias[skill] + sum(filter(None, map(known.of[skill].get, found))) * loudness > SURE:
            first = min(several, key=lambda word: word.start)  # what follows is said of it
            yield Told(skill, first.start, first.end)
