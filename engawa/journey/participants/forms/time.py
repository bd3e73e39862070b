"""The questions about time, languages, causes, and the person the desk may call."""
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from engawa.base.accounts.forms import LanguageForm
from engawa.base.times import today
from engawa.base.ui.forms import DateField, PhoneField
from engawa.journey.participants import week
from engawa.journey.participants.forms import merging
from engawa.journey.participants.forms.drafts import StepForm
from engawa.journey.participants.languages import EXTRA_EMPTY, EXTRA_MAX, LANGUAGE_NAMES, MAIN
from engawa.journey.participants.models import LanguageLevel
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import Cause, Skill

HOURS = [(2, _("up to 2 hours")), (4, _("up to 4 hours")), (6, _("up to 6 hours")), (10, _("up to 10 hours"))]
WEEK = ("parts", "grid")
PLAIN = ("hours_per_week", "starts_on", "months_max", "at_once", "time_zone", "trusted_name", "trusted_phone")
TICKED = ("causes", "wishes")


class TimeForm(StepForm):
    """V7. Every answer but the hours may stay empty."""

    hours_per_week = forms.TypedChoiceField(
        label=_("Hours a week"), choices=HOURS, coerce=int, widget=forms.RadioSelect,
        help_text=_("What would still be easy in a busy week. It goes to an organization with your application, unless you leave it out."))
    parts = forms.MultipleChoiceField(label=_("When you can be reached"), required=False, widget=forms.CheckboxSelectMultiple,
                                      help_text=_("For meetings. Organizations see only the times you choose when you apply."))
    grid = forms.TypedMultipleChoiceField(label=_("Hour by hour"), coerce=int, required=False,
                                          choices=[(n, str(n)) for n in range(week.DAYS * week.ROWS)],
                                          widget=forms.CheckboxSelectMultiple)
    starts_on = DateField(label=_("From when"), required=False,
                          help_text=_("Leave it empty if you can begin at any time. A day that has passed means the same."),
                          error_messages={"invalid": _("Write year, month and day, or leave all three empty if you can begin at any time.")})
    months_max = forms.TypedChoiceField(
        label=_("Longest period"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Any length")), (1, _("1 month")), (3, _("3 months")), (6, _("6 months"))])
    at_once = forms.TypedChoiceField(
        label=_("Projects at the same time"), coerce=int, required=False, empty_value=1, widget=forms.RadioSelect,
        choices=[(1, _("One")), (2, _("Up to two")), (3, _("Up to three"))],
        help_text=_("For suggestions only. Organizations do not see it."))
    time_zone = forms.ChoiceField(label=_("Show times in"), required=False,
                                  help_text=_("For people who live abroad. The times of this page and of meetings are shown in it."))
    causes = forms.ModelMultipleChoiceField(label=_("Causes you care about"), queryset=Cause.objects.none(), required=False,
                                            widget=forms.CheckboxSelectMultiple,
                                            help_text=_("Postings of these organizations come first for you. Nobody else sees it."))
    language_ja = forms.ChoiceField(label=_("Japanese"), required=False)
    language_en = forms.ChoiceField(label=_("English"), required=False)
    wishes = forms.ModelMultipleChoiceField(label=_("What you would like to learn"), queryset=Skill.objects.none(),
                                            required=False, widget=forms.CheckboxSelectMultiple,
                                            help_text=_("For suggestions only. Organizations do not see it."))
    trusted_name = forms.CharField(label=_("Name of that person"), required=False, max_length=80)
    trusted_phone = PhoneField(label=_("Phone number of that person"), required=False,
                               widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}))

    def __init__(self, *args: Any, wishable: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        saved = self.saved
        self.initial |= {**saved, "parts": week.all_parts_of(saved["free_times"]), "grid": saved["free_times"]}
        self.fields["parts"].choices = [*week.part_choices(), *week.day_part_choices()]
        self.fields["causes"].queryset = skills.causes()
        self.fields["wishes"].queryset = wishable
        self.fields["time_zone"].choices = LanguageForm().fields["time_zone"].choices
        levels = {row["code"]: row["level"] for row in saved["languages"]}
        for code in MAIN:
            self.fields[f"language_{code}"].choices = [("", _("I do not use it")), *LanguageLevel.choices]
            self.initial[f"language_{code}"] = levels.get(code, "")
        self._add_rows([row for row in saved["languages"] if row["code"] not in MAIN])

    def _add_rows(self, spoken: list[dict[str, str]]) -> None:
        names = [("", _("Choose from the list")), *((code, name) for code, name in LANGUAGE_NAMES.items() if code not in MAIN)]
        names += [(row["code"], row["code"]) for row in spoken if row["code"] not in LANGUAGE_NAMES]
        posted = [name for name in self.data if name.startswith("other_level_")] if self.is_late else []
        self.extra = range(min(max(len(spoken), min(len(spoken) + EXTRA_EMPTY, EXTRA_MAX)) + len(posted), len(LANGUAGE_NAMES)))
        for n in self.extra:
            row = spoken[n] if n < len(spoken) else {"code": "", "level": ""}
            self.fields[f"other_{n}"] = forms.ChoiceField(label=_("Language"), required=False, choices=names, initial=row["code"])
            self.fields[f"other_level_{n}"] = forms.ChoiceField(
                label=_("How well"), required=False, choices=[("", _("Choose from the list")), *LanguageLevel.choices], initial=row["level"])

    def other_rows(self) -> Iterator[tuple[Any, Any]]:
        """Yield the rows of other languages: (language, level)."""
        for n in self.extra:
            yield self[f"other_{n}"], self[f"other_level_{n}"]

    @property
    def has_errors_in_others(self) -> bool:
        """Whether a row of the other languages has to be looked at."""
        return any(field.errors for row in self.other_rows() for field in row)

    def clean_starts_on(self) -> date | None:
        day = self.cleaned_data["starts_on"]
        return day if day and day > today() else None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for n in self.extra:
            if values.get(f"other_{n}") and not values.get(f"other_level_{n}"):
                self.add_error(f"other_level_{n}", _("Choose how well you know this language, or take it out of the list."))
        if not self.languages():
            self.add_error("language_ja", _("Choose a level for at least one language."))
        if values.get("trusted_phone") and not values.get("trusted_name"):
            self.add_error("trusted_name", _("Write whose number it is, so that the coordinator team greets the right person."))
        return values

    def merge(self, values: dict[str, Any]) -> None:
        super().merge(values)
        free, languages = self.free_times(), self.languages()
        self.has_joined |= free != self._typed_times() or _by_code(languages) != _by_code(self._typed_languages())
        for name, ticks in {"grid": free, "parts": week.all_parts_of(free)}.items():
            self.data.setlist(name, [str(tick) for tick in ticks])
        spoken = _by_code(languages)
        for code in MAIN:
            self.put(f"language_{code}", spoken.pop(code, ""))
        for n, row in zip(self.extra, [*spoken.items(), *[("", "")] * len(self.extra)], strict=False):
            for name, value in zip((f"other_{n}", f"other_level_{n}"), row, strict=True):
                self.put(name, value)

    def free_times(self) -> list[int]:
        """Return the grid: single hours, parts of a day and of the week together."""
        return week.clean(merging.many(self.shown["free_times"], self._typed_times(), self.saved["free_times"]))

    def _typed_times(self) -> list[int]:
        return week.clean(week.merged(self.shown["free_times"], self.cleaned_data["grid"], self.cleaned_data["parts"]))

    def languages(self) -> list[dict[str, str]]:
        """Return the languages with their levels, each once."""
        return merging.languages(self.shown["languages"], self._typed_languages(), self.saved["languages"]) if self.is_late else self._typed_languages()

    def _typed_languages(self) -> list[dict[str, str]]:
        given = self.cleaned_data
        rows = [(code, given.get(f"language_{code}")) for code in MAIN]
        rows += [(given.get(f"other_{n}"), given.get(f"other_level_{n}")) for n in self.extra]
        return [{"code": code, "level": level} for code, level in dict(reversed(rows)).items() if code and level][::-1]

    def values(self) -> dict[str, Any]:
        """Return the answers as the action takes them."""
        return {**{name: self.cleaned_data[name] for name in (*PLAIN, *TICKED)}, "free_times": self.free_times(), "languages": self.languages()}

    def differences(self) -> Iterator[tuple[Any, str, str]]:
        """The week day by day and the languages together; everything else one line an answer."""
        shown, saved, kept = self.shown["free_times"], self.saved["free_times"], self.free_times()
        if self.is_open(shown, kept, saved, in_parts=True):
            yield self.fields["parts"].label, week.by_day(saved), week.by_day(kept)
        states = [_by_code(rows) for rows in (self.shown["languages"], self.languages(), self.saved["languages"])]
        if any(self.is_open(*(state.get(code) for state in states)) for code in {*states[1], *states[2]}):
            yield _("Languages"), _spoken(self.saved["languages"]), _spoken(self.languages())
        yield from super().differences()

    def compared(self) -> Iterator[str]:
        return (name for name in super().compared() if name not in WEEK and not name.startswith(("language_", "other_")))


def _by_code(languages: list[dict[str, str]]) -> dict[str, str]:
    return {row["code"]: row["level"] for row in languages}


def _spoken(languages: list[dict[str, str]]) -> str:
    said = [f"{LANGUAGE_NAMES.get(row['code'], row['code'])} {LanguageLevel(row['level']).label}" for row in languages]
    return pgettext("between items of a list", ", ").join(said)
