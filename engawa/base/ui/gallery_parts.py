"""Sample contents of the gallery page, where every part of the house stands side by side."""
from pathlib import Path

from django import forms
from django.utils.translation import pgettext, pgettext_lazy

from engawa.base.ui.forms import DateField, EmailField, Form, LinesField, NativeDate, PhoneField, option

HERE = Path(__file__).parent / "templates" / "ui"
SWATCHES = ["paper", "sheet", "tatami", "pale", "ink", "ink-2", "ai", "ai-deep", "shu", "ok", "warn", "info"]


class SampleForm(Form):
    """One field of every kind; the gallery sends it with two mistakes."""

    name = forms.CharField(label=pgettext_lazy("gallery", "Full name"),
                           widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = EmailField(label=pgettext_lazy("gallery", "Mail address"),
                       help_text=pgettext_lazy("gallery", "We send the one-time code there."))
    start = DateField(label=pgettext_lazy("gallery", "Day you want to start"), required=False,
                      help_text=pgettext_lazy("gallery", "Years may be written as 2026 or 令和8."))
    due = DateField(label=pgettext_lazy("gallery", "Due date"), required=False, widget=NativeDate)
    phone = PhoneField(label=pgettext_lazy("gallery", "Phone"), required=False)
    hours = forms.ChoiceField(label=pgettext_lazy("gallery", "Hours a week"), widget=forms.RadioSelect)
    slots = forms.MultipleChoiceField(label=pgettext_lazy("gallery", "Times on Tuesday 20 October"), required=False,
                                      widget=forms.CheckboxSelectMultiple)
    minutes = forms.IntegerField(label=pgettext_lazy("gallery", "Minutes"), required=False, min_value=5)
    area = forms.ChoiceField(label=pgettext_lazy("gallery", "Area"), required=False)
    about = forms.CharField(label=pgettext_lazy("gallery", "About you"), required=False, widget=forms.Textarea)
    wants = LinesField(label=pgettext_lazy("gallery", "What you will deliver"), required=False,
                       help_text=pgettext_lazy("gallery", "One thing a line."))
    photo = forms.FileField(label=pgettext_lazy("gallery", "Photo of your work"), required=False,
                            help_text=pgettext_lazy("gallery", "Up to 10 MB, JPEG or PNG."))
    read = forms.BooleanField(label=pgettext_lazy("gallery", "I have read version 2"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].choices = [("2", pgettext("gallery", "Up to 2 hours")),
                                        ("4", option(pgettext("gallery", "Up to 4 hours"),
                                                     pgettext("gallery", "Most people choose this"))),
                                        ("later", pgettext("gallery", "Decide later"))]
        self.fields["slots"].choices = [("a", pgettext("gallery", "10:00–10:30 am (Japan time)")),
                                        ("b", option(pgettext("gallery", "2:00–2:30 pm (Japan time)"),
                                                     pgettext("gallery", "1:00–1:30 pm in Manila")))]
        self.fields["area"].choices = [("", pgettext("gallery", "Not decided")),
                                       ("data", pgettext("gallery", "Sorting out and analysing data")),
                                       ("web-sns", pgettext("gallery", "Website and social media"))]


def everything() -> dict[str, object]:
    """Return what the gallery template shows."""
    form = SampleForm({"name": "佐伯　和夫", "email": "kazuo＠", "start": "来月", "phone": "０３－００００－１２３４",
                       "hours": "4", "slots": ["a"], "wants": "・名簿\n・手順書", "read": "on"})
    return {
        "form": form,
        "icons": sorted(p.stem for p in (HERE / "icons").glob("*.svg")),
        "pictures": sorted(p.stem for p in (HERE / "pictures").glob("*.svg")),
        "swatches": SWATCHES,
        "steps": [(1, pgettext("gallery", "Your work"), "#steps"),
                  (2, pgettext("gallery", "Skills found"), ""), (3, pgettext("gallery", "Tools"), "")],
        "reasons": [pgettext("gallery", "Weekday daytime, up to 4 hours a week"),
                    pgettext("gallery", "You wrote that you care about nature")],
        "chart": [(pgettext("gallery", "Applications"), 8, 2), (pgettext("gallery", "Interviews"), 5, 1),
                  (pgettext("gallery", "Active projects"), 23, 3),
                  (pgettext("gallery", "Completion"), 4, 0)],
        "before": pgettext("gallery", "Progress is told once a week, by phone."),
        "after": pgettext("gallery", "Progress is told every two weeks, by Zoom."),
    }
