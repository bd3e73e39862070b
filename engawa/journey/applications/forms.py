"""Forms of applications and interviews."""
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engawa.base.times import now, today
from engawa.base.times.words import clock_words, day_words, zone_words
from engawa.base.ui.forms import Form, option
from engawa.journey.applications.models import Answer, Candidate, Slot
from engawa.journey.applications.zones import hours_words, in_other_zone

DAYS_AHEAD, FIRST_HOUR, LAST_HOUR, LONGEST = 56, 7, 22, 2000


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when it was nothing; None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def _times_of_day() -> list[tuple[str, str]]:
    here = timezone.get_current_timezone()
    hours = [time(hour, minute) for hour in range(FIRST_HOUR, LAST_HOUR) for minute in (0, 30)]
    return [(f"{one:%H:%M}", clock_words(datetime.combine(today(), one, here))) for one in hours]


def _days() -> list[tuple[str, str]]:
    days = [today() + timedelta(days=n) for n in range(DAYS_AHEAD)]
    return [(day.isoformat(), day_words(day, year=False)) for day in days]


def slot_choices(slots: Iterable[Slot | Candidate], other_zone: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Offer times by day: (day, [(id, times)]); a second line says the time of the other zone where it differs."""
    def choice(slot: Slot | Candidate) -> tuple[str, str]:
        other = in_other_zone(slot.starts_at, slot.minutes, other_zone) if other_zone else ""
        return str(slot.pk), option(hours_words(slot.starts_at, slot.minutes), other)
    ordered = sorted(slots, key=lambda slot: slot.starts_at)
    return [(day_words(day, year=False), [choice(slot) for slot in group])
            for day, group in groupby(ordered, key=lambda slot: timezone.localtime(slot.starts_at).date())]


class RowsForm(Form):
    """Rows of a day and a time of day, each row a moment in `zone`. `moments` has them after cleaning."""

    rows = 3

    def __init__(self, *args: Any, zone: str, moments: Sequence[datetime] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)
        days, times = [("", "—"), *_days()], [("", "—"), *_times_of_day()]
        for n in range(1, self.rows + 1):
            known = moments[n - 1].astimezone(self.zone) if n <= len(moments) else None
            self.fields[f"day_{n}"] = forms.ChoiceField(
                label=_("Day %(n)s") % {"n": n}, choices=days, required=False, initial=f"{known:%Y-%m-%d}" if known else "")
            self.fields[f"time_{n}"] = forms.ChoiceField(
                label=_("Time %(n)s") % {"n": n}, choices=times, required=False, initial=f"{known:%H:%M}" if known else "")
        self.moments: list[datetime] = []

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Rows for the template."""
        return [(self[f"day_{n}"], self[f"time_{n}"]) for n in range(1, self.rows + 1)]

    @property
    def zone_words(self) -> str:
        """Name the zone the rows are in."""
        with timezone.override(self.zone):
            return zone_words()

    @property
    def has_rows(self) -> bool:
        """Whether something stands in a row, so that it is shown open."""
        return any(pair[0].value() or pair[1].value() for pair in self.pairs)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for n in range(1, self.rows + 1):
            day, clock = values.get(f"day_{n}"), values.get(f"time_{n}")
            if day and clock:
                moment = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), self.zone)
                if moment not in self.moments:
                    self.moments.append(moment)
                if moment <= now():
                    self.add_error(f"time_{n}", _("This time has already passed. Please choose another."))
            elif day and not self.errors.get(f"time_{n}"):
                self.add_error(f"time_{n}", _("Choose the time for %(day)s too.") % {
                    "day": day_words(date.fromisoformat(day), year=False)})
            elif clock and not self.errors.get(f"day_{n}"):
                self.add_error(f"day_{n}", _("Choose the day for this time too."))
        return values


class SlotRowsForm(RowsForm):
    """Times an organization adds to those it offers."""

    rows = 4


class TimesForm(RowsForm):
    """Ticked times of the organization and own ones."""

    slots = forms.MultipleChoiceField(label=gettext_lazy("Times that suit you"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Sequence[Slot], other_zone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slots"].choices = slot_choices(choices, other_zone)
        self.fields["slots"].error_messages["invalid_choice"] = _(
            "A time you ticked is no longer free. Please look at the times again. Everything else is still here.")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and not values.get("slots") and not self.moments:
            self.add_error("slots", _("Choose at least one time for the interview, or write one of your own."))
        return values

    @property
    def chosen(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["slots"]]


class ExperienceForm(Form):
    """What of the inventory is sent, and a message."""

    message = forms.CharField(
        label=gettext_lazy("Message to the organization"), max_length=LONGEST, widget=forms.Textarea,
        help_text=gettext_lazy("Two or three sentences are enough: why you would like to help, and what you could do."))
    careers = forms.MultipleChoiceField(
        label=gettext_lazy("Experience to send"), required=False, widget=forms.CheckboxSelectMultiple)
    skills = forms.MultipleChoiceField(
        label=gettext_lazy("Skills to send"), required=False, widget=forms.CheckboxSelectMultiple)
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("What else to send"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: Mapping[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, possible in choices.items():
            self.fields[name].choices = possible

    @property
    def sends_everything(self) -> bool:
        """Whether all that could be sent is ticked."""
        return all(len(self[name].value() or []) == len(self.fields[name].choices) for name in ("careers", "skills", "parts"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("careers") and not values.get("skills") and not self.errors:
            self.add_error("careers", _("Tick at least one piece of your experience, so that the organization knows you a little."))
        return values


class CandidateForm(Form):
    """One of the times."""

    candidate = forms.ChoiceField(label=gettext_lazy("Time of the interview"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, candidates: Sequence[Candidate], other_zone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {str(one.pk): one for one in candidates}
        self.fields["candidate"].choices = slot_choices(candidates, other_zone)

    @property
    def chosen(self) -> Candidate:
        return self.candidates[self.cleaned_data["candidate"]]


class InviteForm(CandidateForm):
    """One of the applicant's times, and a link of one's own if there is one."""

    link = forms.CharField(
        label=gettext_lazy("Link of the meeting"), required=False, max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=gettext_lazy("Leave it empty and a room is made for you. You can also paste a link of Zoom, Teams or Google Meet."))


class LinkForm(Form):
    link = forms.CharField(
        label=gettext_lazy("Link of the meeting"), required=False, max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=gettext_lazy("A link of Zoom, Teams or Google Meet. Leave it empty and a new room is made for you."))


class DeclineForm(Form):
    words = forms.CharField(
        label=gettext_lazy("Words to the applicant"), max_length=LONGEST, widget=forms.Textarea,
        help_text=gettext_lazy("They are shown to the applicant as they stand here. You can change them."))


class AnswerForm(Form):
    answer = forms.ChoiceField(label=gettext_lazy("How would you like to go on?"), choices=Answer.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("Words to the other side, if it is not this time"), required=False, max_length=LONGEST,
        widget=forms.Textarea, help_text=gettext_lazy("Only shown when you choose “I would rather not this time”."))
