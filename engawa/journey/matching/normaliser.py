"""The one way from text to search words, for the index and for what people type.

Sudachi's content words, the parts of compounds beside the whole, and one map of words that mean the same, applied on
both sides. `VERSION` names dictionary and map; rows of another version are rebuilt by `engawa rebuild-index`.
"""
import hashlib
from functools import cache
from importlib.metadata import version

from engawa.base.text import tokens
from engawa.journey.skills.reference import read_data


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(word) for word in group) for group in read_data("engawa.journey.matching", "synonyms.yaml"))


@cache
def _stands_for() -> dict[str, str]:
    return {word: group[0] for group in _groups() for word in group}


@cache
def tokenizer_version() -> str:
    """Name the dictionary and the map of synonyms a row was made with."""
    words = hashlib.sha256(repr(_groups()).encode()).hexdigest()[:8]
    return f"sudachi-core {version('sudachidict-core')} / {words}"


def index_words(text: str) -> str:
    """Return the words of a text for the index, with a space between: each as met, its parts, and its group's word."""
    found: list[str] = []
    for word in tokens.words(text):
        if word.is_content:
            found += [word.normal, *word.pieces]
            found += [_stands_for()[one] for one in (word.normal, *word.pieces) if _stands_for().get(one, one) != one]
    return " ".join(found)


def query_words(text: str) -> tuple[str, ...]:
    """Return the words all of which a posting must have, once each, in the order typed.

    A compound is asked for by its parts, so that 情報漏洩 finds 情報の漏洩 too; a word of a group by the group's word.
    """
    found: list[str] = []
    for word in tokens.words(text):
        if not word.is_content:
            continue
        if word.normal in _stands_for():
            found.append(_stands_for()[word.normal])
        elif len(word.pieces) > 1:
            found += [_stands_for().get(piece, piece) for piece in word.pieces]
        else:
            found.append(word.normal)
    return tuple(dict.fromkeys(found))


def also_searched(text: str) -> tuple[str, ...]:
    """Return other words of the groups met in a text: 名簿 was typed, 住所録 is searched as well."""
    met = {_stands_for()[word.normal]: word.normal for word in tokens.words(text) if word.normal in _stands_for()}
    return tuple(word for group in _groups() if group[0] in met for word in group if word != met[group[0]])
