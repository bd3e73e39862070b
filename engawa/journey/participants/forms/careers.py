"""The questions about one experience, and the working life as one text."""
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from engawa.base.ui.forms import Form
from engawa.journey.participants import queries, rules
from engawa.journey.participants.forms.drafts import StepForm
from engawa.journey.participants.forms.years import YearField
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import CareerRole


class CareerForm(StepForm):
    """One experience. The role is chosen from the list, or found by the words somebody uses for it.

    `is_gone`: the entry was removed while its page was open, so that the words are shown once more as those of a new one.
    """

    from_year = YearField(label=_("From which year"), required=False, help_text=_("Eras and dates are fine: 昭和58年, S58, 1983年4月."))
    to_year = YearField(label=_("Until which year"), required=False, may_go_on=True, help_text=_("Leave it empty if it goes on."))
    role = forms.ModelChoiceField(label=_("Role"), queryset=CareerRole.objects.none(), required=False,
                                  empty_label=_("Choose from the list"))
    role_words = forms.CharField(label=_("Role in your own words"), required=False, max_length=60,
                                 widget=forms.TextInput(attrs={"list": "role-words", "autocomplete": "off"}),
                                 help_text=_("Other names are understood too, for example ホストSE or 情シス."))
    place = forms.CharField(label=_("Kind of workplace"), max_length=120, required=False,
                            help_text=_("For example a bank or a city hall. The name is not needed."))
    did = forms.CharField(label=_("What you did"), max_length=2000, required=False, widget=forms.Textarea,
                          help_text=_("One or two sentences are enough. Leave out names of customers and systems."))
    result = forms.CharField(label=pgettext_lazy("of an experience", "What came of it"), max_length=1000, required=False,
                             widget=forms.Textarea, help_text=_("One sentence is enough, with a number if there is one."))

    def __init__(self, *args: Any, is_gone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= self.saved
        self.is_gone = is_gone
        if is_gone:
            self.start_anew()
        # A role that has left the list since stays possible for the entry that names it.
        mine = self.saved.get("role") or ""
        self.fields["role"].queryset = CareerRole.objects.filter(Q(retired_at__isnull=True) | Q(pk=mine))
        groups = [(family.name, [(role.pk, role.name) for role in family.current_roles]) for family in skills.role_families()]
        kept = [(role.pk, role.name) for role in CareerRole.objects.filter(pk=mine, retired_at__isnull=False)]
        self.fields["role"].choices = [("", self.fields["role"].empty_label), *kept, *groups]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("role_words") and not self.cleaned_data.get("role"):
            self._find_role(self.cleaned_data)
        values = super().clean()
        look_over(self)
        if self.is_gone:
            self.add_error(None, _("This experience was removed on another page. What you typed is below: press the button to write it anew."))
        return values

    def _find_role(self, values: dict[str, Any]) -> None:
        near = queries.roles_named(values["role_words"])
        if len(near) == 1:
            values["role"] = near[0]
        elif near:
            names = pgettext("between items of a list", ", ").join(role.name for role in near)
            self.add_error("role_words", _("Several roles are near: %(names)s. Write one of them, or leave it empty.") % {"names": names})
        else:
            self.add_error("role_words", _("No role of this name is on the list. Leave it empty: what you did says it too."))

    def compared(self) -> Iterator[str]:
        return (name for name in super().compared() if name != "role_words")


def look_over(form: Form, or_else: str = "") -> None:
    """Say what an experience still needs to be kept: a year or words, and years in their order. `or_else` is said instead of the former."""
    values = form.cleaned_data
    start, end = values.get("from_year"), values.get("to_year")
    if start and end and end < start:
        form.add_error("to_year", _("The last year is before the first. Please look at both again."))
    if not form.errors and (reason := rules.why_not_keep_career(values["did"], start, end)):
        form.add_error("did", or_else or reason)


class CareerTextForm(StepForm):
    """The working life as one text."""

    career_text = forms.CharField(label=_("Your working life as one text"), required=False, max_length=12000,
                                  widget=forms.Textarea(attrs={"class": "input--tall"}),
                                  help_text=_("As in a résumé or a letter. Leave out names of customers and systems."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= self.saved
