"""The questions about one experience."""
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engawa.base.times import today
from engawa.base.ui.dates import year_of
from engawa.base.ui.forms import Form
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import CareerRole


class YearField(forms.CharField):
    """A calendar year, also as 昭和58年, S58 or 平成元年. Cleans to int or None."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=12, widget=forms.TextInput(attrs={"class": "input--s", "inputmode": "text"}), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        year = year_of(text)
        if year is None or not 1940 <= year <= today().year + 1:
            raise forms.ValidationError(_("Please write the year like 1983, 昭和58年 or S58."))
        return year

    def prepare_value(self, value):
        return "" if value is None else str(value)


class CareerForm(Form):
    from_year = YearField(label=_("From which year"), help_text=_("Eras are fine: 昭和58年, S58."))
    to_year = YearField(label=_("Until which year"), required=False, help_text=_("Leave it empty if it goes on."))
    role = forms.ModelChoiceField(label=_("Role"), queryset=CareerRole.objects.none(), required=False,
                                  empty_label=_("Choose from the list"))
    place = forms.CharField(label=_("Kind of workplace"), max_length=120, required=False,
                            help_text=_("For example a bank or a city hall. The name is not needed."))
    did = forms.CharField(label=_("What you did"), max_length=2000, widget=forms.Textarea,
                          help_text=_("One or two sentences are enough. Leave out names of customers and systems."))
    result = forms.CharField(label=pgettext_lazy("of an experience", "What came of it"), max_length=1000, required=False,
                             widget=forms.Textarea)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # A role that has left the list since stays possible for the entry that names it.
        mine = self.initial.get("role")
        self.fields["role"].queryset = CareerRole.objects.filter(Q(retired_at__isnull=True) | Q(pk=mine.pk if mine else ""))
        groups = [(family.name, [(role.pk, role.name) for role in family.current_roles]) for family in skills.role_families()]
        kept = [(mine.pk, mine.name)] if mine and mine.is_retired else []
        self.fields["role"].choices = [("", self.fields["role"].empty_label), *kept, *groups]
        if mine:
            self.initial["role"] = mine.pk

    def clean(self):
        values = super().clean()
        start, end = values.get("from_year"), values.get("to_year")
        if start and end and end < start:
            self.add_error("to_year", _("The last year is before the first. Please look at both again."))
        return values
