"""Which rows of the index hold a word: remembered in the memory of the process, correct after every change.

The index is asked once for a word; afterwards only what changed is looked at. So a question costs the database nothing but
its words that nobody has asked for yet.
"""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from engawa.journey.matching import fulltext
from engawa.journey.matching.fulltext import Rows

MOST_WORDS, MOST_CHANGED, MOST_WEIGHED = 2000, 500, 20_000


@dataclass(frozen=True)
class Held:
    """The rows of each word as they were looked up, and the words of the rows that have changed since.

    `said`: how much words that were asked for say in rows that were put in order with care, 0 for those not there.
    """

    rows: dict[str, Rows] = field(default_factory=dict)
    changed: Mapping[int, frozenset[str]] = field(default_factory=dict)
    said: dict[int, dict[str, float]] = field(default_factory=dict)

    def of(self, words: Iterable[str]) -> dict[str, Rows]:
        """Return the rows of each word. One query for those that are not known yet."""
        if len(self.rows) > MOST_WORDS:
            self.rows.clear()
        found = {word: self.rows.get(word) for word in words}     # a copy: other threads may clear what is remembered
        new = [word for word, rows in found.items() if rows is None]
        asked = dict(zip(new, fulltext.rows_with(new), strict=True))
        self.rows.update(asked)
        return {word: self._as_of_now(word, asked[word] if rows is None else rows) for word, rows in found.items()}

    def _as_of_now(self, word: str, rows: Rows) -> Rows:
        if not self.changed:
            return rows
        fresh = [row for row, words in self.changed.items() if word in words]
        return np.concatenate([rows[~np.isin(rows, list(self.changed))], np.array(fresh, dtype=np.int64)])

    def after(self, changed: Mapping[int, Iterable[str]]) -> "Held":
        """Return the same when some rows have other words now; rows that are gone need not be told, nobody asks for them.

        After many changes all is forgotten.
        """
        every = {**self.changed, **{row: frozenset(words) for row, words in changed.items()}}
        if not self.rows or len(every) > MOST_CHANGED:
            return Held()
        return Held(self.rows.copy(), every, {row: said for row, said in self.said.copy().items() if row not in changed})

    def weights(self) -> dict[int, dict[str, float]]:
        """Return `said`, to be read and added to; begun anew when it has grown large."""
        if len(self.said) > MOST_WEIGHED:
            self.said.clear()
        return self.said
