"""The heads of a table: what each column says of the cells below it, in one row of heads or in two."""
import re
from dataclasses import dataclass, field

from engawa.journey.participants.imports.headings import ASIDE, label_of
from engawa.journey.participants.imports.periods import narrow

TICK = re.compile(r"[●○◎〇◯レ✓✔☑★☆■]")
LONGEST, LONGEST_HEAD, NO_HEAD = 12, 30, re.compile(r"[\d●○◎〇◯✓✔☑■。]")


@dataclass
class Table:
    """`columns`: what the heads say, "" for those we do not know. `written`: the same heads in their own words."""

    columns: dict[int, str] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)
    is_headed: bool = False  # the row before was heads
    place: str = ""  # the workplace of the row before

    def begins(self, row: list[tuple[int, str]]) -> bool:
        """Take the heads of a table. The row below them may say more: 開始 and 終了 under 期間, 設計 and 製造 under 担当工程."""
        was_headed, self.is_headed = self.is_headed, False
        labels, heads = heads_in(row), {column: text.replace("\n", "") for column, text in row}
        if was_headed and (shared := self._shared(heads, are_known=bool(labels))) is not None:
            self.columns |= {column: label_of(heads[column]) or self.head(column) for column in shared}
            self.written |= {column: heads[column] for column in shared}
            return True
        if labels:
            self.columns, self.written, self.is_headed, self.place = labels, heads, True, ""
        return bool(labels)

    def _shared(self, heads: dict[int, str], *, are_known: bool) -> list[int] | None:
        """The columns of a second row of heads that stand under a merged head; None when the row is no such row."""
        above = [self._above(column) for column in heads]
        shared = [column for column, head in zip(heads, above, strict=True) if above.count(head) > 1 or column != head]
        are_short = all(len(text) <= LONGEST and not NO_HEAD.search(narrow(text)) for text in heads.values())
        return shared if None not in above and set(heads) != set(self.columns) and (are_known or (shared and are_short)) else None

    def _above(self, column: int) -> int | None:
        """The column whose head a cell stands under: its own, or the one before that spans it."""
        return max((each for each in self.columns if each <= column), default=None)

    def head(self, column: int) -> str:
        """What the head of a column says."""
        above = self._above(column)
        return "" if above is None else self.columns[above]

    def has(self, label: str) -> bool:
        """Whether a column is for this."""
        return label in self.columns.values()

    def ticked(self, row: list[tuple[int, str]]) -> str:
        """The heads that are ticked (●) in a row, together."""
        return "、".join(self.written[column] for column, text in row if TICK.fullmatch(text) and column in self.written)


def heads_in(row: list[tuple[int, str]]) -> dict[int, str]:
    """{column: label} of a row that is the heads of a table, "" for heads we do not know; else empty."""
    labels = {column: label_of(text) or "" for column, text in row}
    known = {label for label in labels.values() if label}
    if len(row) < 2 or len(known) < 2:
        return {}
    are_heads = len(row) > 2 and bool({"period", "from"} & known) and all(map(_may_be_head, (text for _, text in row)))
    return labels if are_heads or all(labels.values()) else {}


def _may_be_head(text: str) -> bool:
    return len(ASIDE.sub("", text).partition("\n")[0]) <= LONGEST_HEAD and not re.search(r"\d", narrow(text))
