"""`engawa`: every management command under one name."""
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "engawa.config.settings")
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
