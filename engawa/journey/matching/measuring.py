"""How well an order of postings answers questions: NDCG@10, recall@20 and MRR, with intervals by resampling the questions."""
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log2
from statistics import fmean

from engawa.base.text import tokens

SAMPLES, TOP, DEEP = 2000, 10, 20
SATURATION, LENGTH = 1.2, 0.75

# question -> document -> grade above nought
Grades = Mapping[str, Mapping[str, int]]
# question -> documents, the best first
Run = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Interval:
    """A mean over the questions with the middle 95 of 100 resamplings."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def ndcg(found: Sequence[str], grades: Mapping[str, int], top: int = TOP) -> float:
    """Return the gain (2^grade - 1, discounted by rank) of the first `top` as a part of the best possible; 0 to 1."""
    best = sum((2 ** grade - 1) / log2(rank + 2) for rank, grade in enumerate(sorted(grades.values(), reverse=True)[:top]))
    gain = sum((2 ** grades.get(one, 0) - 1) / log2(rank + 2) for rank, one in enumerate(found[:top]))
    return gain / best if best else 0.0


def recall(found: Sequence[str], grades: Mapping[str, int], top: int = DEEP) -> float:
    """Return the part of all graded documents that is among the first `top`."""
    return len(set(found[:top]) & set(grades)) / len(grades) if grades else 0.0


def reciprocal(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return one divided by the rank of the first document that is graded 2 or more (or at all, where none is)."""
    wanted = {one for one, grade in grades.items() if grade >= 2} or set(grades)
    return next((1 / rank for rank, one in enumerate(found, 1) if one in wanted), 0.0)


def interval(values: Sequence[float], seed: int = 7) -> Interval:
    """Return the mean of a figure with its 95% interval by resampling; the same numbers at each call."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    means = sorted(fmean(chance.choices(values, k=len(values))) for _ in range(SAMPLES))
    return Interval(fmean(values), means[int(SAMPLES * .025)], means[int(SAMPLES * .975)])


def figures(run: Run, grades: Grades) -> dict[str, Interval]:
    """Measure a run over all graded questions; a question without an answer counts nought."""
    return {name: interval([measure(run.get(one, ()), grades[one]) for one in grades])
            for name, measure in (("NDCG@10", ndcg), ("recall@20", recall), ("MRR", reciprocal))}


def gain(run: Run, other: Run, grades: Grades) -> Interval:
    """Return by how much one run's NDCG@10 is above another's, question by question."""
    return interval([ndcg(run.get(one, ()), grades[one]) - ndcg(other.get(one, ()), grades[one]) for one in grades])


def plain_words(text: str) -> list[str]:
    """Split a text as the plain baseline does: content words and their parts, nothing of ours."""
    return tokens.content_words(text)


def pairs_of_letters(text: str) -> list[str]:
    """Split a text into pairs of neighbouring letters, the baseline without a dictionary."""
    return [word[at:at + 2] for word in text.casefold().split() for at in range(max(1, len(word) - 1))]


def bm25(questions: Mapping[str, Sequence[str]], documents: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Order all documents that share a word with each question by plain BM25 (k1 1.2, b 0.75)."""
    usual = fmean(map(len, documents.values())) if documents else 1.0
    counts = {name: {word: words.count(word) for word in set(words)} for name, words in documents.items()}
    spread: dict[str, int] = {}
    for words in counts.values():
        for word in words:
            spread[word] = spread.get(word, 0) + 1
    answers = {}
    for question, asked in questions.items():
        scores: dict[str, float] = {}
        for name, words in counts.items():
            held = SATURATION * (1 - LENGTH + LENGTH * len(documents[name]) / usual)
            for word in asked:
                if word in words:
                    rare = log(1 + (len(documents) - spread[word] + .5) / (spread[word] + .5))
                    scores[name] = scores.get(name, 0.0) + rare * words[word] * (SATURATION + 1) / (words[word] + held)
        answers[question] = sorted(scores, key=lambda name: (-scores[name], name))
    return answers


def questions_of(text: str) -> dict[str, str]:
    """Read `query_id<TAB>query` with its head line: id -> question."""
    rows = [line.split("\t") for line in text.splitlines()[1:] if "\t" in line]
    return {row[0]: row[1] for row in rows}


def grades_of(text: str) -> dict[str, dict[str, int]]:
    """Read `query_id<TAB>posting_id<TAB>grade`; a head line and grades of nought are passed over."""
    found: dict[str, dict[str, int]] = {}
    for row in (line.split("\t") for line in text.splitlines()):
        if len(row) >= 3 and row[2].strip().isdigit() and int(row[2]) > 0:
            found.setdefault(row[0], {})[row[1]] = int(row[2])
    return found
