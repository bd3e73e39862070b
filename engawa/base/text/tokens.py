"""Japanese split into words by Sudachi. The tokenizer (some 70 MB) loads on first use, once in a process."""
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sudachipy import Dictionary, SplitMode

from engawa.base.text.normal import folded, normal

# A Sudachi tokenizer must not be entered twice at once, so every thread waits its turn.
_turn = threading.Lock()
# Sudachi refuses more than 49,149 bytes at a time; a Japanese letter takes three, some four.
LONGEST = 12_000

# Names whose signs carry the meaning (C is not C++), old machines (AS/400), and letters glued to figures (DB2, GA4).
PROTECTED = re.compile(
    r"(?<![A-Za-z0-9.])"
    r"(?:C\+\+|C#|F#|(?:ASP|VB|ADO)?\.NET|(?:Node|Next|Vue|Nuxt|React|three)\.js|[A-Za-z]{1,3}/[0-9]{1,4}|PL/[I1]|TCP/IP|[A-Za-z]+[0-9][A-Za-z0-9]*)"
    r"(?![A-Za-z0-9+#])", re.IGNORECASE)
NAME = ("名詞", "固有名詞", "一般")
# Excel2016 is Excel too; DB2, GA4 and MP3 are nothing without their figure.
EDITION = re.compile(r"([A-Za-z]{3,})([0-9]+)")
CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "代名詞"}
EMPTY = {"非自立可能", "助動詞語幹", "数詞"}


@cache
def _says_something(pos: tuple[str, ...]) -> bool:
    return pos[0] in CONTENT and not EMPTY & set(pos[1:3])


@dataclass(frozen=True)
class Word:
    """A word as written, in its dictionary form (case folded), its reading in katakana, its kind.

    `pieces` are the dictionary forms of the parts that carry meaning; `cut` are all shortest parts as written, each with
    its dictionary form, empty where the word is one part.
    """

    surface: str
    normal: str
    reading: str
    pos: tuple[str, ...]
    pieces: tuple[str, ...] = ()
    cut: tuple[tuple[str, str], ...] = ()

    @property
    def is_content(self) -> bool:
        """Nouns, verbs and adjectives that say something by themselves."""
        return _says_something(self.pos)


@cache
def _dictionary() -> Any:
    return Dictionary(dict="core")


@cache
def _tokenizer() -> Any:
    return _dictionary().tokenizer()


@cache
def _cutter() -> Any:
    # For `pieces` alone: reads no more of the dictionary than they need; where figures end depends on their normal form.
    return _dictionary().tokenizer(SplitMode.A, fields={"pos", "normalized_form"})


@cache
def _cut() -> Any:
    """The list that `pieces` fills again and again, which is faster than a new one each time."""
    return _cutter().tokenize("")


def _load() -> Any:
    with _turn:
        return _tokenizer()


def _portions(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at protected names: (piece, is it a protected name)."""
    end = 0
    for found in PROTECTED.finditer(text):
        yield text[end:found.start()], False
        yield found[0], True
        end = found.end()
    yield text[end:], False


def _short(text: str) -> Iterator[str]:
    """Pieces short enough for Sudachi, cut at a line or sentence end where there is one."""
    while len(text) > LONGEST:
        cut = max(text.rfind("\n", 0, LONGEST), text.rfind("。", 0, LONGEST)) + 1 or LONGEST
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text


def _split(text: str) -> list[Word]:
    tokenizer = _load()
    with _turn:
        return [Word(
            m.surface(), m.normalized_form().casefold(), m.reading_form(), _kind(m.part_of_speech_id()).pos, *_parts(m),
        ) for m in tokenizer.tokenize(text, SplitMode.C)]


def _parts(m: Any) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    if m.end() - m.begin() == 1 or len(short := list(m.split(SplitMode.A))) == 1:
        return (), ()
    cut = tuple((p.surface(), p.normalized_form().casefold()) for p in short)
    return tuple(form for p, (_, form) in zip(short, cut, strict=True) if _kind(p.part_of_speech_id()).is_content), cut


def _of_edition(name: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The parts that carry meaning and all parts of a name with the figure of its edition; nothing for other names."""
    found = EDITION.fullmatch(name)
    return ((found[1].casefold(),), ((found[1], found[1].casefold()), (found[2], found[2]))) if found else ((), ())


def words(text: str) -> list[Word]:
    """Every word of a text in order, in the longest units (mode C). Width is normalised first; no word goes over the end of a line."""
    return [word for line in normal(text).split("\n") for word in _words(line)]


@lru_cache(maxsize=256)
def _words(line: str) -> tuple[Word, ...]:
    # Remembered: who writes a posting into the index asks for the same lines as who wants to know what it is about.
    found: list[Word] = []
    for portion, is_name in _portions(line):
        if is_name:
            found.append(Word(portion, portion.casefold(), portion, NAME, *_of_edition(portion)))
        else:
            for piece in _short(portion):
                found += _split(piece)
    return tuple(word for word in found if word.pos[0] != "空白")


def forget() -> None:
    """Forget the lines that were split lately."""
    _words.cache_clear()


def content_words(text: str) -> list[str]:
    """Dictionary forms of the words that carry meaning, each followed by its parts when it is a compound.

    In order of the text and with repetitions, as a search index wants them: 情報漏洩 gives 情報漏洩, 情報, 漏洩.
    """
    found: list[str] = []
    for word in words(text):
        if word.is_content:
            found += [word.normal, *word.pieces]
    return found


def readings(text: str) -> str:
    """The sound of a text in katakana, signs left out; letters without a known reading stay as they are."""
    return "".join(
        word.reading if re.search(r"[ァ-ヺ]", word.reading) else folded(word.surface)
        for word in words(text) if word.pos[0] not in {"補助記号", "空白"}
    )


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of words, and whether such words say something by themselves."""

    pos: tuple[str, ...]
    is_content: bool


@cache
def _kind(number: int) -> Kind:
    # By number: asking Sudachi for the words each time takes longer than cutting the text.
    pos = tuple(_dictionary().pos_of(number))
    return Kind(pos, _says_something(pos))


@dataclass(frozen=True)
class Pieces:
    """Where the shortest units (mode A) of a text begin, and what kind each is. One ends where the next begins."""

    starts: list[int]
    kinds: list[Kind]

    def ends(self, length: int) -> list[int]:
        """Where each ends in a text of this length."""
        return [*self.starts[1:], length] if self.starts else []


def pieces(text: str) -> Pieces:
    """Where the words of a text begin. The text is taken as it is: positions are its own."""
    offset = 0
    found: list[tuple[int, int]] = []
    for portion in _short(text):
        with _turn:
            found += [(offset + m.begin(), m.part_of_speech_id()) for m in _cutter().tokenize(portion, out=_cut())]
        offset += len(portion)
    return Pieces([start for start, _ in found], [_kind(number) for _, number in found])


def is_known(word: str) -> bool:
    """Whether the dictionary has exactly this word."""
    tokenizer = _load()
    with _turn:
        found = tokenizer.tokenize(word, SplitMode.C)
        return len(found) == 1 and not found[0].is_oov()
