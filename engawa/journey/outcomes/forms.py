"""Forms of completion, thanks and checking a certificate."""
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engawa.base.ui.forms import Form

WORDS = 1000
DATA = gettext_lazy("Data is returned or deleted, no copies remain, and access has been given back")


class AskForm(Form):
    """Deliverables to tick, the data check, a word."""

    delivered = forms.MultipleChoiceField(label=gettext_lazy("What was handed over"), required=False,
                                          widget=forms.CheckboxSelectMultiple)
    data_returned = forms.BooleanField(label=DATA, required=False)
    words = forms.CharField(label=gettext_lazy("A word to the other side"), required=False, widget=forms.Textarea, max_length=WORDS)

    def __init__(self, *args: Any, deliverables: list[str], needs_care: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delivered"].choices = [(each, each) for each in deliverables]  # type: ignore[attr-defined]  # because it is a ChoiceField
        self.fields["delivered"].help_text = _("As you agreed. What is not ticked is shown to the other side as open.")
        self.fields["data_returned"].required = needs_care
        if not deliverables:
            del self.fields["delivered"]

    def values(self) -> dict[str, Any]:
        """Return the arguments of the action."""
        return {"delivered": [], **self.cleaned_data}


class ConfirmForm(Form):
    """The other side's tick."""

    data_returned = forms.BooleanField(label=DATA, required=False)

    def __init__(self, *args: Any, needs_care: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["data_returned"].required = needs_care


class NotYetForm(Form):
    """Not yet, in words."""

    prefix = "notyet"
    words = forms.CharField(label=gettext_lazy("What is still missing"), widget=forms.Textarea, max_length=WORDS)


class ThanksForm(Form):
    words = forms.CharField(label=gettext_lazy("Your words of thanks"), widget=forms.Textarea, max_length=WORDS)
    may_be_shown = forms.BooleanField(label=gettext_lazy("These words may be shown in public, without my name"), required=False)


class CheckForm(Form):
    needs_words = False
    code = forms.CharField(label=gettext_lazy("Check code"), max_length=40,
                           widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--m", "autocapitalize": "characters"}),
                           help_text=gettext_lazy("It stands at the bottom of the certificate. Example: EN-7KQM-34TD"))
