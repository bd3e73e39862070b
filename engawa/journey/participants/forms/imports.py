"""A file to read, and what was read from it to confirm."""
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from engawa.base.ui.forms import Form, option
from engawa.base.ui.refusal import Refused
from engawa.journey.participants.forms.careers import YearField, look_over
from engawa.journey.participants.imports import found as limits
from engawa.journey.participants.imports.found import Found, FoundCareer, FoundSkill
from engawa.journey.participants.imports.reading import Read, read_upload
from engawa.journey.participants.languages import LANGUAGE_NAMES
from engawa.journey.participants.models import LanguageLevel, Participant
from engawa.journey.participants.queries.imports import skills_to_ask, written_already
from engawa.journey.participants.rules import KEPT_KINDS
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import CareerRole, Skill


class ImportForm(Form):
    """Cleans the file to what it says, so that an unreadable one is an error of its field."""

    file = forms.FileField(label=_("Résumé file"), help_text=_("Word, Excel, PDF, text, a LinkedIn archive or JSON Resume, up to 20 MB."))

    keep = forms.BooleanField(label=_("Keep the original file too, for yourself only"), required=False)

    def clean_file(self) -> Read:
        try:
            return read_upload(self.cleaned_data["file"])
        except Refused as refused:
            raise forms.ValidationError(refused.reason) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("keep") and "file" in cleaned and cleaned["file"].kind not in KEPT_KINDS:
            self.add_error("keep", gettext("A file of this kind can be read but not kept. Please untick this."))
        return cleaned

    @property
    def original(self) -> Any:
        """The file itself where it is to be kept, else None."""
        return self.files["file"] if self.cleaned_data["keep"] else None


class EntryForm(Form):
    """One experience that was read: kept or not, and every word of it may be changed first."""

    keep = forms.BooleanField(label=_("Add this experience"), required=False)
    from_year = YearField(label=_("From which year"), required=False)
    to_year = YearField(label=_("Until which year"), required=False, help_text=_("Leave it empty if it goes on."))
    role = forms.ModelChoiceField(label=_("Role"), queryset=CareerRole.objects.none(), required=False,
                                  empty_label=_("Choose from the list"))
    place = forms.CharField(label=_("Kind of workplace"), max_length=limits.PLACE, required=False,
                            help_text=_("For example a bank or a city hall. The name is not needed."))
    did = forms.CharField(label=_("What you did"), max_length=limits.DID, required=False, widget=forms.Textarea)
    result = forms.CharField(label=pgettext_lazy("of an experience", "What came of it"), max_length=limits.RESULT, required=False,
                             widget=forms.Textarea)

    def __init__(self, *args: Any, career: FoundCareer, known: bool, roles: list[Any], **kwargs: Any) -> None:
        first = {"keep": not known, "from_year": career.from_year, "to_year": career.to_year, "role": career.role or None,
                 "place": career.kind, "did": career.did, "result": career.result}
        super().__init__(*args, initial=first, **kwargs)
        self.known, self.career = known, career
        if career.is_named:
            self.fields["place"].help_text = gettext("In the file: %(name)s. Please write the kind of workplace, for example a bank or a city "
                                                     "hall; the name is not needed.") % {"name": career.place}
        self.fields["role"].queryset = CareerRole.objects.current()
        self.fields["role"].choices = [("", self.fields["role"].empty_label), *roles]
        self.role_name = next((name for _family, group in roles for slug, name in group if slug == career.role), "")

    def full_clean(self) -> None:
        super().full_clean()
        # What is not kept need not be right.
        if self.is_bound and "keep" not in self.errors and not self.cleaned_data.get("keep"):
            self._errors.clear()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        look_over(self, _("Please write what you did or a year, or leave this experience out."))
        return values

    def values(self) -> dict[str, Any]:
        """Return the answers as `save_career` takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "keep"}


class RestForm(Form):
    """Skills with the words they came from, languages and the text about the whole."""

    skills = forms.MultipleChoiceField(label=_("Skills named in the file"), required=False, widget=forms.CheckboxSelectMultiple,
                                       help_text=_("Next you choose how well you know each. What you untick here is not suggested again."))
    languages = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple)
    keep_about = forms.BooleanField(label=_("Add this text to your working life as one text"), required=False)
    about = forms.CharField(label=_("Text about the whole"), max_length=limits.ABOUT, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, found: Found, asked: list[FoundSkill], already: str, **kwargs: Any) -> None:
        self.asked = asked
        self.spoken = [one for one in found.languages if one.code and one.level]
        first = {"skills": [one.skill for one in asked if one.is_sure], "languages": [one.code for one in self.spoken],
                 "about": found.about, "keep_about": bool(found.about) and found.about not in already}
        super().__init__(*args, initial=first, **kwargs)
        names, levels = Skill.objects.in_bulk([one.skill for one in asked]), skills.level_names()
        self.fields["skills"].choices = [(one.skill, option(names[one.skill].name, _hint(one, levels))) for one in asked if one.skill in names]
        self.fields["languages"].choices = [
            (one.code, option(LANGUAGE_NAMES[one.code], LanguageLevel(one.level).label)) for one in self.spoken]
        for name, there in (("skills", asked), ("languages", self.spoken), ("about", found.about), ("keep_about", found.about)):
            if not there:
                del self.fields[name]

    def answers(self) -> dict[str, Any]:
        """Return skills, refused, languages and about as `confirm_import` takes them.

        A suggestion that stood there ticked and was unticked is refused; one that was never ticked is only left open.
        """
        given = self.cleaned_data
        taken = given.get("skills", [])
        return {
            "skills": taken, "refused": [one.skill for one in self.asked if one.is_sure and one.skill not in taken],
            "languages": [{"code": one.code, "level": one.level} for one in self.spoken if one.code in given.get("languages", [])],
            "about": given["about"] if given.get("keep_about") else ""}


def _hint(one: FoundSkill, levels: dict[int, str]) -> str:
    words = _("From the file: %(words)s") % {"words": one.words}
    return f"{words}　{levels[one.level]}" if one.level else str(words)


class ConfirmForms:
    """The confirm page: one form an experience, and one for the rest. They are valid or shown again together."""

    def __init__(self, data: Any, *, participant: Participant, found: Found, room: int) -> None:
        roles = [(family.name, [(role.pk, role.name) for role in family.current_roles]) for family in skills.role_families()]
        known = written_already(participant, found.careers)
        self.entries = [EntryForm(data, prefix=f"career-{number}", career=career, known=known[number], roles=roles)
                        for number, career in enumerate(found.careers)]
        # What does not fit any more is shown, but not ticked.
        for entry in [entry for entry in self.entries if not entry.known][room:]:
            entry.initial["keep"] = False
        self.rest = RestForm(data, found=found, asked=skills_to_ask(participant, found), already=participant.career_text)
        self.all = [*self.entries, self.rest]
        self.is_bound = data is not None

    @property
    def adds(self) -> bool:
        """Whether anything was ticked that is in the inventory at once: all but skills whose level the file does not state."""
        given = self.rest.answers()
        return bool(given["languages"] or given["about"] or any(entry.cleaned_data["keep"] for entry in self.entries)
                    or any(one.level for one in self.rest.asked if one.skill in given["skills"]))

    def is_valid(self) -> bool:
        """Check every form, so that all errors are shown at once."""
        return not [form for form in self.all if not form.is_valid()]

    def attempt(self, action: Callable[..., Any], **kwargs: Any) -> Any:
        """Call the action with what was ticked; its refusal is shown above."""
        careers = [entry.values() for entry in self.entries if entry.cleaned_data["keep"]]
        return self.rest.attempt(action, careers=careers, **self.rest.answers(), **kwargs)
