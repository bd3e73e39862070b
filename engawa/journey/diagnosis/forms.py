"""Which areas, and one answer."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from engawa.base.ui.forms import Form, option
from engawa.journey.diagnosis import queries
from engawa.journey.diagnosis.bands import UNKNOWN
from engawa.journey.diagnosis.models import Question
from engawa.journey.skills.models import Area

UNKNOWN_VALUE = "unknown"
# The areas describe skills; an organization thinks of the things it lives with.
ABOUT = {
    "web-sns": gettext_lazy("Website, social media, newsletters, donations and sign-ups online."),
    "data": gettext_lazy("Lists of members and donors, records, counting and reporting."),
    "systems": gettext_lazy("Office work, messages, meetings, bookings, accounts."),
    "strategy-security": gettext_lazy("Plans and costs, passwords, backups, personal data, what to do in an emergency."),
}


class AreasForm(Form):
    """One area or more; each says how long it takes."""

    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Areas that are on your mind"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one area.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = [(area.pk, option(area.name, self.size(area))) for area in queries.areas()]

    @staticmethod
    def size(area: Area) -> str:
        """What an area is about in an organization's words, and how many questions it has."""
        count = area.questions_count
        asked = ngettext("%(n)s question", "%(n)s questions", count) % {"n": count}
        about = ABOUT.get(area.pk)
        return f"{about} {asked}" if about else asked


class AnswerForm(Form):
    """The answers to one question, and 分からない. Cleans to a score, or None for 分からない."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Which is closest to how things are now?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the answer that is closest. “Not sure” is fine as well.")})

    def __init__(self, *args: Any, question: Question, given: dict[str, int | None], **kwargs: Any) -> None:
        if question.pk in given:
            kwargs["initial"] = {"answer": self.value_of(given[question.pk])}
        super().__init__(*args, **kwargs)
        answers = [(str(answer.score), answer.name) for answer in question.answers.all()]
        self.fields["answer"].choices = [*answers, (UNKNOWN_VALUE, UNKNOWN.name)]

    @staticmethod
    def value_of(score: int | None) -> str:
        return UNKNOWN_VALUE if score is None else str(score)

    def clean_answer(self) -> int | None:
        value = self.cleaned_data["answer"]
        return None if value == UNKNOWN_VALUE else int(value)
