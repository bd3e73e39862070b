"""What the desk writes."""
from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.ui.forms import Form


class WordsForm(Form):
    """Words to the organization: what is missing, why not, what to change."""

    words = forms.CharField(label=_("Words to the organization"), max_length=2000, widget=forms.Textarea,
                            help_text=_("Say what is good, what to change and by when you will look again."))


class ResultForm(Form):
    result = forms.CharField(label=_("What came of it"), max_length=2000, widget=forms.Textarea)
