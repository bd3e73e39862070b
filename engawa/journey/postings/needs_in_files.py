"""Needs found without a database: with the templates and words as the product ships them."""
from functools import cache
from typing import Any

from engawa.base.text import tokens
from engawa.journey.postings.needs import LANGUAGES, WEIGHTS, Index, Needs, index_of, needs_of, terms_of
from engawa.journey.postings.told import told
from engawa.journey.skills.extraction import extract_skills, summed
from engawa.journey.skills.extraction.sources import vocabulary_from_files
from engawa.journey.skills.reference import read_data


@cache
def templates() -> dict[str, Any]:
    """slug → template, as data/templates.yaml has it."""
    return {row["slug"]: row for row in read_data("engawa.journey.postings", "templates.yaml")["templates"]}


def demands(slug: str) -> list[tuple[str, int, bool]]:
    """What a template asks for: (skill, level, whether it is required)."""
    row = templates()[slug]
    return [(one["skill"], one["level"], name == "required_skills")
            for name in ("required_skills", "nice_skills") for one in row.get(name, ())]


@cache
def index() -> Index:
    """The index of the shipped templates, made once."""
    return index_of({slug: terms_of({name: _texts(row, name) for name in WEIGHTS}, told(slug),
                                    [(skill, needed) for skill, _level, needed in demands(slug)]) for slug, row in templates().items()})


@cache
def words_of(slug: str) -> list[str]:
    """Every word of a template, as often as it counts."""
    return [word for name, weight in WEIGHTS.items() for text in _texts(templates()[slug], name) for word in tokens.content_words(text) for _ in range(weight)]


def needs_from_files(text: str) -> Needs:
    """What may help with a trouble told in everyday words."""
    return needs_of(text, summed(extract_skills(text, vocabulary_from_files())), index())


def skills_led_to(needs: Needs) -> list[tuple[str, tuple[str, ...], str]]:
    """(skill, the words that led there, the template that asks for it): those the text names, of no template, then what the likeliest requires."""
    named = [(skill, words, "") for skill, words in needs.skills]
    known = {skill for skill, _words in needs.skills}
    return named + [(skill, words, slug) for slug, words in needs.templates[:1] for skill, _level, required in demands(slug) if required and skill not in known]


def _texts(row: Any, name: str) -> list[str]:
    value = row.get(name, ())
    return [one[language] for one in (value if isinstance(value, list) else [value]) for language in LANGUAGES if language in one]
