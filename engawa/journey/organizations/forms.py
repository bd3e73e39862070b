"""What an organization says about itself, and who belongs to it."""
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from engawa.base.text.places import place_choices, split_place
from engawa.base.times import week
from engawa.base.ui.forms import EmailField, Form, PhoneField, SentenceField, option
from engawa.base.ui.wording import tidy_code
from engawa.base.users.models import User
from engawa.journey.organizations import queries
from engawa.journey.organizations.models import FORMS_ABROAD, After, LegalForm, Membership, Organization, Photo, Role
from engawa.journey.organizations.names import is_corporate_number
from engawa.journey.organizations.rules import IDENTITY
from engawa.journey.skills.models import Cause
from engawa.journey.skills.queries import causes

CAUSES_MAX = 5
NOT_HERE = "new"  # the successor has no membership yet
ZONES = [
    ("Asia/Tokyo", _("Japan")), ("Asia/Manila", _("Philippines, Singapore, Malaysia")), ("Asia/Shanghai", _("China, Taiwan")),
    ("Asia/Bangkok", _("Thailand, Viet Nam, Cambodia")), ("Asia/Dhaka", _("Bangladesh")), ("Asia/Kathmandu", _("Nepal")),
    ("Asia/Kolkata", _("India, Sri Lanka")), ("Asia/Yangon", _("Myanmar")), ("Africa/Nairobi", _("Kenya, Uganda, Tanzania")),
    ("Africa/Lagos", _("Nigeria, Cameroon")), ("Africa/Accra", _("Ghana")), ("Europe/London", _("United Kingdom")),
    ("Europe/Berlin", _("Central Europe")), ("Australia/Sydney", _("Eastern Australia")), ("America/New_York", _("Eastern America")),
    ("America/Los_Angeles", _("Western America")), ("America/Sao_Paulo", _("Brazil")),
]


def has_number_abroad(legal_form: str, country: str) -> bool:
    """Say whether an organization is entered in a register of another country: it works there, or its law is of there."""
    return legal_form in FORMS_ABROAD or country != "JP"


def legal_forms() -> list[tuple[Any, Any]]:
    """Return the legal forms under the law they are of."""
    return [(title, [(one.value, one.label) for one in LegalForm if (one in FORMS_ABROAD) is abroad])
            for title, abroad in ((_("Of Japanese law"), False), (_("Of the law of another country"), True))]


class _MarksAbroad:
    """Marks the choices of another country, so that the number of its register is asked for with them only (engawa.css, .if-abroad)."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]  # mixed into a widget
        made["attrs"]["data-abroad"] = bool(value) and has_number_abroad(value, split_place(value)[1] if name == "place" else "JP")
        return made


class LegalForms(_MarksAbroad, forms.RadioSelect):
    """The legal forms, one a row."""


class Places(_MarksAbroad, forms.Select):
    """Prefectures and countries."""


class RegisterForm(Form):
    """The facts of a registration (ux.md N2); of the numbers, each organization fills in what its law gives it."""

    name = forms.CharField(label=_("Name of the organization"), max_length=120,
                           help_text=_("As it is written in your rules."))
    legal_form = forms.ChoiceField(label=_("Legal form"), choices=legal_forms, widget=LegalForms)
    corporate_number = forms.CharField(label=_("Corporate number"), max_length=20, required=False,
                                       help_text=_("13 digits."))
    jurisdiction = forms.CharField(label=_("Authority in charge"), max_length=60, required=False,
                                   help_text=_("For example Kanagawa or Yokohama."))
    foreign_number = forms.CharField(label=_("Number in the register of your country"), max_length=30, required=False, help_text=_(
        "For example a charity number. The coordinator team looks it up; it is not shown in public."))
    place = forms.ChoiceField(label=_("Where it works"), choices=place_choices, widget=Places)
    causes = forms.ModelMultipleChoiceField(label=_("Fields of activity"), queryset=Cause.objects.none(),
                                            widget=forms.CheckboxSelectMultiple, help_text=_("Up to five."))
    summary = SentenceField(label=_("What it does, in one sentence"), max_length=200, rows=3)
    phone = PhoneField(label=_("Phone number of the organization"), max_length=30,
                       help_text=_("The coordinator team may call it once. It is not shown in public."))
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.similar: list[Organization] = []
        self.fields["causes"].queryset = causes()
        self.fields["causes"].label_from_instance = lambda cause: cause.name

    def clean_corporate_number(self) -> str:
        number = tidy_code(self.cleaned_data["corporate_number"]).replace("-", "").replace(" ", "")
        if number and not is_corporate_number(number):
            raise forms.ValidationError(_("This is not a corporate number. Please compare the 13 digits with the register, "
                                          "or leave the field empty."))
        return number

    def clean_foreign_number(self) -> str:
        return tidy_code(self.cleaned_data["foreign_number"])

    def clean_causes(self) -> list[Cause]:
        chosen = list(self.cleaned_data["causes"])
        if len(chosen) > CAUSES_MAX:
            raise forms.ValidationError(_("Please keep to five fields of activity."))
        return chosen

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._check_number_abroad(data)
        if data.get("name") and self.is_new(data["name"]):
            self._ask_about_similar(data["name"])
        return data

    def _check_number_abroad(self, data: dict[str, Any]) -> None:
        place, legal_form = data.get("place"), data.get("legal_form")
        if data.get("foreign_number") and place and legal_form and not has_number_abroad(legal_form, split_place(place)[1]):
            self.add_error("foreign_number", gettext(
                "This number is for organizations of another country. Please choose the country under “Where it works”, or leave it empty."))

    def _ask_about_similar(self, name: str) -> None:
        self.similar = list(self.others(name)[:queries.SIMILAR_SHOWN])
        if self.similar:
            # Asked only when there is something to ask; the answer comes with the next sending.
            self.fields["other"] = forms.BooleanField(label=self._not_these(), required=False)
            if not self.data.get("other"):
                self.add_error("name", gettext("An organization with this or a similar name is registered already. If you belong to it, "
                                               "ask your colleagues to invite you. If yours is another one, tick the box below "
                                               "and send again."))

    def is_new(self, name: str) -> bool:
        """Say whether a name has to be compared with those of others."""
        return True

    def others(self, name: str) -> QuerySet[Organization]:
        """Return the organizations that this one could be mistaken for."""
        return queries.similar_to(name)

    def _not_these(self) -> str:
        if len(self.similar) > 1:
            return gettext("Ours is none of these")
        return gettext("Ours is not “%(name)s”") % {"name": self.similar[0].name}

    def facts(self) -> dict[str, Any]:
        """Return the values as the action takes them."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "other"}
        if "place" in values:
            values["prefecture"], values["country"] = split_place(values.pop("place"))
        return values


class BasicsForm(RegisterForm):
    """The same facts later, and who is in charge. What the desk has verified (or is reading) is left out."""

    field_order = ("name", "legal_form", "place")

    def __init__(self, *args: Any, organization: Organization, locked: bool, **kwargs: Any) -> None:
        self.organization = organization
        known = {name: getattr(organization, name) for name in (*IDENTITY, "jurisdiction", "foreign_number", "phone", "website", "summary")}
        known |= {"place": organization.prefecture or organization.country, "causes": list(organization.causes.all())}
        super().__init__(*args, initial=known, **kwargs)
        if locked:
            for name in ("name", "legal_form", "corporate_number", "place"):
                del self.fields[name]
            if organization.is_verified or not has_number_abroad(organization.legal_form, organization.country):
                del self.fields["foreign_number"]

    def is_new(self, name: str) -> bool:
        return name != self.organization.name

    def others(self, name: str) -> QuerySet[Organization]:
        return super().others(name).exclude(pk=self.organization.pk)


class ProfileForm(Form):
    """The words of the public page, and how the organization reads and counts the hours."""

    vision = forms.CharField(label=_("Vision"), max_length=2000, required=False, widget=forms.Textarea,
                             help_text=_("What the world should look like thanks to you. Two sentences are enough."))
    story = forms.CharField(label=_("How it began"), max_length=4000, required=False, widget=forms.Textarea)
    staff_size = forms.IntegerField(label=_("Number of paid staff"), min_value=0, max_value=9999, required=False)
    founded_year = forms.IntegerField(label=_("Founded in"), min_value=1850, max_value=2100, required=False,
                                      help_text=_("A year such as 2003."))
    language = forms.ChoiceField(label=_("Language of your postings"), choices=[("ja", "日本語"), ("en", "English")],
                                 widget=forms.RadioSelect)
    time_zone = forms.ChoiceField(label=_("Your time of day"), choices=ZONES,
                                  help_text=_("Interview times are shown in it, and in the participant's own."))

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, initial={name: getattr(organization, name) for name in self.base_fields}, **kwargs)
        zone = organization.time_zone
        if zone not in dict(ZONES):
            self.fields["time_zone"].choices = [(zone, zone), *ZONES]
        for name in ("vision", "story"):
            self.fields[name].widget.attrs["lang"] = organization.language


class AskForm(Form):
    words = forms.CharField(label=_("Words to the coordinator team"), max_length=2000, required=False, widget=forms.Textarea,
                            help_text=_("An answer to their question, or what helps to check, such as the address of a register."))


class ContactHoursForm(Form):
    """When the organization can meet online: parts of the week, or hour by hour."""

    parts = forms.MultipleChoiceField(label=_("When you can meet online"), required=False, widget=forms.CheckboxSelectMultiple,
                                      help_text=_("New postings begin with these times. In each posting you can change them."))
    grid = forms.TypedMultipleChoiceField(label=_("Hour by hour"), coerce=int, required=False,
                                          choices=[(n, str(n)) for n in range(week.DAYS * week.ROWS)],
                                          widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        self.saved = organization.contact_times
        super().__init__(*args, initial={"parts": week.all_parts_of(self.saved), "grid": self.saved}, **kwargs)
        self.fields["parts"].choices = [*week.part_choices(), *week.day_part_choices()]

    def contact_times(self) -> list[int]:
        """Return the grid: single hours, parts of a day and of the week together."""
        return week.merged(self.saved, self.cleaned_data["grid"], self.cleaned_data["parts"])

    def ticked(self) -> set[str]:
        """Return what is ticked on the page, parts and hours alike."""
        return {str(value) for name in ("parts", "grid") for value in self[name].value() or []}


class FactsForm(BasicsForm):
    """What was verified, as the desk corrects it when the organization has told it."""

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, organization=organization, locked=False, **kwargs)
        for name in ("causes", "summary", "phone", "website", "jurisdiction"):
            self.fields.pop(name, None)


class RenewalForm(Form):
    """Once a year: everything is still right, or this has changed."""

    RIGHT, CHANGED = "right", "changed"
    still = forms.ChoiceField(label=_("Are these details still right"), widget=forms.RadioSelect,
                              choices=[(RIGHT, _("Everything is still right")), (CHANGED, _("Something has changed"))])
    words = forms.CharField(label=_("What has changed"), max_length=2000, required=False, widget=forms.Textarea,
                            help_text=_("Only if something has changed, or to answer a question of the coordinator team."))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("still") == self.CHANGED and not data.get("words"):
            self.add_error("words", gettext("Please write what has changed, for example the new name or the new place."))
        return data


class PaperForm(Form):
    upload = forms.FileField(label=_("A paper for the check"),
                             help_text=_("Your rules, a register or a report: PDF, JPEG or PNG, up to five papers."))


class PhotoForm(Form):
    """The photo and its words; the photo itself may stay once there is one."""

    upload = forms.FileField(label=_("Photo"), help_text=_("JPEG, PNG or WebP, up to 20 MB. Where and when it was taken is removed."))
    words = forms.CharField(label=_("What the photo shows"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=_("One sentence. It is read aloud to people who do not see the photo."))

    def __init__(self, *args: Any, photo: Photo | None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"words": photo.words if photo else ""}, **kwargs)
        if photo:
            self.fields["upload"].required = False
            self.fields["upload"].label = _("Another photo")


class InviteForm(Form):
    email = EmailField(label=_("Mail address of your colleague"))
    role = forms.ChoiceField(label=_("Role in the organization"), widget=forms.RadioSelect, initial=Role.MEMBER, choices=lambda: [
        (Role.MEMBER, option(Role.MEMBER.label, _("Writes postings, answers applications, works in projects."))),
        (Role.OWNER, option(Role.OWNER.label, _("Also edits the public page, invites and removes people.")))])


class HandOverForm(Form):
    """Who takes over, and what the former representative becomes."""

    to = forms.ChoiceField(label=_("Who takes over"), widget=forms.RadioSelect)
    email = EmailField(label=_("Mail address of the person"), required=False,
                       help_text=_("Only if the person is not here yet. It happens when the invitation is accepted."))
    after = forms.ChoiceField(label=_("And you"), widget=forms.RadioSelect, choices=lambda: [
        (After.MEMBER, option(After.MEMBER.label, _("You write postings and work in projects as before."))),
        (After.LEAVES, option(After.LEAVES.label, _("You can no longer open anything of it. Your own account stays.")))])

    def __init__(self, *args: Any, organization: Organization, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(row.pk): row for row in self.candidates(organization, by)}
        self.fields["to"].choices = [
            *((pk, option(row.user.name or row.user.email, row.get_role_display())) for pk, row in self.others.items()),
            (NOT_HERE, _("Somebody who is not here yet"))]
        if not self.others:
            self.initial["to"] = NOT_HERE

    def candidates(self, organization: Organization, by: User) -> QuerySet[Membership]:
        """Return the members who could take over."""
        return queries.memberships_of(organization).exclude(user=by).filter(user__is_active=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("to") == NOT_HERE and not data.get("email") and not self.has_error("email"):
            self.add_error("email", gettext("Please write the mail address of the person."))
        return data

    @property
    def is_invitation(self) -> bool:
        return bool(self.cleaned_data["to"] == NOT_HERE)

    def values(self) -> dict[str, Any]:
        """Return the arguments of the action: hand over to a member, or invite a successor."""
        data = self.cleaned_data
        whom = {"email": data["email"]} if self.is_invitation else {"to": self.others[data["to"]]}
        return {**whom, "after": data["after"]}


class CloseForm(Form):
    """The end of a registration, or of a posting. `waiting`: how many people wait for an answer; they read the words."""

    words = forms.CharField(label=_("A sentence to those who applied"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, waiting: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if waiting:
            self.fields["words"].help_text = ngettext(
                "%(n)s person who waits for an answer receives it by mail.", "%(n)s people who wait for an answer receive it by mail.",
                waiting) % {"n": waiting}
        else:
            del self.fields["words"]


def said_of_closing(waiting: int) -> str:
    """Say that a registration has ended, and who was told."""
    if not waiting:
        return gettext("The registration has ended. All members get a mail. Nobody was waiting for an answer.")
    return ngettext("The registration has ended. All members get a mail. %(n)s person who was waiting has been told.",
                    "The registration has ended. All members get a mail. %(n)s people who were waiting have been told.", waiting) % {"n": waiting}


class AppointForm(HandOverForm):
    """Who represents the organization when nobody is left to hand over, as the desk decides it."""

    words = forms.CharField(label=_("Why, for the desk"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=_("Who told you, and how you made sure of it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["after"]
        self.fields["to"].label = _("Who represents the organization from now on")

    def candidates(self, organization: Organization, by: User) -> QuerySet[Membership]:
        return super().candidates(organization, by).filter(role=Role.MEMBER)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"email": data["email"] if self.is_invitation else self.others[data["to"]].user.email, "words": data["words"]}
