"""Reads on stored files. Who may see a file is the owning app's business."""
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from engawa.base.files.models import FileOpening, StoredFile


def openings_of(file: StoredFile) -> QuerySet[FileOpening]:
    """Return who was sent a file and when, newest first."""
    return file.openings.select_related("by")


def known_paths() -> set[str]:
    """Return the paths of all rows."""
    return set(StoredFile.objects.values_list("path", flat=True))


def paths_on_disk() -> Iterator[str]:
    """Return the paths of all bytes."""
    if not default_storage.exists(""):
        return
    for folder in default_storage.listdir("")[0]:
        for name in default_storage.listdir(folder)[1]:
            yield f"{folder}/{name}"
