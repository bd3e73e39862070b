"""Where the vocabulary comes from when there is no database: the files of this step as they are shipped."""
from functools import cache
from typing import Any

from engawa.journey.skills.extraction.vocabulary import Vocabulary, Word, prepare
from engawa.journey.skills.reference import read_data

OWNER = "engawa.journey.skills"


@cache
def rules_of_reading() -> Any:
    """data/reading.yaml, parsed once."""
    return read_data(OWNER, "reading.yaml")


@cache
def names() -> dict[str, str]:
    """slug → Japanese name."""
    return {row["slug"]: row["ja"] for row in read_data(OWNER, "skills.yaml")["skills"]}


@cache
def vocabulary_from_files() -> Vocabulary:
    """The vocabulary as the files have it, without the words a desk added. Takes about a second, once."""
    rows = read_data(OWNER, "skills.yaml")["skills"]
    words = []
    for row in rows:
        unsure = set(row.get("ambiguous", []))
        words += [Word(text, row["slug"], text in unsure)
                  for text in dict.fromkeys([*row.get("ambiguous", []), row["ja"], row["en"], *row["aliases"]])]
    return prepare(
        words, {row["slug"]: row["group"] for row in rows},
        [(row["slug"], other) for row in rows for other in row["related"]], rules_of_reading(),
    )
