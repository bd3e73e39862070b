"""What somebody meant who mistyped a word or wrote it by its sound: 「javasript」「ぱわーぽいんと」「homupeji」.

Every known word is kept as it is written in Latin letters and as it sounds, in a coarse romaji in which long vowels,
double letters and the ways of writing し or つ do not count. Pure; words come from outside.
"""
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

import jaconv

from engawa.base.text import tokens
from engawa.base.text.normal import katakana, key, normal
from engawa.journey.matching.synonyms import MARK, synonyms
from engawa.journey.skills.reference import read_data

# A run of one script, as people type a word. Hiragana behind a word is grammar, before it too: runs are looked at alone.
RUN = re.compile(r"[A-Za-z][A-Za-z0-9+#.'-]*(?:ー[A-Za-z'-]+)*|[ァ-ヺ][ァ-ヺー]*|[ぁ-ゖ][ぁ-ゖー]*|[一-鿿々ヶ]+")
KANA, LATIN, HIRAGANA = re.compile(r"[ぁ-ゖァ-ヺー]+"), re.compile(r"[a-z0-9+#.' -]+"), re.compile(r"[ぁ-ゖー]+")
LETTER = re.compile(r"\w")
# Verbs: nobody types 取る for とる, and their stems sound like everything.
VERB = re.compile(r".*[一-鿿々][ぁ-ん]*[うくぐすつぬぶむる]")
KANJI = re.compile(r"[一-鿿々]+")
PARTICLES = re.compile(r"(?<=..)(?:について|のため|から|まで|など|とか|の|を|が|に|は|で|と|も|へ|や)$")
ROMAJI = [(re.compile(one), other) for one, other in (
    ("[-'ー ]", ""), ("sh", "s"), ("ch", "t"), ("ts", "t"), ("cc", "tt"), ("j", "z"), ("f", "h"), ("l", "r"), ("v", "b"), ("dz", "z"), ("c(?=[aou])", "k"),
    ("(?<=[stzkgnhbpmrd])y(?=[aueo])", ""), ("w(?=[ieo])", ""), ("m(?=[bpm])", "n"), ("ou|oo", "o"), ("uu", "u"), ("ei|ee", "e"), ("aa", "a"), ("ii", "i"),
    (r"([a-z])\1+", r"\1"))]
SHORTEST, LONG = 4, 8
LONGEST = 24
MOST_WORDS = 6


@dataclass(frozen=True)
class Known:
    """A word that can be meant: as written, how it is typed in Latin letters, how it sounds; how common it is."""

    word: str
    latin: str
    sound: str
    weight: float
    letters: int


@dataclass
class Lexicon:
    """The words one may mean, by key and by sound."""

    keys: dict[str, str] = field(default_factory=dict)
    by_sound: dict[str, Known] = field(default_factory=dict)
    every: list[Known] = field(default_factory=list)

    def add(self, word: str, weight: float) -> None:
        """Know a word; twice is harmless, the first weight counts."""
        name = key(word)
        if name in self.keys or not 2 <= len(name) <= LONGEST:
            return
        self.keys[name] = word
        latin, heard, letters = _spelled(word, name)
        one = Known(word, latin, heard, weight, letters)
        if len(latin or heard) >= SHORTEST - 1:
            self.every.append(one)
        for sound in filter(None, {heard, coarse(latin) if len(latin) >= SHORTEST else ""}):
            if sound not in self.by_sound or self.by_sound[sound].weight < weight:
                self.by_sound[sound] = one

    def heard(self, typed: str) -> str | None:
        """Return the word that sounds like what was typed in kana or romaji."""
        sound = _sound_of(typed)
        known = self.by_sound.get(sound) if len(sound) >= SHORTEST - 1 else None
        return known.word if known and key(known.word) != key(typed) else None

    def meant(self, typed: str) -> str | None:
        """Return the nearest known word within one slip, or two in a long one; the commoner among equals."""
        name = key(typed)
        plain, sound = (name if LATIN.fullmatch(name) else ""), _sound_of(typed)
        best: tuple[int, float, str] | None = None
        for spelled, by_sound in ((plain, False), (sound, True)):
            limit = 2 if len(spelled) >= LONG else 1 if len(spelled) >= SHORTEST else 0
            letters = _letters(spelled)
            for known in self.every if limit else ():
                other = known.sound if by_sound else known.latin
                if not other or abs(len(other) - len(spelled)) > limit or (known.letters ^ letters).bit_count() > 2 * limit:
                    continue
                if (far := distance(spelled, other, limit)) <= limit and other[0] == spelled[0]:
                    best = min(best or (9, 0.0, ""), (far, -known.weight, known.word))
        return best[2] if best else None


@lru_cache(maxsize=100_000)
def _spelled(word: str, name: str) -> tuple[str, str, int]:
    """How a word is typed in Latin letters, else how it sounds; and the letters of it. Kept: every index has the vocabulary."""
    latin = name if LATIN.fullmatch(name) else ""
    heard = "" if latin else coarse(jaconv.kata2alphabet(katakana(word) if KANA.fullmatch(word) else tokens.readings(word)))
    return latin, heard, _letters(latin or heard)


def _letters(spelled: str) -> int:
    found = 0
    for letter in spelled:
        found |= 1 << (ord(letter) & 63)
    return found


def coarse(romaji: str) -> str:
    """Return romaji in which only what one hears counts: hoomupeeji, ho-mupe-ji and homupeji are one."""
    for pattern, other in ROMAJI:
        romaji = pattern.sub(other, romaji)
    return romaji


def _sound_of(typed: str) -> str:
    low = normal(typed).lower()
    if KANA.fullmatch(low):
        return coarse(jaconv.kata2alphabet(katakana(low)))
    if LATIN.fullmatch(low.replace("ー", "-")):
        return coarse(low)
    return coarse(jaconv.kata2alphabet(tokens.readings(low)))


def distance(one: str, other: str, limit: int) -> int:
    """Count the slips between two spellings (a letter wrong, missing, added, or swapped with its neighbour), up to a limit."""
    before, row = [], list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, last[to - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


@cache
def _shipped() -> tuple[str, ...]:
    rows = read_data("engawa.journey.skills", "skills.yaml")["skills"]
    named = [str(word) for row in rows for word in (row["ja"], row["en"], *row["aliases"])]
    return tuple(dict.fromkeys([word for group in synonyms().spellings.values() for word in group] + named))


def lexicon(words: Mapping[str, float]) -> Lexicon:
    """Make the lexicon of an index (word -> how many texts have it) and of the vocabulary as shipped."""
    made = Lexicon()
    for word, count in sorted(words.items(), key=lambda one: -one[1]):
        for spelling in synonyms().spellings.get(word, ()) if word.startswith(MARK) else (word,):
            if not VERB.fullmatch(spelling):
                made.add(spelling, 1.0 + count)
    for word in _shipped():
        made.add(word, 0.5)
    return made


_kept: dict[str, tuple[object, Lexicon]] = {}


def kept_lexicon(index: str, state: object, texts: Callable[[], Iterable[str]]) -> Lexicon:
    """Return the lexicon of an index, made once for each state of it in this process.

    Args:
        index: its name.
        state: anything that is another value when the index has other words.
        texts: gives the words of each row, a space between them; asked only when the state is another.
    """
    if index not in _kept or _kept[index][0] != state:
        _kept[index] = state, lexicon(Counter(word for text in texts() for word in set(text.split())))
    return _kept[index][1]


def corrected(text: str, finds: Callable[[str], bool], known: Callable[[], Lexicon]) -> str | None:
    """Return the question with its mistyped words put right; None when there is nothing to put right.

    Args:
        text: what was typed, without conditions.
        finds: says whether a piece of it finds anything as it is.
        known: gives the lexicon; asked only when a word finds nothing.
    """
    pieces: list[str] = []
    end, changes = 0, 0
    text = normal(text)
    for match in list(RUN.finditer(text))[:MOST_WORDS * 2]:
        pieces.append(text[end:match.start()])
        # Hiragana behind other letters is grammar: 困っている, 更新したい.
        is_grammar = HIRAGANA.fullmatch(match[0]) and match.start() and LETTER.fullmatch(text[match.start() - 1])
        better = None if is_grammar else _by_sound(match[0], known) or _better(match[0], finds, known)
        changes += better is not None
        pieces.append(better or match[0])
        end = match.end()
    return "".join([*pieces, text[end:]]) if changes else None


def _by_sound(run: str, known: Callable[[], Lexicon]) -> str | None:
    """Return the word that a run of hiragana (or of wrong kanji, 会系) sounds like, when the run is no word itself.

    Such a run finds things by its splinters, so whether it finds anything says nothing.
    """
    shortest = 4 if HIRAGANA.fullmatch(run) else 2 if KANJI.fullmatch(run) else 99
    if len(run) < shortest or tokens.is_known(run) or key(run) in known().keys:
        return None
    word = known().heard(run)
    return word if word and (HIRAGANA.fullmatch(run) or (KANJI.fullmatch(word) and len(word) == len(run))) else None


def _better(run: str, finds: Callable[[str], bool], known: Callable[[], Lexicon]) -> str | None:
    """Return what one run of letters means, its particle kept; None when it is right or unknown."""
    if (len(run) < 3 and not HIRAGANA.fullmatch(run)) or finds(run):
        return None
    found = PARTICLES.search(run) if HIRAGANA.fullmatch(run) else None
    tails = [found[0], ""] if found else [""]
    for tail in reversed(tails):
        word = run[:len(run) - len(tail)]
        if len(word) < 2 or key(word) in known().keys or (tail and finds(word)):
            return None
        if (heard := known().heard(word)) and (len(word) > 3 or finds(heard)):
            return heard + tail
    for tail in tails:
        word = run[:len(run) - len(tail)]
        if not tokens.is_known(word) and (near := known().meant(word)):
            return near + tail
    return None
