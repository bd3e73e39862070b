"""engawa search: answer a list of questions from a list of postings, best first."""
import json
from pathlib import Path

from engawa.base.times import today
from engawa.journey.matching.lists import asking, files
from engawa.journey.matching.ranking import Index, rank, reasons


class Command(files.ListCommand):
    help = (
        "Put the postings of a list (JSON lines) in order for each question (a file with the header query_id<TAB>query) "
        "and write query_id, posting_id and score with tabs between. Needs no database. See docs/lists.md for the fields."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--queries", required=True, type=Path, help="query_id, a tab, the question; with a header")

    def answered(self, lines, options):
        texts = lines.made(options["postings"], asking.text_of)
        questions = lines.questions(options["queries"])
        return f"{len(questions)} questions, {len(texts)} postings", self.rows(questions, Index.of(texts), lines.progress, options)

    def rows(self, questions, index, progress, options):
        ids = index.ids
        for number, (question, words) in enumerate(questions):
            progress.at("questions answered", number, len(questions))
            found = dict(rank(words, index, today=today()))
            why = reasons(words, index, today=today()) if options["explain"] else {}
            for at, posting, score in files.best_first(ids, [found.get(one, 0.0) for one in ids], options["top"]):
                yield [question, posting, score, *([json.dumps(why[ids[at]], ensure_ascii=False)] if why else [])]
