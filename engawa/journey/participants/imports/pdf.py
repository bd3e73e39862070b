"""PDF with a text layer. A scanned one has none: it cannot be read here."""
import io
import re
from collections.abc import Iterable

from pypdf import PdfReader

from engawa.journey.participants.imports import resume
from engawa.journey.participants.imports.found import Found, Unreadable

PAGES, LINES, LEAST_LETTERS = 30, 5000, 20
WRAPPED, SHORTEST = 0.85, 25
BEGINS = re.compile(r"\s*(?:[・･●○■□◆◇▪【\[(（〔〈\-–—*•]|\d|昭和|平成|令和|自|至)")


def read(content: bytes) -> Found:
    """Read a PDF as a résumé."""
    reader = PdfReader(io.BytesIO(content))
    # Many PDFs are locked against changing only: those open with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted")
    if len(reader.pages) > PAGES:
        raise Unreadable("too_much")
    lines = [line for page in reader.pages for line in [*unwrapped(page.extract_text().splitlines()), ""]]
    if sum(len("".join(line.split())) for line in lines) < LEAST_LETTERS:
        raise Unreadable("scanned")
    if len(lines) > LINES:
        raise Unreadable("too_much")
    return resume.lines_in(lines)


def unwrapped(lines: list[str]) -> Iterable[str]:
    """Join the lines of a sentence that the edge of the paper has broken."""
    edge = max(map(len, lines), default=0) * WRAPPED
    joined = ""
    for line in lines:
        joined += line
        if len(line) < max(edge, SHORTEST) or line.rstrip().endswith(("。", "）", ")", ".")):
            yield joined
            joined = ""
        elif BEGINS.match(line) and joined != line:
            yield joined[:-len(line)]
            joined = line
    yield joined
