"""Skills told without any name: 「電話帳ほどある台帳を一件ずつ打ち込んだ」. Which words go with which skill is learnt.

`tests/data/extraction/learn.py` learns them from the labelled building texts and from the names of the skills: for every
skill a logistic regression over the words of a sentence and over neighbours. It only adds what no name and no phrase of
`reading.yaml` has shown; whether the writer did it is judged afterwards, as for every other sight.
"""
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise
from math import sqrt
from typing import NamedTuple

from engawa.base.text.tokens import Pieces

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


class Loud(NamedTuple):
    """The skills a sign speaks for, the loudest first, and how softly it does: its weights with a minus, as `bisect` wants them."""

    softness: tuple[float, ...]
    skills: tuple[str, ...]


class Learnt(NamedTuple):
    """For whom each sign speaks; by skill the bias and the weights of its signs."""

    loud: dict[Sign, Loud]
    bias: dict[str, float]
    of: dict[str, dict[Sign, float]]


@cache
def learnt() -> Learnt:
    """What was learnt, read once."""
    data = json.loads(files("engawa.journey.skills").joinpath("data", "describing.json").read_text(encoding="utf-8"))
    loud: dict[Sign, list[tuple[float, str]]] = defaultdict(list)
    of: dict[str, dict[Sign, float]] = {}
    for skill, row in data.items():
        of[skill] = {tuple(sign.split(" ")): weight for sign, weight in row["weights"].items()}
        for sign, weight in of[skill].items():
            loud[sign].append((weight, skill))
    for several in loud.values():
        several.sort(reverse=True)
    return Learnt(
        {sign: Loud(tuple(-weight for weight, _ in several), tuple(skill for _, skill in several)) for sign, several in loud.items()},
        {skill: row["bias"] for skill, row in data.items()}, of)


def stems(low: str, pieces: Pieces) -> list[Stem]:
    """The words that say something, in order."""
    return [Stem(low[start:end].rstrip(KANA) or low[start:end], start, end)
            for start, end, kind in zip(pieces.starts, pieces.ends(len(low)), pieces.kinds, strict=True) if kind.is_content]


def signs(words: Sequence[Stem]) -> dict[Sign, Stem]:
    """The words and the pairs of neighbours of a sentence, each with the word where it ends."""
    texts = [word.text for word in words]
    return dict(zip(zip(texts), words, strict=True)) | dict(zip(pairwise(texts), words[1:], strict=False))


def told(low: str, pieces: Pieces, named: bytearray) -> Iterator[Told]:
    """The skills that each sentence tells.

    Args:
        low: the text in lower case.
        pieces: where its words begin.
        named: for each letter whether it belongs to a name: names alone describe nothing.
    """
    words, first = stems(low, pieces), 0
    starts = [word.start for word in words]
    for stretch in STRETCH.finditer(low):
        here, first = first, bisect_left(starts, stretch.end(), first)
        if first - here > 1:
            yield from _of_sentence(words[here:first], named)


def _of_sentence(words: Sequence[Stem], named: bytearray) -> Iterator[Told]:
    known, signs_here = learnt(), signs(words)
    length = sqrt(len(signs_here) + SMOOTH)
    least = -TELLING * length
    found: list[Sign] = []
    speaking: list[tuple[Stem, tuple[str, ...]]] = []
    for sign, word in signs_here.items():
        if loud := known.loud.get(sign):
            found.append(sign)
            if loud.softness[0] <= least and not named[word.start]:
                speaking.append((word, loud.skills[:bisect_right(loud.softness, least)]))
    # Most skills are spoken for once only, which is not enough.
    for skill, times in Counter(chain.from_iterable(skills for _, skills in speaking)).items():
        if times > 1:
            several = [word for word, skills in speaking if skill in skills]
            if len({word.start for word in several}) > 1 and known.bias[skill] + sum(filter(None, map(known.of[skill].get, found))) / length > SURE:
                first = min(several, key=lambda word: word.start)  # what follows is said of it
                yield Told(skill, first.start, first.end)
