"""How reference data gets into its tables, for every step that owns some: few queries, no row touched in vain."""
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from engawa.base.times import now

BATCH = 200


@dataclass
class Loaded:
    """What one file became: rows per kind, and how many of them this run had to write."""

    file: str
    totals: dict[str, int] = field(default_factory=dict)
    created: int = 0
    changed: int = 0
    retired: int = 0
    returned: int = 0

    @property
    def written(self) -> int:
        return self.created + self.changed + self.retired + self.returned

    def add(self, other: "Loaded") -> "Loaded":
        """Count what another part of the same file became."""
        self.totals |= other.totals
        for name in ("created", "changed", "retired", "returned"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


@transaction.atomic
def upsert_terms(
    *, model: type[models.Model], rows: Mapping[str, Mapping[str, Any]], into: Loaded, only: Collection[str] | None = None,
) -> None:
    """Bring a table of terms in line with `rows` (slug → fields), counting into `into`.

    New slugs are created, differing rows changed, missing slugs retired, returning ones un-retired.
    With `only`, all other slugs of the table are left as they are.
    A table with a `version` counts it up when a row's own words change (a new place in the list is no new version).
    """
    everything = model._default_manager.all()
    existing: dict[str, Any] = {one.pk: one for one in (everything if only is None else everything.filter(pk__in=only))}
    new, touched = [], []
    for slug, fields in rows.items():
        term = existing.get(slug)
        if term is None:
            new.append(model(pk=slug, **fields))
            continue
        differing = [name for name, value in fields.items() if getattr(term, name) != value]
        for name in differing:
            setattr(term, name, fields[name])
        if hasattr(term, "version") and set(differing) - {"position"}:
            term.version += 1
        if term.retired_at is not None:
            term.retired_at = None
            into.returned += 1
            touched.append(term)
        elif differing:
            into.changed += 1
            touched.append(term)
    for slug, term in existing.items():
        if slug not in rows and term.retired_at is None and getattr(term, "added_at", None) is None:
            term.retired_at = now()
            into.retired += 1
            touched.append(term)
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if touched:
        names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
        model._default_manager.bulk_update(touched, names, batch_size=BATCH)
    into.created += len(new)
    into.totals[str(model._meta.verbose_name_plural)] = len(rows)


@transaction.atomic
def replace_links(
    *, model: type[models.Model], keys: tuple[str, ...], rows: Iterable[Mapping[str, Any]], into: Loaded,
    added: models.Q | None = None, within: models.Q | None = None,
) -> None:
    """Make a table of links hold exactly `rows`; `keys` are the attributes that identify a link.

    Links that are `added` by the desk stay beside them; with `within`, links outside it are left as they are.
    Nobody refers to a link by itself, so one that is gone from the files is deleted.
    """
    wanted = {tuple(row[name] for name in keys): row for row in rows}
    everything = model._default_manager.filter(within or models.Q())
    existing = {tuple(getattr(one, name) for name in keys): one for one in everything}
    stay = set(model._default_manager.filter(added).values_list("pk", flat=True)) if added else set()
    gone = [one.pk for identity, one in existing.items() if identity not in wanted and one.pk not in stay]
    model._default_manager.filter(pk__in=gone).delete()
    new, touched = [], []
    for identity, row in wanted.items():
        link = existing.get(identity)
        if link is None:
            new.append(model(**row))
        elif any(getattr(link, name) != value for name, value in row.items()):
            for name, value in row.items():
                setattr(link, name, value)
            touched.append(link)
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if touched:
        names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
        model._default_manager.bulk_update(touched, names, batch_size=BATCH)
    into.created += len(new)
    into.changed += len(touched) + len(gone)
