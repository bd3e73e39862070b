"""The reference data for tests: loaded once into the database of a run, so that every test begins with it.

Tests that end with an emptied database (real transactions) take it along; whoever needs it afterwards calls
`load_reference`, which then writes the same rows again. Whoever wants a house without words calls `forget_reference`.
"""
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model

APPS = ("skills", "postings", "diagnosis")
_kept: list[tuple[Any, list[str], list[tuple[Any, ...]]]] = []


def load_reference() -> None:
    """Have everything that `engawa loaddomain` loads."""
    from engawa.journey.skills.models import Area
    if Area.objects.exists():
        return
    if _kept:
        _write()
        return
    call_command("loaddomain", verbosity=0, stdout=_Silent())
    with connection.cursor() as cursor:
        for model in _models():
            columns = [field.column for field in model._meta.local_concrete_fields]
            cursor.execute(f"SELECT {_names(columns)} FROM {_names([model._meta.db_table])}")
            if rows := cursor.fetchall():
                _kept.append((model, columns, [tuple(row) for row in rows]))


def forget_reference() -> None:
    """Begin without any reference data."""
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for model in reversed(_models()):
            cursor.execute(f"DELETE FROM {_names([model._meta.db_table])}")


def _models() -> list[type[Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]


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
