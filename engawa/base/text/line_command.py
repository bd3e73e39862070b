"""A command that reads texts from JSON lines and writes the same lines with what it found in each."""
import json
from collections.abc import Iterable
from itertools import chain, islice, tee
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engawa.base.text import jsonlines


class LineCommand(BaseCommand):
    """`what` names the texts in the closing line; `found` makes the fields that are added to the lines."""

    requires_system_checks = []
    what = "texts"

    def found(self, texts: Iterable[str]) -> Iterable[dict[str, Any]]:
        """What is added to the line of each text; some texts may be taken together."""
        raise NotImplementedError

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--input", required=True, type=Path, help='lines of {"id": …, "text": …}; other fields are kept')
        parser.add_argument("--output", required=True, type=Path, help="written anew")

    def handle(self, *args: Any, **options: Any) -> None:
        source, target = options["input"], options["output"]
        if source.resolve() == target.resolve():
            raise CommandError("Input and output are the same file.")
        self.bad = good = 0
        try:
            # The input is opened first: a wrong name must not empty the output.
            rows = jsonlines.read(source, self.refuse, texts=("text",))
            first = list(islice(rows, 1))
            rows, same = tee(chain(first, rows))
            with target.open("w", encoding="utf-8") as output:
                for row, more in zip(rows, self.found(row["text"] for row in same), strict=True):
                    output.write(json.dumps(row | more, ensure_ascii=False) + "\n")
                    good += 1
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{good} {self.what} read.")
        if self.bad:
            raise CommandError(f"{self.bad} lines were skipped.")

    def refuse(self, number: int, why: str) -> None:
        """Name a line that cannot be used."""
        self.stderr.write(f"line {number}: {why}")
        self.bad += 1
