"""engawa extract-needs: read postings in their own words and write the skills and templates that may help."""
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from engawa.base.text import jsonlines
from engawa.journey.postings.needs_in_files import needs_from_files, templates
from engawa.journey.skills.extraction.sources import names


class Command(BaseCommand):
    help = (
        "Read troubles from a file of JSON lines, each with an id and a text, and write the same lines with skills and "
        "templates, the likeliest first. Needs no database: words and templates come from the files of the product."
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
        self.stdout.write(f"{good} texts read.")
        if self.bad:
            raise CommandError(f"{self.bad} lines were skipped.")

    def refuse(self, number, why):
        self.stderr.write(f"line {number}: {why}")
        self.bad += 1


def _found(text):
    needs = needs_from_files(text)
    return {
        "skills": [{"slug": skill, "name": names()[skill], "words": list(words)} for skill, words in needs.skills],
        "templates": [{"slug": slug, "title": templates()[slug]["title"]["ja"], "nearness": round(needs.nearness[slug], 3), "words": list(words)}
                      for slug, words in needs.templates],
    }
