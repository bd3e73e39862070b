"""What is found in a text: mentions, and the same summed up per skill."""
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from engawa.journey.skills.extraction.reasons import Reason


class Kind(StrEnum):
    """How a skill stands in the text. Only `own` is a skill of the writer; `uncertain` is a word to confirm."""

    OWN = "own"
    OTHER = "other"
    NEGATED = "negated"
    WISHED = "wished"
    PRESENT = "present"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Mention:
    """One place where a skill is named.

    `skill` is the slug, `surface` the words as written, `span` their start and end in the text as given.
    `strength` is 1 (a little), 2 (did it), 3 (designed or led it). `years` and `last_year` are None unless the
    sentence says them.
    """

    skill: str
    surface: str
    span: tuple[int, int]
    kind: Kind
    strength: int
    reason: Reason
    years: int | None = None
    last_year: int | None = None


@dataclass(frozen=True)
class SkillInText:
    """All that a text says of one skill: `own` if any mention is, the best strength, the places it came from."""

    skill: str
    kind: Kind
    strength: int
    mentions: tuple[Mention, ...]
    years: int | None = None
    last_year: int | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that led here, each once, in the order of the text."""
        return tuple(dict.fromkeys(mention.surface for mention in self.mentions))


# When nothing is `own`: what says most about the writer first.
RANK = (Kind.OWN, Kind.UNCERTAIN, Kind.NEGATED, Kind.WISHED, Kind.OTHER, Kind.PRESENT)


def summed(mentions: Iterable[Mention]) -> list[SkillInText]:
    """Mentions gathered per skill, in the order of first appearance."""
    by_skill: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_skill.setdefault(mention.skill, []).append(mention)
    return [_summed(skill, found) for skill, found in by_skill.items()]


def _summed(skill: str, found: list[Mention]) -> SkillInText:
    kind = min((mention.kind for mention in found), key=RANK.index)
    telling = [mention for mention in found if mention.kind is kind]
    return SkillInText(
        skill=skill, kind=kind, strength=max(mention.strength for mention in telling), mentions=tuple(telling),
        years=max((m.years for m in telling if m.years is not None), default=None),
        last_year=max((m.last_year for m in telling if m.last_year is not None), default=None),
    )
