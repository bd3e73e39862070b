"""engawa rebuild-index: write the search index anew, for example after a new dictionary."""
from django.core.management.base import BaseCommand

from engawa.journey.matching.actions import rebuild_index, rebuild_organizations

STEP = 200


class Command(BaseCommand):
    help = "Write the search index of all open postings and verified organizations anew."

    def add_arguments(self, parser):
        parser.add_argument("--stale", action="store_true", help="only what was indexed with another dictionary or synonyms")

    def handle(self, *args, **options):
        self.verbosity = options["verbosity"]
        stale = options["stale"]
        postings, organizations = rebuild_index(only_stale=stale, tell=self.say), rebuild_organizations(only_stale=stale)
        if postings or organizations or not stale:
            self.stdout.write(f"{postings} postings and {organizations} organizations were written to the search index.")

    def say(self, done: int, every: int) -> None:
        if self.verbosity and (done % STEP == 0 or done == every > STEP):
            self.stdout.write(f"{done} of {every} ({done * 100 // every} %)")
