"""The child that opens strangers' files: `python -m engawa.journey.participants.imports KIND`, bytes in, JSON out.

It knows no settings, database or secrets, and the system ends it when it takes too much time or memory.
"""
import json
import logging
import sys

from engawa.journey.participants.imports import readers
from engawa.journey.participants.imports.found import Unreadable

SECONDS, MEMORY = 20, 1024 ** 3


def limit() -> None:
    """Ask the system for limits; where it knows none, the parent's own clock remains."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    """Read one file and say what was found, or the code of the sentence that says why not."""
    limit()
    logging.disable()  # what pypdf thinks of a broken file is nobody's news
    try:
        answer = {"found": readers.read(sys.argv[1], sys.stdin.buffer.read()).to_json()}
    except Unreadable as unreadable:
        answer = {"unreadable": unreadable.code}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
