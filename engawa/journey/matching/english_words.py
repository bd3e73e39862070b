"""Which words in Latin letters are English: those the product uses in what it ships, and those the dictionary reads as loan words.

Such a word is no Japanese typed in romaji (taken is not 宅建, send no 船頭), nor a slip of another.
"""
import re
from functools import cache
from importlib.resources import files

from engawa.base.text import tokens
from engawa.base.text.stops import says_nothing

STEPS = ("skills", "participants", "learning", "postings", "diagnosis", "matching")   # this one and those before it
SMALL = re.compile(r"(?<![A-Za-z])[a-z]{3,}(?![A-Za-z])")     # names are written with a large letter
KATAKANA = re.compile(r"[ァ-ヺー]+")


@cache
def _own() -> frozenset[str]:
    data = (one for step in STEPS for one in files(f"engawa.journey.{step}").joinpath("data").iterdir() if one.name.endswith(".yaml"))
    return frozenset(word for one in data for word in SMALL.findall(one.read_text(encoding="utf-8")))


def is_english(word: str) -> bool:
    """Whether a word is English by what the product ships or the dictionary knows."""
    return says_nothing(word) or word.lower() in _own() or KATAKANA.fullmatch(tokens.readings(word)) is not None
