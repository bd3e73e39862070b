"""`engawa messages [APP …] [--check | --compile]`: keep the Japanese of each app complete."""
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from engawa.base.text import catalogues


class Command(BaseCommand):
    help = "Collect the English strings of each app into its Japanese catalogue, compile it, list what is missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        catalogues.arguments(parser)

    def handle(self, *, app: list[str], check: bool, compile_only: bool, **options: Any) -> None:
        try:
            complaints = catalogues.run(app, check=check, compile_only=compile_only)
        except ValueError as error:
            raise CommandError(str(error)) from error
        for complaint in complaints:
            self.stdout.write(complaint)
        if check and complaints:
            raise CommandError(f"{len(complaints)} strings need attention. Run `engawa messages`, write the Japanese.")
        if not check and not compile_only:
            self.stdout.write(f"Done. {len(complaints)} strings need attention.")
