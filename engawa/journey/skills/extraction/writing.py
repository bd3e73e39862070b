"""A text as it is compared: one width, one case, one spelling of long vowels, each letter remembering its place."""
import re
import unicodedata
from dataclasses import dataclass

# Addresses are no words: a skill inside one is not named.
ADDRESS = re.compile(r"https?://\S+|www\.[\w./-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−─"), "-") | {ord("～"): "〜", ord("~"): "〜", ord("’"): "'"}
LONG_VOWEL = re.compile(r"(?<=[ァ-ヺ])-(?=[ァ-ヺぁ-ん一-鿿、。]|$)")
HALF_MARKS = "ﾞﾟ"
LARGE = str.maketrans("ァィゥェォ", "アイウエオ")
# A long vowel at the end of サーバー, メモリー is written or left out; so it is where such a word stands inside another.
SOFT = set("カガサザタダナハバパマヤラワャァアキギシジチニヒビピミリィイ")
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
    text, places = original, None
    if not unicodedata.is_normalized("NFKC", original):
        text, places = _normalized(original)
    text = LONG_VOWEL.sub("ー", text.translate(HYPHENS))
    text = ADDRESS.sub(lambda found: MASK * len(found[0]), text)
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return Writing(original, text, low, places)


def _normalized(original: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    start, length = 0, len(original)
    while start < length:
        end = start + 1
        while end < length and (original[end] in HALF_MARKS or unicodedata.combining(original[end])):
            end += 1
        for letter in unicodedata.normalize("NFKC", original[start:end]):
            letters.append(letter)
            places.append((start, end))
        start = end
    return "".join(letters), tuple(places)


def sounds(low: str) -> list[tuple[str, int]]:
    """The letters that count in comparing, each with its index: ソフトウェア as ソフトウエア, サーバー as サーバ."""
    found: list[tuple[str, int]] = []
    run = 0
    before = ""
    for index, letter in enumerate(low):
        if "ァ" <= letter <= "ヺ" or letter == "ー":
            if letter == "ー" and run >= 2 and before in SOFT:
                continue
            run += 1
        else:
            run = 0
        found.append((letter.translate(LARGE), index))
        before = letter
    return found
