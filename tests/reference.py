"""The reference data for a test: read from its files once a session, then written back as rows, which is much faster."""
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

APPS = ("skills", "postings", "diagnosis")
_kept: list[tuple[Any, list[str], list[tuple[Any, ...]]]] = []


def load_reference() -> None:
    """Load everything `engawa loaddomain` loads."""
    if _kept:
        _write()
        return
    call_command("loaddomain", verbosity=0, stdout=_Silent())
    with connection.cursor() as cursor:
        for model in (m for app in APPS for m in apps.get_app_config(app).get_models(include_auto_created=True)):
            columns = [field.column for field in model._meta.local_concrete_fields]
            cursor.execute(f"SELECT {_names(columns)} FROM {_names([model._meta.db_table])}")
            if rows := cursor.fetchall():
                _kept.append((model, columns, [tuple(row) for row in rows]))


def _write() -> None:
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for model, columns, rows in _kept:  # in one transaction: PostgreSQL looks at foreign keys when it ends
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {_names([model._meta.db_table])} ({_names(columns)}) VALUES ({marks})", rows)


def _names(names: list[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


class _Silent:
    def write(self, *_: Any) -> None: ...
    def flush(self) -> None: ...
