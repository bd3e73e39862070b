"""Word (.docx): paragraphs and tables in their order. A merged cell speaks once.

Read as Word shows them: content controls and text boxes too, words somebody inserted with changes tracked; not the words they
deleted, hints of empty controls and readings above kanji. Footnotes follow the paragraph that calls them. Of the heads and feet of
pages only what tells of the career is read, each once: the rest is the person's name, the title and the number of the page.
"""
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from engawa.journey.participants.imports import periods, resume
from engawa.journey.participants.imports.found import Found, Unreadable
from engawa.journey.participants.imports.headings import PERSONAL, labelled, section_of
from engawa.journey.participants.imports.names import is_employer
from engawa.journey.participants.imports.periods import narrow
from engawa.journey.participants.imports.rows import MARGIN, Row

ROWS, DEPTH = 5000, 3
P, TBL, TR, TC, SDT, BOX = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:txbxContent"))
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
HINT, PROPERTIES, ROW, BEFORE, SPAN, MERGED = map(qn, ("w:showingPlcHdr", "w:sdtPr", "w:trPr", "w:gridBefore", "w:gridSpan", "w:vMerge"))
UNREAD = set(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr", "w:tblPr", "w:tcPr", "w:trPr", "w:rt", "w:instrText", "w:delText")))
WORDS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


SECTION, HEAD, FOOT, REFERENCE = map(qn, ("w:sectPr", "w:headerReference", "w:footerReference", "r:id"))
NOTES = {qn("w:footnoteReference"): (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote")), qn("w:endnoteReference"): (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote"))}
ID = qn("w:id")
FIXED = re.compile(r"©|\(c\)|copyright|confidential|all rights|無断|社外秘|取扱注意|個人情報", re.IGNORECASE)  # what a page says of itself


def read(content: bytes) -> Found:
    """Read a document of Word as a résumé."""
    rows = []
    for row in _Document(docx.Document(io.BytesIO(content)).part).rows():
        rows.append(row)
        if len(rows) > ROWS:
            raise Unreadable("too_much")
    return resume.found_in(rows)


class _Document:
    """The words of all parts of a document, where a reader meets them."""

    def __init__(self, part: Any) -> None:
        self.part, self.told, self.notes = part, set[str](), {}
        for tag, (kind, name) in NOTES.items():
            for each in (relation.target_part for relation in part.rels.values() if relation.reltype == kind):
                self.notes[tag] = {note.get(ID): note for note in parse_xml(each.blob).iter(name)}

    def rows(self) -> Iterator[Row]:
        """Section by section: what stands in the head of its pages, its own words, what stands in their foot."""
        blocks = list(_inside(self.part.element.body, (P, TBL)))
        while blocks:
            ends = (place for place, block in enumerate(blocks) if block.tag == P and block.find(f"{qn('w:pPr')}/{SECTION}") is not None)
            end = next(ends, None)
            about = self.part.element.body.find(SECTION) if end is None else blocks[end].find(f"{qn('w:pPr')}/{SECTION}")
            yield from self._margin(about, HEAD)
            yield from self._blocks(blocks[:len(blocks) if end is None else end + 1], 0)
            yield from self._margin(about, FOOT)
            blocks = [] if end is None else blocks[end + 1:]

    def _margin(self, about: Any, kind: str) -> Iterator[Row]:
        """What the head or foot of the pages of a section tells of the career, unless another page said so."""
        for reference in about.findall(kind) if about is not None else ():
            part = self.part.related_parts.get(reference.get(REFERENCE))
            for row in self._blocks(_inside(part.element, (P, TBL)), 0) if part is not None else ():
                words = " ".join(text.strip() for _, text in row).strip()
                if words not in self.told and _tells_career(words):
                    self.told.add(words)
                    yield row if periods.find_period(narrow(words)) else [(MARGIN, words)] if is_employer(words) else row

    def _blocks(self, blocks: Iterable[Any], depth: int) -> Iterator[Row]:
        """Rows of a part, cell or box; tables inside cells (layouts are made of them) are read in their place."""
        for block in blocks:
            if block.tag == TBL:
                if depth < DEPTH:
                    yield from self._table(block, depth)
                continue
            yield from ([(0, line)] for line in _text(block).split("\n"))
            for box in _inside(block, (BOX,)):
                if depth < DEPTH:
                    yield from self._blocks(_inside(box, (P, TBL)), depth + 1)
            yield from self._notes(block)

    def _notes(self, element: Any) -> Iterator[Row]:
        """The notes that a paragraph or row calls, each once."""
        for tag, notes in self.notes.items():
            for call in element.iter(tag):
                if (note := notes.pop(call.get(ID), None)) is not None:
                    yield from self._blocks(_inside(note, (P,)), DEPTH)

    def _table(self, table: Any, depth: int) -> Iterator[Row]:
        for row in _inside(table, (TR,)):
            changes = row.find(ROW)
            if changes is not None and changes.find(qn("w:del")) is not None:
                continue
            cells, inner, column = [], [], _number(changes, BEFORE, 0)
            for cell in _inside(row, (TC,)):
                about = cell.find(qn("w:tcPr"))
                merged = about.find(MERGED) if about is not None else None
                if merged is None or merged.get(qn("w:val")) == "restart":
                    cells.append((column, "\n".join(_text(block) for block in _inside(cell, (P, TBL)) if block.tag == P)))
                    inner.append(cell)
                column += _number(about, SPAN, 1)
            if _is_layout(cells, inner):
                for cell in inner:
                    yield from self._blocks(_inside(cell, (P, TBL)), depth + 1)
                    yield []
                continue
            yield cells
            for each in (each for cell in inner for each in _inside(cell, (TBL, BOX))):
                if depth + 1 < DEPTH:
                    yield from self._table(each, depth + 1) if each.tag == TBL else self._blocks(_inside(each, (P, TBL)), depth + 1)
            yield from self._notes(row)
        yield []


def _is_layout(cells: Row, elements: list[Any]) -> bool:
    """Whether a row only sets words side by side or into a frame: a cell of it holds whole parts of the document."""
    has_table = [next(_inside(element, (TBL,)), None) is not None for element in elements]
    told = [has for (_, text), has in zip(cells, has_table, strict=True) if text.strip() or has]
    if len(told) == 1 and (len(cells) == 1 or told[0]):
        return True
    return any(len(lines) > 2 and section_of(lines[0]) for lines in (text.strip().splitlines() for _, text in cells))


def _tells_career(words: str) -> bool:
    """Whether words at the edge of a page tell of the working life: an employer, a period, something with a label."""
    if not words or PERSONAL.match(narrow(words + " ")) or FIXED.search(words):
        return False
    return is_employer(words) or bool(periods.find_period(narrow(words)) or labelled(words))


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


def _number(about: Any, name: str, default: int) -> int:
    found = about.find(name) if about is not None else None
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) if value.isdecimal() else default
