"""engawa measure-extraction: how well skills are found in labelled texts, and how fast."""
import json
from pathlib import Path
from time import process_time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from engawa.journey.skills.extraction import extract_each, extract_skills, summed
from engawa.journey.skills.extraction.measuring import Figures
from engawa.journey.skills.extraction.sources import vocabulary_from_files

LABELLED = Path("tests/data/extraction")
CAREER = 500  # letters


class Command(BaseCommand):
    help = "Print precision, recall and trap rate of reading skills in labelled texts, per file and kind, and the speed."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, help=f"labelled JSON lines (by default all in {LABELLED})")

    def handle(self, *args, **options):
        files = options["files"] or sorted((settings.ROOT / LABELLED).glob("*.jsonl"))
        if not files:
            raise CommandError(f"There is no labelled file in {LABELLED}.")
        extract_skills("COBOLで会計を担当しました。", vocabulary_from_files())  # loads the words, the dictionary and what was learnt
        letters, seconds = 0, 0.0
        for file in files:
            parts: dict[str, Figures] = {}
            rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
            for kind in sorted({row["kind"] for row in rows}):
                same = [row for row in rows if row["kind"] == kind]
                begun = process_time()
                each = list(extract_each((row["text"] for row in same), vocabulary_from_files()))
                if kind == "career":
                    seconds += process_time() - begun
                    letters += sum(len(row["text"]) for row in same)
                for row, mentions in zip(same, each, strict=True):
                    for part in ("all", kind):
                        parts.setdefault(part, Figures()).add(row, summed(mentions))
            self.stdout.write(f"{file.stem}")
            for part, figures in parts.items():
                self.report(part, figures)
        if seconds:
            self.stdout.write(f"speed: {letters / CAREER / seconds:.0f} careers of {CAREER} letters a second on one core")

    def report(self, part: str, figures: Figures) -> None:
        self.stdout.write(
            f"  {part:9} {figures.texts:4} texts   precision {figures.precision:.3f}   recall {figures.recall:.3f}   "
            f"trap rate {figures.trap_rate:.3f}")
        if part == "all":
            for kind, (traps, fallen) in sorted(figures.by_kind.items()):
                self.stdout.write(f"    {kind:8} {traps:4} traps, {fallen} came out as skills")
