"""The order of postings for a question, over arrays in memory: BM25F of the normaliser's tokens, and what is near.

Pure: the same order for an index of all texts (`Index.of`) as for the candidates a database found, when it is told how
many texts hold each token. What speaks for a posting, strongest first: the words typed, other words of the same topic,
the words of templates for the trouble told.
"""
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from itertools import takewhile
from math import log
from typing import Any, NamedTuple

import numpy as np

from engawa.base.text import tokens
from engawa.journey.matching import normaliser, spelling, spoken
from engawa.journey.matching.normaliser import Unit
from engawa.journey.matching.times_of_week import blocks_of_all
from engawa.journey.matching.topics import topics_of

# title, skills, organization, body: how much a word says there, and how much a long text is held back.
WEIGHTS, LENGTHS = (2.5, 2.0, 1.0, 1.0), (.3, .3, .3, .7)
SATURATION = 1.5
# A word in a text much shorter than usual says no more than in one of this part of the usual length.
SHORT = 0.5
# How many words the four texts of a posting usually have: what a few that a database found are held back by.
USUAL = (6.0, 120.0, 16.0, 100.0)
# What is near counts less than what was typed.
NEAR = 0.3
PARTLY = 0.8
# What meets the conditions and holds no word of the question.
MEETS = 1e-2
# A posting that breaks a condition stands behind all that do not.
BROKEN = 1e-3
# Months have more than four weeks, and nobody counts days.
SLACK = 1.15
# Words about meeting, and about having time for it: no posting is about those.
MEETING = ("meeting", "coming")
# Of so many letters in no unit it cannot be said what they mean.
UNCOVERED = 4
DATA_UP_TO = {"none": {"none"}, "internal": {"none", "internal"}, "personal": {"none", "internal", "personal"}}
Array = np.ndarray[Any, Any]


class Text(NamedTuple):
    """What is searched of one posting: four texts already split, and the facts that conditions ask for."""

    id: Any
    title: str
    skills: str = ""
    organization: str = ""
    body: str = ""
    facts: "Facts | None" = None


@dataclass(frozen=True)
class Facts:
    """What conditions ask for; what is None is not known and breaks nothing. `blocks`: the weekly grid of two-hour blocks."""

    hours: float | None = None
    weeks: float | None = None
    blocks: frozenset[int] | None = None
    language: str | None = None
    data: str | None = None
    start: date | None = None


def weights_of(parts: Sequence[Sequence[str]], usual: Sequence[float], wanted: frozenset[str] | None = None) -> dict[str, float]:
    """Return how much each word of a posting says there, however rare it is.

    Args:
        parts: the words of its four texts.
        usual: how many words each of them usually has.
        wanted: the only words that are asked for; None for all.
    """
    weights: dict[str, float] = {}
    for f, words in enumerate(parts):
        held = 1 - LENGTHS[f] + LENGTHS[f] * max(SHORT, len(words) / usual[f])
        for token in words if wanted is None else [word for word in words if word in wanted]:
            weights[token] = weights.get(token, 0.0) + WEIGHTS[f] / held
    return weights


def rarity(count: int, total: int) -> float:
    """Return how much it says that a text holds a word which `count` of `total` texts hold; 0 for a word nobody has."""
    return log(1 + max(0, total - count + .5) / (count + .5)) if count else 0.0


@dataclass
class Index:
    """Texts as arrays: for each token the texts that hold it and its weight in each."""

    ids: list[Any] = field(default_factory=list)
    facts: list[Facts | None] = field(default_factory=list)
    where: dict[str, tuple[Array, Array]] = field(default_factory=dict)
    total: int = 0
    spread: Mapping[str, int] | None = None

    @classmethod
    def of(cls, texts: Iterable[Text], *, total: int = 0, spread: Mapping[str, int] | None = None,
           wanted: frozenset[str] | None = None) -> "Index":
        """Make the index of texts.

        Args:
            texts: what is to be put in order.
            total: of how many texts they are taken, if not all.
            spread: how many of those hold each token.
            wanted: the only tokens that will be asked for; None for all.
        """
        every = list(texts)
        parts = [[one.split() for one in (text.title, text.skills, text.organization, text.body)] for text in every]
        usual = [max(1.0, sum(len(row[f]) for row in parts) / max(1, len(parts))) for f in range(4)]
        made = cls.of_weights([text.id for text in every], [weights_of(row, usual, wanted) for row in parts], total or len(every), spread)
        return replace(made, facts=[text.facts for text in every])

    @classmethod
    def of_weights(cls, ids: list[Any], weights: Iterable[Mapping[str, float]], total: int, spread: Mapping[str, int] | None) -> "Index":
        """Make the index of texts whose words are weighed already (see `weights_of`), of `total` texts."""
        found: dict[str, list[tuple[int, float]]] = {}
        for number, words in enumerate(weights):
            for token, weight in words.items():
                if weight:
                    found.setdefault(token, []).append((number, weight))
        where = {token: (np.array([n for n, _w in rows]), np.array([w for _n, w in rows])) for token, rows in found.items()}
        return cls(ids, [None] * len(ids), where, total, spread)

    def rarity(self, token: str) -> float:
        """How much it says that a text holds the token (at least a little)."""
        count = self.spread.get(token, 0) if self.spread is not None else len(self.where[token][0]) if token in self.where else 0
        return rarity(count, self.total)

    def score(self, token: str) -> Array:
        """Return what the token says for each text."""
        made = np.zeros(len(self.ids))
        if token in self.where:
            rows, weights = self.where[token]
            made[rows] = self.rarity(token) * weights * (SATURATION + 1) / (weights + SATURATION)
        return made

    def holds(self, piece: str) -> bool:
        """Whether a piece of a question finds anything as it is: one way of each of its units."""
        asked = normaliser.units(piece)
        return bool(asked) and all(any(all(token in self.where for token in way) for way in unit.ways) for unit in asked)

    @cached_property
    def lexicon(self) -> spelling.Lexicon:
        """The words one may mean who mistypes."""
        return spelling.lexicon({token: len(rows) for token, (rows, _weights) in self.where.items()})


@dataclass(frozen=True)
class Question:
    """A question made ready: its conditions, what it asks for, and what it is put right to (None when typed well)."""

    said: spoken.Spoken
    units: tuple[Unit, ...]
    corrected: str | None = None


@cache
def _passed_over(*about: str) -> frozenset[str]:
    words = [word for what in about for word in spoken.words_about(what)]
    # The dictionary has many English words by their sound: サムシング for something.
    english = {token for word in words if word.isascii() for token in normaliser.query_words(word)}
    return english | frozenset(map(normaliser.token_of, words))


def asked_for(text: str, *, conditions: bool, meeting: bool) -> tuple[Unit, ...]:
    """Return the units of a question without its conditions.

    Words about looking for a posting, and 教える, count only when nothing else is there.

    Args:
        text: the words.
        conditions: whether a condition is asked for as well; then there may be no words at all.
        meeting: whether a time or a language is asked for; beside them words about meeting are passed over.
    """
    every = normaliser.units(text)
    found = _others(every, "looking", "teaching", *(MEETING if meeting else ()))
    return found or (() if conditions else every)


def sought(text: str, is_told: Callable[[Unit], bool], *, conditions: bool, meeting: bool) -> tuple[Unit, ...] | None:
    """Return the units that postings are searched by; None where nothing is left to search: 仕事, 在宅, 夜なら空いています.

    What every posting has narrows nothing, nor do words about looking; those about meeting or teaching do where postings are about that.

    Args:
        text: the words.
        is_told: says whether some posting has a unit in its title or skills.
        conditions: as in `asked_for`.
        meeting: as in `asked_for`.
    """
    every = normaliser.units(text)
    if not every:   # できる, I can help; を、 may stand in a title
        said = {normaliser.token_of(word.normal) for word in tokens.words(text)
                if word.pos[0] in tokens.CONTENT and word.surface.casefold() not in normaliser.ENGLISH}
        return None if said <= _passed_over("looking") and re.search(r"\w{3}", text) else ()
    if _others(every, "looking", "teaching", "every", *MEETING):
        return asked_for(text, conditions=conditions, meeting=meeting)
    if unknown := [word for word in _uncovered(text, every) if not (tokens.is_known(word) or tokens.is_known(word[:-1]))]:
        return *asked_for(text, conditions=conditions, meeting=meeting), *(Unit(word, ((word,),)) for word in unknown)
    about = _others(every, "looking", "every", *(MEETING if meeting else MEETING[1:]))
    return about if about and all(map(is_told, about)) else None


def is_true_of_all(text: str) -> bool:
    """Whether the words are true of every posting: all are online, unpaid and for everybody (在宅, 無償, 家でできる仕事)."""
    every = normaliser.units(text)
    about = _others(every, "looking")
    return bool(about) and not _others(about, "every") and not _uncovered(text, every)


def _others(units: Sequence[Unit], *about: str) -> tuple[Unit, ...]:
    """Leave out the units that are only words about something."""
    passed = _passed_over(*about)
    return tuple(unit for unit in units if not passed.issuperset(unit.tokens))


def _uncovered(text: str, units: Sequence[Unit]) -> list[str]:
    """Return what runs of letters begin with that no unit covers: of ちゃっとぼっと the dictionary makes particles, which are dropped."""
    held = {at for unit in units for at in range(unit.start, unit.end)}
    begun = ("".join(run.string[at] for at in takewhile(lambda at: at not in held, range(*run.span()))) for run in spelling.begun(text))
    return [letters for letters in begun if len(letters) >= UNCOVERED]


def prepared(query: str, index: Index, today: date) -> Question:
    """Read the conditions of a question and put its spelling right against an index."""
    said = spoken.understand(query, today)
    better = spelling.corrected(said.rest, index.holds, lambda: index.lexicon)
    return Question(said, asked_for(better or said.rest, conditions=said.is_anything, meeting=bool(said.times or said.language)), better)


def nearby(asked: Sequence[Unit], weight: Callable[[str], float]) -> dict[str, float]:
    """Return other tokens of the topics a question speaks of, each with how much it counts (at most 1).

    Args:
        asked: what was typed.
        weight: says how much a typed token says, by its rarity.
    """
    typed = {token for unit in asked for token in unit.tokens}
    weighed = [(token, weight(token)) for token in sorted(typed)]
    found: dict[str, float] = {}
    for topic, share in topics_of(weighed):
        for token, says in topic.tokens.items():
            if token not in typed:
                found[token] = max(found.get(token, 0.0), says * min(1.0, share * 2))
    return found


def words_score(asked: Sequence[Unit], index: Index) -> Array:
    """Return what the typed words say for each text: the best way of each unit, part of a way a little less."""
    whole = np.zeros(len(index.ids))
    for unit in asked:
        ways = [sum((index.score(token) for token in way), np.zeros(len(index.ids))) * (1.0 if len(way) == 1 else PARTLY) for way in unit.ways]
        whole += np.max(ways, axis=0)
    return whole


def scores(asked: Sequence[Unit], index: Index) -> Array:
    """Return what speaks for each text, in all ways together."""
    whole = words_score(asked, index)
    near = np.zeros(len(index.ids))
    for token, worth in nearby(asked, lambda token: index.rarity(token) or rarity(1, index.total)).items():
        near += worth * index.score(token)
    return whole + NEAR * near


def breaks(said: spoken.Spoken, facts: Facts | None) -> int:
    """Count the conditions that a posting breaks for certain; what is not known of it breaks nothing."""
    if facts is None:
        return 0
    broken = 0
    if said.hours is not None and facts.hours is not None:
        broken += facts.hours > said.hours
    if said.weeks is not None and facts.weeks is not None:
        broken += facts.weeks > said.weeks * SLACK
    if said.times and facts.blocks is not None:
        broken += not facts.blocks & blocks_of_all(said.times)
    if said.language and facts.language is not None:
        broken += facts.language != said.language
    if said.data and facts.data is not None:
        broken += facts.data not in DATA_UP_TO[said.data]
    if said.start and facts.start is not None:
        broken += facts.start < said.start
    return broken


def rank(query: str, index: Index, *, today: date) -> list[tuple[Any, float]]:
    """Order all texts that match a question in any way, the best first: (id, score), scores from large to small.

    A text that breaks a condition of the question comes behind all that break none.

    Args:
        query: what was typed.
        index: all texts, with their facts where conditions are to count.
        today: the day that 「来月から」 is said.
    """
    asked = prepared(query, index, today)
    made = scores(asked.units, index)
    if asked.said.is_anything:
        made = made + MEETS
    made = made * np.array([BROKEN ** breaks(asked.said, facts) for facts in index.facts])
    order = np.argsort(-made, kind="stable")
    return [(index.ids[at], float(made[at])) for at in order if made[at] > 0]


def reasons(query: str, index: Index, *, today: date) -> dict[Any, dict[str, Any]]:
    """Say for each text why it stands where `rank` puts it.

    Returns:
        By id: `words`, the typed words that the text holds in one of their ways; `conditions_broken`, how many; `corrected`, the words
        that were searched for instead of those typed, where it was so.
    """
    asked = prepared(query, index, today)
    held = [(unit.typed, {int(row) for token in unit.tokens for row in index.where.get(token, ((), ()))[0]}) for unit in asked.units]
    also = {"corrected": asked.corrected} if asked.corrected else {}
    return {one: {"words": [typed for typed, rows in held if at in rows], "conditions_broken": breaks(asked.said, facts), **also}
            for at, (one, facts) in enumerate(zip(index.ids, index.facts, strict=True))}
