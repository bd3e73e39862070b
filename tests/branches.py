"""Asks whether the tests went every way through actions and rules: `python tests/branches.py FILE` (start.py test does).

FILE is what slipcover wrote (docs/decisions/0017). Each line and branch that was missed is named; then the exit code is 1.
"""
import json
import re
import sys
from pathlib import Path

COMPLETE = re.compile(r"engawa/.+/(?:actions|rules)(?:\.py|/[^/]+\.py)")


def files():
    """The files that have to be complete."""
    return [path for path in sorted(Path("engawa").rglob("*.py")) if COMPLETE.fullmatch(path.as_posix()) and path.stat().st_size]


def missed(followed):
    """{file: its lines and branches that no test went}."""
    found = {str(path): followed.get(str(path)) for path in files()}
    return {name: f"lines {one['missing_lines']} branches {one['missing_branches']}" if one else "never opened"
            for name, one in found.items() if not one or one["missing_lines"] or one["missing_branches"]}


def main(file):
    """Say what was missed; return the exit code."""
    found = missed(json.loads(Path(file).read_text(encoding="utf-8"))["files"])
    sys.stdout.write("".join(f"{name}: {what}\n" for name, what in found.items()) or "every line, every branch\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
