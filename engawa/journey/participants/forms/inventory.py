"""The questions of the inventory, in the words of the person who answers."""
from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.text.places import place_choices
from engawa.base.times import today
from engawa.base.ui.forms import DateField, Form, option
from engawa.journey.participants import rules, week
from engawa.journey.participants.models import Comfort, LanguageLevel, LastUse
from engawa.journey.participants.queries import Offered
from engawa.journey.skills import queries as skills
from engawa.journey.skills.levels import LEVELS
from engawa.journey.skills.models import Area, CareerRole, Cause, Skill

HOURS = [(2, _("up to 2 hours")), (4, _("up to 4 hours")), (6, _("up to 6 hours")), (10, _("up to 10 hours"))]
LANGUAGES = {"language_ja": "ja", "language_en": "en"}


class AreasForm(Form):
    areas = forms.ModelMultipleChoiceField(label=_("Areas in which you would like to help"), queryset=Area.objects.none(),
                                           widget=forms.CheckboxSelectMultiple)
    roles = forms.ModelMultipleChoiceField(label=_("Roles you have had"), queryset=CareerRole.objects.none(), required=False,
                                           widget=forms.CheckboxSelectMultiple)
    place = forms.ChoiceField(label=_("Where you live"), choices=place_choices, required=False,
                              help_text=_("For times and regional matters. Organizations do not see it."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = skills.seed_areas()
        self.fields["areas"].label_from_instance = lambda area: option(area.name, area.desc)
        self.fields["areas"].error_messages["required"] = _("Choose at least one area. You can change it later.")
        self.fields["roles"].queryset = CareerRole.objects.current()

    def clean_roles(self):
        roles = list(self.cleaned_data["roles"])
        if len(roles) > rules.ROLES_MAX:
            raise forms.ValidationError(_("Please keep to three roles. You can write the others among your experiences."))
        return roles


class SkillsForm(Form):
    """One pair of fields a skill: the self-check sentence and the last use."""

    find = forms.CharField(label=_("Look for another skill"), required=False, max_length=60,
                           help_text=_("A word is enough. Katakana, letters and old product names are understood."))

    def __init__(self, *args, offered: list[Offered], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        levels = [(str(level.number), level.self_check) for level in LEVELS] + [("0", _("Not my experience"))]
        for row in offered:
            self.fields[f"level-{row.skill.pk}"] = forms.ChoiceField(
                label=row.skill.name, choices=levels, required=False, widget=forms.RadioSelect, initial=str(row.level or ""))
            self.fields[f"use-{row.skill.pk}"] = forms.ChoiceField(
                label=_("Last used"), choices=LastUse.choices, required=False, initial=row.last_use)

    def rows(self):
        """Yield each offered skill with its two bound fields."""
        for row in self.offered:
            yield row, self[f"level-{row.skill.pk}"], self[f"use-{row.skill.pk}"]

    def held(self) -> dict[str, tuple[int, str]]:
        """Return the answers: {slug: (level, last use)} of the skills the person has."""
        answers = {}
        for row in self.offered:
            level = int(self.cleaned_data[f"level-{row.skill.pk}"] or 0)
            if level:
                answers[row.skill.pk] = (level, self.cleaned_data[f"use-{row.skill.pk}"] or LastUse.CURRENT)
        return answers


class ToolsForm(Form):
    """One row of three answers a tool."""

    def __init__(self, *args, tools, known: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.tools = list(tools)
        for tool in self.tools:
            self.fields[f"tool-{tool.pk}"] = forms.ChoiceField(
                label=tool.name, choices=Comfort.choices, required=False, widget=forms.RadioSelect,
                initial=known.get(tool.pk, ""))

    def rows(self):
        """Yield each tool with its bound field."""
        for tool in self.tools:
            yield tool, self[f"tool-{tool.pk}"]

    def comfort(self) -> dict[str, str]:
        """Return {tool slug: code} of the answered rows."""
        return {tool.pk: self.cleaned_data[f"tool-{tool.pk}"] for tool in self.tools if self.cleaned_data[f"tool-{tool.pk}"]}


class TimeForm(Form):
    hours_per_week = forms.TypedChoiceField(label=_("Hours a week"), choices=HOURS, coerce=int, widget=forms.RadioSelect,
                                            help_text=_("Choose what would still be easy in a busy week."))
    parts = forms.MultipleChoiceField(label=_("When you can be reached"), choices=week.part_choices, required=False,
                                      widget=forms.CheckboxSelectMultiple,
                                      help_text=_("For meetings. Organizations see only the times you choose when you apply."))
    grid = forms.TypedMultipleChoiceField(label=_("Hour by hour"), coerce=int, required=False,
                                          choices=[(n, str(n)) for n in range(week.DAYS * week.ROWS)],
                                          widget=forms.CheckboxSelectMultiple)
    causes = forms.ModelMultipleChoiceField(label=_("Causes you care about"), queryset=Cause.objects.none(), required=False,
                                            widget=forms.CheckboxSelectMultiple,
                                            help_text=_("Postings of these organizations come first for you."))
    language_ja = forms.ChoiceField(label=_("Japanese"), required=False)
    language_en = forms.ChoiceField(label=_("English"), required=False)
    wishes = forms.ModelMultipleChoiceField(label=_("What you would like to learn"), queryset=Skill.objects.none(),
                                            required=False, widget=forms.CheckboxSelectMultiple,
                                            help_text=_("For suggestions only. Organizations do not see it."))
    starts_on = DateField(label=_("From when"), required=False, help_text=_("Leave it empty if you can begin at any time."))
    months_max = forms.TypedChoiceField(
        label=_("Longest period"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Any length")), (1, _("1 month")), (3, _("3 months")), (6, _("6 months"))])

    def __init__(self, *args, wishable, held: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.fields["causes"].queryset = skills.causes()
        self.fields["causes"].label_from_instance = lambda cause: cause.name
        self.fields["wishes"].queryset = wishable
        self.fields["wishes"].label_from_instance = lambda skill: skill.name
        for name in LANGUAGES:
            self.fields[name].choices = [("", _("I do not use it")), *LanguageLevel.choices]

    def clean(self):
        values = super().clean()
        if not any(values.get(name) for name in LANGUAGES):
            self.add_error("language_ja", _("Choose a level for at least one language."))
        return values

    def free_times(self) -> list[int]:
        """Return the grid: single hours and whole parts of the day together."""
        return week.merged(self.held, self.cleaned_data["grid"], self.cleaned_data["parts"])

    def languages(self) -> list[dict[str, str]]:
        """Return the languages with their levels."""
        return [{"code": code, "level": self.cleaned_data[name]} for name, code in LANGUAGES.items() if self.cleaned_data[name]]


class PauseForm(Form):
    until = DateField(label=_("Rest until"), required=False,
                      help_text=_("Nothing is suggested to you until that day. You need not say why."))

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= today():
            raise forms.ValidationError(_("Please choose a day after today, or leave it empty to end the rest."))
        return until
