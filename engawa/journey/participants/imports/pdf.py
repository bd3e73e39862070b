"""PDF with a text layer. A scanned one has none: it cannot be read here."""
import io
import re
from collections.abc import Iterable

from pypdf import PdfReader

from engawa.journey.participants.imports import resume
from engawa.journey.participants.imports.found import Found, Unreadable
from engawa.journey.participants.imports.letters import plain

PAGES, LINES, LEAST_LETTERS = 30, 5000, 20
WRAPPED, SHORTEST = 0.85, 25
BEGINS = re.compile(r"\s*(?:[・･●○■□◆◇▪【\[(（〔〈\-–—*•]|(?:19|20)\d\d|\d{1,2}\s?[.．)）/]|昭和|平成|令和|自|至)")
# Where letters of two fonts meet, a PDF has a gap that nobody typed: を COBOL で, （ 8 名）, UNIX 、.
GAP = re.compile(r"(?<=[でをにのはがとやもへ])[ \xa0]+(?=[A-Za-z])|(?<=[A-Za-z+#])[ \xa0]+(?=[でをにのはがとやもへ])"
                 r"|(?<=[（「『【〔・、。：])[ \xa0]+(?=\w)|(?<=\w)[ \xa0]+(?=[、。）」』】〕：])|(?<=\d)[ \xa0]+(?=[年月日名人件本台社歳])")


def read(content: bytes) -> Found:
    """Read a PDF as a résumé."""
    reader = PdfReader(io.BytesIO(content))
    # Many PDFs are locked against changing only: those open with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted")
    if len(reader.pages) > PAGES:
        raise Unreadable("too_much")
    lines = [line for page in reader.pages for line in [*unwrapped(GAP.sub("", plain(page.extract_text())).splitlines()), ""]]
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
        if joined and BEGINS.match(line):
            yield joined
            joined = ""
        joined += line
        if len(line) < max(edge, SHORTEST) or line.rstrip().endswith(("。", "）", ")", ".")):
            yield joined
            joined = ""
    yield joined
