"""Doing something in one transaction at a time, on whatever machine."""
from zlib import crc32

from django.db import connection


def one_at_a_time(name: str) -> None:
    """Wait until no other transaction does what is called so; until this one ends, the next waits.

    Call it first in a transaction, before any row is locked. On SQLite transactions stand in line by themselves.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(name.encode())])
