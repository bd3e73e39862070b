"""Files of lists for the commands: read with every bad line named, written as tab-separated runs."""
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from engawa.base.text import jsonlines
from engawa.base.text.jsonlines import Row


class Reading:
    """Reads lists and counts what could not be used."""

    def __init__(self, tell: Callable[[str], Any]) -> None:
        self.tell, self.bad = tell, 0

    def rows(self, path: Path, *, texts: tuple[str, ...] = ()) -> list[Row]:
        """The objects of a file of JSON lines."""
        return list(jsonlines.read(path, lambda number, why: self.refuse(path, number, why), texts=texts))

    def questions(self, path: Path) -> list[tuple[str, str]]:
        """(id, words) of a file with a header, a tab between."""
        found = []
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
            one, tab, words = line.partition("\t")
            if number == 1 or not line.strip():
                continue
            if tab and one.strip() and words.strip():
                found.append((one.strip(), words.strip()))
            else:
                self.refuse(path, number, "there is no id with a question behind a tab")
        return found

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
    order = sorted(range(len(ids)), key=lambda at: -float(scores[at]))
    for at in order[:top]:
        yield at, ids[at], f"{float(scores[at]):.6f}"


class ListCommand(BaseCommand):
    """A command that reads lists and writes a run; `answered` reads them and returns (what was read, the rows of the run)."""

    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--postings", required=True, type=Path, help="postings, a JSON object a line")
        parser.add_argument("--output", required=True, type=Path, help="written anew")
        parser.add_argument("--top", type=int, help="only so many postings for each (all by default)")

    def answered(self, lines: Reading, options: dict[str, Any]) -> tuple[str, Iterable[Sequence[Any]]]:
        """Read the lists; say what was read in a few words, and give the rows to be written."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        lines = Reading(self.stderr.write)
        try:
            read, rows = self.answered(lines, options)
            with options["output"].open("w", encoding="utf-8") as target:
                written = write_run(target, rows)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{read}, {written} lines written.")
        if lines.bad:
            raise CommandError(f"{lines.bad} lines were skipped.")
