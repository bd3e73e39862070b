"""What belongs together in the troubles of small organizations: from the words of a question to other words of its topics.

The topics stand in data/topics.yaml. Read once in a process.
"""
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from engawa.base.text.kept import kept
from engawa.journey.matching import normaliser
from engawa.journey.skills.reference import read_data, source_of

SOURCES = (("engawa.journey.matching", "topics.yaml"), ("engawa.journey.skills", "skills.yaml"))
HEART, NEAR = 1.0, 0.5
MOST = 5


@dataclass(frozen=True)
class Topic:
    """Its tokens, each with how much it says of the topic (at most 1)."""

    name: str
    tokens: Mapping[str, float]


@dataclass(frozen=True)
class Topics:
    """All topics, and for each token the topics that have it."""

    every: tuple[Topic, ...]
    of: Mapping[str, tuple[int, ...]]


@cache
def topics() -> Topics:
    """Return the topics, split by the normaliser: ours, and every skill with its other words.

    The splitting takes one or two seconds, once for each release; the result is kept in the data folder.
    """
    sources = [source_of(package, name) for package, name in SOURCES]
    state = " ".join([normaliser.tokenizer_version(), *(hashlib.sha256(source).hexdigest() for source in sources)])
    made, of = [], dict[str, list[int]]()
    for number, (name, worth) in enumerate(kept("topics", state, _split)):
        made.append(Topic(name, worth))
        for token in worth:
            of.setdefault(token, []).append(number)
    return Topics(tuple(made), {token: tuple(numbers) for token, numbers in of.items()})


def _split() -> list[Any]:
    """Return for each topic its name and its tokens with what they are worth."""
    ours, skills = (read_data(package, name) for package, name in SOURCES)
    rows = [(row["heart"], row["near"]) for row in ours]
    rows += [([row["ja"], row["en"], *row["aliases"]], []) for row in skills["skills"]]
    made = []
    for heart, near in rows:
        worth: dict[str, float] = {}
        for words, says in ((near, NEAR), (heart, HEART)):
            for word in words:
                for token, share in _tokens_of(str(word)):
                    worth[token] = max(worth.get(token, 0.0), says * share)
        made.append([str(heart[0]), worth])
    return made


def _tokens_of(word: str) -> list[tuple[str, float]]:
    """Split a word of a topic: one token says it wholly, the parts of a phrase each the less the more there are."""
    found = normaliser.units(word)
    return [(token, 1 / (len(found) * len(unit.ways[0]))) for unit in found for token in unit.ways[0]]


def topics_of(words: Iterable[tuple[str, float]]) -> list[tuple[Topic, float]]:
    """Return the topics that tokens speak for, the likeliest first, with their share of what is said (0 to 1).

    Args:
        words: tokens with how much each weighs in the question; a token of many topics says little of each.
    """
    known = topics()
    points: dict[int, float] = {}
    whole = 0.0
    for token, weight in words:
        whole += weight
        among = known.of.get(token, ())
        for number in among:
            points[number] = points.get(number, 0.0) + weight * known.every[number].tokens[token] / len(among) ** .5
    if not whole:      # words that stand in every posting, or a house without postings
        return []
    best = sorted(points, key=lambda number: (-points[number], number))[:MOST]
    return [(known.every[number], points[number] / whole) for number in best if points[number] >= .5 * points[best[0]]]
