"""`engawa prepare`: everything between a new version and its first page. Run it after each upgrade; twice is harmless."""
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser

from engawa.demo import queries


class Command(BaseCommand):
    help = "Migrate, create the cache table, load the reference data, renew an outdated search index; in production collect static files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--story", action="store_true", help="demo mode: tell the story if the database is empty")

    def handle(self, *, story: bool, **options: Any) -> None:
        for folder in (settings.DATA_DIR, settings.FILES_ROOT, settings.STATIC_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        known = get_commands()
        if "loaddomain" in known:
            call_command("loaddomain", verbosity=0)
        if "rebuild-index" in known:
            call_command("rebuild-index", stale=True, stdout=self.stdout, verbosity=options.get("verbosity", 1))
        if settings.MODE == "production":
            call_command("collectstatic", interactive=False, verbosity=0)
        if story and "loadstory" in known:
            if not get_user_model().objects.exists():
                call_command("loadstory", verbosity=0)
            self.introduce()

    def introduce(self) -> None:
        """One line for each person of the story that one may come in as."""
        for persona in queries.persons():
            self.stdout.write(f"  {persona}")
