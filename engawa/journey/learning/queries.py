"""Reads of the orientation."""
import random

from engawa.journey.learning.orientation import INTRO, QUIZ, SECTIONS, Choice, Lesson, QuizQuestion, Section, Words

# Security is the section the quiz belongs to: who has read it goes on to the questions.
QUIZ_AFTER = "security"


def intro() -> Words:
    """What is said before the first section."""
    return INTRO


def sections() -> tuple[Section, ...]:
    """The four points of care in their order."""
    return SECTIONS


def section(slug: str) -> Section | None:
    """One point of care; None when there is none of that name."""
    return next((one for one in SECTIONS if one.slug == slug), None)


def neighbours(of: Section) -> tuple[Section | None, Section | None]:
    """The sections before and after one; None at either end."""
    at = SECTIONS.index(of)
    return (SECTIONS[at - 1] if at else None, SECTIONS[at + 1] if at + 1 < len(SECTIONS) else None)


def lesson(section_slug: str, lesson_slug: str) -> Lesson | None:
    """One lesson, for pages elsewhere that quote it."""
    found = section(section_slug)
    return next((one for one in found.lessons if one.slug == lesson_slug), None) if found else None


def total_minutes() -> int:
    """Minutes for all sections together."""
    return sum(one.minutes for one in SECTIONS)


def pass_score() -> int:
    """How many right answers pass the quiz."""
    return QUIZ.pass_score


def quiz_intro() -> Words:
    """What is said before the quiz."""
    return QUIZ.intro


def quiz(seed: str = "") -> list[tuple[QuizQuestion, list[Choice]]]:
    """The questions in order, each with its choices shuffled: in the file the right ones gather in the middle.

    The same seed gives the same order, so that a page looked at twice does not jump.
    """
    found = []
    for question in QUIZ.questions:
        choices = list(question.choices)
        random.Random(f"{seed}{question.slug}").shuffle(choices)  # noqa: S311  # an order, not a secret
        found.append((question, choices))
    return found
