"""Plain text: UTF-8, UTF-16, Shift_JIS, EUC-JP or JIS, told apart by what comes out."""
import re

from engawa.journey.participants.imports import resume
from engawa.journey.participants.imports.found import Found, Unreadable

LINES = 5000
# Wrongly decoded Japanese is full of half-width kana and rare signs; rightly decoded, of hiragana.
ODD = re.compile("[\uff61-\uff9f\ue000-\uf8ff\x80-\x9f]")
HIRAGANA = re.compile("[ぁ-ん]")


def read(content: bytes) -> Found:
    """Read a text file as a résumé."""
    lines = decoded(content).splitlines()
    if len(lines) > LINES:
        raise Unreadable("too_much")
    return resume.lines_in(lines)


def decoded(content: bytes) -> str:
    """The text of a file; Unreadable when it is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found = _try(content, "utf-16")
    elif b"\x1b$" in content:
        found = _try(content, "iso2022_jp_2")
    else:
        found = _try(content, "utf-8-sig")
        if found is None:
            each = [text for text in (_try(content, "cp932"), _try(content, "euc_jp")) if text is not None]
            found = max(each, key=lambda text: len(HIRAGANA.findall(text)) - 2 * len(ODD.findall(text)), default=None)
    if found is None or "\0" in found:
        raise Unreadable("unknown")
    return found


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None
