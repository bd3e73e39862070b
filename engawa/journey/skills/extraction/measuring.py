"""How good the reading is: found against what a careful reader labelled."""
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engawa.journey.skills.extraction.mentions import Kind, SkillInText


@dataclass
class Figures:
    """Counts over many texts. `may` skills are neither right nor wrong."""

    texts: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    traps: int = 0
    fallen: int = 0
    by_kind: dict[str, list[int]] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Of what was found, how much was right."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of what is there, how much was found."""
        return _share(self.right, self.right + self.missed)

    @property
    def trap_rate(self) -> float:
        """Of what is named but not held, how much came out as a skill."""
        return _share(self.fallen, self.traps, empty=0.0)

    def add(self, labelled: Mapping[str, Any], found: Iterable[SkillInText]) -> None:
        """Count one text."""
        kinds = {skill.skill: skill.kind for skill in found}
        own = {skill for skill, kind in kinds.items() if kind is Kind.OWN}
        wanted, allowed = set(labelled["skills"]), set(labelled.get("may", []))
        self.texts += 1
        self.right += len(own & wanted)
        self.wrong += len(own - wanted - allowed)
        self.missed += len(wanted - own)
        for trap in labelled.get("not_skills", []):
            self.traps += 1
            counts = self.by_kind.setdefault(trap["kind"], [0, 0])
            counts[0] += 1
            if trap["slug"] in own:
                self.fallen += 1
                counts[1] += 1
            elif trap["slug"] in kinds:
                self.told["same kind" if kinds[trap["slug"]] == trap["kind"] else "another kind"] += 1


def _share(part: int, whole: int, empty: float = 1.0) -> float:
    return part / whole if whole else empty
