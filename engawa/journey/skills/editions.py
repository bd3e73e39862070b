"""How two editions of a list become one: what the files say now, what they said before, what the desk made of it."""
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Model

from engawa.journey.skills.reference import read_data

if TYPE_CHECKING:
    from engawa.journey.skills.actions.loading import Loaded

Row = dict[str, Any]
WHOLE = ("hours",)  # three figures that only make sense together
LEFT_OUT = "retired"  # the clash of a row that the files no longer have and the desk has changed


class Writes(Protocol):
    """Writes the tables of a kind from rows with their `position`; with `only`, nothing but these slugs."""

    def __call__(self, rows: list[Row], into: "Loaded", only: Collection[str] | None = None) -> None: ...


@dataclass(frozen=True)
class Kind:
    """A list that the desk edits.

    `shape` says what a row looks like (see `interchange`), `why_not` gives the sentence against a row of a slug, or None.
    Of an `is_fixed` list the desk changes the words only: it adds nothing and takes nothing out of use.
    """

    name: str
    owner: str
    file: str
    section: str
    model: type[Model]
    shape: Mapping[str, Any]
    write: Writes
    why_not: Callable[[str, Row], str | None] = lambda slug, row: None
    is_fixed: bool = False

    def document(self) -> dict[str, Any]:
        """Everything the file of the list says. Not to be changed."""
        return _document(self.owner, self.file)

    def rows(self) -> dict[str, Row]:
        """The rows of the list in its file, by slug, in the order of the file."""
        return {row["slug"]: row for row in self.document()[self.section]}


@cache
def _document(owner: str, file: str) -> dict[str, Any]:
    found: dict[str, Any] = read_data(owner, file)
    return found


def merge(base: Any, ours: Any, theirs: Any, path: str = "") -> tuple[Any, list[str]]:
    """Bring two changed values together; return the result and the paths at which both changed differently.

    Who alone changed something is followed. Of single things in a list, what either added stays added and what either took
    out is out. Where both changed one text, ours stays.

    Args:
        base: the value from which both began; None where there was none.
        ours: what the desk made of it.
        theirs: what the files made of it.
        path: where the value stands in its row.
    """
    if ours in (base, theirs):
        return theirs, []
    if theirs == base:
        return ours, []
    if isinstance(ours, dict) and isinstance(theirs, dict) and path not in WHOLE:
        return _merged_fields(base if isinstance(base, dict) else {}, ours, theirs, path)
    if _is_plain(ours) and _is_plain(theirs):
        was = base or []
        kept = [one for one in ours if one in theirs or one not in was]
        return kept + [one for one in theirs if one not in ours and one not in was], []
    return ours, [path]


def _merged_fields(base: Row, ours: Row, theirs: Row, path: str) -> tuple[Row, list[str]]:
    merged, clashes = {}, []
    for name in [*theirs, *(name for name in ours if name not in theirs)]:
        value, more = merge(base.get(name), ours.get(name), theirs.get(name), f"{path}.{name}".lstrip("."))
        clashes += more
        if value is not None or (name in ours and name in theirs):
            merged[name] = value
    return merged, clashes


def _is_plain(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(one, (dict, list)) for one in value)


def value_at(row: Row, path: str) -> Any:
    """Return what stands at a path of a row (`title.ja`), or None."""
    found: Any = row
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def with_files(row: Row, shipped: Row | None, clashes: list[str]) -> Row:
    """Return a row with the words of the files at every place that clashes; a row that left the files stays as it is."""
    taken: Row = dict(row)
    for path in clashes if shipped else []:
        first, _dot, rest = path.partition(".")
        theirs = value_at(shipped or {}, path)
        changed = {**taken[first], rest: theirs} if rest else theirs
        taken[first] = {name: value for name, value in changed.items() if value is not None} if rest else changed
    return taken
