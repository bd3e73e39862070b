"""engawa rebuild-index: write the search index anew, for example after a new dictionary."""
from django.core.management.base import BaseCommand

from engawa.journey.matching.actions import rebuild_index

STEP = 200


class Command(BaseCommand):
    help = "Write the search index of all open postings anew."

    def add_arguments(self, parser):
        parser.add_argument("--stale", action="store_true", help="only postings indexed with another dictionary or synonyms")

    def handle(self, *args, **options):
        self.verbosity = options["verbosity"]
        count = rebuild_index(only_stale=options["stale"], tell=self.say)
        if count or not options["stale"]:
            self.stdout.write(f"{count} postings were written to the search index.")

    def say(self, done: int, every: int) -> None:
        if self.verbosity and (done % STEP == 0 or done == every > STEP):
            self.stdout.write(f"{done} of {every} ({done * 100 // every} %)")
