"""Which words a posting is about, and which words a person's own account holds: what both use speaks for the pair.

Skills alone miss much of what people did: 「窓口の受付表」 is no skill, yet who kept one for years knows it. Source of the
measure: BM25 (K. Spärck Jones, S. Walker, S. E. Robertson, "A probabilistic model of information retrieval", 2000).
"""
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from engawa.base.text import tokens
from engawa.base.text.stops import says_nothing
from engawa.journey.matching.ranking import rarity
from engawa.journey.postings.needs import COUNTER, SATURATION, TIME
from engawa.journey.postings.needs_in_files import templates, words_of

MOST = 32        # the most telling words of a posting; the others only blur
KANA = re.compile("[ぁ-んー]+")
PLACES = 4       # of a share, as it is stored


def key_words(words: Sequence[str], spread: Callable[[str], float]) -> tuple[tuple[str, float], ...]:
    """Return the words a text is about, the most telling first, each with its share; the shares make 1 together.

    Args:
        words: the telling words of the text, as often as they stand there.
        spread: how much a word says by being rare.
    """
    counts = Counter(words)
    worth = {word: spread(word) * count * (SATURATION + 1) / (count + SATURATION) for word, count in counts.items()}
    best = sorted(worth, key=lambda word: (-worth[word], word))[:MOST]
    whole = sum(worth[word] for word in best)
    return tuple((word, round(worth[word] / whole, PLACES)) for word in best) if whole else ()


def rarity_among(texts: Iterable[Iterable[str]]) -> Callable[[str], float]:
    """Return what tells how much a word says by being rare among texts (each as its words) and the shipped templates."""
    every = [*_templates(), *map(frozenset, texts)]
    counts = Counter(word for words in every for word in words)
    return lambda word: rarity(max(1, counts[word]), len(every))


@cache
def usual_rarity() -> Callable[[str], float]:
    """Return what tells how much a word says: the shipped templates are what postings sound like, the same on every machine."""
    return rarity_among(())


@cache
def _templates() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words_of(slug)) for slug in templates())


def telling_words(text: str) -> list[str]:
    """Return the words of a text that name a matter, each followed by its parts: nouns of two letters and more.

    What is done with it, when and how often (使う, 毎月, 件) is met in every text. English words stay as they are written.
    """
    found: list[str] = []
    for word in tokens.words(text):
        if word.is_content and word.pos[0] == "名詞" and COUNTER not in word.pos and TIME not in word.pos:
            forms = (word.surface.casefold(),) if word.surface.isascii() else (word.normal, *word.pieces)
            if not (says_nothing(word.surface) or says_nothing(word.normal)):
                found += [form for form in forms if len(form) > 1 and not says_nothing(form) and not KANA.fullmatch(form)]
    return found


@lru_cache(maxsize=2048)
def words_in(text: str) -> frozenset[str]:
    """Return the telling words of a person's own account. Remembered: it changes rarely and is read with every list."""
    return frozenset(telling_words(text))
