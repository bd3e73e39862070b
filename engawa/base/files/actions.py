"""Keeping files and noting who opened them."""
import hashlib
import secrets
from collections.abc import Container
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from engawa.base import history
from engawa.base.files import looking, queries, rules
from engawa.base.files.models import DataClass, FileOpening, StoredFile
from engawa.base.times import now
from engawa.base.users.models import User

# How old a file without a row must be before the sweep takes it: longer than any upload.
ORPHAN_AGE = timedelta(hours=24)


@transaction.atomic
def store(*, by: User, upload: "UploadedFile[Any]", allowed: Container[str] = rules.ALLOWED,
          data_class: str = DataClass.INTERNAL, longest: int | None = None) -> StoredFile:
    """Look at a file somebody sent and keep it; the owning app keeps the key.

    Args:
        allowed: extensions that this place takes, some of `rules.ALLOWED`.
        data_class: what kind of data is in it.
        longest: points that the longer side of a picture keeps; larger ones are made smaller.

    Raises:
        Refused: not an accepted kind, too large, not what its name says, or with a program in it.
    """
    seen = looking.look_at(upload, allowed, longest)
    secret = secrets.token_hex(20)
    path = default_storage.save(f"{secret[:2]}/{secret[2:]}", ContentFile(seen.content))
    file = StoredFile.objects.create(
        name=seen.name, content_type=rules.CONTENT_TYPES[seen.extension], size=len(seen.content),
        sha256=hashlib.sha256(seen.content).hexdigest(), path=path, data_class=DataClass(data_class), by=by, at=now())
    history.record(by=by, verb="files.stored", about=file, kind=seen.extension, size=file.size)
    return file


@transaction.atomic
def note_opening(*, by: User, file: StoredFile) -> FileOpening:
    """Note that a person was sent a file."""
    return FileOpening.objects.create(file=file, by=by, at=now())


@transaction.atomic
def delete_file(*, by: User | None, file: StoredFile) -> None:
    """Delete a file, row and bytes; the log says that it was there. `by` is None when its time is over."""
    history.record(by=by, verb="files.deleted", about=file, sha256=file.sha256)
    path = file.path
    file.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


@transaction.atomic
def drop_with_files(*, rows: QuerySet[Any]) -> int:
    """Delete rows that own a file in their field `file`, with row and bytes of the file: for the privacy registry.

    Args:
        rows: of a table whose `file` is deleted together with its row.
    """
    owned = list(rows.select_related("file"))
    for row in owned:
        delete_file(by=None, file=row.file)
    return len(owned)


def sweep_orphans() -> int:
    """Delete bytes that no row knows: an upload that was cut off or undone; return how many."""
    known, swept = queries.known_paths(), 0
    for path in queries.paths_on_disk():
        if path not in known and now() - default_storage.get_modified_time(path) > ORPHAN_AGE:
            default_storage.delete(path)
            swept += 1
    return swept
