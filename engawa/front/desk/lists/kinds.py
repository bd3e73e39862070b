"""The lists that the desk edits: which form, which words, and how one thing of a list is read and compared."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from engawa.base.text import normal
from engawa.base.text.language import reads_english
from engawa.front.desk.lists.forms import AreaForm, CauseForm, LevelForm, RoleForm, RowForm, SkillForm, ToolForm
from engawa.front.desk.lists.names import Names
from engawa.front.desk.lists.template_form import TemplateForm
from engawa.journey.postings.actions.templates import TEMPLATE
from engawa.journey.skills import queries
from engawa.journey.skills.actions import AREA, CAUSE, LEVEL, ROLE, SKILL, TOOL
from engawa.journey.skills.editions import Kind, Row
from engawa.journey.skills.models import Alias, Edition
from engawa.journey.skills.rules import words_of


@dataclass(frozen=True)
class Shelf:
    """A list with its form and its words on the pages."""

    kind: Kind
    form: type[RowForm]
    name: Promise
    add: Promise | str
    beside: str = ""  # what stands beside each thing in the list
    fixed: Promise | str = ""  # why nothing is added to the list or taken out of it

    @property
    def code(self) -> str:
        """The part of the address that stands for the list."""
        return self.kind.name

    def things(self, asked: str) -> QuerySet[Any]:
        """Everything in the list, what is out of use at the end, narrowed down to what was asked for."""
        found: QuerySet[Any] = self.kind.model._default_manager.order_by(
            F("retired_at").asc(nulls_first=True), "position", "pk")
        title = "title_" if self.kind is TEMPLATE else ""
        if asked:
            words = Q(**{f"{title}ja__icontains": asked}) | Q(**{f"{title}en__icontains": asked}) | Q(pk__icontains=asked)
            if self.kind is SKILL:
                words |= Q(pk__in=Alias.objects.filter(key__contains=normal.key(asked)).values("skill"))
            if self.kind is ROLE:
                words |= Q(pk__in=[version.slug for version in queries.newest(self.code)
                                   if any(normal.key(asked) in normal.key(word) for word in words_of(version.row))])
            if self.kind is TEMPLATE:
                words |= Q(for_you_if_ja__icontains=asked) | Q(for_you_if_en__icontains=asked)
            found = found.filter(words)
        return found.select_related(self.beside) if self.beside else found


SHELVES: Mapping[str, Shelf] = {shelf.code: shelf for shelf in (
    Shelf(TEMPLATE, TemplateForm, _("Templates"), _("Add a template"), "area"),
    Shelf(SKILL, SkillForm, _("Skills"), _("Add a skill"), "group"), Shelf(TOOL, ToolForm, _("Tools"), _("Add a tool"), "kind"),
    Shelf(CAUSE, CauseForm, _("Fields of activity"), _("Add a field of activity")),
    Shelf(ROLE, RoleForm, _("Career roles"), _("Add a career role"), "family"),
    Shelf(AREA, AreaForm, _("Areas"), "", fixed=_(
        "People choose by these areas, and skills and templates belong to them. So their words can be changed, but none is added or taken out.")),
    Shelf(LEVEL, LevelForm, _("Levels"), "", fixed=_(
        "What people have said of their skills is counted on these levels. So their words can be changed, but none is added or taken out.")))}


def shelf_or_404(code: str) -> Shelf:
    """Return a list by the part of the address.

    Raises:
        Http404: there is no such list.
    """
    if code not in SHELVES:
        raise Http404
    return SHELVES[code]


@dataclass(frozen=True)
class Place:
    """One field of a thing, before and after."""

    label: str
    before: str
    after: str
    language: str


def language_of(field: str) -> str:
    """Return the language in which a field is written; empty where it has none of its own."""
    return field[-2:] if field.endswith(("_ja", "_en")) or field in ("ja", "en") else ""


def places(shelf: Shelf, row: Row, names: Names | None = None) -> list[Place]:
    """Return everything a row says, field by field, in the order of its form."""
    form = shelf.form(row=row, names=names)
    labels = form.labels()
    return [Place(labels[field], "", words, language_of(field)) for field, words in form.texts().items()]


def differences(shelf: Shelf, before: Row, after: Row, names: Names | None = None) -> list[Place]:
    """Return the fields in which two rows differ."""
    one, other = shelf.form(row=before, names=names), shelf.form(row=after, names=names)
    labels, was = other.labels(), one.texts()
    return [Place(labels[field], was.get(field, ""), words, language_of(field))
            for field, words in other.texts().items() if was.get(field, "") != words]


def names_of(kind: Kind, row: Row) -> list[tuple[str, str]]:
    """Return what a row is called, with the languages: the reader's first; once, if it is the same in both."""
    title = row["title"] if kind is TEMPLATE else row
    names = [(language, title[language]) for language in (("en", "ja") if reads_english() else ("ja", "en"))]
    return names[:1] if title["ja"] == title["en"] else names


def name_of(kind: Kind, row: Row) -> str:
    """Return what a row is called, for the reader."""
    return names_of(kind, row)[0][1]


@dataclass(frozen=True)
class Seen:
    """A word as readers see it where they choose it."""

    above: str
    name: str
    text: str
    lines: list[str]


def as_seen(shelf: Shelf, row: Row, language: str) -> Seen:
    """Return a row of words, saved or not, as readers of a language see it."""
    with override(language):
        word: Any = shelf.kind.model(**{field.attname: row[field.name] for field in shelf.kind.model._meta.concrete_fields if field.name in row})
        texts = (getattr(word, name) for name in ("desc", "examples", "self_check", "transfer_note") if hasattr(word, name))
        names, levels = Names(), queries.level_names() if shelf.kind is ROLE else {}
        lines = [f"{names.skills[one['skill']]}　{levels[one['level']]}" for one in row["skills"]] if shelf.kind is ROLE else []
        return Seen(getattr(word, shelf.beside).name if shelf.beside else "", word.name, next(texts, ""), lines)


@dataclass(frozen=True)
class Change:
    """What became different from one version to the next, and what would, were it brought back now."""

    version: Edition
    places: list[Place]
    state: str  # "", "retired" or "restored"
    back: list[Place]
    is_as_now: bool


def story(shelf: Shelf, versions: list[Edition], newest: Edition) -> list[Change]:
    """Return versions, the newest first, each with what it changed against the one before and against the newest of all."""
    names, found = Names(), []
    for place, version in enumerate(versions):
        before = versions[place + 1] if place + 1 < len(versions) else None
        state = "" if before is None or before.is_retired == version.is_retired else "retired" if version.is_retired else "restored"
        is_as_now = version.row == newest.row
        found.append(Change(version, differences(shelf, before.row, version.row, names) if before else [], state,
                            [] if is_as_now else differences(shelf, newest.row, version.row, names), is_as_now))
    return found
