"""Versions of the lists: what the desk saves, and how the next edition of the files is brought in beside it."""
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from engawa.base import history
from engawa.base.ui.refusal import Refused, refuse_if
from engawa.base.users.models import User
from engawa.journey.skills import because, queries, rules
from engawa.journey.skills.actions.loading import BATCH, Loaded
from engawa.journey.skills.editions import LEFT_OUT, Kind, Row, merge, value_at, with_files
from engawa.journey.skills.models import Edition
from engawa.journey.skills.signals import words_changed

AFTER_THE_FILES = 10_000  # the place in a list of what the desk added


class Changed(Refused):
    """Somebody saved the same thing meanwhile. `newest` is what stands there now; nothing was overwritten."""

    def __init__(self, reason: str, newest: Edition) -> None:
        super().__init__(reason)
        self.newest = newest


# ------------------------------------------------------------------ the files
@transaction.atomic
def follow_files(*, kind: Kind) -> Loaded:
    """Bring a list in line with its file: what the desk did not touch follows the file, the rest is brought together.

    Whatever the desk and the file changed differently stays as the desk wrote it and is noted as a clash. A second run
    writes nothing.
    """
    rows, heads, loaded = kind.rows(), {head.slug: head for head in queries.newest(kind.name)}, Loaded(kind.file)
    new = []
    for slug, row in rows.items():
        head = heads.get(slug)
        if head is None:
            new.append(Edition(kind=kind.name, slug=slug, number=1, row=row, shipped=row, from_files=True))
        elif head.shipped != row:
            new.append(_followed(head, row))
    new += [_left_out(head) for slug, head in heads.items()
            if slug not in rows and head.shipped is not None and not head.is_retired]
    Edition.objects.bulk_create(new, batch_size=BATCH)
    _write(kind, loaded)
    _tell_readers(kind, new)
    return loaded


def _followed(head: Edition, row: Row) -> Edition:
    if head.is_retired and head.from_files:  # it had left the files and is back
        merged, clashes, is_retired = row, [], False
    else:
        (merged, found), is_retired = merge(head.shipped, head.row, row), head.is_retired
        open_still = {path for path in head.clashes if path != LEFT_OUT and value_at(merged, path) != value_at(row, path)}
        clashes = sorted({*found, *open_still})
    return Edition(kind=head.kind, slug=head.slug, number=head.number + 1, row=merged, shipped=row, clashes=clashes,
                   is_retired=is_retired, from_files=True)


def _left_out(head: Edition) -> Edition:
    """A row that left the file is retired, unless the desk has changed it: then the desk decides."""
    untouched = head.row == head.shipped
    return Edition(kind=head.kind, slug=head.slug, number=head.number + 1, row=head.row, shipped=None, from_files=True,
                   is_retired=untouched, clashes=[] if untouched else [LEFT_OUT])


def _write(kind: Kind, into: Loaded, only: Collection[str] | None = None) -> None:
    places = {slug: place for place, slug in enumerate(kind.rows(), start=1)}
    places = {slug: AFTER_THE_FILES + place for place, slug in enumerate(queries.made_here(kind.name))} | places
    # What an edition left out stands behind, too, if the desk keeps it.
    rows: list[Row] = [{**head.row, "position": places.get(head.slug, AFTER_THE_FILES)}
                       for head in queries.newest(kind.name, only).filter(is_retired=False)]
    kind.write(sorted(rows, key=lambda row: row["position"]), into, only)


def _tell_readers(kind: Kind, new: Collection[Edition]) -> None:
    if new:
        words_changed.send(sender=kind.model, slugs={version.slug for version in new})


# ------------------------------------------------------------------- the desk
@transaction.atomic
def add_row(*, by: User, kind: Kind, row: Row, why: str = "") -> Edition:
    """Add something new to a list, as its first version.

    Args:
        by: an officer of the desk.
        kind: the list.
        row: all it says, as its file would write it, with a slug that the list does not have.
        why: a note for later readers of the versions.

    Raises:
        Refused: not the desk, the list is fixed, the slug is taken, or the list has a reason against it.
    """
    refuse_if(rules.why_not_edit_lists(by) or rules.why_not_add_or_take_out(kind) or rules.why_not_slug(kind.name, row["slug"])
              or kind.why_not(row["slug"], row))
    made = _noted(kind, Edition.objects.create(kind=kind.name, slug=row["slug"], number=1, row=row, by=by, why=why))
    _tell_neighbours(kind, made, {})
    return made


@transaction.atomic
def save_row(*, by: User, kind: Kind, slug: str, row: Row, seen: int, why: str = "") -> Edition:
    """Save a new version; without a difference the newest one is returned. What was a clash is decided by this.

    Args:
        by: an officer of the desk.
        kind: the list.
        slug: of the row; it never changes.
        row: all it says from now on.
        seen: number of the version the officer had before the eyes.
        why: a note for later readers of the versions.

    Raises:
        Changed: there is a version after `seen`.
        Refused: not the desk, or the list has a reason against it.
    """
    head = _head(by, kind, slug, seen)
    refuse_if(None if head.is_retired else kind.why_not(slug, row))
    if row == head.row and not head.clashes:
        return head
    made = _next(kind, head, by=by, row=row, why=why)
    _tell_neighbours(kind, made, head.row)
    return made


@transaction.atomic
def retire_row(*, by: User, kind: Kind, slug: str, seen: int, why: str = "") -> Edition:
    """Take something out of use; what was made with it keeps it.

    Raises:
        Changed: there is a version after `seen`.
        Refused: not the desk, the list is fixed, or it is out of use already.
    """
    head = _head(by, kind, slug, seen)
    refuse_if(rules.why_not_add_or_take_out(kind) or (_("It is out of use already.") if head.is_retired else None))
    return _next(kind, head, by=by, is_retired=True, why=why)


@transaction.atomic
def restore_row(*, by: User, kind: Kind, slug: str, seen: int, why: str = "") -> Edition:
    """Take something into use again.

    Raises:
        Changed: there is a version after `seen`.
        Refused: not the desk, the list is fixed, it is in use, or the list has a reason against it (another skill has its words
            meanwhile).
    """
    head = _head(by, kind, slug, seen)
    refuse_if(rules.why_not_add_or_take_out(kind) or (kind.why_not(slug, head.row) if head.is_retired else _("It is in use already.")))
    return _next(kind, head, by=by, is_retired=False, why=why)


@transaction.atomic
def settle_clash(*, by: User, kind: Kind, slug: str, seen: int, takes_files: bool) -> Edition:
    """Decide what the files and the desk changed differently: take the words of the files, or keep our own.

    Raises:
        Changed: there is a version after `seen`.
        Refused: not the desk, nothing is open, or the list has a reason against the words of the files.
    """
    head = _head(by, kind, slug, seen)
    refuse_if(None if head.clashes else _("Nothing is open here."))
    if not takes_files:
        return _next(kind, head, by=by, why=because.KEPT)
    if head.clashes == [LEFT_OUT]:
        return _next(kind, head, by=by, is_retired=True, why=because.LEFT)
    row = with_files(head.row, head.shipped, head.clashes)
    refuse_if(kind.why_not(slug, row))
    return _next(kind, head, by=by, row=row, why=because.TOOK)


@transaction.atomic
def import_rows(*, by: User, kind: Kind, rows: Iterable[Row], seen: int, why: str = "") -> int:
    """Make a list say exactly what a file says: new, changed and returning rows, and those it lacks retired. Return how many.

    Args:
        by: an officer of the desk.
        kind: the list.
        rows: every row of the file, checked (see `interchange`).
        seen: `queries.last_change` when the officer saw what would change.
        why: a note for later readers of the versions.

    Raises:
        Refused: not the desk, the list was changed meanwhile, or it is fixed and the file has other rows.
    """
    refuse_if(rules.why_not_edit_lists(by))
    heads, wanted = {head.slug: head for head in queries.newest(kind.name)}, {row["slug"]: row for row in rows}
    other = {slug for slug, head in heads.items() if not head.is_retired} ^ set(wanted)
    refuse_if(rules.why_not_import(kind, other, seen, queries.last_change(kind.name)))
    new = [Edition(kind=kind.name, slug=slug, number=1, row=row, by=by, why=why)
           for slug, row in wanted.items() if slug not in heads]
    for slug, head in heads.items():
        if slug not in wanted and not head.is_retired:
            new.append(_after(head, by=by, is_retired=True, why=why))
        elif slug in wanted and (head.is_retired or head.row != wanted[slug]):
            new.append(_after(head, by=by, row=wanted[slug], is_retired=False, why=why))
    Edition.objects.bulk_create(new, batch_size=BATCH)
    if new:
        _write(kind, Loaded(kind.file), {version.slug for version in new})
        _tell_readers(kind, new)
        history.record(by=by, verb="skills.list_imported", about=new[0], kind=kind.name, count=len(new))
    return len(new)


def _head(by: User, kind: Kind, slug: str, seen: int) -> Edition:
    """The newest version if it is the one the officer saw. The first is locked, so that one officer saves at a time."""
    refuse_if(rules.why_not_edit_lists(by))
    Edition.objects.select_for_update().get(kind=kind.name, slug=slug, number=1)
    head = queries.versions(kind.name, slug)[0]
    if head.number != seen:
        raise Changed(rules.sentence_for_changed(head), head)
    return head


def _after(head: Edition, *, by: User | None, why: str, row: Row | None = None, is_retired: bool | None = None) -> Edition:
    return Edition(kind=head.kind, slug=head.slug, number=head.number + 1, shipped=head.shipped, by=by, why=why,
                   row=head.row if row is None else row, is_retired=head.is_retired if is_retired is None else is_retired)


def _next(kind: Kind, head: Edition, *, by: User | None, why: str, row: Row | None = None, is_retired: bool | None = None) -> Edition:
    version = _after(head, by=by, why=why, row=row, is_retired=is_retired)
    version.save(force_insert=True)
    return _noted(kind, version)


def _tell_neighbours(kind: Kind, made: Edition, before: Row) -> None:
    """Nearness holds in both directions: skills whose nearness to this one was changed get a version that says so, too."""
    was, now = (row.get("related", {}) for row in (before, made.row))
    changed = {slug for slug in {*was, *now} if was.get(slug) != now.get(slug)}
    for head in queries.newest(kind.name, changed):
        related = {slug: weight for slug, weight in head.row.get("related", {}).items() if slug != made.slug}
        if head.slug in now:
            related[made.slug] = now[head.slug]
        _next(kind, head, by=made.by, row={**head.row, "related": related}, why=made.why)


def _noted(kind: Kind, version: Edition) -> Edition:
    _write(kind, Loaded(kind.file), {version.slug})
    _tell_readers(kind, [version])
    history.record(by=version.by, verb="skills.version_saved", about=version, kind=kind.name, slug=version.slug, number=version.number)
    return version
