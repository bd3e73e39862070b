"""Forms of the room."""
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engawa.base.times import today
from engawa.base.ui.forms import DateField, Form, option
from engawa.base.ui.wording import tidy_code
from engawa.journey.projects.models import Mood, Project, Report

WORDS = 2000
NUMBER = re.compile(r"\d+(?:\.\d+)?")
HOURS = re.compile(r"(?:(\d+(?:\.\d+)?)\s*(?:時間|h|hours?))?\s*(?:(\d+)\s*(?:分|m|min|minutes?))?", re.IGNORECASE)


class DurationField(forms.CharField):
    """Time given, as people write it: 2.5, 2時間半, 2時間30分, 90分. Cleans to minutes."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input--s"})

    def prepare_value(self, value: Any) -> Any:
        return f"{Decimal(value) / 60:.4g}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        text = tidy_code(str(super().clean(self.prepare_value(value)) or ""))
        if not text:
            return 0
        text = text.replace("時間半", ".5時間")
        if NUMBER.fullmatch(text):
            text += "h"
        found = HOURS.fullmatch(text)
        if not found or not any(found.groups()):
            raise ValidationError(_("Enter the time in hours. Example: 2.5"), code="invalid")
        minutes = round(Decimal(found[1] or 0) * 60) + int(found[2] or 0)
        if not 5 <= minutes <= 24 * 60:
            raise ValidationError(_("Please note at least 5 minutes and at most 24 hours for one day."), code="range")
        return minutes


class ReportForm(Form):
    """W10: four questions and how it goes."""

    done = forms.CharField(label=gettext_lazy("What was done"), widget=forms.Textarea, max_length=WORDS)
    next = forms.CharField(label=gettext_lazy("What comes next"), widget=forms.Textarea, required=False, max_length=WORDS)
    trouble = forms.CharField(label=gettext_lazy("What is difficult"), widget=forms.Textarea, required=False, max_length=WORDS,
                              help_text=gettext_lazy("Leave it empty if there is nothing."))
    minutes = DurationField(label=gettext_lazy("Time used (hours)"), required=False,
                            help_text=gettext_lazy("Time you have not noted yet. Example: 2.5"))
    mood = forms.ChoiceField(label=gettext_lazy("How things are going"), widget=forms.RadioSelect, initial=Mood.ON_TRACK)

    def __init__(self, *args: Any, last: Report | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {Mood.SLOW: _("You need not force yourself to catch up."), Mood.TALK: _("The coordinator team will see it too.")}
        self.fields["mood"].choices = [(m.value, option(m.label, hints.get(m, ""))) for m in Mood]  # type: ignore[attr-defined]  # because it is a ChoiceField
        if last and last.next:
            self.initial["done"] = last.next
            self.fields["done"].help_text = _("The “what comes next” of last time is copied here. Correct only what is different.")


class ReplyForm(Form):
    """The organization's answer to a report."""

    reply = forms.CharField(label=gettext_lazy("Reply"), widget=forms.Textarea, max_length=WORDS)


class HoursForm(Form):
    """One field to fill in; the day is today unless changed."""

    minutes = DurationField(label=gettext_lazy("Time (hours)"), help_text=gettext_lazy("Example: 2.5"))
    on = DateField(label=gettext_lazy("Day"))
    note = forms.CharField(label=gettext_lazy("What you did"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today())


class MessageForm(Form):
    body = forms.CharField(label=gettext_lazy("Message"), widget=forms.Textarea, max_length=4000)


class EndDateForm(Form):
    """W13: another end date."""

    ends_on = DateField(label=gettext_lazy("New end date"))
    words = forms.CharField(label=gettext_lazy("A word to the other side"), required=False, widget=forms.Textarea, max_length=500)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["ends_on"] = project.ends_on


class StopForm(Form):
    """Resting or stopping; no reason is asked for."""

    words = forms.CharField(label=gettext_lazy("A word to the other side"), required=False, widget=forms.Textarea, max_length=1000,
                            help_text=gettext_lazy("You need not give a reason."))
    what = forms.ChoiceField(label=gettext_lazy("What would you like to do"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rest = ("pause", option(_("Let the project rest"), _("No reports are asked for. You can go on at any time.")))
        self.fields["what"].choices = [*([rest] if project.state == "running" else []),  # type: ignore[attr-defined]  # because it is a ChoiceField
                                       ("stop", option(_("Stop for good"), _("What was made so far is handed over.")))]
        self.order_fields(["what", "words"])
