"""The questions of the inventory, in the words of the person who answers: areas, tools, and a rest."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.text.places import place_choices
from engawa.base.times import today
from engawa.base.ui.forms import DateField, Form, option
from engawa.journey.participants import rules
from engawa.journey.participants.forms.drafts import StepForm
from engawa.journey.participants.models import Comfort, Participant
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import Area, CareerRole


class AreasForm(StepForm):
    areas = forms.ModelMultipleChoiceField(label=_("Areas in which you would like to help"), queryset=Area.objects.none(),
                                           widget=forms.CheckboxSelectMultiple)
    roles = forms.ModelMultipleChoiceField(label=_("Roles you have had"), queryset=CareerRole.objects.none(), required=False,
                                           widget=forms.CheckboxSelectMultiple)
    place = forms.ChoiceField(label=_("Where you live"), choices=place_choices, required=False,
                              help_text=_("For times and regional matters. Organizations do not see it."))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= self.saved
        self.fields["areas"].queryset = skills.seed_areas()
        self.fields["areas"].label_from_instance = lambda area: option(area.name, area.desc)
        self.fields["areas"].error_messages["required"] = _("Choose at least one area. You can change it later.")
        self.fields["roles"].queryset = CareerRole.objects.current()

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "areas" in values and not values["areas"]:   # each of two pages took off what the other left
            self.add_error("areas", self.fields["areas"].error_messages["required"])
        if len(values.get("roles", ())) > rules.ROLES_MAX:
            self.add_error("roles", _("Please keep to three roles. You can write the others among your experiences."))
        return values


class ToolsForm(StepForm):
    """One row of three answers a tool."""

    def __init__(self, *args, tools, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.tools = list(tools)
        for tool in self.tools:
            self.fields[f"tool-{tool.pk}"] = forms.ChoiceField(
                label=tool.name, choices=Comfort.choices, required=False, widget=forms.RadioSelect,
                initial=self.saved.get(tool.pk, ""))

    def key(self, name: str) -> str:
        return name.removeprefix("tool-")

    def rows(self):
        """Yield each tool with its bound field."""
        for tool in self.tools:
            yield tool, self[f"tool-{tool.pk}"]

    def comfort(self) -> dict[str, str]:
        """Return {tool slug: code} of the answered rows."""
        return {tool.pk: self.cleaned_data[f"tool-{tool.pk}"] for tool in self.tools if self.cleaned_data[f"tool-{tool.pk}"]}


class PauseForm(Form):
    until = DateField(label=_("Rest until"), required=False,
                      help_text=_("We send you no mails with suggestions until that day. You need not say why."))

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        self.is_paused = participant.is_paused
        super().__init__(*args, initial={"until": participant.paused_until if self.is_paused else None}, **kwargs)

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= today():
            raise forms.ValidationError(_("Please choose a day after today, or leave it empty to end the rest."))
        if not until and not self.is_paused:
            raise forms.ValidationError(_("Please say until which day you would like to rest. You are not resting now."))
        return until
