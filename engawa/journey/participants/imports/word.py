"""Word (.docx): paragraphs and tables in their order. A merged cell speaks once."""
import io
from collections.abc import Iterator

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from engawa.journey.participants.imports import resume
from engawa.journey.participants.imports.found import Found, Unreadable

ROWS, DEPTH = 5000, 3


def read(content: bytes) -> Found:
    """Read a document of Word as a résumé."""
    rows = []
    for row in _rows(docx.Document(io.BytesIO(content)), 0):
        rows.append(row)
        if len(rows) > ROWS:
            raise Unreadable("too_much")
    return resume.found_in(rows)


def _rows(body, depth: int) -> Iterator[resume.Row]:
    """Rows of a document or cell; tables inside cells (layouts are made of them) are read in their place."""
    for block in body.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from ([(0, line)] for line in block.text.split("\n"))
        elif isinstance(block, Table) and depth < DEPTH:
            yield from _table(block, depth)


def _table(table: Table, depth: int) -> Iterator[resume.Row]:
    said = set()
    for row in table.rows:
        cells = []
        inner = []
        for column, cell in enumerate(row.cells):
            if cell._tc in said:
                continue
            said.add(cell._tc)
            cells.append((column, cell.text))
            inner += cell.tables
        yield cells
        for nested in inner:
            if depth + 1 < DEPTH:
                yield from _table(nested, depth + 1)
    yield []
