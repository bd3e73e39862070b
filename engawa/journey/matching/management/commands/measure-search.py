"""engawa measure-search: how well search answers the graded questions, beside plain baselines."""
from django.core.management.base import BaseCommand

from engawa.base.times import at_moment, today
from engawa.journey.matching.lists import asking
from engawa.journey.matching.lists.graded import BASELINES, DAY, Graded, folders, print_figures
from engawa.journey.matching.ranking import rank


class Command(BaseCommand):
    help = "Print NDCG@10, recall@20 and MRR of search with 95% intervals, for each graded folder, beside plain baselines."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folders", nargs="*", help="folders as in tests/data/finding (by default those)")

    def handle(self, *args, **options):
        with at_moment(DAY):
            self.measure(folders(options["folders"]))

    def measure(self, several):
        for folder in several:
            graded = Graded.read(folder)
            index = asking.index_of(graded.postings)
            runs = {"engawa": {one: [to for to, _score in rank(words, index, today=today())] for one, words in graded.questions.items()}}
            runs |= {name: graded.plain(graded.questions, split) for name, split in BASELINES.items()}
            print_figures(self.stdout, folder, runs, graded.grades("relevant.tsv"))
