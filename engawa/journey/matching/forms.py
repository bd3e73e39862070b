"""What a participant chooses about suggestions."""
from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.ui.forms import Form
from engawa.journey.matching.models import Mails, News


class MailsForm(Form):
    mails = forms.ChoiceField(label=_("Suggestions by mail"), choices=Mails.choices, widget=forms.RadioSelect,
                              help_text=_("Three postings at most, only new ones, none twice. Nothing while you take a break or have just applied."))


class SearchForm(Form):
    name = forms.CharField(label=_("Name of this search"), max_length=60, help_text=_("So that you know it again. Up to 60 letters."))
    mails = forms.ChoiceField(label=_("New postings by mail"), choices=News.choices, widget=forms.RadioSelect, help_text=_(
        "One mail in the morning, only when there is something new, no posting twice. Nothing while you take a break."))
