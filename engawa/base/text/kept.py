"""What takes long to work out of the files of a release, kept in the data folder until a release brings others."""
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings

Plain = dict[str, Any] | list[Any]


def kept(name: str, state: str, make: Callable[[], Plain]) -> Plain:
    """Return what `make` returns, made once for each state; where the folder cannot be written, made every time.

    Args:
        name: what the file is called.
        state: everything the result depends on, in words; another state, and it is made anew.
        make: works it out; plain lists, dictionaries, texts and numbers only.
    """
    path = Path(settings.DATA_DIR) / "kept" / f"{name}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        there = json.loads(path.read_text(encoding="utf-8"))
        if there["state"] == state:
            found: Plain = there["made"]
            return found
    made = make()
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        draft = path.with_name(f"{name}.{os.getpid()}.draft")     # so that nobody reads half a file
        draft.write_text(json.dumps({"state": state, "made": made}, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)
    return made
