"""The forms of the sheet: one for each group, built from the form's description, and the one to agree."""
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engawa.base.ui.forms import DateField, Form, LinesField
from engawa.journey.agreements.form import Field, Group, Section
from engawa.journey.agreements.models import HERE
from engawa.journey.agreements.written import Content, fields_of, is_needed, places_of
from engawa.journey.skills.models import Tool

LINE, TEXT, NUMBER = 200, 2000, 9_999_999


@dataclass(frozen=True)
class Shown:
    """One section as the page shows it."""

    section: Section
    rows: list[BoundField]
    clauses: BoundField
    is_needed: bool


class GroupForm(Form):
    """The sections of one group. Nothing is compulsory here: open places may stay open until both agree."""

    needs_words = False
    base_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: Group, content: Content, number: int, names: dict[str, str], **kwargs: Any) -> None:
        self.group, self.content = group, content
        super().__init__(*args, initial={"base_version": number, **_initial(group, content)}, **kwargs)
        places = places_of(content, names)
        for section in group.sections:
            for field in section.fields:
                self.fields[_name(section, field.slug)] = _field_for(field)
            self.fields[_name(section, "clauses")] = forms.MultipleChoiceField(
                label=_("Promises"), required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(clause.slug, clause.words.filled(places)) for clause in section.clauses])
        self.fields["words"] = forms.CharField(
            label=_("A word to the other side about this change"), required=False, max_length=300,
            help_text=_("If there is a reason, write it in one sentence. It is shown beside the version."))

    def shown(self) -> Iterator[Shown]:
        """Give the sections with their bound rows."""
        for section in self.group.sections:
            yield Shown(section, [self[_name(section, field.slug)] for field in section.fields],
                        self[_name(section, "clauses")], is_needed(section, self.content))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("period__start_date"), cleaned.get("period__end_date")
        if start and end and end < start:
            self.add_error("period__end_date", _("Choose an end date that is not before the start date."))
        return cleaned

    def values(self) -> Content:
        """Return what was entered, JSON-ready, in the shape of a version's content."""
        return {section.slug: {
            "fields": {field.slug: _stored(field, self.cleaned_data[_name(section, field.slug)]) for field in section.fields},
            "clauses": [c.slug for c in section.clauses if c.slug in self.cleaned_data[_name(section, "clauses")]],
        } for section in self.group.sections}


def _name(section: Section, slug: str) -> str:
    return f"{section.slug}__{slug}"


def _initial(group: Group, content: Content) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for section in group.sections:
        made |= {_name(section, slug): value for slug, value in fields_of(content, section).items()}
        made[_name(section, "clauses")] = content.get(section.slug, {}).get("clauses", [])
    return made


def _stored(field: Field, value: Any) -> Any:
    return (value.isoformat() if value else "") if field.type == "date" else value


def _field_for(field: Field) -> forms.Field:
    common: dict[str, Any] = {"label": str(field.label), "required": False,
                              "help_text": _("To be decided before you both agree.") if field.is_essential else ""}
    if field.type == "longtext":
        return forms.CharField(widget=forms.Textarea, max_length=TEXT, **common)
    if field.type == "list":
        return LinesField(**common | {"help_text": " ".join(filter(None, (_("One thing a line."), common["help_text"])))})
    if field.type == "number":
        return forms.IntegerField(min_value=0, max_value=NUMBER, **common)
    if field.type == "date":
        return DateField(**common)
    if field.type == "choice":
        return forms.ChoiceField(widget=forms.RadioSelect, choices=[(o.slug, str(o.words)) for o in field.options], **common)
    if field.type == "tool":
        return forms.ChoiceField(widget=forms.Select, choices=_tools(), **common)
    return forms.CharField(max_length=LINE, **common)


def _tools() -> list[tuple[str, Any]]:
    """All tools under the name of their kind, the messages and files of this site first; what stands at home is no choice."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for tool in Tool.objects.current().exclude(kind="equipment").select_related("kind").order_by("kind__position", "position"):
        kinds.setdefault(tool.kind.name, []).append((tool.slug, tool.name))
    return [("", _("Not decided yet")), (HERE, _("Messages on this site")), *kinds.items()]


class AgreeForm(Form):
    """Component 29: the tick that says which version was read, and its digest."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    read = forms.BooleanField()

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_words = False
        self.fields["read"].label = _("I have read version %(n)s") % {"n": number}


class EndForm(Form):
    """Ending the sheet; a word is welcome but not asked for."""

    words = forms.CharField(label=gettext_lazy("A word to the other side"), required=False, widget=forms.Textarea,
                            max_length=1000, help_text=gettext_lazy("You need not give a reason."))
