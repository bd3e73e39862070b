"""Files of JSON lines, one object a line, as spreadsheets and other programs give them out."""
import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # a tab or a new line would break the lists that are written


class BadLine(Exception):
    """A line that cannot be used; the message says why."""


def read(path: Path, on_bad: Callable[[int, str], None], *, texts: tuple[str, ...] = (), once: bool = False) -> Iterator[Row]:
    """Yield the object of each line that has an id, a text or a number; empty lines are passed over.

    Args:
        path: a file in UTF-8, with or without a mark at its beginning.
        on_bad: called with (number of the line from 1, why) for each line that cannot be used.
        texts: fields that must be there and be text.
        once: whether a line with the id of a line before cannot be used; 7 and "7" are one id, since they are written alike.

    Raises:
        OSError: the file cannot be read.
    """
    seen: dict[str, int] = {}
    with path.open("rb") as lines:
        for number, line in enumerate(without_mark(lines), start=1):
            if line.strip():
                try:
                    row = _object(line, texts)
                    if once and (before := seen.setdefault(str(row["id"]), number)) != number:
                        raise BadLine(f"line {before} has the same id")
                    yield row
                except BadLine as wrong:
                    on_bad(number, str(wrong))


def without_mark(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a file without the mark that some programs write at its beginning."""
    for number, line in enumerate(lines):
        yield line if number else line.removeprefix(codecs.BOM_UTF8)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _object(line: bytes, texts: tuple[str, ...]) -> Row:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise BadLine("this is not UTF-8") from None
    try:
        row = json.loads(text, parse_constant=_no_number)
        if "\\u" in text:
            json.dumps(row, ensure_ascii=False).encode()  # half a letter (\ud800) can be written nowhere
    except (ValueError, RecursionError):
        raise BadLine("this is not JSON") from None
    if not isinstance(row, dict):
        raise BadLine("this is not a JSON object")
    if "id" not in row:
        raise BadLine("there is no id")
    if isinstance(row["id"], bool) or not isinstance(row["id"], str | int | float) or CONTROL.search(str(row["id"])):
        raise BadLine("the id is neither a word nor a number")
    if not str(row["id"]).strip():
        raise BadLine("the id is empty")
    for name in texts:
        if not isinstance(row.get(name), str):
            raise BadLine(f"there is no {name}")
    return row
