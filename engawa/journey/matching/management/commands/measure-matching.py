"""engawa measure-matching: how well matching orders the graded postings, beside plain baselines."""
from django.core.management.base import BaseCommand

from engawa.base.times import at_moment
from engawa.journey.matching.lists import suiting
from engawa.journey.matching.lists.graded import BASELINES, DAY, Graded, folders, print_figures


class Command(BaseCommand):
    help = "Print NDCG@10, recall@20 and MRR of matching with 95% intervals, for each graded folder, beside plain baselines."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folders", nargs="*", help="folders as in tests/data/finding (by default those)")

    def handle(self, *args, **options):
        with at_moment(DAY):
            self.measure(folders(options["folders"]))

    def measure(self, several):
        for folder in several:
            graded = Graded.read(folder)
            people, offers = graded.people(), graded.offers()
            suits = suiting.Suiting(offers)
            runs = {"engawa": graded.run({person.id: suits.scores(person) for person in people})}
            possible = {(person.id, offer.id) for person in people for offer in offers if person.person.free & offer.week}
            for name, split in BASELINES.items():
                plain = graded.plain(graded.told(), split)
                runs[f"{name}, with availability"] = {one: [to for to in found if (one, to) in possible] for one, found in plain.items()}
            print_figures(self.stdout, folder, runs, graded.grades("grades.tsv"))
