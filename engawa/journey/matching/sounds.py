"""How words sound, in a coarse romaji, and how many slips lie between two spellings. Pure."""
import re

import jaconv

from engawa.base.text import tokens
from engawa.base.text.normal import katakana, normal

KANA, LATIN = re.compile(r"[ぁ-ゖァ-ヺー]+"), re.compile(r"[a-z0-9+#.' -]+")
# So many letters a word has at least that is known by its sound.
SHORTEST = 4
ROMAJI = [(re.compile(one), other) for one, other in (
    ("[-'ー ]", ""), ("x", "ks"), ("c(?=[eiy])", "s"), ("sh", "s"), ("ch", "t"), ("ts", "t"), ("cc", "tt"), ("j", "z"), ("f", "h"), ("l", "r"), ("v", "b"),
    ("dz", "z"), ("c(?=[aou])", "k"),
    ("(?<=[stzkgnhbpmrd])y(?=[aueo])", ""), ("w(?=[ieo])", ""), ("m(?=[bpm])", "n"), ("ou|oo", "o"), ("uu", "u"), ("ei|ee", "e"), ("aa", "a"), ("ii", "i"),
    (r"([a-z])\1+", r"\1"))]
SYLLABLES = re.compile(r"(?:(?:[kstnhmyrwgzdbpjfcv]|sh|ch|ts|th|dz|([kstpcgbdz])\1|[tc]ch|ssh|tts|[kstnhmrgbpzdjfc]y)?[aeiou]|n|-)+")


def coarse(romaji: str) -> str:
    """Return romaji in which only what one hears counts: hoomupeeji, ho-mupe-ji and homupeji are one."""
    for pattern, other in ROMAJI:
        romaji = pattern.sub(other, romaji)
    return romaji


def sound_of(typed: str) -> str:
    """Return how a word in any script sounds."""
    low = normal(typed).lower()
    if KANA.fullmatch(low):
        return coarse(jaconv.kata2alphabet(katakana(low)))
    if LATIN.fullmatch(low.replace("ー", "-")):
        return coarse(low)
    return coarse(jaconv.kata2alphabet(tokens.readings(low)))


def sounds_of(typed: str) -> tuple[str, ...]:
    """Return how it may sound: Latin letters by their syllables (a last consonant gets the vowel it has here), and any word of five and more."""
    sound = sound_of(typed)
    low = normal(typed).lower()
    if not LATIN.fullmatch(low):
        return (sound,)
    whole = low if low[-1] in "aeioun" else low + ("o" if low[-1] in "td" else "u")
    return tuple(dict.fromkeys([*([coarse(whole)] if SYLLABLES.fullmatch(whole) else []), *([sound] if len(low) > SHORTEST else [])]))


def letters_of(spelled: str) -> int:
    """Return the letters of a spelling, whatever their order, as the bits of one number."""
    found = 0
    for letter in spelled:
        found |= 1 << (ord(letter) & 63)
    return found


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
