"""engawa search: answer a list of questions from a list of postings, best first."""
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from engawa.base.times import today
from engawa.journey.matching.lists import asking, files
from engawa.journey.matching.ranking import rank


class Command(BaseCommand):
    help = (
        "Put the postings of a list (JSON lines) in order for each question (a file with the header query_id<TAB>query) "
        "and write query_id, posting_id and score with tabs between. Needs no database. See docs/lists.md for the fields."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--postings", required=True, type=Path, help="postings, a JSON object a line")
        parser.add_argument("--queries", required=True, type=Path, help="query_id, a tab, the question; with a header")
        parser.add_argument("--output", required=True, type=Path, help="written anew")
        parser.add_argument("--top", type=int, help="only so many postings for each question (all by default)")

    def handle(self, *args, **options):
        lines = files.Reading(self.stderr.write)
        try:
            postings = lines.rows(options["postings"])
            questions = lines.questions(options["queries"])
            index = asking.index_of(postings)
            with options["output"].open("w", encoding="utf-8") as target:
                written = files.write_run(target, self.rows(questions, index, [row["id"] for row in postings], options["top"]))
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{len(questions)} questions, {len(postings)} postings, {written} lines written.")
        if lines.bad:
            raise CommandError(f"{lines.bad} lines were skipped.")

    def rows(self, questions, index, ids, top):
        for question, words in questions:
            found = dict(rank(words, index, today=today()))
            scores = [found.get(one, 0.0) for one in ids]
            for _at, posting, score in files.best_first(ids, scores, top):
                yield [question, posting, score]
