"""Finds where skills are named: the longest name first, names standing alone, words never cut through the middle."""
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from string import ascii_lowercase, digits
from typing import NamedTuple

from engawa.base.text.tokens import Pieces, is_known
from engawa.journey.skills.extraction import describing
from engawa.journey.skills.extraction.vocabulary import SEPARATORS, Entry, Vocabulary
from engawa.journey.skills.extraction.writing import Writing, sounds

# A version may follow a name: Java8, Excel2003, Oracle9i, Ver.5 behind a space is no part of the name anyway.
VERSION = re.compile(r"\d{1,4}(?:\.\d+)*(?:i|g|c|r2|x)?(?![a-z0-9])")
# Begins with a plain letter: so `re` passes over all others at once.
NAME_TYPED = re.compile(r"[a-zァ-ヺー](?:(?<![a-z0-9.+#@/_-].)(?<=[a-z])[a-z]{4,}(?![a-z0-9+#@_-]|\.[a-z])|(?<![ァ-ヺー]{2})(?<=[ァ-ヺー])[ァ-ヺー]{4,}(?![ァ-ヺー]))")
WORDLIKE = frozenset(ascii_lowercase + digits)
JOINED = re.compile(f"[^{re.escape(''.join(SEPARATORS))}]+")
# A single letter with figures is an era year (S58, H5) before it is a machine (S/36).
ERA_LIKE = re.compile(r"[a-z]\d+")
COMPACT = 5  # shorter names are not recognised with a space or hyphen inside
LONG = 5     # longer Japanese names are believed even where the dictionary cuts elsewhere


class Sight(NamedTuple):
    """A skill seen at a place. `typed` marks a name spelled wrongly, `described` and `told` one that is not named at all: by a
    phrase of `reading.yaml`, by words that were learnt."""

    skill: str
    start: int
    end: int
    key: str
    is_ambiguous: bool = False
    how: str = "named"

    @property
    def is_described(self) -> bool:
        """Whether other words than a name of the skill stand here."""
        return self.how in ("described", "told")


def find(writing: Writing, pieces: Pieces, vocabulary: Vocabulary) -> list[Sight]:
    """All sights in the order of the text; none overlaps another."""
    edges = {*pieces.starts, len(writing.low)}
    found = [
        Sight(entry.skill, start, end, entry.key, entry.is_ambiguous)
        for start, end, entry in _matches(writing.low, vocabulary)
        if _stands_alone(writing.low, start, end, entry, edges)
    ]
    taken = bytearray(len(writing.low))
    kept = _longest(found, taken)
    kept += _longest(_typed_wrong(writing.low, vocabulary), taken)
    # A description may hold names of its own: 社内LANを敷設 is the LAN and the cabling, but not the same skill twice.
    described = [sight for sight in _described(writing.low, vocabulary) if not any(
        other.skill == sight.skill and other.start < sight.end and sight.start < other.end for other in kept)]
    kept += _longest(described, bytearray(len(writing.low)))
    known = {sight.skill for sight in kept}
    telling = describing.Telling(writing.low, pieces)
    kept = [sight._replace(is_ambiguous=False) if sight.is_ambiguous and sight.key not in vocabulary.strict
            and telling.means(sight.skill, sight.start, sight.end) else sight
            for sight in kept if sight.skill]
    kept += [Sight(one.skill, one.start, one.end, writing.low[one.start:one.end], how="told")
             for one in telling.told(taken, vocabulary.groups.keys() - known)
             if one.skill not in vocabulary.told or vocabulary.told[one.skill].search(*telling.around(one.start))]
    return sorted(kept, key=lambda sight: sight.start)


def _longest(found: list[Sight], taken: bytearray) -> list[Sight]:
    kept = []
    for sight in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(taken[sight.start:sight.end]):
            taken[sight.start:sight.end] = b"\1" * (sight.end - sight.start)
            kept.append(sight)
    return kept


def _matches(low: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, Entry]]:
    """Every name that stands in the text, longer and shorter ones, whatever is beside it."""
    letters, places = sounds(low)
    compact, kept = _without_separators(letters)
    for entry, first, behind in vocabulary.names.find(compact):
        start, last = kept[first], kept[behind - 1]
        if letters[start] in WORDLIKE and letters[start - 1:start] in WORDLIKE:
            continue  # inside a word
        if last - start < behind - first or all(_may_skip(entry, depth, letters[at]) for depth, at in _skipped(kept, first, behind)):
            yield places[start], _end(low, places, last), entry


def _without_separators(letters: str) -> tuple[str, Sequence[int]]:
    """The letters that names are made of, and where each stands."""
    stretches = list(JOINED.finditer(letters))
    return "".join(found[0] for found in stretches), list(chain.from_iterable(range(*found.span()) for found in stretches))


def _skipped(kept: Sequence[int], first: int, behind: int) -> Iterator[tuple[int, int]]:
    """The signs left out between letters `first` to `behind`: how many letters stand before each, and where it stands."""
    for at in range(first + 1, behind):
        yield from ((at - first, sign) for sign in range(kept[at - 1] + 1, kept[at]))


def _end(low: str, places: list[int], at: int) -> int:
    """Just behind the letter, and behind the long vowel that was not compared."""
    end = places[at] + 1
    return end + 1 if low[end:end + 1] == "ー" and (at + 1 == len(places) or places[at + 1] != end) else end


def _may_skip(entry: Entry, depth: int, sign: str) -> bool:
    if depth in entry.separators:
        return True
    if sign not in " -_" or len(entry.key) < COMPACT or depth >= len(entry.key):
        return False
    return entry.key[depth - 1].isascii() or entry.key[depth].isascii()


def _stands_alone(low: str, start: int, end: int, entry: Entry, edges: set[int]) -> bool:
    if entry.separators and ERA_LIKE.fullmatch(entry.key) and not SEPARATORS & set(low[start:end]):
        return False
    return _starts_alone(low, start, entry, edges) and _ends_alone(low, end, entry, edges)


def _starts_alone(low: str, start: int, entry: Entry, edges: set[int]) -> bool:
    before = low[start - 1:start]
    if entry.key[0].isascii():
        if before == "." and low[start - 2:start - 1].isdigit():
            return True  # "1.Java" in a list
        if before in {"/", "&", "-"} and len(entry.key) < 2:
            return False
        if before == "+" and low[start - 2:start - 1] != "+":
            return True  # UNIX+Informix
        return not (before.isascii() and (before.isalnum() or before in {".", "+", "#", "\0"}) and before != "")
    return start in edges or (len(entry.key) >= LONG and not _same_script(before, low[start]))


def _ends_alone(low: str, end: int, entry: Entry, edges: set[int]) -> bool:
    after = low[end:end + 1]
    if entry.key[-1].isascii():
        if after == "#" or low[end:end + 2] == "++" or (after == "." and low[end + 1:end + 2].isalpha() and low[end + 1].isascii()):
            return False
        if len(entry.key) < 2 and after in {"/", "&", "-"}:
            return after == "/" and low[end + 1:end + 2] == entry.key
        if after.isascii() and after.isalnum():
            return len(entry.key) > 2 and VERSION.match(low, end) is not None
        return True
    if end in edges:
        return True
    rest = end
    while rest not in edges:
        rest += 1
    if all("ぁ" <= letter <= "ん" for letter in low[end:rest]):
        return True  # 見積り, 引継ぎ: only the ending is inside
    return len(entry.key) >= LONG and not _same_script(low[end - 1], after)


def _same_script(one: str, other: str) -> bool:
    return bool(one and other) and _is_katakana(one) == _is_katakana(other) and (_is_katakana(one) or one == other)


def _is_katakana(letter: str) -> bool:
    return "ァ" <= letter <= "ー"


def _described(low: str, vocabulary: Vocabulary) -> list[Sight]:
    said = set(chain.from_iterable(vocabulary.done.meanings(low)))
    met = {(phrase, start): None for phrases, start, _ in vocabulary.things.find(low) for phrase in phrases if phrase in said}
    found = [(phrase, phrase.pattern.match(low, at)) for phrase, at in met]
    return [Sight(phrase.skill, one.start(), one.end(), one[0], how="described") for phrase, one in found if one]


def _typed_wrong(low: str, vocabulary: Vocabulary) -> list[Sight]:
    sights = []
    for found in NAME_TYPED.finditer(low):
        name = vocabulary.errors.meant(found[0])
        if name is not None and not is_known(found[0]):
            sights.append(Sight(vocabulary.errors.skill(name), found.start(), found.end(), name, how="typed"))
    return sights
