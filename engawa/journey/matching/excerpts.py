"""The sentence of a posting that holds the words somebody looks for, with these words marked. Pure."""
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from engawa.journey.matching import normaliser
from engawa.journey.skills.extraction.writing import written

# A sentence with its end; a line is one too.
SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")
LONGEST, BEFORE = 110, 30


class Piece(NamedTuple):
    """A piece of a text, and whether it is one of the words."""

    text: str
    is_word: bool


@lru_cache(maxsize=20_000)
def _placed(sentence: str) -> tuple[tuple[str, int, int], ...]:
    # The same twenty postings are shown again and again.
    writing = written(sentence)
    if not writing.text.strip():
        return ()
    return tuple((token, *writing.span(start, end)) for token, start, end in normaliser.placed_tokens(normaliser.read(writing.text)))


def highlighted(text: str, tokens: Sequence[str]) -> list[Piece]:
    """Cut a text at the words that are looked for."""
    text = text.strip()
    wanted = set(tokens)
    pieces, end = [], 0
    for first, last in sorted({(first, last) for token, first, last in _placed(text) if token in wanted}):
        if first < end:
            continue
        pieces += [Piece(text[end:first], False), Piece(text[first:last], True)]
        end = last
    return [piece for piece in [*pieces, Piece(text[end:], False)] if piece.text]


def excerpt(texts: Iterable[str], tokens: Sequence[str]) -> list[Piece]:
    """Return the sentence with most of the words, its words marked, shortened around the first; nothing where none holds any."""
    wanted = set(tokens)
    best: tuple[int, str] = (0, "")
    for text in texts if wanted else ():
        for match in SENTENCE.finditer(text):
            held = len({token for token, _first, _last in _placed(match[0].strip()) if token in wanted})
            if held > best[0]:
                best = (held, match[0].strip())
    return _shortened(highlighted(best[1], tokens)) if best[0] else []


def marked(pieces: Iterable[Piece]) -> SafeString:
    """Write pieces for a page, the words in <mark>."""
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", piece.text) if piece.is_word else piece.text,) for piece in pieces))


def _shortened(pieces: list[Piece]) -> list[Piece]:
    if sum(len(piece.text) for piece in pieces) <= LONGEST:
        return pieces
    head = pieces[0]
    if not head.is_word and len(head.text) > BEFORE:
        pieces = [Piece("…" + head.text[-BEFORE:], False), *pieces[1:]]
    made, left = [], LONGEST
    for piece in pieces:
        if len(piece.text) > left:
            made.append(Piece(piece.text[:left] + "…", piece.is_word))
            break
        made.append(piece)
        left -= len(piece.text)
    return made
