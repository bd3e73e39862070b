"""engawa search: answer a list of questions from a list of postings, best first."""
import json
from pathlib import Path

from engawa.base.times import today
from engawa.journey.matching.lists import asking, files
from engawa.journey.matching.ranking import rank, reasons


class Command(files.ListCommand):
    help = (
        "Put the postings of a list (JSON lines) in order for each question (a file with the header query_id<TAB>query) "
        "and write query_id, posting_id and score with tabs between. Needs no database. See docs/lists.md for the fields."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--queries", required=True, type=Path, help="query_id, a tab, the question; with a header")

    def answered(self, lines, options):
        postings = lines.rows(options["postings"])
        questions = lines.questions(options["queries"])
        ids = [row["id"] for row in postings]
        return f"{len(questions)} questions, {len(postings)} postings", self.rows(questions, asking.index_of(postings), ids, options)

    def rows(self, questions, index, ids, options):
        for question, words in questions:
            found = dict(rank(words, index, today=today()))
            why = reasons(words, index, today=today()) if options["explain"] else {}
            for at, posting, score in files.best_first(ids, [found.get(one, 0.0) for one in ids], options["top"]):
                yield [question, posting, score, *([json.dumps(why[ids[at]], ensure_ascii=False)] if why else [])]
