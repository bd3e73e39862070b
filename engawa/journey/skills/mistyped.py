"""Words as a hand slips: small kana written large, a long vowel written twice, one letter too many, too few, wrong or swapped."""
import unicodedata
from typing import NamedTuple

from engawa.base.text.normal import katakana, key, sound

FROM_BEGINNING, FOR_ONE_EDIT, FOR_PART = 2, 4, 3    # letters a word needs to be met in this way
_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
_LONG = {"AA", "II", "UU", "EE", "OO", "OU", "EI"}


def loose(word: str) -> str:
    """Return a word in katakana without small kana and long vowels: セキュリティ and セキユリテイ, サーバー and サアバア become equal."""
    said = ""
    for letter in katakana(word).translate(_LARGE):
        is_long = letter == "ー" or (letter in "アイウエオ" and said and _vowel(said[-1]) + _vowel(letter) in _LONG)
        said += "" if is_long and said else letter
    return said


def _vowel(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return name[-1] if name.startswith("KATAKANA LETTER") else ""


def is_one_edit(one: str, other: str) -> bool:
    """Whether one letter added, left out, exchanged or swapped with its neighbour makes two words equal."""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[at:], other[at:]
    return a[1:] == b[1:] or a == b[1:] or a[1:] == b or (a[:2] == b[1::-1] and a[2:] == b[2:])


class Mistyped(NamedTuple):
    """What somebody typed who meant a word of the list but did not spell it so."""

    spellings: frozenset[str]

    @classmethod
    def read(cls, text: str) -> "Mistyped":
        """Take the letters as they stand, and the sound they may be."""
        return cls(frozenset(word for word in (loose(key(text)), loose(sound(text))) if len(word) >= FROM_BEGINNING))

    def rank(self, spelled: str, reading: str) -> int | None:
        """How far an alias is from the words, 0 the nearest; None when it is not meant."""
        known = {loose(spelled), loose(reading)} - {""}
        pairs = [(mine, theirs) for mine in self.spellings for theirs in known]
        if not self.spellings.isdisjoint(known):
            return 0
        if any(theirs.startswith(mine) for mine, theirs in pairs):
            return 1
        if any(len(mine) >= FOR_ONE_EDIT and is_one_edit(mine, theirs) for mine, theirs in pairs):
            return 2
        return 3 if any(len(mine) >= FOR_PART and mine in theirs for mine, theirs in pairs) else None
