"""Word (.docx): paragraphs and tables in their order. A merged cell speaks once.

Read as Word shows them: content controls and text boxes too, words somebody inserted with changes tracked; not the words they
deleted, hints of empty controls and readings above kanji.
"""
import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from engawa.journey.participants.imports import resume
from engawa.journey.participants.imports.found import Found, Unreadable
from engawa.journey.participants.imports.rows import Row

ROWS, DEPTH = 5000, 3
P, TBL, TR, TC, SDT, BOX = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:txbxContent"))
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
HINT, PROPERTIES, ROW, BEFORE, SPAN, MERGED = map(qn, ("w:showingPlcHdr", "w:sdtPr", "w:trPr", "w:gridBefore", "w:gridSpan", "w:vMerge"))
UNREAD = set(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:tblPr", "w:tcPr", "w:trPr", "w:rt", "w:instrText", "w:delText")))
WORDS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read(content: bytes) -> Found:
    """Read a document of Word as a résumé."""
    rows = []
    for row in _rows(docx.Document(io.BytesIO(content)).element.body, 0):
        rows.append(row)
        if len(rows) > ROWS:
            raise Unreadable("too_much")
    return resume.found_in(rows)


def _inside(element: Any, wanted: tuple[str, ...]) -> Iterator[Any]:
    """The nearest elements of some kinds, through all that only wraps them, but not what Word does not show."""
    for child in _shown(element):
        if child.tag in wanted:
            yield child
        else:
            yield from _inside(child, wanted)


def _shown(element: Any) -> Iterator[Any]:
    if element.tag == CHOICES:
        # The same drawing in the newer and the older way of writing it: the first is enough.
        yield from list(element)[:1]
        return
    for child in element:
        is_hint = child.tag == SDT and (found := child.find(PROPERTIES)) is not None and found.find(HINT) is not None
        if child.tag not in UNREAD and not is_hint:
            yield child


def _rows(body: Any, depth: int) -> Iterator[Row]:
    """Rows of a document, cell or box; tables inside cells (layouts are made of them) are read in their place."""
    for block in _inside(body, (P, TBL)):
        if block.tag == TBL:
            if depth < DEPTH:
                yield from _table(block, depth)
            continue
        yield from ([(0, line)] for line in _text(block).split("\n"))
        for box in _inside(block, (BOX,)):
            if depth < DEPTH:
                yield from _rows(box, depth + 1)


def _text(element: Any) -> str:
    """The words of a paragraph, without those in its boxes."""
    words = []
    for child in _shown(element):
        if child.tag == qn("w:t"):
            words.append(child.text or "")
        elif child.tag in WORDS:
            words.append(WORDS[child.tag])
        elif child.tag != BOX:
            words.append(_text(child))
    return "".join(words)


def _table(table: Any, depth: int) -> Iterator[Row]:
    for row in _inside(table, (TR,)):
        changes = row.find(ROW)
        if changes is not None and changes.find(qn("w:del")) is not None:
            continue
        cells, inner, column = [], [], _number(changes, BEFORE, 0)
        for cell in _inside(row, (TC,)):
            about = cell.find(qn("w:tcPr"))
            merged = about.find(MERGED) if about is not None else None
            if merged is None or merged.get(qn("w:val")) == "restart":
                cells.append((column, "\n".join(map(_text, _inside(cell, (P,))))))
                inner += _inside(cell, (TBL, BOX))
            column += _number(about, SPAN, 1)
        yield cells
        for nested in inner:
            if depth + 1 < DEPTH:
                yield from _table(nested, depth + 1) if nested.tag == TBL else _rows(nested, depth + 1)
    yield []


def _number(about: Any, name: str, default: int) -> int:
    found = about.find(name) if about is not None else None
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) if value.isdecimal() else default
