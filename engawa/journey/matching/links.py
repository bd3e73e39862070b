"""How near skills are to each other. Source: the skills data (its README, "Suggested effective level in a match")."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

RELATED_FACTOR = 0.8
SIBLING_WEIGHT = 0.2


class Way(StrEnum):
    """How a held skill serves a demand, the fullest way first."""

    SAME = "same"
    TRANSFER = "transfer"
    RELATED = "related"
    SIBLING = "sibling"


@dataclass(frozen=True)
class Links:
    """How near skills are. `transfer` and `related`: held skill -> {asked skill: weight}; `groups`: skill -> its shelf."""

    transfer: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    related: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    shelves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, transfer: Iterable[tuple[str, str, float]], related: Iterable[tuple[str, str, float]],
           groups: Mapping[str, str]) -> "Links":
        """Build from rows (held, asked, weight) and skill -> shelf."""
        shelves: dict[str, list[str]] = {}
        for skill, group in groups.items():
            shelves.setdefault(group, []).append(skill)
        return cls(_nested(transfer), _nested(related), dict(groups), {g: tuple(s) for g, s in shelves.items()})

    def near(self, skill: str) -> dict[str, tuple[float, Way]]:
        """Everything a holder of `skill` can serve: asked skill -> (weight, way), the heaviest way of each."""
        found = dict.fromkeys(self.shelves.get(self.groups.get(skill, ""), ()), (SIBLING_WEIGHT, Way.SIBLING))
        for other, weight in self.related.get(skill, {}).items():
            found[other] = max(found.get(other, (0.0, Way.RELATED)), (RELATED_FACTOR * weight, Way.RELATED), key=_weight)
        for other, weight in self.transfer.get(skill, {}).items():
            found[other] = max((weight, Way.TRANSFER), found.get(other, (0.0, Way.TRANSFER)), key=_weight)
        found[skill] = (1.0, Way.SAME)
        return found


def _weight(pair: tuple[float, Way]) -> float:
    return pair[0]


def _nested(rows: Iterable[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for held, asked, weight in rows:
        found.setdefault(held, {})[asked] = weight
    return found
