"""What an organization says about itself."""
from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.text.places import place_choices, split_place
from engawa.base.ui.forms import EmailField, Form, PhoneField
from engawa.base.ui.wording import tidy_code
from engawa.journey.organizations.models import LegalForm, Role
from engawa.journey.organizations.names import is_corporate_number
from engawa.journey.skills.models import Cause
from engawa.journey.skills.queries import causes


class RegisterForm(Form):
    """The eight facts of a registration (ux.md N2)."""

    name = forms.CharField(label=_("Name of the organization"), max_length=120)
    legal_form = forms.ChoiceField(label=_("Legal form"), choices=LegalForm.choices, widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Where it works"), choices=place_choices)
    causes = forms.ModelMultipleChoiceField(label=_("Fields of activity"), queryset=Cause.objects.none(),
                                            widget=forms.CheckboxSelectMultiple)
    summary = forms.CharField(label=_("What it does, in one sentence"), max_length=200)
    phone = PhoneField(label=_("Phone number of the organization"), max_length=30,
                       help_text=_("The coordinator team may call it once. It is not shown in public."))
    corporate_number = forms.CharField(label=_("Corporate number"), max_length=20, required=False,
                                       help_text=_("13 digits, if it has one."))
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["causes"].queryset = causes()
        self.fields["causes"].label_from_instance = lambda cause: cause.name

    def clean_corporate_number(self) -> str:
        number = tidy_code(self.cleaned_data["corporate_number"]).replace("-", "").replace(" ", "")
        if number and not is_corporate_number(number):
            raise forms.ValidationError(_("This is not a corporate number. Please compare the 13 digits with the register, "
                                          "or leave the field empty."))
        return number

    def facts(self) -> dict:
        """Return the values as the action takes them."""
        values = dict(self.cleaned_data)
        values["prefecture"], values["country"] = split_place(values.pop("place"))
        return values


class ProfileForm(Form):
    summary = forms.CharField(label=_("What it does, in one sentence"), max_length=200)
    vision = forms.CharField(label=_("Vision"), max_length=2000, required=False, widget=forms.Textarea,
                             help_text=_("What the world should look like thanks to you. Two sentences are enough."))
    story = forms.CharField(label=_("How it began"), max_length=4000, required=False, widget=forms.Textarea)
    staff_size = forms.IntegerField(label=_("Number of paid staff"), min_value=0, max_value=9999, required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")


class AskForm(Form):
    words = forms.CharField(label=_("Words to the coordinator team"), max_length=2000, required=False, widget=forms.Textarea)


class InviteForm(Form):
    email = EmailField(label=_("Mail address of your colleague"))
    role = forms.ChoiceField(label=_("Role in the organization"), choices=Role.choices, widget=forms.RadioSelect,
                             initial=Role.MEMBER)
