"""engawa match: which postings of a list suit which people of a list, best first."""
import json
from pathlib import Path

from engawa.journey.matching.lists import files, reading, suiting


class Command(files.ListCommand):
    help = (
        "Put the postings of a list (JSON lines) in order for each person of a list (JSON lines) and write "
        "volunteer_id, posting_id and score with tabs between. Needs no database. See docs/lists.md for the fields."
    )

    def add_arguments(self, parser):
        parser.add_argument("--volunteers", required=True, type=Path, help="people, a JSON object a line")
        super().add_arguments(parser)

    def answered(self, lines, options):
        people = lines.made(options["volunteers"], reading.volunteer_of)
        offers = lines.made(options["postings"], reading.offer_of)
        return f"{len(people)} people, {len(offers)} postings", self.rows(people, suiting.Suiting(offers), lines.progress, options)

    def rows(self, people, suits, progress, options):
        ids = suits.ids
        for number, person in enumerate(people):
            progress.at("people matched", number, len(people))
            for at, posting, score in files.best_first(ids, suits.scores(person), options["top"]):
                why = [json.dumps(suits.reasons(person, at), ensure_ascii=False)] if options["explain"] else []
                yield [person.id, posting, score, *why]
