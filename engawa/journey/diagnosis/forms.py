"""Which areas, and one answer."""
from itertools import groupby
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy, ngettext

from engawa.base.ui.forms import Form, option
from engawa.journey.diagnosis import queries
from engawa.journey.diagnosis.bands import UNKNOWN
from engawa.journey.diagnosis.models import Question
from engawa.journey.organizations.models import Organization
from engawa.journey.skills.models import Area

UNKNOWN_VALUE = "unknown"
SECONDS_A_QUESTION = 20
FIRST_WORDS = 20  # letters by which a question is known in the list of what is still open
# The areas describe skills; an organization thinks of the things it lives with.
ABOUT = {
    "web-sns": gettext_lazy("Website, social media, newsletters, donations and sign-ups online."),
    "data": gettext_lazy("Lists of members and donors, records, counting and reporting."),
    "systems": gettext_lazy("Office work, messages, meetings, bookings, accounts."),
    "strategy-security": gettext_lazy("Plans and costs, passwords, backups, personal data, what to do in an emergency."),
}


class AreasForm(Form):
    """One area or more; each says how long it takes, from the number of its questions."""

    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Areas that are on your mind"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one area.")})

    shared = forms.BooleanField(label=gettext_lazy("My colleagues may see the result"), required=False)

    def __init__(self, *args: Any, organization: Organization | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organization is None:
            del self.fields["shared"]
        else:
            self.fields["shared"].help_text = gettext(
                "Everybody who works for %(name)s can read it, and compare it in a year. You can change this on the page of the result.") % {
                "name": organization.name}
        self.fields["areas"].choices = [(area.pk, option(area.name, self.size(area))) for area in queries.areas()]

    @staticmethod
    def size(area: Area) -> str:
        """What an area is about in an organization's words, and how many questions it has."""
        count = area.questions_count
        asked = ngettext("%(n)s question, about %(minutes)s min.", "%(n)s questions, about %(minutes)s min.", count) % {
            "n": count, "minutes": max(1, round(count * SECONDS_A_QUESTION / 60))}
        about = ABOUT.get(area.pk)
        return f"{about} {asked}" if about else asked


REQUIRED = gettext_lazy("Choose the answer that is closest. “Not sure” is fine as well.")


class Choice(forms.ChoiceField):
    """The answers to one question, and 分からない. Cleans to a score, or None for 分からない."""

    widget = forms.RadioSelect

    def __init__(self, question: Question, *, still_open: Any = REQUIRED, **kwargs: Any) -> None:
        answers = [(str(answer.score), answer.name) for answer in question.answers.all()]
        super().__init__(choices=[*answers, (UNKNOWN_VALUE, UNKNOWN.name)], error_messages={"required": still_open}, **kwargs)

    def clean(self, value: Any) -> int | None:
        given = super().clean(value)
        return None if given == UNKNOWN_VALUE else int(given)


def _ticked(given: dict[str, int | None]) -> dict[str, str]:
    """What was chosen before, as the values of the choices; a question that is still open has none."""
    return {slug: UNKNOWN_VALUE if score is None else str(score) for slug, score in given.items()}


class AnswerForm(Form):
    """The answers to one question."""

    def __init__(self, *args: Any, question: Question, given: dict[str, int | None], **kwargs: Any) -> None:
        super().__init__(*args, initial={"answer": _ticked(given).get(question.pk)}, **kwargs)
        self.question = question
        self.fields["answer"] = Choice(question, label=gettext_lazy("Which is closest to how things are now?"))

    def given(self) -> dict[Question, int | None]:
        """The answer, if one was chosen."""
        return {self.question: self.cleaned_data["answer"]} if "answer" in self.cleaned_data else {}


class AnswersForm(Form):
    """All questions of a check-up, each under its own name. What was answered counts also while others are open."""

    def __init__(self, *args: Any, questions: list[Question], given: dict[str, int | None], **kwargs: Any) -> None:
        super().__init__(*args, initial=_ticked(given), **kwargs)
        self.questions = questions
        for n, question in enumerate(questions, start=1):
            self.fields[question.pk] = Choice(
                question, label=gettext("Question %(n)s: %(words)s") % {"n": n, "words": question.name}, help_text=question.why,
                still_open=gettext("Question %(n)s “%(words)s”: choose the answer that is closest. “Not sure” is fine as well.") % {
                    "n": n, "words": Truncator(question.name).chars(FIRST_WORDS)})

    def given(self) -> dict[Question, int | None]:
        """The answers that were chosen."""
        return {one: self.cleaned_data[one.pk] for one in self.questions if one.pk in self.cleaned_data}

    def by_area(self) -> list[tuple[Area, list[Any]]]:
        """The rows of each area, in the order of asking."""
        return [(area, [self[one.pk] for one in ones]) for area, ones in groupby(self.questions, lambda one: one.area)]
