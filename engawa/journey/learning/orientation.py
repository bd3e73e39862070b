"""The orientation as the pages use it, read from `data/orientation.yaml` once."""
from dataclasses import dataclass
from typing import Any

from engawa.base.text.language import in_reader_language
from engawa.journey.skills.reference import read_data


@dataclass(frozen=True)
class Words:
    """A text in both languages; printed, it speaks the reader's."""

    ja: str
    en: str

    def __str__(self) -> str:
        return in_reader_language(self.ja, self.en)


@dataclass(frozen=True)
class Lesson:
    slug: str
    title: Words
    body: Words


@dataclass(frozen=True)
class Check:
    """One line of a checklist: something a person can say of themselves."""

    slug: str
    words: Words


@dataclass(frozen=True)
class Section:
    """One of the four points of care; `minutes` is the time it takes to read and check."""

    slug: str
    name: Words
    minutes: int
    lessons: tuple[Lesson, ...]
    checklist: tuple[Check, ...]


@dataclass(frozen=True)
class Choice:
    slug: str
    words: Words


@dataclass(frozen=True)
class QuizQuestion:
    """`answer` is the slug of the right choice."""

    slug: str
    words: Words
    choices: tuple[Choice, ...]
    answer: str
    explanation: Words

    @property
    def right(self) -> Choice:
        return next(choice for choice in self.choices if choice.slug == self.answer)


@dataclass(frozen=True)
class Quiz:
    """`pass_score` right answers are enough."""

    intro: Words
    pass_score: int
    questions: tuple[QuizQuestion, ...]


def _words(row: dict[str, Any], prefix: str = "") -> Words:
    return Words(row[f"{prefix}ja"], row[f"{prefix}en"])


def _section(row: dict[str, Any]) -> Section:
    return Section(
        row["slug"], _words(row), row["minutes"],
        tuple(Lesson(one["slug"], _words(one["title"]), _words(one["body"])) for one in row["lessons"]),
        tuple(Check(one["slug"], _words(one)) for one in row["checklist"]))


def _question(row: dict[str, Any]) -> QuizQuestion:
    choices = tuple(Choice(one["slug"], _words(one)) for one in row["choices"])
    return QuizQuestion(row["slug"], _words(row), choices, row["answer"], _words(row, "explain_"))


_data: dict[str, Any] = read_data("engawa.journey.learning", "orientation.yaml")
INTRO = _words(_data["intro"])
SECTIONS: tuple[Section, ...] = tuple(_section(row) for row in _data["sections"])
QUIZ = Quiz(
    _words(_data["quiz"], "intro_"), _data["quiz"]["pass_score"],
    tuple(_question(row) for row in _data["quiz"]["questions"]))
