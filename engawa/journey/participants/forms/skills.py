"""The questions about skills: one set of fields for each skill of the page."""
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from engawa.base.ui.forms import Form
from engawa.journey.participants.forms import merging
from engawa.journey.participants.forms.drafts import StepForm
from engawa.journey.participants.forms.years import YearsField
from engawa.journey.participants.models import LastUse, RefusedSkill
from engawa.journey.participants.queries import Offered
from engawa.journey.skills import queries as skills

NOT_MINE = "0"
NO = (0, "", None)
PARTS = ("level", "use", "years")


class SkillsForm(StepForm):
    """For each skill: the self-check sentence, the last use, years."""

    find = forms.CharField(label=_("Look for another skill"), required=False, max_length=60,
                           help_text=_("A word is enough. Katakana, letters and old product names are understood."))
    again = forms.MultipleChoiceField(label=_("Offer again"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: list[Offered], refused: list[RefusedSkill], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["again"].choices = [(row.skill_id, row.skill.name) for row in refused]
        found = list(skills.levels())
        self.level_names = {each.number: each.name for each in found}
        levels = [*((str(each.number), each.self_check) for each in found), (NOT_MINE, _("Not my experience"))]
        for row in offered:
            slug = row.skill.pk
            self.fields[f"level-{slug}"] = forms.ChoiceField(
                label=row.skill.name, choices=levels, required=False, widget=forms.RadioSelect, initial=str(row.level or ""))
            self.fields[f"use-{slug}"] = forms.ChoiceField(
                label=_("Last used"), choices=[("", _("Choose from the list")), *LastUse.choices], required=False, initial=row.last_use)
            self.fields[f"years-{slug}"] = YearsField(
                label=_("Years"), required=False, min_value=1, max_value=60, initial=row.years)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for row in self.offered:
            slug = row.skill.pk
            said = any(value and value != before for value, before in (
                (values.get(f"use-{slug}"), row.last_use), (values.get(f"years-{slug}"), row.years)))
            if said and not self.data.get(f"level-{slug}"):
                self.add_error(f"level-{slug}", _("How well do you know “%(skill)s”? Choose the sentence that comes closest.") % {
                    "skill": row.skill.name})
        return values

    def parts(self, row: Offered) -> dict[str, Any]:
        """Return a skill with its bound fields and its saved answer in words, for the page."""
        level_field, use, years = (self[f"{name}-{row.skill.pk}"] for name in ("level", "use", "years"))
        return {"row": row, "level": level_field, "aside": [use, years], "fields": [level_field, use, years],
                "has_errors": any(field.errors for field in (level_field, use, years)),
                "state": _said((row.level, row.last_use, row.years), self.level_names) if row.level else ""}

    def answers(self) -> dict[str, tuple[int, str, int | None]]:
        """Return what was chosen: {slug: (level, last use, years)}; level 0 is a no. Skills left open are absent."""
        given = self.cleaned_data
        return {slug: (int(given[f"level-{slug}"]), given[f"use-{slug}"], given[f"years-{slug}"]) if given[f"level-{slug}"] != NOT_MINE else NO
                for slug in (row.skill.pk for row in self.offered) if given[f"level-{slug}"]}

    def held(self) -> dict[str, tuple[int, str, int | None]]:
        """Return the skills the person has."""
        return {slug: answer for slug, answer in self.answers().items() if answer[0]}

    def refused(self) -> list[str]:
        """Return the skills the person said no to."""
        return [slug for slug, answer in self.answers().items() if not answer[0]]

    def merge(self, values: dict[str, Any]) -> None:
        """Skill by skill: level, last use and years each for itself, where all three states hold the skill."""
        for slug, (shown, typed, saved) in self._states().items():
            kept = merging.one(shown, typed, saved)
            if _are_held(shown, typed, saved):
                kept = tuple(map(merging.one, shown, typed, saved))
            self.has_joined |= not merging.is_same(kept, typed)
            for name, value in zip(PARTS, kept or ("", values[f"use-{slug}"], values[f"years-{slug}"]), strict=True):
                values[f"{name}-{slug}"] = str(value) if name == "level" else value
                self.put(f"{name}-{slug}", value)

    def _states(self) -> dict[str, tuple[Any, Any, Any]]:
        answers = self.answers()
        return {slug: (self.shown.get(slug), answers.get(slug), self.saved.get(slug)) for slug in (row.skill.pk for row in self.offered)}

    def differences(self) -> Iterator[tuple[Any, str, str]]:
        """One line a skill, instead of one a field."""
        names = {row.skill.pk: row.skill.name for row in self.offered}
        for slug, states in self._states().items():
            parts = zip(*states, strict=True) if _are_held(*states) else [states]
            if any(self.is_open(*part) for part in parts):
                yield names[slug], _said(states[2], self.level_names), _said(states[1], self.level_names)


def _are_held(*answers: Any) -> bool:
    return all(answer and answer[0] for answer in answers)


def _said(answer: Any, level_names: dict[int, str]) -> str:
    """Say level, last use and years of a skill in one line."""
    if not answer:
        return gettext("Not chosen")
    number, last_use, years = answer
    if not number:
        return gettext("Not my experience")
    words = [level_names[number], str(LastUse(last_use).label) if last_use else "",
             ngettext("%(n)s year", "%(n)s years", years) % {"n": years} if years else ""]
    return pgettext("between items of a list", ", ").join(filter(None, words))


class ProposeForm(Form):
    """A skill that the list does not have, for the desk."""

    words = forms.CharField(label=_("How you call this skill"), max_length=120)
    note = forms.CharField(label=_("What it is, in one sentence"), max_length=400, required=False,
                           help_text=_("Only the coordinator team reads it."))
    level = forms.TypedChoiceField(label=_("How well you know it"), coerce=int, initial=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(each.number, each.self_check) for each in skills.levels()]


