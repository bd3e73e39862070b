"""The form of a template: everything an organization will see, in both languages."""
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engawa.base.ui.forms import LinesField
from engawa.front.desk.lists.forms import RowForm, tall, text
from engawa.front.desk.lists.names import NumberedField
from engawa.journey.postings.forms import StepsField
from engawa.journey.postings.models import Confidentiality
from engawa.journey.skills.editions import Row

LINES = ("deliverables", "npo_prepares", "acceptance", "out_of_scope")
SMALL, MEDIUM, A_WEEK = 20, 40, 8  # data/README.md, templates.yaml
LEVELS = (2, 4)


def lines(label: str, rows: int = 4, **more: Any) -> LinesField:
    """One thing a line."""
    return LinesField(label=label, max_lines=20, widget=tall(rows), help_text=gettext_lazy("One a line."), **more)


class TemplateForm(RowForm):
    title_ja = text(gettext_lazy("Title in Japanese"), 120)
    title_en = text(gettext_lazy("Title in English"), 160)
    area = forms.ChoiceField(label=gettext_lazy("Area"))
    for_you_if_ja = text(gettext_lazy("For whom it is, in Japanese"), 400, widget=tall(3))
    for_you_if_en = text(gettext_lazy("For whom it is, in English"), 400, widget=tall(3))
    hours_min = forms.IntegerField(label=gettext_lazy("Hours, at least"), min_value=1, max_value=500)
    hours_typical = forms.IntegerField(label=gettext_lazy("Hours, usually"), min_value=1, max_value=500)
    hours_max = forms.IntegerField(label=gettext_lazy("Hours, at most"), min_value=1, max_value=500)
    weeks = forms.IntegerField(label=gettext_lazy("Weeks"), min_value=1, max_value=52)
    confidentiality = forms.ChoiceField(label=gettext_lazy("Information"), choices=Confidentiality.choices)
    deliverables_ja = lines(gettext_lazy("What you receive, in Japanese"))
    deliverables_en = lines(gettext_lazy("What you receive, in English"))
    steps_ja = StepsField(label=gettext_lazy("How the work goes, in Japanese"), max_lines=12, widget=tall(6),
                          help_text=gettext_lazy("One step a line, with its hours at the end."))
    steps_en = lines(gettext_lazy("How the work goes, in English"), 6)
    required_skills = NumberedField(
        label=gettext_lazy("Skills that are needed"), whole=True, low=LEVELS[0], high=LEVELS[1], max_lines=8, widget=tall(4),
        help_text=gettext_lazy("One a line, with the level from 2 to 4. Example: WordPress 3"))
    nice_skills = NumberedField(
        label=gettext_lazy("Skills that are good to have"), whole=True, low=LEVELS[0], high=LEVELS[1], max_lines=8, required=False, widget=tall(4),
        help_text=gettext_lazy("One a line, with the level from 2 to 4."))
    npo_prepares_ja = lines(gettext_lazy("What the organization prepares, in Japanese"))
    npo_prepares_en = lines(gettext_lazy("What the organization prepares, in English"))
    tools = lines(gettext_lazy("Tools"))
    acceptance_ja = lines(gettext_lazy("When it is finished, in Japanese"))
    acceptance_en = lines(gettext_lazy("When it is finished, in English"))
    risks_ja = lines(gettext_lazy("What can go wrong, in Japanese"))
    risks_en = lines(gettext_lazy("What can go wrong, in English"))
    measures_ja = lines(gettext_lazy("What helps against it, in Japanese"))
    measures_en = lines(gettext_lazy("What helps against it, in English"))
    out_of_scope_ja = lines(gettext_lazy("What is not part of it, in Japanese"))
    out_of_scope_en = lines(gettext_lazy("What is not part of it, in English"))

    def build(self) -> None:
        self.fields["area"].choices = [("", _("Choose from the list")), *self.names.areas]

    def given(self, row: Row) -> dict[str, Any]:
        given: dict[str, Any] = {name: row[name] for name in ("area", "weeks", "confidentiality")}
        for language in ("ja", "en"):
            given |= {f"{name}_{language}": row[name][language] for name in ("title", "for_you_if")}
            given |= {f"{name}_{language}": [one[language] for one in row[name]] for name in (*LINES, "risks")}
            given[f"measures_{language}"] = [one[f"measure_{language}"] for one in row["risks"]]
        skills = {name: [f"{self.names.skills.get(one['skill'], one['skill'])} {one['level']}" for one in row[name]]
                  for name in ("required_skills", "nice_skills")}
        return {**given, **skills, **{f"hours_{name}": row["hours"][name] for name in ("min", "typical", "max")},
                "steps_ja": [{"text": step["ja"], "hours": step["hours"]} for step in row["steps"]],
                "steps_en": [step["en"] for step in row["steps"]], "tools": [self.names.tools.get(tool, tool) for tool in row["tools"]]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in (*LINES, "steps"):
            self.same_number(f"{name}_ja", f"{name}_en")
        self.same_number("risks_ja", "risks_en", "measures_ja", "measures_en")
        required, nice = ([word for word, _level in cleaned.get(name) or []] for name in ("required_skills", "nice_skills"))
        self.slugs = self.look_up("required_skills", required, self.names.skill), self.look_up("nice_skills", nice, self.names.skill)
        if both := set(self.slugs[0]) & set(self.slugs[1]):
            self.add_error("nice_skills", _("“%(word)s” stands there twice.") % {"word": self.names.skills[min(both)]})
        cleaned["tools"] = self.look_up("tools", cleaned.get("tools") or [], self.names.tool)
        self._clean_hours(cleaned)
        return cleaned

    def _clean_hours(self, cleaned: dict[str, Any]) -> None:
        least, usual, most = (cleaned.get(f"hours_{name}") for name in ("min", "typical", "max"))
        if usual is None:
            return
        if least and least > usual:
            self.add_error("hours_min", _("It must not be more than the usual hours (%(n)s).") % {"n": usual})
        if most and most < usual:
            self.add_error("hours_max", _("It must not be less than the usual hours (%(n)s).") % {"n": usual})
        steps = sum(step["hours"] for step in cleaned.get("steps_ja") or [])
        if steps and steps != usual:
            self.add_error("hours_typical", _("The steps take %(n)s hours together. Both must be the same.") % {"n": steps})
        if cleaned.get("weeks") and usual > A_WEEK * cleaned["weeks"]:
            self.add_error("weeks", _("That is more than %(n)s hours a week. Please give it more weeks.") % {"n": A_WEEK})

    def made(self) -> Row:
        data, usual = self.cleaned_data, self.cleaned_data["hours_typical"]

        def both(name: str) -> list[Row]:
            return [{"ja": ja, "en": en} for ja, en in zip(data[f"{name}_ja"], data[f"{name}_en"], strict=True)]
        skills = {name: [{"skill": slug, "level": level} for slug, (_word, level) in zip(slugs, data[name], strict=True)]
                  for name, slugs in zip(("required_skills", "nice_skills"), self.slugs, strict=True)}
        measures = zip(data["measures_ja"], data["measures_en"], strict=True)
        return {
            "area": data["area"], **{name: {"ja": data[f"{name}_ja"], "en": data[f"{name}_en"]} for name in ("title", "for_you_if")},
            "hours": {name: data[f"hours_{name}"] for name in ("min", "typical", "max")}, "weeks": data["weeks"],
            "size": "small" if usual <= SMALL else "medium" if usual <= MEDIUM else "large",
            "confidentiality": data["confidentiality"], **{name: both(name) for name in LINES}, **skills, "tools": data["tools"],
            "steps": [{"hours": step["hours"], "ja": step["text"], "en": en} for step, en in zip(data["steps_ja"], data["steps_en"], strict=True)],
            "risks": [{**words, "measure_ja": ja, "measure_en": en} for words, (ja, en) in zip(both("risks"), measures, strict=True)]}
