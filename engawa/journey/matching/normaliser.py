"""The one way from text to search words, for the index and for what people type.

Names whose signs count (C++, .NET) whole; else Sudachi's longest words with their shortest parts, in dictionary form;
content words only; words and phrases of a group of synonyms by the group's token, on both sides. Rows of another
`tokenizer_version` are rebuilt by `engawa rebuild-index`.
"""
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from typing import NamedTuple

from engawa.base.text import tokens
from engawa.base.text.normal import key, normal
from engawa.journey.matching.synonyms import LONGEST, synonyms

# Counts up when this module makes other words of the same text, or the index holds them in another way.
RULES = 7
# English words that say nothing by themselves; Sudachi takes every one for a noun.
ENGLISH = frozenset(
    "a an and are as at be but by can do does for from have i in is it my no not of on or our so that the their they this "
    "to us want we were what when which who will with would you your need needs help like someone please how".split())


class Part(NamedTuple):
    """One shortest part of a text: where it stands in the text in one width, its dictionary form, the word it is of, the keys of both."""

    start: int
    end: int
    surface: str
    form: str
    word: int
    says: bool
    written: str
    meant: str


@dataclass(frozen=True)
class Unit:
    """One thing a question asks for, as typed, and where; it is met by all tokens of one of the alternatives."""

    typed: str
    ways: tuple[tuple[str, ...], ...]
    start: int = 0
    end: int = 0

    @property
    def tokens(self) -> tuple[str, ...]:
        """Every token that speaks for it."""
        return tuple(dict.fromkeys(token for way in self.ways for token in way))


@dataclass(frozen=True)
class Reading:
    """A text in one width, its words and shortest parts."""

    text: str
    words: list[tokens.Word]
    parts: list[Part]


@cache
def tokenizer_version() -> str:
    """Name the dictionary, the rules and the map of synonyms a row was made with."""
    return f"sudachi-core {version('sudachidict-core')} / {RULES} / {synonyms().version}"


def read(text: str) -> Reading:
    """Split a text once; what is asked of it afterwards splits nothing."""
    text = normal(text)
    words, parts, at = tokens.words(text), [], 0
    for number, word in enumerate(words):
        at = max(text.find(word.surface, at), at)
        inside = at
        cut, meaning = word.cut or ((word.surface, word.normal),), word.pieces if word.cut else (word.normal,)
        if " " in word.surface:   # an English phrase that the dictionary takes for one word
            cut = tuple((piece, piece.casefold()) for piece in word.surface.split())
            meaning = tuple(form for _surface, form in cut)
        for surface, form in cut:
            inside = text.find(surface, inside)
            says = surface.casefold() not in ENGLISH and form in meaning and (word.is_content or len(cut) > 1)
            parts.append(Part(inside, inside + len(surface), surface, form, number, says, _key(surface), _key(form)))
            inside += len(surface)
        at += len(word.surface)
    return Reading(text, words, parts)


_key = lru_cache(maxsize=50_000)(key)


@lru_cache(maxsize=50_000)
def token_of(form: str) -> str:
    """Return the token of a dictionary form: that of its group, or itself; English words without their plural s, AS/400 as AS400."""
    one = synonyms().tokens.get(_key(form))
    form = form.replace("/", "")
    if one or not (form.isascii() and form.isalpha() and len(form) > 3):
        return one or form
    single = form[:-3] + "y" if form.endswith("ies") else form[:-1] if form[-1] == "s" and form[-2] not in "sui" else form
    return synonyms().tokens.get(single, single)


def _phrases_from(parts: list[Part], first: int) -> Iterable[tuple[int, str, bool]]:
    """Every stretch of parts from here on that is a spelling of a group, the shortest first.

    Yields (behind its last part, token, whether its parts are no words of their own).
    """
    known = synonyms()
    written = meant = ""
    for last in range(first, min(first + LONGEST, len(parts))):
        written, meant = written + parts[last].written, meant + parts[last].meant
        if token := known.tokens.get(written) or known.tokens.get(meant):
            yield last + 1, token, written in known.wholes
        if written not in known.beginnings and meant not in known.beginnings:
            return


def placed_tokens(reading: Reading) -> list[tuple[str, int, int]]:
    """Return every token of a text with where it stands: (token, start, end); the order is that of the text, word by word."""
    found: list[tuple[str, int, int]] = []
    by_word: dict[int, list[Part]] = {}
    phrases = [(first, *phrase) for first in range(len(reading.parts)) for phrase in _phrases_from(reading.parts, first)]
    # The last part says what kind of thing it is: ビデオ会議 is a 会議, and no ビデオ.
    silent = {at for first, last, _token, is_whole in phrases if is_whole for at in range(first, last - 1)}
    of_whole = {reading.parts[at].word for at in silent}
    for at, part in enumerate(reading.parts):
        by_word.setdefault(part.word, []).append(part._replace(says=False) if at in silent else part)
    met: list[set[str]] = []
    for number, word in enumerate(reading.words):
        parts = by_word[number]
        made: dict[str, tuple[int, int]] = {}
        if word.is_content and number not in of_whole and word.surface.casefold() not in ENGLISH:
            made[token_of(word.normal)] = (parts[0].start, parts[-1].end)
        for part in parts:
            if part.says:
                made.setdefault(token_of(part.form), (part.start, part.end))
        found += [(token, *place) for token, place in made.items()]
        met.append(set(made))
    for first, last, token, _is_whole in (phrase for phrase in phrases if not silent.issuperset(range(*phrase[:2]))):
        inside = range(reading.parts[first].word, reading.parts[last - 1].word + 1)
        if not any(token in met[number] for number in inside):
            found.append((token, reading.parts[first].start, reading.parts[last - 1].end))
            met[inside[0]].add(token)
    return found


def index_words(text: str) -> str:
    """Return the tokens of a text for the index, with a space between: each word, its parts, the groups of its phrases."""
    return " ".join(token.replace(" ", "") for token, _start, _end in placed_tokens(read(text)))


@lru_cache(maxsize=1000)   # one answer asks several times, and people ask alike
def units(text: str) -> tuple[Unit, ...]:
    """Return what a question asks for, once each, in the order typed.

    The longest phrase of a group first, met by the group or by all its parts; a compound by its parts, so that 情報漏洩
    finds 情報の漏洩 too.
    """
    parts = read(text).parts
    found: dict[tuple[tuple[str, ...], ...], Unit] = {}
    first = 0
    while first < len(parts):
        last, token, is_whole = max(_phrases_from(parts, first), default=(0, "", False))
        if last:
            ways = ((token,),) if is_whole else _ways(token, parts[first:last])
        else:
            last = first + 1
            while last < len(parts) and parts[last].word == parts[first].word and not _starts_phrase(parts, last):
                last += 1
            content = tuple(dict.fromkeys(token_of(part.form) for part in parts[first:last] if part.says))
            ways = (content,) if content else ()
        if ways:
            typed = "".join(part.surface for part in parts[first:last])
            found.setdefault(ways, Unit(typed, ways, parts[first].start, parts[last - 1].end))
        first = last
    return tuple(found.values())


def _starts_phrase(parts: list[Part], first: int) -> bool:
    return any(_phrases_from(parts, first))


def _ways(token: str, parts: list[Part]) -> tuple[tuple[str, ...], ...]:
    inside = tuple(dict.fromkeys(token_of(part.form) for part in parts if part.says))
    return ((token,),) if len(inside) < 2 or token in inside else ((token,), inside)


def query_words(text: str) -> tuple[str, ...]:
    """Return every token that a question may be answered by, once each."""
    return tuple(dict.fromkeys(token for unit in units(text) for token in unit.tokens))


def also_searched(text: str) -> tuple[str, ...]:
    """Return other words of the groups met in a text, those in its own letters first: 名簿 was typed, 住所録 is searched as well."""
    known = synonyms()
    found: list[str] = []
    for unit in units(text):
        found += [word for token in unit.tokens[:1] for word in known.spellings.get(token, ()) if key(word) != key(unit.typed)]
    return tuple(sorted(dict.fromkeys(found), key=lambda word: word.isascii() != text.isascii()))
