"""engawa extract-skills: read a list of careers, one JSON object a line, and write the skills found in each."""
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engawa.base.text import jsonlines
from engawa.journey.skills.extraction import Kind, extract_skills, summed
from engawa.journey.skills.extraction.sources import names, vocabulary_from_files


class Command(BaseCommand):
    help = (
        "Read careers from a file of JSON lines, each with an id and a text, and write the same lines with skills and "
        "not_skills. Needs no database: the words come from the files of the product."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--input", required=True, type=Path, help='lines of {"id": …, "text": …}; other fields are kept')
        parser.add_argument("--output", required=True, type=Path, help="written anew")

    def handle(self, *args, **options):
        source, target = options["input"], options["output"]
        if source.resolve() == target.resolve():
            raise CommandError("Input and output are the same file.")
        self.bad = good = 0
        try:
            with target.open("w", encoding="utf-8") as output:
                for row in jsonlines.read(source, self.refuse, texts=("text",)):
                    output.write(json.dumps(row | _found(row["text"]), ensure_ascii=False) + "\n")
                    good += 1
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{good} careers read.")
        if self.bad:
            raise CommandError(f"{self.bad} lines were skipped.")

    def refuse(self, number, why):
        self.stderr.write(f"line {number}: {why}")
        self.bad += 1


def _found(text: str) -> dict[str, list[dict[str, Any]]]:
    found = summed(extract_skills(text, vocabulary_from_files()))
    return {
        "skills": [{"slug": one.skill, "name": names()[one.skill], "strength": one.strength}
                   for one in found if one.kind is Kind.OWN],
        "not_skills": [{"slug": one.skill, "name": names()[one.skill], "kind": str(one.kind)}
                       for one in found if one.kind is not Kind.OWN],
    }
