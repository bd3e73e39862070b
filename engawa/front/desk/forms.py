"""What the desk writes."""
from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.ui.forms import Form
from engawa.journey.organizations.models import Point


class WordsForm(Form):
    """Words to the organization: what is missing, why not, what to change."""

    words = forms.CharField(label=_("Words to the organization"), max_length=2000, widget=forms.Textarea,
                            help_text=_("Say what is good, what to change and by when you will look again."))


class PointsForm(Form):
    """The points of the list. It carries what was ticked when the page was opened, because two may tick at the same time."""

    points = forms.MultipleChoiceField(label=_("What has been looked at"), choices=Point.choices, required=False,
                                       widget=forms.CheckboxSelectMultiple, show_hidden_initial=True)

    def wanted(self, kept: set[str]) -> set[str]:
        """What is ticked now: what is kept, with the ticks that were set on this page and without those taken off."""
        shown, ticked = set(self.data.getlist(self["points"].html_initial_name)), set(self.cleaned_data["points"])
        return kept - (shown - ticked) | (ticked - shown)


class CallForm(Form):
    person = forms.CharField(label=_("Who answered"), max_length=80)
    said = forms.CharField(label=_("What was said"), max_length=2000, widget=forms.Textarea)


class BackForm(Form):
    words = forms.CharField(label=_("Why it is taken back, for the desk"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(Form):
    words = forms.CharField(label=_("Why the registration ends"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=_("The members and those who wait for an answer read it, once a colleague has confirmed it."))


class VerifyForm(Form):
    despite = forms.CharField(label=_("Why all the same, when a point is left open"), max_length=400, required=False)


class ResultForm(Form):
    result = forms.CharField(label=_("What came of it"), max_length=2000, widget=forms.Textarea,
                             help_text=_("For the coordinator team only; nothing is sent. Please call or write to the person first."))
