"""Files of lists for the commands: read with every bad line named, written as tab-separated runs."""
import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, TextIO, TypeVar

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from engawa.base.text import jsonlines
from engawa.base.text.jsonlines import Row

T = TypeVar("T")
NOT_UNDERSTOOD, IN_PART = "{} was not understood and is not used", "{} was understood in part only, the rest is not used"
HEADER = re.compile(r"(?:.*[\W_]|q|query|question|topic)?id", re.IGNORECASE)   # no covid
PATIENCE = 5.0   # seconds after which somebody who looks on wants to know how far it is


class Progress:
    """Says now and then how far a long list is; `say` is None when nobody looks on."""

    def __init__(self, say: Callable[[str], Any] | None) -> None:
        self.say, self.last = say, monotonic()

    def at(self, words: str, done: int, whole: int | None = None) -> None:
        """So much is done, of so much where that is known."""
        if self.say and monotonic() - self.last >= PATIENCE:
            self.last = monotonic()
            self.say(f"{words}: {done} of {whole}" if whole else f"{words}: {done}")


class Counted:
    """A file to be read once that knows the number of the line read last."""

    def __init__(self, path: Path) -> None:
        self.path, self.number = path, 0

    @contextmanager
    def open(self, mode: str) -> Iterator[Iterator[bytes]]:
        """The lines, as of a path that is opened."""
        with self.path.open(mode) as lines:
            yield self._lines(lines)

    def _lines(self, lines: BinaryIO) -> Iterator[bytes]:
        for line in lines:
            self.number += 1
            yield line


class Reading:
    """Reads lists and counts what could not be used. A field that is not understood is told and nothing worse."""

    def __init__(self, tell: Callable[[str], Any], progress: Progress | None = None) -> None:
        self.tell, self.bad, self.progress = tell, 0, progress or Progress(None)

    def made(self, path: Path, make: Callable[[Row, Callable[[str, bool], Any]], T]) -> list[T]:
        """What is made of each object of a file of JSON lines.

        Args:
            path: the file.
            make: given an object and what tells of one of its fields that it was not understood.
        """
        lines, found = Counted(path), []

        def warn(field: str, in_part: bool) -> None:
            self.tell(f"{path.name}, line {lines.number}: {(IN_PART if in_part else NOT_UNDERSTOOD).format(field)}")

        for row in jsonlines.read(lines, lambda number, why: self.refuse(path, number, why), once=True):
            found.append(make(row, warn))
            self.progress.at(f"{path.name}, read", len(found))
        return found

    def questions(self, path: Path) -> list[tuple[str, str]]:
        """(id, words) of a file with a header, a tab between; further columns are passed over.

        A file that begins with a question at once loses none.
        """
        found: dict[str, str] = {}
        lines = enumerate(jsonlines.without_mark(path.read_bytes().splitlines()), start=1)
        for place, (number, line) in enumerate((number, line) for number, line in lines if line.strip()):
            try:
                one, words, *_more = (column.strip() for column in (*line.decode().split("\t"), ""))
            except UnicodeDecodeError:
                self.refuse(path, number, "this is not UTF-8")
                continue
            if place == 0 and HEADER.fullmatch(one):
                continue
            if not (one and words):
                self.refuse(path, number, "there is no id with a question behind a tab")
            elif one in found:
                self.refuse(path, number, "a line before has the same id")
            else:
                found[one] = words
        return list(found.items())

    def refuse(self, path: Path, number: int, why: str) -> None:
        """Tell of a line that cannot be used."""
        self.bad += 1
        self.tell(f"{path.name}, line {number}: {why}")


def write_run(target: TextIO, rows: Iterable[Sequence[Any]]) -> int:
    """Write rows with tabs between; return how many."""
    count = 0
    for row in rows:
        target.write("\t".join(map(str, row)) + "\n")
        count += 1
    return count


def best_first(ids: Sequence[Any], scores: Any, top: int | None) -> Iterator[tuple[int, Any, str]]:
    """(place in the list, id, score as written) from the best on; among equals in the order of the list."""
    numbers = np.asarray(scores, dtype=float)
    order = np.argsort(-numbers, kind="stable")[:top]
    for at, score in zip(order.tolist(), numbers[order].tolist(), strict=True):
        yield at, ids[at], f"{score:.6f}"


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError("a number from 1 on")
    return int(text)


class ListCommand(BaseCommand):
    """A command that reads lists and writes a run; `answered` reads them and returns (what was read, the rows of the run)."""

    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--postings", required=True, type=Path, help="postings, a JSON object a line")
        parser.add_argument("--output", required=True, type=Path, help="written anew")
        parser.add_argument("--top", type=_at_least_one, help="only so many postings for each (all by default)")
        parser.add_argument("--explain", action="store_true", help="add the reasons as JSON in a fourth column")

    def answered(self, lines: Reading, options: dict[str, Any]) -> tuple[str, Iterable[Sequence[Any]]]:
        """Read the lists; say what was read in a few words, and give the rows to be written."""
        raise NotImplementedError

    def looked_on(self, options: dict[str, Any]) -> Progress:
        """Progress for a terminal, or for who asks with --verbosity 2; a file of what went wrong keeps to that."""
        wanted = options["verbosity"] > 1 or (options["verbosity"] == 1 and self.stderr.isatty())
        return Progress((lambda words: self.stderr.write(words, style_func=str)) if wanted else None)

    def handle(self, *args: Any, **options: Any) -> None:
        lines, output = Reading(self.stderr.write, self.looked_on(options)), options["output"].resolve()
        if any(isinstance(path, Path) and path.resolve() == output for name, path in options.items() if name != "output"):
            raise CommandError(f"{output.name} is read and cannot be written at the same time.")
        try:
            read, rows = self.answered(lines, options)
            with options["output"].open("w", encoding="utf-8") as target:
                written = write_run(target, rows)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{read}, {written} lines written.")
        if lines.bad:
            raise CommandError(f"{lines.bad} lines were skipped.")
