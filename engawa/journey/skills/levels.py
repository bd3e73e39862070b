"""How much a skill still counts after its last use, read from `data/levels.yaml` once.

By design not from a table: matching reckons with the factors for thousands of people at once, and the words for them
are `participants.models.LastUse`. The five levels stand in the same file and in the table `Level`, which the desk edits.
"""
from dataclasses import dataclass, replace

from engawa.journey.skills.reference import read_data


@dataclass(frozen=True)
class Recency:
    """When a skill was last used, and the factor (0 to 1) by which that lessens its level in a match."""

    slug: str
    ja: str
    en: str
    factor: float


_by_slug = {row["slug"]: Recency(**row) for row in read_data("engawa.journey.skills", "levels.yaml")["recency"]}
# Who has not said when counts as within five years: not put before those who say that they still use it, nor held back
# as if it were long ago.
_by_slug[""] = replace(_by_slug["within5"], slug="")


def recency(slug: str) -> Recency:
    """The recency with this slug, empty for one nobody has said; KeyError for an unknown one."""
    return _by_slug[slug]
