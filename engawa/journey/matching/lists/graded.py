"""Graded lists (tests/data/finding, its README): people, postings and questions with what a careful reader finds good."""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings

from engawa.base.text import jsonlines
from engawa.base.text.jsonlines import Row
from engawa.journey.matching import measuring
from engawa.journey.matching.lists.reading import Offer, Volunteer, offer_of, volunteer_of
from engawa.journey.matching.lists.suiting import Array

SHIPPED = Path("tests/data/finding")
# The day the lists were written: 「来月から」 and 「現在」 mean what they meant to who graded them, and no figure moves with the calendar.
DAY = datetime(2026, 11, 27, 3, tzinfo=UTC)   # noon in Japan
Split = Callable[[str], list[str]]
BASELINES: Mapping[str, Split] = {
    "Sudachi BM25": measuring.plain_words, "pairs of letters BM25": measuring.pairs_of_letters}


def folders(named: Sequence[str]) -> list[Path]:
    """The named folders, or those the product is measured with."""
    return [Path(one) for one in named] or sorted(path.parent for path in (settings.ROOT / SHIPPED).glob("*/postings.jsonl"))


@dataclass(frozen=True)
class Graded:
    """One folder. `questions`: id → words."""

    folder: Path
    volunteers: list[Row]
    postings: list[Row]
    questions: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Graded":
        """Read a folder; a bad line is an error here."""
        rows = {name: list(jsonlines.read(folder / f"{name}.jsonl", _stop)) for name in ("volunteers", "postings")}
        return cls(folder, rows["volunteers"], rows["postings"], measuring.questions_of((folder / "queries.tsv").read_text(encoding="utf-8")))

    def people(self) -> list[Volunteer]:
        """The people as matching reads them."""
        return [volunteer_of(row) for row in self.volunteers]

    def offers(self) -> list[Offer]:
        """The postings as matching reads them."""
        return [offer_of(row) for row in self.postings]

    def grades(self, name: str) -> measuring.Grades:
        """question or person → posting → grade above nought, of a file with a header."""
        return measuring.grades_of((self.folder / name).read_text(encoding="utf-8"))

    def run(self, scores: Mapping[str, Array]) -> dict[str, list[str]]:
        """The order of the postings for each person, by the score of each posting."""
        ids = [row["id"] for row in self.postings]
        return {person: [ids[at] for at in np.argsort(-row, kind="stable")] for person, row in scores.items()}

    def plain(self, asked: Mapping[str, str], split: Split) -> dict[str, list[str]]:
        """The order of plain BM25 over words split in a plain way."""
        return measuring.bm25({one: split(words) for one, words in asked.items()},
                              {row["id"]: split(f"{row.get('title', '')}\n{row.get('body', '')}") for row in self.postings})

    def told(self) -> dict[str, str]:
        """What a plain search would take of each person."""
        return {row["id"]: f"{row.get('career_history', '')}\n{row.get('self_description', '')}" for row in self.volunteers}


def _stop(number: int, why: str) -> None:
    raise ValueError(f"line {number}: {why}")


def print_figures(out: Any, folder: Path, runs: Mapping[str, measuring.Run], grades: measuring.Grades) -> None:
    """Print each run's figures, and by how much ours is above each baseline."""
    out.write(f"{folder.name}: {len(grades)} graded")
    for name, run in runs.items():
        words = "   ".join(f"{what} {value}" for what, value in measuring.figures(run, grades).items())
        out.write(f"  {name:42} {words}")
    ours, *others = runs
    for name in others:
        out.write(f"  NDCG@10 of {ours} above {name}: {measuring.gain(runs[ours], runs[name], grades)}")
