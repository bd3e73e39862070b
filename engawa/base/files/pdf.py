"""One engine for every PDF: a .typ file, data as JSON, two Japanese fonts, and a look at the result before it leaves.

typst gives a page without text and no error when a font is missing, and draws nothing for a letter its fonts
do not have. So letters outside the fonts are shown as 〓 (the printer's mark for a missing type), and after
each build the file is opened again: every font must be embedded and the words must come back.
"""
import json
import struct
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pylopdf_fonts_cjk as fonts
import typst
from pypdf import PdfReader

GETA = "〓"
HYPHENS = dict.fromkeys(map(ord, "-\u00ad"))  # at the end of a line a hyphen comes back as a soft one, or is new there


class BrokenPdf(Exception):
    """A program error: the built file lacks a font or a text that it must show."""


def build_pdf(source: Path, data: dict[str, Any], *, must_show: Iterable[str], at: datetime) -> bytes:
    """Build a PDF from a .typ file that reads `json(bytes(sys.inputs.data))`.

    Args:
        source: the .typ file; it can read nothing outside its own folder.
        data: JSON-ready values. User text is data, never markup: typst prints it as it is.
        must_show: texts that have to come back from the finished file.
        at: the moment written into the file, so that the same data gives the same bytes.

    Raises:
        BrokenPdf: a text did not come back or a font is not embedded.
    """
    made = draw_pdf(source, data, at=at)
    check_pdf(made, must_show)
    return made


def draw_pdf(source: Path, data: dict[str, Any], *, at: datetime) -> bytes:
    """Return the PDF as `build_pdf` does, without the look at it: quick, to count its pages. Nothing leaves the house before `check_pdf`."""
    folder = Path(fonts.sans_path()).parent
    made = typst.compile(
        str(source), root=str(source.parent), font_paths=[str(folder)], ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(drawable(data), ensure_ascii=False)}, timestamp=int(at.timestamp()))
    assert isinstance(made, bytes)
    return made


def check_pdf(made: bytes, must_show: Iterable[str]) -> None:
    """Raise BrokenPdf unless all fonts are embedded and every text comes back (spaces, line ends and their hyphens apart)."""
    reader = PdfReader(BytesIO(made))
    bare = [name for page in reader.pages for name in _fonts_outside(page)]
    if bare:
        raise BrokenPdf(f"fonts not embedded: {bare}")
    text = _close("".join(page.extract_text() for page in reader.pages))
    lost = [words for words in must_show if _close(drawable(words)) not in text]
    if lost:
        raise BrokenPdf(f"texts that did not come back: {lost}")


def _close(text: str) -> str:
    return "".join(text.split()).translate(HYPHENS)


def _fonts_outside(page: Any) -> Iterable[str]:
    resources = page["/Resources"].get_object() if "/Resources" in page else {}
    for font in (resources["/Font"].get_object().values() if "/Font" in resources else ()):
        each = font.get_object()
        inner = each["/DescendantFonts"][0].get_object() if "/DescendantFonts" in each else each
        described = inner["/FontDescriptor"].get_object() if "/FontDescriptor" in inner else {}
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described):
            yield str(each.get("/BaseFont"))


def drawable(value: Any) -> Any:
    """Return the same JSON value with each letter that both fonts lack shown as 〓."""
    if isinstance(value, str):
        have = _letters()
        return "".join(c if ord(c) in have or c.isspace() else GETA for c in value)
    if isinstance(value, dict):
        return {key: drawable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [drawable(each) for each in value]
    return value


@cache
def _letters() -> frozenset[int]:
    """Code points that both fonts can draw, read from their character maps (OpenType cmap, format 12)."""
    return _letters_of(Path(fonts.sans_path())) & _letters_of(Path(fonts.serif_path()))


def _letters_of(font: Path) -> frozenset[int]:
    data = font.read_bytes()
    count, = struct.unpack_from(">H", data, 4)
    tables = {data[o:o + 4]: struct.unpack_from(">I", data, o + 8)[0] for o in range(12, 12 + 16 * count, 16)}
    start = tables[b"cmap"]
    subtables, = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for n in range(subtables):
        at = start + struct.unpack_from(">I", data, start + 4 + 8 * n + 4)[0]
        if struct.unpack_from(">H", data, at)[0] != 12:
            continue
        groups, = struct.unpack_from(">I", data, at + 12)
        for g in range(groups):
            first, last = struct.unpack_from(">II", data, at + 16 + 12 * g)
            found.update(range(first, last + 1))
    return frozenset(found)
