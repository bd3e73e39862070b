"""What a participant chooses about suggestions."""
from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.ui.forms import Form
from engawa.journey.matching.models import Mails


class MailsForm(Form):
    mails = forms.ChoiceField(label=_("Suggestions by mail"), choices=Mails.choices, widget=forms.RadioSelect,
                              help_text=_("Three postings at most, only new ones, none twice. Nothing while you take a break or have just applied."))
