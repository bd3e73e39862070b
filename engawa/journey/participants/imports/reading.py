"""From an upload to what it says. The file is looked at here and read by a child process; it is not kept anywhere."""
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from engawa.base.files import looking
from engawa.base.files import rules as files
from engawa.base.ui.refusal import Refused, refuse_if
from engawa.journey.participants.imports import readers
from engawa.journey.participants.imports.found import Found, Unreadable
from engawa.journey.participants.imports.meaning import understood
from engawa.journey.participants.imports.refusals import sentence

SECONDS = 30  # by the clock; the child limits its own processor time
LOOKED_AT = ("docx", "xlsx", "pdf")
STOPPED = {-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)}


@dataclass(frozen=True)
class Read:
    """What a file said: the kind it proved to be, its name as shown, and what was found."""

    kind: str
    name: str
    found: Found


def read_upload(upload: "UploadedFile[Any]") -> Read:
    """Read a résumé somebody sent. Takes up to half a minute, so never inside a transaction.

    Raises:
        Refused: with the sentence that says why the file cannot be read.
    """
    refuse_if(files.why_not_size(upload.size or 0))
    upload.seek(0)
    content = upload.read(files.MAX_BYTES + 1)
    refuse_if(files.why_not_size(len(content)))
    try:
        kind = readers.kind_of(content)
        if kind in LOOKED_AT:
            looking.look_at(SimpleUploadedFile(f"file.{kind}", content), {kind})
        found = understood(_by_child(kind, content))
        if found.is_empty:
            raise Unreadable("nothing")
    except Unreadable as unreadable:
        raise Refused(sentence(unreadable.code)) from None
    return Read(kind, looking.clean_name(upload.name or "")[0], found)


def _by_child(kind: str, content: bytes) -> Found:
    try:
        child = subprocess.run(  # noqa: S603  # the command is written here; the file is its input only
            [sys.executable, "-m", __package__, kind], input=content, capture_output=True, timeout=SECONDS, check=False,
            env=_bare_environment())
    except subprocess.TimeoutExpired:
        raise Unreadable("too_slow") from None
    if child.returncode in STOPPED:
        raise Unreadable("too_slow")
    if child.returncode:
        raise Unreadable("broken")
    answer = json.loads(child.stdout)
    if code := answer.get("unreadable"):
        raise Unreadable(code)
    return Found.from_json(answer["found"])


def _bare_environment() -> dict[str, str]:
    """Nothing of ours but where the code lies: no settings, no secrets."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
