"""Which reader understands a file: told by its content, never by its name."""
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from importlib import import_module

from engawa.journey.participants.imports import linkedin, texts
from engawa.journey.participants.imports.found import Found, Unreadable

# Kind -> module and function; the libraries behind them are loaded by the child process only.
READERS = {"docx": "word.read", "xlsx": "sheet.read", "pdf": "pdf.read", "json": "json_resume.read", "zip": "linkedin.read",
           "csv": "linkedin.read_csv", "txt": "texts.read"}
TEXT_BYTES = 1024 * 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"{\\rtf", b"MZ", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def kind_of(content: bytes) -> str:
    """The kind of a file (a key of READERS); Unreadable when none fits."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(OLD_OFFICE):
        raise Unreadable("encrypted" if ENCRYPTED in content else "old_office")
    if content.startswith(b"PK"):
        return _archive(content)
    if content.startswith(PICTURES):
        raise Unreadable("unknown")
    if len(content) > TEXT_BYTES:
        raise Unreadable("too_much" if b"\0" not in content[:TEXT_BYTES] else "unknown")
    text = texts.decoded(content).lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        return "json"
    if text.startswith("<"):
        raise Unreadable("unknown")
    return "csv" if linkedin.is_known(text) else "txt"


def _archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, NotImplementedError, UnicodeError, zlib.error):
        raise Unreadable("broken") from None
    if "[Content_Types].xml" not in names:
        if "mimetype" in names and "content.xml" in names:
            raise Unreadable("unknown")
        return "zip"
    for kind, folder in (("docx", "word/"), ("xlsx", "xl/")):
        if any(name.startswith(folder) for name in names):
            return kind
    raise Unreadable("unknown")


def read(kind: str, content: bytes) -> Found:
    """Read a file of a known kind. Whatever a library stumbles over becomes Unreadable."""
    module, name = READERS[kind].split(".")
    reader: Callable[[bytes], Found] = getattr(import_module(f"engawa.journey.participants.imports.{module}"), name)
    try:
        if kind in ("docx", "xlsx"):
            _without_dtd(content)
        return reader(content)
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("too_much") from None
    except Exception as error:  # what strangers' files make large libraries raise is no list that anybody keeps
        raise Unreadable("broken") from error


def _without_dtd(content: bytes) -> None:
    """The office formats forbid DTDs, and all bombs of entities need one (ECMA-376 part 2)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and DTD.search(archive.read(name).replace(b"\0", b"")):
                raise Unreadable("broken")
