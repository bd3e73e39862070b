"""What is accepted, with limits (security.md T15) and the sentences for what is not."""
from collections.abc import Container

from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_PIXELS = 20_000_000
MAX_ENTRIES, MAX_UNPACKED, MAX_RATIO = 200, 100 * MEGABYTE, 100
DOCUMENTS = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt", "md")
PICTURES = ("png", "jpg", "webp")
ALLOWED = DOCUMENTS + PICTURES
CONTENT_TYPES = {
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv", "txt": "text/plain", "md": "text/markdown",
}


def why_not_kind(extension: str, allowed: Container[str] = ALLOWED) -> str | None:
    """Say why a file of this kind is not accepted, or None. `extension` in small letters, without the dot."""
    if extension in allowed and extension in CONTENT_TYPES:
        return None
    kinds = ", ".join(each for each in ALLOWED if each in allowed)
    return _("We cannot take files of this kind. Please send one of these: %(kinds)s") % {"kinds": kinds}


def why_not_size(size: int) -> str | None:
    """Say why a file of this many bytes is not accepted, or None."""
    if size == 0:
        return _("This file is empty. Please choose it again.")
    if size > MAX_BYTES:
        return _("This file has %(size)s MB. Please make it %(limit)s MB or smaller, or call us.") % {
            "size": -(-size // MEGABYTE), "limit": MAX_BYTES // MEGABYTE}
    return None
