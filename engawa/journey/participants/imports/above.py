"""The short lines above a period: which of them name what it is the period of. The first period of a part shows how the others are named."""
import re
from dataclasses import dataclass, field

from engawa.journey.participants.imports.entries import Entry
from engawa.journey.participants.imports.names import NUMBER, is_name

MOST_NAMES = 3  # title, employer, department
SIGN = re.compile(r"\s*([●○■□◆◇▪▸►＊※✓➢▼★])")


@dataclass
class Above:
    """`lines`: those that may be names, "" for a blank one. `is_apart`: something else ended before them, a list or a sentence.

    `count`: how many lines stand above a period in this part. `mark`: the sign or number before the first of them, "" for none.
    `has_places`: whether they tell the workplace, so that names nobody knows for names do too.
    """

    lines: list[str] = field(default_factory=list)
    is_apart: bool = False
    count: int | None = None
    mark: str | None = None
    has_places: bool = False

    def add(self, line: str) -> None:
        """Keep a line that may be a name. One with the sign of the names begins them; with another sign it is an item of a list."""
        mark = _mark(line)
        if mark and self.mark not in (None, mark):
            self.end(is_apart=True)
        elif mark:
            self.lines, self.is_apart = [line], True
        else:
            self.lines.append(line)

    def end(self, *, is_apart: bool) -> None:
        """Something else ends the lines."""
        self.lines, self.is_apart = [], is_apart

    def take(self, made: Entry, entry: Entry | None, *, is_alone: bool) -> list[str]:
        """Return the lines that name an entry: all before the first period of a part, then as many as there.

        Args:
            made: the entry that the period begins.
            entry: the one that was told until here; it gives back the lines.
            is_alone: whether the period stands on a line of its own, in a part that tells of work.
        """
        lines, is_apart, is_spaced = self._near()
        count = 0
        if is_alone:
            is_new = entry is None or is_apart or (self.count is None and set(entry.did) <= set(lines) and entry.covers(made))
            count = len(lines) if is_new and self.count != 0 and not (is_spaced and self.count) else self.count or 0
            self.count = count if self.count is None else self.count
        lines = lines[-count:] if count else [line for line in lines[-1:] if is_name(line) and not (is_spaced and self.count == 0)]
        if lines and self.mark is None:
            self.mark = _mark(lines[0])
        if entry is not None:
            entry.drop(lines)
        return lines

    def _near(self) -> tuple[list[str], bool, bool]:
        """(lines, whether they stand apart, whether every line does: the period too is set off by a blank one)."""
        last = next((place for place in range(len(self.lines), 0, -1) if self.lines[place - 1]), 0)
        if last < len(self.lines):
            return [line for line in self.lines if line][-MOST_NAMES:], self.is_apart, True
        begin = max((place + 1 for place, line in enumerate(self.lines) if not line), default=0)
        return self.lines[begin:][-MOST_NAMES:], self.is_apart or begin > 0, False


def _mark(line: str) -> str:
    found = SIGN.match(line)
    return found[1] if found else "1" if NUMBER.match(line) else ""
