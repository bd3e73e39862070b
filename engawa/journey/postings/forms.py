"""The sections of a posting, in the words of somebody who writes the first one of their life."""
import re
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from engawa.base.ui.forms import DateField, Form, LinesField, SentenceField, option
from engawa.journey.participants import week
from engawa.journey.postings import prefill, queries, readiness, reading, rules
from engawa.journey.postings.models import Confidentiality, Posting
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import Area, Skill, Tool

HOURS_AT_END = re.compile(r"[\s　:：、,（(]*(\d{1,3})\s*(?:時間|hours|hour|hrs|h)[)）]?$", re.IGNORECASE)
SIZES = [("", _("All lengths")), ("small", _("Short: up to 20 hours")), ("medium", _("Middle: 21 to 40 hours")),
         ("large", _("Long: more than 40 hours"))]


class TemplatesForm(Form):
    """The choice among templates."""

    needs_words = False
    area = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.none(), required=False, empty_label=_("All areas"))
    size = forms.ChoiceField(label=_("Length of the work"), choices=SIZES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = skills.seed_areas()
        self.fields["area"].label_from_instance = lambda area: area.name

    def conditions(self) -> dict[str, str]:
        """Return what the address asks for; an unknown value asks for nothing."""
        given = self.cleaned_data if self.is_valid() else {**dict.fromkeys(("area", "size")), **self.cleaned_data}
        return {"area": given["area"].pk if given["area"] else "", "size": given["size"] or ""}


class SymptomsForm(Form):
    """The trouble as it is told to a colleague; it becomes the first section of the posting."""

    text = forms.CharField(label=_("Write in everyday words what troubles you now"), max_length=2000,
                           widget=forms.Textarea(attrs={"rows": 6}),
                           help_text=_("Two or three sentences are enough. Please leave out names and addresses of people."))


class StartForm(Form):
    """A posting without a template begins with a title and an area."""

    title = SentenceField(label=_("Title"), max_length=120,
                          help_text=_("One line that says what troubles you. It is the first thing people read."))
    area = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.none(), widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = skills.seed_areas()
        self.fields["area"].label_from_instance = lambda area: option(area.name, area.desc)


class SectionForm(Form):
    """A section of a posting. `later` = keep it as a draft: gaps are allowed then."""

    def __init__(self, *args: Any, posting: Posting, later: bool = False, found: list[Skill] | None = None, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if hasattr(posting, name)]
        initial = {name: getattr(posting, name) for name in names if name != "tools"}
        super().__init__(*args, initial=initial, **kwargs)
        self.posting, self.later = posting, later
        self.build(found or [])
        for name, field in self.fields.items():
            if later and name != "title":
                field.required = False
            if isinstance(field, forms.CharField) and not isinstance(field, forms.IntegerField):
                field.widget.attrs["lang"] = self.words_language

    @property
    def words_language(self) -> str:
        """The language in which the words of this section are written."""
        return str(self.posting.language)

    def build(self, found: list[Skill]) -> None:
        """Fill in what depends on the posting."""

    def values(self) -> dict[str, Any]:
        """Return what the action keeps; an empty answer to a question that needs one leaves the old answer."""
        needed = ("seats", "confidentiality", "area")
        return {name: value for name, value in self.cleaned_data.items() if value or name not in needed}


class NeedForm(SectionForm):
    title = SentenceField(label=_("Title"), max_length=120,
                          help_text=_("One line that says what troubles you. It is the first thing people read."))
    need = forms.CharField(label=_("What troubles you"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
                           help_text=_("What happens now, and whom it troubles. Your own words are best; no technical terms are needed."))
    area = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.none(), widget=forms.RadioSelect, empty_label=None)

    def build(self, found: list[Skill]) -> None:
        if self.posting.template_id:
            del self.fields["area"]
            return
        self.fields["area"].queryset = skills.seed_areas()
        self.fields["area"].label_from_instance = lambda area: option(area.name, area.desc)


class StepsField(LinesField):
    """One step a line, with its hours at the end. Cleans to [{text, hours}]."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return "\n".join(gettext("%(step)s, %(n)s hours") % {"step": step["text"], "n": step["hours"]} for step in value)
        return value

    def clean(self, value: Any) -> list[dict[str, Any]]:  # type: ignore[override]  # because one text becomes several
        steps = []
        for line in super().clean(value):
            found = HOURS_AT_END.search(line)
            if not found or not line[:found.start()]:
                raise forms.ValidationError(gettext("Please end the line “%(line)s” with its hours. Example: … 3 hours") % {"line": line[:30]})
            steps.append({"text": line[:found.start()], "hours": int(found.group(1))})
        return steps


class TaskForm(SectionForm):
    task = forms.CharField(label=_("What you would like to have done"), max_length=4000, widget=forms.Textarea(attrs={"rows": 7}),
                           help_text=_("And what should be possible when it is done."))
    steps = StepsField(label=_("How it could go"), required=False, max_lines=12, widget=forms.Textarea(attrs={"rows": 5}),
                       help_text=_("One step a line, with its hours at the end. You settle the details in the interview."))
    find = forms.CharField(label=_("Add another experience"), max_length=60, required=False,
                           help_text=_("A word is enough, for example Excel or bookkeeping."))

    def build(self, found: list[Skill]) -> None:
        choices = [("need", _("Needed")), ("nice", _("Good to have")), ("", _("Not asked for"))]
        self.offered = queries.offered_skills(self.posting, found)
        for skill, wish in self.offered:
            self.fields[f"skill-{skill.pk}"] = forms.ChoiceField(
                label=skill.name, choices=choices, required=False, initial=wish, widget=forms.RadioSelect)

    def rows(self) -> Iterator[tuple[Skill, Any]]:
        """Yield each skill with its bound field."""
        for skill, _wish in self.offered:
            yield skill, self[f"skill-{skill.pk}"]

    def values(self) -> dict[str, Any]:
        wished = {skill.pk: wish == "need" for skill, _old in self.offered if (wish := self.cleaned_data[f"skill-{skill.pk}"])}
        return {"task": self.cleaned_data["task"], "steps": self.cleaned_data["steps"], "skills": wished}


class DeliverablesForm(SectionForm):
    deliverables = LinesField(label=_("Deliverables (what is made)"), widget=forms.Textarea(attrs={"rows": 4}),
                              help_text=_("One a line. What you will hold in your hands at the end."))
    acceptance = LinesField(label=_("When it is complete"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
                            help_text=_("One a line. How both sides will know that it is done."))
    out_of_scope = LinesField(label=_("What is not asked for"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text=_("One a line. It keeps the work from growing."))
    npo_prepares = LinesField(label=_("What you prepare"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
                              help_text=_("One a line: files, people who decide, time for questions."))
    own_hours = forms.IntegerField(label=_("Hours a week that your own people give"), min_value=0, max_value=40,
                                   help_text=_("Answering questions, gathering material, trying the result: by experience a third of the participant's hours."))


class TimeForm(SectionForm):
    hours_per_week = forms.IntegerField(label=_("Hours a week needed"), min_value=1,
                                        help_text=_("At most 10. Most participants have up to 4."))
    hours_total = forms.IntegerField(label=_("Hours in all"), min_value=1, max_value=500)
    weeks = forms.IntegerField(label=_("Weeks"), min_value=1, help_text=_("At most 26."))
    seats = forms.IntegerField(label=_("How many people you look for"), min_value=1, max_value=10)
    is_team = forms.BooleanField(label=_("They work as a team"), required=False,
                                 help_text=_("Only for two or more. A team shares the work; without the tick each one has a part of their own."))
    deadline = DateField(label=_("Applications until"), help_text=_("You can move the day later."))
    starts_on = DateField(label=_("Start"), required=False, help_text=_("Only an idea. You settle it together."))

    def build(self, found: list[Skill]) -> None:
        """What the desk has allowed is said below the fields instead of the usual limits."""
        if self.posting.allowed_because:
            self.fields["hours_per_week"].help_text = self.fields["weeks"].help_text = ""

    def clean_hours_per_week(self) -> int | None:
        """The reason stands beside the field, with whom to ask."""
        return self._within(rules.why_not_hours, "hours_per_week")

    def clean_weeks(self) -> int | None:
        """The reason stands beside the field, with whom to ask."""
        return self._within(rules.why_not_weeks, "weeks")

    def clean(self) -> dict[str, Any]:
        """More hours in all than the weeks hold are told beside them."""
        given = super().clean() or self.cleaned_data
        if not self.errors and (reason := rules.why_not_total(self.posting, **given)):
            self.add_error("hours_total", reason)
        return given

    def _within(self, why_not: Callable[[Posting, int], str | None], name: str) -> int | None:
        given: int | None = self.cleaned_data[name]
        if reason := why_not(self.posting, given or 0):
            raise forms.ValidationError(reason)
        return given

    def values(self) -> dict[str, Any]:
        return {**super().values(), "is_team": self.cleaned_data["is_team"] and (self.cleaned_data["seats"] or 1) > 1}


class ContactForm(SectionForm):
    contact_person = forms.CharField(label=_("Contact person"), max_length=80,
                                     help_text=_("Who answers questions. The family name is enough; it is shown on the page."))
    contact_words = forms.CharField(label=_("Communication frequency"), max_length=200)
    parts = forms.MultipleChoiceField(label=_("When you can meet online"), choices=week.part_choices, required=False,
                                      widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("Language you work in"), choices=Posting._meta.get_field("language").choices, widget=forms.RadioSelect,
                                 help_text=_("The posting is written in it too."))
    tools = forms.ModelMultipleChoiceField(label=_("Tools you use"), queryset=Tool.objects.none(), required=False,
                                           widget=forms.CheckboxSelectMultiple,
                                           help_text=_("A telephone is fine too. Participants can practise a tool before they begin."))
    any_tool = forms.BooleanField(label=_("Anything we already use will do; no new tool is brought in"), required=False)
    more = forms.MultipleChoiceField(label=_("More tools"), required=False, widget=forms.CheckboxSelectMultiple)

    def build(self, found: list[Skill]) -> None:
        self.initial["parts"] = week.parts_of(self.posting.contact_times)
        self.initial["tools"] = list(self.posting.tools.values_list("pk", flat=True))
        self.fields["tools"].queryset = queries.offered_tools(self.posting)
        self.fields["tools"].label_from_instance = lambda tool: option(tool.name, tool.desc)
        self.fields["more"].choices = [(tool.pk, tool.name) for tool in queries.further_tools(self.posting)]

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        shown = set().union(*(week.indices_of(part) for part in self.initial["parts"]))
        chosen = set().union(*(week.indices_of(part) for part in given["parts"]))
        # Single hours that no part of the day stands for are kept as they are.
        times = week.clean(set(self.posting.contact_times) - shown | chosen)
        return {"contact_person": given["contact_person"], "contact_words": given["contact_words"], "contact_times": times,
                "any_tool": given["any_tool"], "tools": [*given["tools"], *Tool.objects.filter(pk__in=given["more"])],
                **({"language": given["language"]} if given["language"] else {})}


class DataForm(SectionForm):
    confidentiality = forms.ChoiceField(label=_("Which information will be handled"), widget=forms.RadioSelect)
    data_words = forms.CharField(label=_("How you handle it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
                                 help_text=_("Which information, who may look at it, where the work is done, when it is deleted."))

    def build(self, found: list[Skill]) -> None:
        examples = {
            Confidentiality.NONE: gettext("For example your website, leaflets, annual reports."),
            Confidentiality.INTERNAL: gettext("For example minutes, working manuals, budgets without names."),
            Confidentiality.PERSONAL: gettext("For example lists of members or donors, addresses, faces in photographs."),
            Confidentiality.SENSITIVE: gettext("For example records of consultations, illness, children, bank accounts."),
        }
        self.fields["confidentiality"].choices = [
            (value, option(words, examples[Confidentiality(value)])) for value, words in Confidentiality.choices]


class ReadyForm(SectionForm):
    """The seven questions of readiness.py, one radio group each."""

    def build(self, found: list[Skill]) -> None:
        for question in readiness.questions():
            self.fields[question.key] = forms.ChoiceField(
                label=question.words, help_text=question.help, choices=question.answers, widget=forms.RadioSelect,
                initial=self.posting.readiness.get(question.key))

    def values(self) -> dict[str, Any]:
        return {"readiness": {key: answer for key, answer in self.cleaned_data.items() if answer}}


class OtherForm(SectionForm):
    """The words once more for readers of the other language. Nothing is needed; what is missing is shown as it is.

    Before anything is written, the template speaks in that language wherever the posting still says what the template says.
    """

    title = SentenceField(label=_("Title"), max_length=120, required=False)
    need = forms.CharField(label=_("What troubles you"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    task = forms.CharField(label=_("What you would like to have done"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 7}))
    steps = LinesField(label=_("How it could go"), required=False, max_lines=12, widget=forms.Textarea(attrs={"rows": 5}),
                       help_text=_("One step a line, in the same order and without the hours: they are taken from the posting."))
    deliverables = LinesField(label=_("Deliverables (what is made)"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
                              help_text=_("One a line."))
    acceptance = LinesField(label=_("When it is complete"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line."))
    out_of_scope = LinesField(label=_("What is not asked for"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line."))
    npo_prepares = LinesField(label=_("What you prepare"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line."))
    contact_words = forms.CharField(label=_("Communication frequency"), max_length=200, required=False)
    data_words = forms.CharField(label=_("How you handle it"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    @property
    def words_language(self) -> str:
        return self.posting.other_language

    def build(self, found: list[Skill]) -> None:
        posting = self.posting
        for name in [*self.fields]:
            if (posting.is_talk and name not in ("title", "need")) or (name == "steps" and not posting.steps):
                del self.fields[name]
        self.of_template = {} if posting.other_words or not posting.template else prefill.in_the_other_language(posting, posting.template)
        self.older = older_words(posting)
        for name in self.fields:
            self.initial[name] = posting.other_words.get(name, self.of_template.get(name, ""))

    def clean_steps(self) -> list[str]:
        """One line for each step, so that it is known whose hours they are."""
        lines, most = self.cleaned_data["steps"], len(self.posting.steps)
        if lines and len(lines) != most and not self.later:
            raise forms.ValidationError(gettext("The posting has %(n)s steps. Please write as many lines, in the same order, or none.") % {"n": most})
        return lines

    def values(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        said = prefill.said_of_talk(self.words_language) if self.posting.is_talk and given else {}
        return {"other_words": {**said, **given}}


def older_words(posting: Posting) -> str:
    """Name the pieces of the other language whose original was changed after they were written."""
    return pgettext("between items of a list", ", ").join(str(OtherForm.base_fields[name].label) for name in reading.older(posting))


class TalkForm(SectionForm):
    """A talk of one hour: everything on one page."""

    title = SentenceField(label=_("Title"), max_length=120,
                          help_text=_("One line that says what troubles you. It is the first thing people read."))
    need = forms.CharField(label=_("What troubles you"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
                           help_text=_("What happens now, and what you would like to understand. No technical terms are needed."))
    parts = forms.MultipleChoiceField(label=_("When you can talk online"), choices=week.part_choices, widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(label=_("Language of the talk"), choices=Posting._meta.get_field("language").choices, widget=forms.RadioSelect)
    deadline = DateField(label=_("Applications until"), help_text=_("You can move the day later."))

    def build(self, found: list[Skill]) -> None:
        self.initial["parts"] = week.parts_of(self.posting.contact_times)

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        times = week.clean(set().union(*(week.indices_of(part) for part in given.pop("parts"))))
        return {"contact_times": times, **{name: value for name, value in given.items() if value or name == "need"}}


class ReminderForm(Form):
    on = DateField(label=_("Remind us on"), help_text=_("Everybody of your organization gets a mail on this day."))


def said_of_closing(waiting: int) -> str:
    """Say that a posting is closed, and who was told."""
    if not waiting:
        return gettext("The posting is closed. Nobody was waiting for an answer.")
    return ngettext("The posting is closed. %(n)s person who was waiting has been told.",
                    "The posting is closed. %(n)s people who were waiting have been told.", waiting) % {"n": waiting}


class DeadlineForm(Form):
    deadline = DateField(label=_("Applications until"))


FORMS: dict[str, type[SectionForm]] = {
    "need": NeedForm, "task": TaskForm, "deliverables": DeliverablesForm, "time": TimeForm, "contact": ContactForm, "data": DataForm,
    "ready": ReadyForm, "other": OtherForm, "talk": TalkForm}
