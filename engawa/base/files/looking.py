"""Looking into a file before it is kept: is it what its name says, is anything hidden in it?

Nothing here trusts the browser: kind, size and content are found in the bytes themselves. Whatever the libraries
do not understand is refused, with a sentence.
"""
import html
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Container
from dataclasses import dataclass

import puremagic
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from engawa.base.files import pictures, rules
from engawa.base.ui.refusal import Refused, refuse_if

# Characters that hide or turn the letters around them, and what would be a path.
HIDING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff/\\:]")
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
OPEN_DOCUMENT = {"odt", "ods"}
TEXT = {"csv", "txt", "md"}
ENCODINGS = ("utf-8-sig", "utf-16", "cp932", "euc_jp")
# Programs inside documents: macros of both office families, ActiveX, and templates fetched from elsewhere.
PROGRAM = re.compile(r"vbaproject|/activex/|^basic/|^scripts/|/macrosheets/|oleobject", re.IGNORECASE)
MACROS = re.compile(r"macroEnabled", re.IGNORECASE)
TEMPLATE = re.compile(r"attachedTemplate", re.IGNORECASE)
# A target that another machine answers: an address (http:, file://server) or \\server. A template on a disk of one's own
# (file:///C:\...), which Word notes in every document made from it, is none, nor is a part of the file itself.
ELSEWHERE = re.compile(r"\bTarget\s*=\s*[\"']\s*(?!(?:file:///)?[a-z]:[\\/]|file:///(?:Users|home)/)(?:[a-z][\w+.-]*:|[\\/%]{2})", re.IGNORECASE)


@dataclass(frozen=True)
class Seen:
    """A file that was looked at: its name as shown, its kind and the bytes to keep."""

    name: str
    extension: str
    content: bytes


def look_at(upload: UploadedFile, allowed: Container[str] = rules.ALLOWED, longest: int | None = None) -> Seen:
    """Return what is to be kept of a file somebody sent; `longest` makes pictures smaller.

    Raises:
        Refused: not an accepted kind, too large, not what its name says, or with a program in it.
    """
    name, extension = clean_name(upload.name or "")
    refuse_if(rules.why_not_kind(extension, allowed))
    refuse_if(rules.why_not_size(upload.size or 0))
    upload.seek(0)
    content = upload.read(rules.MAX_BYTES + 1)
    refuse_if(rules.why_not_size(len(content)))
    if extension in rules.PICTURES:
        content = pictures.redraw(content, extension, longest)
    elif extension in TEXT:
        _look_at_text(content)
    elif extension == "pdf":
        _need(content.startswith(b"%PDF-") and ".pdf" in signs(content))
    else:
        _look_at_archive(content, extension)
    return Seen(name, extension, content)


def clean_name(name: str) -> tuple[str, str]:
    """Return a name that is only a name, and its extension in small letters ("jpg" for "JPEG")."""
    name = HIDING.sub("", unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])).strip(" .")
    stem, _dot, extension = name.rpartition(".")
    extension = unicodedata.normalize("NFKC", extension).lower()
    extension = {"jpeg": "jpg"}.get(extension, extension)
    return f"{stem[:120] or 'file'}.{extension}"[:150], extension if stem else ""


def signs(content: bytes) -> set[str]:
    """Return the extensions that the bytes themselves speak for; empty when the library finds or understands none."""
    try:
        return {match.extension for match in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError, UnicodeError, IndexError):
        return set()


def _need(is_so: bool) -> None:
    if not is_so:
        raise Refused(_("This file is not what its name says. Please save it again in its program and send that."))


def _look_at_text(content: bytes) -> None:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if encoding != "utf-16" or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            _need("\0" not in text)
            return
    _need(False)


def _look_at_archive(content: bytes, extension: str) -> None:
    """Documents of the office programs are zip archives: measured before they are unpacked, unpacked to be counted."""
    too_much = Refused(_("This file unpacks to far more than it shows. Please save it again in its program."))
    if content.count(b"PK\x01\x02") > 10 * rules.MAX_ENTRIES:
        raise too_much
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if len(entries) > rules.MAX_ENTRIES or unpacked > rules.MAX_UNPACKED \
                    or unpacked > rules.MAX_RATIO * max(len(content), 1024):
                raise too_much
            names = [entry.filename for entry in entries]
            _need(_is_document(archive, names, extension))
            _need(all(entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries))
            _need(not any(entry.flag_bits & 0x1 or ".." in entry.filename or entry.filename.startswith("/")
                          for entry in entries))
            if any(PROGRAM.search(name) for name in names) or any(
                    _names_program(archive.read(name)) for name in names if name.endswith((".rels", "[Content_Types].xml"))):
                raise Refused(_("There is a program (macro) in this file. Please save it without macros and send that."))
            _need(archive.testzip() is None)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError, ValueError, KeyError,
            EOFError, OSError, RuntimeError, UnicodeError):
        _need(False)


def _names_program(part: bytes) -> bool:
    """Whether a list of parts names macros, or a template to be fetched from elsewhere."""
    text = html.unescape(part.replace(b"\0", b"").decode("utf-8", "replace"))
    return bool(MACROS.search(text) or (TEMPLATE.search(text) and ELSEWHERE.search(text)))


def _is_document(archive: zipfile.ZipFile, names: list[str], extension: str) -> bool:
    if extension in OPEN_DOCUMENT:
        return "mimetype" in names and archive.read("mimetype").strip() == rules.CONTENT_TYPES[extension].encode()
    return "[Content_Types].xml" in names and any(name.startswith(OFFICE[extension]) for name in names)
