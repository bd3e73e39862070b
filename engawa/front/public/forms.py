"""Asking the desk, in writing or for a call."""
from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.threads.models import Inquiry
from engawa.base.ui.forms import Form


class ContactForm(Form):
    topic = forms.ChoiceField(label=_("What it is about"), choices=Inquiry.Topic.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Your name"), max_length=80)
    email = forms.EmailField(label=_("Mail address for our answer"))
    body = forms.CharField(label=_("Your question"), max_length=4000, widget=forms.Textarea,
                           help_text=_("Please leave out passwords and other people's personal data."))
    leave_empty = forms.CharField(required=False, widget=forms.HiddenInput)


class CallBackForm(Form):
    name = forms.CharField(label=_("Your name"), max_length=80)
    phone = forms.CharField(label=_("Phone number"), max_length=30, help_text=_("With or without hyphens."))
    band = forms.ChoiceField(label=_("When may we call"), choices=Inquiry.Band.choices, widget=forms.RadioSelect,
                             help_text=_("We call on working days, by the next working day."))
    topic = forms.ChoiceField(label=_("What it is about"), choices=Inquiry.Topic.choices, widget=forms.RadioSelect)
    body = forms.CharField(label=_("Anything you wish to say beforehand"), max_length=1000, required=False,
                           widget=forms.Textarea)
    leave_empty = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if sum(letter.isdigit() for letter in phone) < 9:
            raise forms.ValidationError(_("Please enter the phone number with its area code. Example: 03-0000-1234"))
        return phone
