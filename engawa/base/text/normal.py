"""Two spellings of one word become equal: width, case and separators are folded away."""
import re
import unicodedata

import jaconv

SEPARATORS = re.compile(r"[\s・\-_/()]")
KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")
ROMAJI = re.compile(r"[a-z'-]+")
# Half a syllable at the end of what is being typed; a lone n is a syllable.
UNFINISHED = re.compile(r"[^aeioun-]+$")


def normal(text: str) -> str:
    """One width for every letter (NFKC), outer spaces removed. What people typed is otherwise kept."""
    return unicodedata.normalize("NFKC", text).strip()


def folded(text: str) -> str:
    """`normal` without upper and lower case: for comparing running text."""
    return normal(text).casefold()


def key(text: str) -> str:
    """The key of a name: folded, without spaces, ・, hyphens, underscores, slashes and brackets.

    Ｇｏｏｇｌｅ Ａｎａｌｙｔｉｃｓ, google-analytics and GoogleAnalytics share one key.
    """
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def katakana(text: str) -> str:
    """Hiragana written as katakana; everything else stays."""
    return jaconv.hira2kata(text)


def sound(text: str) -> str:
    """What somebody means who types a word by its sound, in katakana; empty when it is not a sound.

    かいけい, カイケイ and kaikei all give カイケイ; the half-typed kaik gives カイ. A word with kanji has
    no sound of its own here: its reading is a matter of the tokenizer.
    """
    typed = folded(text).replace(" ", "")
    if ROMAJI.fullmatch(typed):
        typed = jaconv.alphabet2kana(UNFINISHED.sub("", typed))
    typed = key(typed)
    return katakana(typed) if KANA.fullmatch(typed) else ""
