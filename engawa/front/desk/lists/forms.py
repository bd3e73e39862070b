"""Forms of the lists: a row in, a row out. Every text is asked for in both languages."""
import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engawa.base.ui.forms import Form, LinesField
from engawa.front.desk.lists.names import Names, NumberedField
from engawa.journey.skills.editions import Row

JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-龥々]")
NO_JAPANESE = gettext_lazy("There is Japanese in the English words.")
LANGUAGES = ("ja", "en")


def tall(rows: int) -> forms.Textarea:
    """A field for several lines."""
    return forms.Textarea(attrs={"rows": rows})


def text(label: str, length: int, **more: Any) -> forms.CharField:
    """A field of one line or a short text."""
    return forms.CharField(label=label, max_length=length, **more)


class RowForm(Form):
    """What all lists ask. Sub-classes say how a row becomes the fields and the fields become a row."""

    fixed: ClassVar[tuple[str, ...]] = ()  # parts of a row that the form does not change

    def __init__(self, *args: Any, row: Row | None = None, seen: int = 0, names: Names | None = None, **kwargs: Any) -> None:
        self.names, self.row = names or Names(), row or {}
        given = self.given(self.row) if row else {}
        super().__init__(*args, initial={**given, "seen": seen}, **kwargs)
        self.build()
        for name, field in self.fields.items():
            if name.endswith(("_ja", "_en")) or name in LANGUAGES:
                field.widget.attrs["lang"] = name[-2:]
        self.fields["why"] = text(_("Why this change, in one sentence"), 300, required=False, help_text=_("It stands beside the version."))
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def build(self) -> None:
        """Fill in the choices."""

    def given(self, row: Row) -> dict[str, Any]:
        """Return the fields of a row."""
        raise NotImplementedError

    def made(self) -> Row:
        """Return the row of the fields, without its slug."""
        raise NotImplementedError

    def made_row(self, slug: str) -> Row:
        """Return the whole row."""
        return {"slug": slug, **{name: self.row[name] for name in self.fixed if name in self.row}, **self.made()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if (name == "en" or name.endswith("_en")) and any(JAPANESE.search(str(line)) for line in ([value] if isinstance(value, str) else value)):
                self.add_error(name, NO_JAPANESE)
        return cleaned

    def same_number(self, name: str, *others: str) -> None:
        """Each line has its counterpart in every other field."""
        first = self.cleaned_data.get(name)
        for other in others:
            lines = self.cleaned_data.get(other)
            if first and lines and len(first) != len(lines):
                self.add_error(other, ngettext(
                    "%(n)s line here, %(first)s in “%(label)s”. Each line needs its counterpart.",
                    "%(n)s lines here, %(first)s in “%(label)s”. Each line needs its counterpart.", len(lines)) % {
                        "n": len(lines), "first": len(first), "label": self.fields[name].label})

    def look_up(self, field: str, words: list[str], find: Any) -> list[str]:
        """Return the slugs of words; the first unknown one is said at the field."""
        try:
            slugs = [find(word) for word in words]
        except forms.ValidationError as unknown:
            self.add_error(field, unknown)
            return []
        if twice := next((word for place, word in enumerate(words) if slugs[place] in slugs[:place]), None):
            self.add_error(field, _("“%(word)s” stands there twice.") % {"word": twice})
        return slugs

    def texts(self) -> dict[str, str]:
        """What the row says, field by field, in words: for showing what differs."""
        shown = {}
        for name, field in self.fields.items():
            value = self.initial.get(name)
            if name not in ("why", "seen"):
                shown[name] = _in_words(field, field.prepare_value(value))
        return shown

    def labels(self) -> dict[str, str]:
        """The label of each field."""
        return {name: str(field.label) for name, field in self.fields.items()}


def _in_words(field: forms.Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ChoiceField):
        choices = {}
        for code, label in field.choices:
            choices |= dict(label) if isinstance(label, (list, tuple)) else {code: label}
        several = value if isinstance(value, (list, tuple)) else [value]
        return "\n".join(str(choices.get(code, code)) for code in several)
    return str(value)


class WordsForm(RowForm):
    """A form with the fields of the row."""

    def given(self, row: Row) -> dict[str, Any]:
        return dict(row)

    def made(self) -> Row:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("why", "seen")}


# -------------------------------------------------------------------- a skill
class SkillForm(RowForm):
    ja = text(gettext_lazy("Name in Japanese"), 120)
    en = text(gettext_lazy("Name in English"), 160)
    group = forms.ChoiceField(label=gettext_lazy("Shelf"), help_text=gettext_lazy("Skills on one shelf are taken as near to each other."))
    areas = forms.MultipleChoiceField(label=gettext_lazy("Areas it serves"), widget=forms.CheckboxSelectMultiple)
    npo_use = forms.TypedChoiceField(label=gettext_lazy("How organizations use it"), coerce=int, choices=[
        (3, gettext_lazy("They ask for it directly")), (2, gettext_lazy("It is often helpful")),
        (1, gettext_lazy("Mostly by carrying over")), (0, gettext_lazy("Only by carrying over"))])
    aliases = LinesField(
        label=gettext_lazy("Other words for it"), required=False, max_lines=200, max_line=160, widget=tall(8),
        help_text=gettext_lazy("One a line. A word belongs to one skill."))
    ambiguous = LinesField(
        label=gettext_lazy("Words that mean it only sometimes"), required=False, max_lines=60, max_line=160, widget=tall(3),
        help_text=gettext_lazy("One a line. They are offered to be confirmed and never taken silently."))
    related = forms.Field()
    transfers_to = forms.Field()
    transfer_note_ja = text(gettext_lazy("Where it carries over, in Japanese"), 300, required=False, widget=tall(2))
    transfer_note_en = text(gettext_lazy("Where it carries over, in English"), 300, required=False, widget=tall(2))

    def build(self) -> None:
        self.fields["group"].choices = [("", _("Choose from the list")), *self.names.groups]
        self.fields["areas"].choices = self.names.areas
        weights = {"whole": False, "low": 0.05, "high": 1, "required": False, "max_lines": 40, "max_line": 160, "widget": tall(4)}
        self.fields["related"] = NumberedField(
            label=_("Skills near to it"), **weights, help_text=_("One a line, with how near from 0.05 to 1. Example: JCL 0.7"))
        self.fields["transfers_to"] = NumberedField(
            label=_("Skills it carries over to"), **weights, help_text=_("One a line, with how far from 0.05 to 1."))

    def given(self, row: Row) -> dict[str, Any]:
        lines = {name: [f"{self.names.skills.get(slug, slug)} {weight:g}" for slug, weight in row.get(name, {}).items()]
                 for name in ("related", "transfers_to")}
        return {**row, **lines}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("related", "transfers_to"):
            pairs = cleaned.get(name) or []
            slugs = self.look_up(name, [word for word, _weight in pairs], self.names.skill)
            if self.row.get("slug") in slugs:
                self.add_error(name, _("A skill is not near to itself."))
            cleaned[name] = dict(zip(slugs, [weight for _word, weight in pairs], strict=False))
        if bool(cleaned.get("transfer_note_ja")) != bool(cleaned.get("transfer_note_en")):
            self.add_error("transfer_note_en" if cleaned.get("transfer_note_ja") else "transfer_note_ja", _("Please write it in both languages."))
        return cleaned

    def made(self) -> Row:
        values = {name: self.cleaned_data[name] for name in (
            "group", "ja", "en", "aliases", "ambiguous", "areas", "npo_use", "related", "transfers_to", "transfer_note_ja", "transfer_note_en")}
        return {name: value for name, value in values.items() if value or name not in (
            "ambiguous", "transfers_to", "transfer_note_ja", "transfer_note_en")}


# ----------------------------------------------------------- a cause and a tool
class CauseForm(WordsForm):
    ja = text(gettext_lazy("Name in Japanese"), 120)
    en = text(gettext_lazy("Name in English"), 160)
    number = forms.IntegerField(label=gettext_lazy("Number in the act"), min_value=1, max_value=99)
    law_name_ja = text(gettext_lazy("Name in the act"), 200)
    examples_ja = text(gettext_lazy("Examples in Japanese"), 200)
    examples_en = text(gettext_lazy("Examples in English"), 200)
    sdgs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Goals of the United Nations"), coerce=int, choices=[(n, str(n)) for n in range(1, 18)], widget=forms.CheckboxSelectMultiple)

    def made(self) -> Row:
        made = super().made()
        if set(made["sdgs"]) == set(self.row.get("sdgs", ())):
            made["sdgs"] = self.row["sdgs"]  # the file puts the nearest goal first
        return made


class ToolForm(RowForm):
    ja = text(gettext_lazy("Name in Japanese"), 120)
    en = text(gettext_lazy("Name in English"), 160)
    kind = forms.ChoiceField(label=gettext_lazy("What it is for"))
    desc_ja = text(gettext_lazy("Description in Japanese"), 200, widget=tall(2))
    desc_en = text(gettext_lazy("Description in English"), 200, widget=tall(2))
    skill = text(gettext_lazy("The skill that goes with it"), 160, required=False)
    in_article = forms.BooleanField(label=gettext_lazy("One of the seven tools of the article"), required=False)

    def build(self) -> None:
        self.fields["kind"].choices = [("", _("Choose from the list")), *self.names.tool_kinds]

    def given(self, row: Row) -> dict[str, Any]:
        return {**row, "skill": self.names.skills.get(row["skill"], row["skill"]) if row["skill"] else ""}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        word = cleaned.get("skill")
        cleaned["skill"] = next(iter(self.look_up("skill", [word], self.names.skill)), None) if word else None
        return cleaned

    def made(self) -> Row:
        return {name: self.cleaned_data[name] for name in ("ja", "en", "kind", "in_article", "skill", "desc_ja", "desc_en")}


# ------------------------------------------------ a role, an area and a level
class RoleForm(RowForm):
    ja = text(gettext_lazy("Name in Japanese"), 120)
    en = text(gettext_lazy("Name in English"), 160)
    family = forms.ChoiceField(label=gettext_lazy("Heading"))
    aliases = LinesField(
        label=gettext_lazy("Other words for it"), required=False, max_lines=60, max_line=120, widget=tall(4),
        help_text=gettext_lazy("One a line. A word belongs to one role."))
    skills = forms.Field()

    def build(self) -> None:
        self.fields["family"].choices = [("", _("Choose from the list")), *self.names.role_families]
        self.fields["skills"] = NumberedField(
            label=_("Skills that people in this role usually have"), whole=True, low=1, high=5, max_lines=40, max_line=160, widget=tall(8),
            help_text=_("One a line, with the level from 1 to 5. They are offered to be confirmed. Example: COBOL 4"))

    def given(self, row: Row) -> dict[str, Any]:
        return {**row, "skills": [f"{self.names.skills.get(one['skill'], one['skill'])} {one['level']}" for one in row["skills"]]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        pairs = cleaned.get("skills") or []
        slugs = self.look_up("skills", [word for word, _level in pairs], self.names.skill)
        cleaned["skills"] = [{"skill": slug, "level": level} for slug, (_word, level) in zip(slugs, pairs, strict=False)]
        return cleaned

    def made(self) -> Row:
        return {name: self.cleaned_data[name] for name in ("family", "ja", "en", "aliases", "skills")}


class AreaForm(WordsForm):
    ja = text(gettext_lazy("Name in Japanese"), 120)
    en = text(gettext_lazy("Name in English"), 160)
    desc_ja = text(gettext_lazy("Description in Japanese"), 200, widget=tall(2))
    desc_en = text(gettext_lazy("Description in English"), 200, widget=tall(2))


class LevelForm(WordsForm):
    """What people see of a level. What it stands for (`desc`, ITSS) is shown nowhere and stays as the file says."""

    fixed = ("level", "desc_ja", "desc_en", "itss_ja", "itss_en", "itss")
    ja = text(gettext_lazy("Name in Japanese"), 120)
    en = text(gettext_lazy("Name in English"), 160)
    self_check_ja = text(gettext_lazy("Sentence a person chooses, in Japanese"), 200, widget=tall(2))
    self_check_en = text(gettext_lazy("Sentence a person chooses, in English"), 200, widget=tall(2))
