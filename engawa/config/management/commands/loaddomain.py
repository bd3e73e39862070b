"""Loads all reference data: `engawa loaddomain`. Harmless at any time; a second run writes nothing."""
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from engawa.journey.diagnosis.actions import load_questions
from engawa.journey.postings.actions import load_templates
from engawa.journey.skills.actions import load_vocabulary


class Command(BaseCommand):
    help = "Load the reference data: skills, roles, causes, tools, templates, questions of the check-up."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        # In the order of the journey: templates name skills, questions name templates.
        files = [*load_vocabulary(), load_templates(), load_questions()]
        for loaded in files:
            rows = ", ".join(f"{count} {words}" for words, count in loaded.totals.items())
            counts = {"new": loaded.created, "changed": loaded.changed, "retired": loaded.retired, "back": loaded.returned}
            news = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
            self.stdout.write(f"{loaded.file}: {rows}: {news or 'nothing to change'}")
        written = sum(loaded.written for loaded in files)
        self.stdout.write(f"{written} rows written." if written else "Nothing changed: everything was up to date.")
