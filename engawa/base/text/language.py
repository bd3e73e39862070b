"""One sentence in two languages: which one does this reader see?"""
from django.utils.translation import get_language


def reads_english() -> bool:
    """True when the active language is English; Japanese is the house language otherwise."""
    return (get_language() or "ja").startswith("en")


def in_reader_language(ja: str, en: str) -> str:
    """The text in the active language, or the other one when that is all there is."""
    return (en or ja) if reads_english() else (ja or en)
