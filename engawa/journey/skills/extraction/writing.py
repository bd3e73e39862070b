"""A text as it is compared: one width, one case, one spelling of long vowels, each letter remembering its place."""
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise, repeat

from engawa.journey.skills.extraction.quick import Quick

# Addresses are no words: a skill inside one is not named.
ADDRESS = Quick(r"https?://\S+|www\.[\w./-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def exchange(letters: Mapping[str, str]) -> Callable[[str], str]:
    """What exchanges some letters of a text one for one. `str.translate` looks up all the others too, which takes much longer."""
    return partial(re.compile(f"[{re.escape(''.join(letters))}]").sub, lambda found: letters[found[0]])


with_one_hyphen = exchange(dict.fromkeys("‐‑‒–—―−─", "-") | {"～": "〜", "~": "〜", "’": "'"})
# Full-width letters and signs, the commonest of all, are exchanged one for one.
of_one_width = exchange({chr(0xFF01 + step): chr(0x21 + step) for step in range(94)} | {"\u3000": " ", "♯": "#"})
with_large = exchange(dict(zip("ァィゥェォ", "アイウエオ", strict=True)))
LONG_VOWEL = re.compile(r"-(?<=[ァ-ヺ]-)(?=[ァ-ヺぁ-ん一-鿿、。]|$)")
# A long vowel at the end of サーバー, メモリー is written or left out; so it is where such a word stands inside another.
SOFT = re.compile(r"ー(?<=[ァ-ヺー][カガサザタダナハバパマヤラワャァアキギシジチニヒビピミリィイ]ー)")
# A letter with the marks that belong to it (ｶﾞ is one letter), all but those that stay as they are.
_MARKS = r"[ﾞﾟ\u0300-\u036f\u3099\u309a]"
CLUSTER = re.compile(rf"[^\0-~ぁ-ゖァ-ー一-鿿、-】]{_MARKS}*|.{_MARKS}+", re.DOTALL)
MASK = "\0"


@dataclass(frozen=True)
class Writing:
    """`text` is what is read (width and hyphens made one), `low` the same in lower case; both have `places`."""

    original: str
    text: str
    low: str
    places: tuple[tuple[int, int], ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of `text` stands in the text as given."""
        if self.places is None:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


def written(original: str) -> Writing:
    """The text made ready for reading. Never longer or shorter without knowing where each letter came from."""
    text, places = of_one_width(original), None
    if not unicodedata.is_normalized("NFKC", text):
        text, places = _normalized(text)
    text = LONG_VOWEL.sub("ー", with_one_hyphen(text))
    text = ADDRESS.sub(lambda found: MASK * len(found[0]), text)
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return Writing(original, text, low, places)


def _normalized(original: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    behind = 0
    for found in CLUSTER.finditer(original):
        written_as = _one_width(found[0])
        letters += original[behind:found.start()], written_as
        places += [*pairwise(range(behind, found.start() + 1)), *repeat(found.span(), len(written_as))]
        behind = found.end()
    letters.append(original[behind:])
    places += pairwise(range(behind, len(original) + 1))
    return "".join(letters), tuple(places)


@lru_cache(maxsize=10_000)
def _one_width(cluster: str) -> str:
    if "①" <= cluster <= "⑳":
        return "・"  # a number in a ring begins a line of a list, it is no part of the word behind it
    return unicodedata.normalize("NFKC", cluster)


def sounds(low: str) -> tuple[str, list[int]]:
    """The letters that count in comparing and the index of each: ソフトウェア as ソフトウエア, サーバー as サーバ."""
    letters = with_large(low)
    silent = [found.start() for found in SOFT.finditer(low)]
    if not silent:
        return letters, list(range(len(low)))
    edges = [-1, *silent, len(low)]
    kept = [(before + 1, behind) for before, behind in pairwise(edges)]
    return "".join(letters[start:end] for start, end in kept), [index for start, end in kept for index in range(start, end)]
