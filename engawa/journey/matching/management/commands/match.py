"""engawa match: which postings of a list suit which people of a list, best first."""
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from engawa.journey.matching.lists import files, reading, suiting


class Command(BaseCommand):
    help = (
        "Put the postings of a list (JSON lines) in order for each person of a list (JSON lines) and write "
        "volunteer_id, posting_id and score with tabs between. Needs no database. See docs/lists.md for the fields."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--volunteers", required=True, type=Path, help="people, a JSON object a line")
        parser.add_argument("--postings", required=True, type=Path, help="postings, a JSON object a line")
        parser.add_argument("--output", required=True, type=Path, help="written anew")
        parser.add_argument("--top", type=int, help="only so many postings for each person (all by default)")
        parser.add_argument("--explain", action="store_true", help="add the reasons as JSON in a fourth column")

    def handle(self, *args, **options):
        lines = files.Reading(self.stderr.write)
        try:
            people = [reading.volunteer_of(row) for row in lines.rows(options["volunteers"])]
            offers = [reading.offer_of(row) for row in lines.rows(options["postings"])]
            table = suiting.suits(people, offers)
            with options["output"].open("w", encoding="utf-8") as target:
                written = files.write_run(target, self.rows(people, offers, table, options))
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{len(people)} people, {len(offers)} postings, {written} lines written.")
        if lines.bad:
            raise CommandError(f"{lines.bad} lines were skipped.")

    def rows(self, people, offers, table, options):
        ids = [offer.id for offer in offers]
        for number, person in enumerate(people):
            for at, posting, score in files.best_first(ids, table.scores[number], options["top"]):
                why = [json.dumps(suiting.reasons(person, offers[at], table.minutes[number, at]), ensure_ascii=False)]
                yield [person.id, posting, score, *(why if options["explain"] else [])]
