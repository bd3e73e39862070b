"""Excel (.xlsx): the visible sheets row by row. Only the first cell of a merged area has a value, so it speaks once.

Formulas are never worked out: the value that Excel saved beside them is read as text.
"""
import io
from datetime import date, datetime
from typing import Any

import openpyxl

from engawa.journey.participants.imports import resume
from engawa.journey.participants.imports.found import Found, Unreadable
from engawa.journey.participants.imports.rows import NEW_PART, Row, in_bands

SHEETS, ROWS, COLUMNS = 20, 3000, 200


def read(content: bytes) -> Found:
    """Read a workbook of Excel as a résumé."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    rows: list[Row] = []
    for sheet in book.worksheets[:SHEETS]:
        if sheet.sheet_state != "visible":
            continue
        # A form of two pages side by side is one only within its own sheet.
        rows += in_bands([_cells(row) for row in _limited(sheet)])
        rows.append(NEW_PART)
        if len(rows) > ROWS:
            raise Unreadable("too_much")
    return resume.found_in(rows)


def _limited(sheet: Any) -> Any:
    # The size a sheet says it has is not to be trusted: it is read as far as it really goes.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=COLUMNS)):
        if number > ROWS:
            raise Unreadable("too_much")
        yield row


def _cells(row: Any) -> Row:
    return [(place, text) for place, cell in enumerate(row) if (text := _text(cell.value))]


def _text(value: Any) -> str:
    if isinstance(value, (datetime, date)):
        return f"{value.year}年{value.month}月"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
