"""`engawa maintenance on|off`: close the house for work with a calm page, and open it again."""
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Show the maintenance page to everybody (on), or the house again (off)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("state", choices=["on", "off"])

    def handle(self, *, state: str, **options: Any) -> None:
        if state == "on":
            settings.CLOSED_FILE.parent.mkdir(parents=True, exist_ok=True)
            settings.CLOSED_FILE.touch()
            self.stdout.write("縁側を閉じました。手入れのページだけが見えます。 / Closed: everybody sees the maintenance page.")
        else:
            settings.CLOSED_FILE.unlink(missing_ok=True)
            self.stdout.write("縁側を開きました。 / Open again.")
