"""What a step offers to choose from."""
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet

from engawa.base.text.language import in_reader_language
from engawa.base.text.normal import key
from engawa.journey.participants.models import Participant
from engawa.journey.participants.queries.own import held_of
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import CareerRole, Skill, Tool
from engawa.journey.skills.reference import read_data

EQUIPMENT = "equipment"  # the kind of tool that stands at home: computer, camera, line
NEAR_ROLES = 5


def tools_in_order() -> list[Tool]:
    """Return the seven tools the article names, then what stands at home, then all others."""
    named = list(skills.article_tools())
    rest = [tool for kind in skills.tool_kinds()
            for tool in kind.current_tools  # type: ignore[attr-defined]  # because the query prefetches it
            if tool not in named]
    return [*named, *sorted(rest, key=lambda tool: tool.kind_id != EQUIPMENT)]


def wishable(participant: Participant, named: str = "") -> QuerySet[Skill]:
    """Return skills organizations ask for in the chosen areas that the person does not hold: what one might learn.

    With them the one that another page `named`, and what was wished before.
    """
    open_to = Skill.objects.current().exclude(pk__in=held_of(participant).values("skill"))
    near = open_to.filter(npo_use=3, areas__in=participant.areas.all()).values_list("pk", flat=True).distinct()[:12]
    also = open_to.filter(pk=named).values_list("pk", flat=True)
    return Skill.objects.filter(pk__in=[*near, *also, *participant.wishes.values_list("pk", flat=True)]).order_by("position")


def roles_named(words: str) -> list[CareerRole]:
    """Return the roles that somebody means by these words: the one so called, or else up to five that are near.

    Names and aliases count in both languages; width, case and spaces do not.
    """
    typed = key(words)
    if not typed:
        return []
    names = {role: [key(name) for name in (role.ja, role.en, *role.aliases)] for role in CareerRole.objects.current()}
    if called := [role for role, keys in names.items() if typed in keys]:
        return called[:1]
    return [role for role, keys in names.items() if any(typed in one or one in typed for one in keys)][:NEAR_ROLES]


def role_words() -> list[str]:
    """Return every word by which a role is known, for the list a browser offers while typing."""
    roles = CareerRole.objects.current()
    return list(dict.fromkeys(word for role in roles for word in (role.name, *role.aliases)))


# ------------------------------------------------------------------ examples to imitate
@dataclass(frozen=True)
class Example:
    """One experience as somebody might write it: title, when, did and result, each in both languages."""

    families: tuple[str, ...]
    both: dict[str, dict[str, str]]

    @property
    def words(self) -> dict[str, str]:
        """The four texts in the reader's language."""
        return {name: in_reader_language(text["ja"], text["en"]) for name, text in self.both.items()}


@cache
def _examples() -> tuple[Example, ...]:
    rows: list[dict[str, Any]] = read_data("engawa.journey.participants", "examples.yaml")["examples"]
    return tuple(Example(tuple(row.pop("families")), row) for row in rows)


def examples_for(participant: Participant) -> list[Example]:
    """Return the examples of careers, those near the person's roles first."""
    families = set(participant.roles.values_list("family", flat=True))
    return sorted(_examples(), key=lambda one: not families & set(one.families))
