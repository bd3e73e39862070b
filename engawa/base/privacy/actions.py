"""Consents are written here, and what has been kept long enough goes."""
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models, transaction

from engawa.base.privacy.models import Consent
from engawa.base.privacy.registry import Entry, entries, nothing_of
from engawa.base.times import now
from engawa.base.users.models import User

# The versions in force; raise one when the text of that page changes in substance.
VERSIONS = {"terms": "2026-11-25", "privacy": "2026-11-25"}


@transaction.atomic
def accept_terms(*, by: User) -> list[Consent]:
    """Note that a person accepts the terms and the privacy text in their present versions."""
    return [Consent.objects.get_or_create(user=by, document=document, version=version)[0]
            for document, version in VERSIONS.items()]


def forget_old() -> dict[str, int]:
    """Remove what has been kept as long as the registry allows; return {table: rows touched}.

    Each table in a transaction of its own, so that one that cannot be tidied does not keep the others.
    """
    done = {}
    for entry in entries():
        if (until := entry.until) is None:
            continue
        rows = entry.model._default_manager.filter(until.only, **{f"{until.since}__lt": now() - timedelta(days=until.days)})
        with transaction.atomic():
            done[entry.model._meta.label] = empty(rows=rows, names=until.blank) if until.blank else remove(entry=entry, rows=rows)
    return {table: count for table, count in done.items() if count}


def remove(*, entry: Entry, rows: models.QuerySet[Any]) -> int:
    """Delete rows of a table the way it declared; return how many."""
    return entry.drop(rows=rows) if entry.drop else rows.delete()[0]


def empty(*, rows: models.QuerySet[Any], names: Iterable[str]) -> int:
    """Empty these fields of rows that still hold something in one of them; return how many rows."""
    nothing = {name: nothing_of(rows.model._meta.get_field(name)) for name in names}
    return rows.exclude(**nothing).update(**nothing)
