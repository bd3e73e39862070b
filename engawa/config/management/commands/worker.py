"""`engawa worker`: delivers notices, reminds, tidies up; as many of them as you like, on any machine."""
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from engawa.base.jobs import worker


class Command(BaseCommand):
    help = "Do the background work until stopped. With --once: until nothing is waiting."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is waiting")

    def handle(self, *, once: bool, **options: Any) -> None:
        worker.run(once=once)
