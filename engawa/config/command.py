"""`engawa`: every management command under one name."""
import os
import secrets
import sys
from collections.abc import Sequence

# These read and write the files that are named to them, and never open the database or the data folder: they run in a fresh
# shell. Settings ask for a key all the same, so each run gets one of its own. Nothing else ever does: see settings.
WITHOUT_DATABASE = frozenset({
    "match", "search", "extract-skills", "extract-needs", "measure-matching", "measure-search", "measure-extraction", "messages",
    "help", "--help", "-h", "version", "--version"})


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "engawa.config.settings")
    if needs_no_key(sys.argv):
        os.environ["ENGAWA_SECRET_KEY"] = secrets.token_urlsafe(64)
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    try:
        settings.MODE  # noqa: B018  # reads them
    except ImproperlyConfigured as wrong:
        sys.exit(str(wrong))  # one line that says what to do
    execute_from_command_line(sys.argv)


def needs_no_key(arguments: Sequence[str]) -> bool:
    """Whether this command runs without a key of the house; Django takes only the first word for the command."""
    return len(arguments) < 2 or arguments[1] in WITHOUT_DATABASE
