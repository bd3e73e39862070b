"""A working life on two sheets of A4: smaller letters first, then the older experiences in few words. The screen shows all of it."""
from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from django.utils.text import Truncator

from engawa.journey.participants.queries import Sheet

PAGES = 2
LIMITS = (None, 160, 90, 50, 25)        # letters of an older experience, from all of them to a few
RECENT, TEXT = 4, 12                    # so many times as much for a recent one, and for a life told as one text
LINES, LETTERS = 2 * 52, 52             # what the browser prints on two pages at 9.5 pt: lines, and full-width letters of a line
ROUND, SKILL, FACTS, ENTRY = 12, 0.7, 14, 1.8   # lines of headings, of a skill (two columns), of the facts below, around each entry


def shortened(sheet: Sheet, letters: int | None) -> Sheet:
    """Return a sheet whose experiences say in `brief` what stands of them on paper; None leaves them whole."""
    if letters is None:
        return sheet
    careers = [replace(told, brief=_brief(" ".join(filter(None, (told.did, told.result))), letters * (RECENT if told.is_recent else 1)))
               for told in sheet.careers]
    return replace(sheet, careers=careers, text_brief=_brief(sheet.career_text, letters * TEXT))


def _brief(text: str, letters: int) -> str:
    return Truncator(" ".join(text.split())).chars(letters) if len(text) > letters else ""


def ways(sheet: Sheet) -> Iterator[tuple[bool, Sheet]]:
    """Yield ever denser ways to put a sheet on paper: whether in smaller letters, and what it then says."""
    yield False, sheet
    yield from ((True, shortened(sheet, letters)) for letters in LIMITS)


def for_the_browser(sheet: Sheet) -> tuple[bool, Sheet]:
    """Return the way that the browser's print is likely to hold on two pages; it cannot be tried out here."""
    return min(ways(sheet), key=lambda way: max(_lines(way), LINES))     # the first of those that fit


def _lines(way: tuple[bool, Sheet]) -> float:
    is_tight, sheet = way
    texts = [part for told in sheet.careers for part in ([told.brief] if told.brief else [told.did, told.result])]
    texts.append(sheet.text_brief or sheet.career_text)
    said = sum(ceil(_width(line) / LETTERS) for text in texts for line in text.splitlines())
    return (ROUND + FACTS + SKILL * len(sheet.skills) + ENTRY * len(sheet.careers) + said) * (1 if is_tight else 1.25)


def _width(line: str) -> float:
    return sum(0.55 if letter.isascii() else 1 for letter in line)
