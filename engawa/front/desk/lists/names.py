"""Slugs as people read and type them: the names of skills and tools, looked up once for a form or a whole file."""
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from engawa.base.text import normal
from engawa.base.ui.fields import LinesField
from engawa.journey.skills.models import Alias, Area, Group, RoleFamily, Skill, Tool, ToolKind

WITH_NUMBER = re.compile(r"^(?P<name>.*\S)\s+(?P<number>[0-9０-９]*[.．]?[0-9０-９]+)$")


class Names:
    """Names of everything that rows point at. `added`: rows of a file that is being read, which are not in the tables yet."""

    def __init__(self, added: Iterable[dict[str, Any]] = ()) -> None:
        self.added = list(added)

    @cached_property
    def skills(self) -> dict[str, str]:
        """Skills by slug, those out of use among them."""
        return {skill.pk: skill.name for skill in Skill.objects.all()} | {row["slug"]: row["ja"] for row in self.added}

    @cached_property
    def tools(self) -> dict[str, str]:
        """Tools by slug, those out of use among them."""
        return {tool.pk: tool.name for tool in Tool.objects.all()}

    @cached_property
    def by_skill_words(self) -> dict[str, str]:
        """Every word of the skills in use, and their slugs."""
        words = dict(Alias.objects.filter(skill__retired_at=None).values_list("key", "skill_id"))
        slugs = Skill.objects.current().values_list("pk", flat=True)
        extra = {normal.key(row[name]): row["slug"] for row in self.added for name in ("slug", "ja", "en")}
        return {normal.key(slug): slug for slug in slugs} | words | extra

    @cached_property
    def by_tool_words(self) -> dict[str, str]:
        """Names and slugs of the tools in use."""
        rows = Tool.objects.current().values_list("pk", "ja", "en")
        return {normal.key(word): row[0] for row in rows for word in row}

    @cached_property
    def areas(self) -> list[tuple[str, str]]:
        """The four areas, for a choice."""
        return [(area.pk, area.name) for area in Area.objects.current().filter(is_seed=True)]

    @cached_property
    def groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Shelves under their areas, for a choice."""
        found: dict[str, list[tuple[str, str]]] = {}
        for group in Group.objects.current().select_related("area").order_by("area__position", "position"):
            found.setdefault(group.area.name, []).append((group.pk, group.name))
        return list(found.items())

    @cached_property
    def tool_kinds(self) -> list[tuple[str, str]]:
        """What a tool may be for, for a choice."""
        return [(kind.pk, kind.name) for kind in ToolKind.objects.current()]

    @cached_property
    def role_families(self) -> list[tuple[str, str]]:
        """Headings of the career roles, for a choice."""
        return [(family.pk, family.name) for family in RoleFamily.objects.current()]

    def skill(self, word: str) -> str:
        """Return the slug of a skill by one of its words.

        Raises:
            ValidationError: no skill has it.
        """
        return _found(self.by_skill_words, word, _("“%(word)s” is no skill of the list. Write its name as the list has it."))

    def tool(self, word: str) -> str:
        """Return the slug of a tool by its name.

        Raises:
            ValidationError: no tool has it.
        """
        return _found(self.by_tool_words, word, _("“%(word)s” is no tool of the list. Write its name as the list has it."))


def _found(words: dict[str, str], word: str, sentence: str) -> str:
    slug = words.get(normal.key(word))
    if slug is None:
        raise forms.ValidationError(sentence % {"word": word[:40]})
    return slug


class NumberedField(LinesField):
    """A name and a number a line. Cleans to [(name, number)]."""

    def __init__(self, *, whole: bool, low: float, high: float, **kwargs: Any) -> None:
        self.whole, self.low, self.high = whole, low, high
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[tuple[str, float]]:  # type: ignore[override]  # because one text becomes several
        pairs = []
        for line in super().clean(value):
            found = WITH_NUMBER.match(line)
            number = float(normal.normal(found["number"])) if found else -1
            if not found or not self.low <= number <= self.high or (self.whole and number % 1):
                raise forms.ValidationError(_("Please end the line “%(line)s” with a space and a number from %(low)s to %(high)s.") % {
                    "line": line[:30], "low": self.low, "high": self.high})
            pairs.append((found["name"], int(number) if self.whole else number))
        return pairs
