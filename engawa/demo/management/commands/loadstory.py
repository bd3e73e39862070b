"""Tells the story into an empty database: `engawa loadstory` (demo mode only)."""
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from engawa.base.users.models import User
from engawa.demo.story.telling import tell


class Command(BaseCommand):
    help = "Load the told story into an empty database (demo mode only)."

    def handle(self, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError("The story is for demo mode. Nothing was changed.")
        if User.objects.exists():
            raise CommandError("There are people already. Use `python3 start.py demo --fresh` for a new demo. Nothing was changed.")
        stage = tell()
        self.stdout.write(f"{len(stage.people)} participants, {len(stage.organizations)} organizations, "
                          f"{len(stage.postings)} postings and their story.")
