"""Files of JSON lines, one object a line, as spreadsheets and other programs give them out."""
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class BadLine(Exception):
    """A line that cannot be used; the message says why."""


def read(path: Path, on_bad: Callable[[int, str], None], *, texts: tuple[str, ...] = ()) -> Iterator[Row]:
    """Yield the object of each line that has an id; empty lines are passed over.

    Args:
        path: a file in UTF-8, with or without a mark at its beginning.
        on_bad: called with (number of the line from 1, why) for each line that cannot be used.
        texts: fields that must be there and be text.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield _object(line, is_first=number == 1, texts=texts)
                except BadLine as wrong:
                    on_bad(number, str(wrong))


def _object(line: bytes, *, is_first: bool, texts: tuple[str, ...]) -> Row:
    try:
        row = json.loads(line.decode("utf-8-sig" if is_first else "utf-8"))
    except UnicodeDecodeError:
        raise BadLine("this is not UTF-8") from None
    except (ValueError, RecursionError):
        raise BadLine("this is not JSON") from None
    if not isinstance(row, dict):
        raise BadLine("this is not a JSON object")
    if "id" not in row:
        raise BadLine("there is no id")
    for name in texts:
        if not isinstance(row.get(name), str):
            raise BadLine(f"there is no {name}")
    return row
