"""The house as the architecture tests see it: its storeys, apps, files, and who may know whom.

The order of the layers is read from the import contracts in pyproject.toml, so that imports, foreign keys and
templates obey one and the same list.
"""
import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "engawa"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
STOREYS = ("base", "journey", "front")


@cache
def layers(container: str) -> dict[str, int]:
    """Name of each child of the container -> its height; equal heights do not know each other."""
    contract = next(c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["containers"] == [container])
    return {name.strip(): height for height, line in enumerate(reversed(contract["layers"])) for name in line.split("|")}


@cache
def place(app: str) -> tuple[str, str]:
    """("journey", "postings") for the app `postings`; ("demo", "") for one that is its own storey."""
    for storey in STOREYS:
        if app in layers(f"engawa.{storey}"):
            return storey, app
    return app, ""


def may_know(app: str, other: str) -> bool:
    """Whether `app` stands above `other` (or is it). Both are labels of apps of ours."""
    if app == other:
        return True
    (storey, name), (other_storey, other_name) = place(app), place(other)
    if storey != other_storey:
        return layers("engawa")[storey] > layers("engawa")[other_storey]
    return layers(f"engawa.{storey}")[name] > layers(f"engawa.{storey}")[other_name]


def app_of(path: Path) -> str:
    """The label of the app that owns a file: engawa/journey/postings/views.py -> postings."""
    parts = path.relative_to(HOUSE).parts
    return parts[1] if parts[0] in STOREYS and len(parts) > 2 else parts[0]


def python_files(*, migrations: bool = False) -> Iterator[Path]:
    for path in sorted(HOUSE.rglob("*.py")):
        if migrations or "migrations" not in path.parts:
            yield path


def templates() -> Iterator[Path]:
    for path in sorted(HOUSE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".xml", ".svg", ".ics"}:
            yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module(path: Path) -> str:
    """The part of an app a file belongs to: actions.py and actions/reports.py are both "actions"."""
    parts = path.relative_to(HOUSE).parts
    inside = parts[2:] if parts[0] in STOREYS else parts[1:]
    return inside[0].removesuffix(".py") if inside else parts[-1].removesuffix(".py")


def say(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
