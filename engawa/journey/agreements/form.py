"""The form of the sheet: sections, fields and clauses of data/agreement.yaml, read once, in five groups (W5)."""
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from engawa.base.text.language import in_reader_language

FILE = Path(__file__).parent / "data" / "agreement.yaml"
# Figures in the sheet's words where nobody gave another: hours a week of the organization's own people, weeks of questions
# afterwards, days to check.
NPO_HOURS, SUPPORT_WEEKS, CHECK_DAYS = 1, 2, 7
GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "aim": (_("Roles, goals, period"), ("role", "goal", "period")),
    "work": (_("Deliverables, completion, what is not done"), ("deliverables", "completion", "out-of-scope")),
    "contact": (_("Contact, meetings, replies"), ("communication", "meetings", "response-time")),
    "data": (_("Handling of information and personal data"), ("confidentiality", "personal-data")),
    "promises": (_("Rights, costs, insurance, stopping"), ("ip", "expenses", "insurance", "cannot-continue")),
}
# What must be written before anybody can agree; everything else may stay open, as the form itself says.
ESSENTIAL = {
    "role": ("volunteer_role",), "goal": ("goal_state",), "period": ("start_date", "end_date", "total_hours"),
    "deliverables": ("deliverable_list",), "communication": ("report_frequency",), "confidentiality": ("level",),
    "personal-data": ("data_items", "data_place", "data_officer", "delete_date"),
}


@dataclass(frozen=True)
class Words:
    """Something said in both languages; `str()` gives the reader's."""

    ja: str
    en: str

    def __str__(self) -> str:
        return in_reader_language(self.ja, self.en)

    def filled(self, places: dict[str, str]) -> str:
        """Return the reader's sentence with {places} filled in; other braces stay as they are."""
        text = str(self)
        for name, value in places.items():
            text = text.replace("{" + name + "}", value)
        return text


@dataclass(frozen=True)
class Option:
    slug: str
    words: Words


@dataclass(frozen=True)
class Field:
    slug: str
    type: str
    label: Words
    options: tuple[Option, ...]
    is_essential: bool


@dataclass(frozen=True)
class Clause:
    slug: str
    words: Words
    default: bool


@dataclass(frozen=True)
class Section:
    slug: str
    number: int
    title: Words
    why: Words
    fields: tuple[Field, ...]
    clauses: tuple[Clause, ...]
    only_for: tuple[str, ...]  # kinds of information that make it compulsory; empty: always there


@dataclass(frozen=True)
class Group:
    slug: str
    title: Any
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Form:
    """The whole form."""

    edition: int
    title: Words
    intro: Words
    terms: Words
    notice: Words
    sign_off: Words
    groups: tuple[Group, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for group in self.groups for section in group.sections)

    def group(self, slug: str) -> Group | None:
        return next((group for group in self.groups if group.slug == slug), None)


def _words(row: dict[str, Any], prefix: str = "") -> Words:
    return Words(row[f"{prefix}ja"], row[f"{prefix}en"])


def _section(row: dict[str, Any], number: int) -> Section:
    essential = ESSENTIAL.get(row["slug"], ())
    return Section(
        slug=row["slug"], number=number, title=_words(row), why=_words(row, "why_"),
        fields=tuple(Field(f["slug"], f["type"], _words(f),
                           tuple(Option(o["slug"], _words(o)) for o in f.get("options", ())), f["slug"] in essential)
                     for f in row["fields"]),
        clauses=tuple(Clause(c["slug"], _words(c), c["default"]) for c in row["clauses"]),
        only_for=tuple(row["required_if"]["in"]) if "required_if" in row else ())


@cache
def the_form() -> Form:
    """Read the form. A section without a group, or a group's section that is not there, is an error at once."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    rows = {row["slug"]: row for row in data["sections"]}
    numbers = {slug: n for n, slug in enumerate((s for _t, slugs in GROUPS.values() for s in slugs), 1)}
    if set(numbers) != set(rows):
        raise ValueError(f"sections and groups differ: {set(numbers) ^ set(rows)}")
    groups = tuple(Group(slug, title, tuple(_section(rows[s], numbers[s]) for s in slugs))
                   for slug, (title, slugs) in GROUPS.items())
    return Form(data["version"], *(_words(data[key]) for key in ("title", "intro", "terms", "notice", "sign_off")), groups)
