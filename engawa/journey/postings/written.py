"""The words of a posting as plain texts, section by section: what is kept of each submission and compared later.

A snapshot is {section: {field: text}} in the language of the posting, over all fields of `rules.SECTIONS`, with the
wished experience beside the task and the tools beside the contact. What is given in the other language stands in its
section piece by piece.
"""
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from engawa.base.times.words import day_words
from engawa.journey.participants import week
from engawa.journey.postings import prefill, readiness, rules
from engawa.journey.postings.models import Posting, Template
from engawa.journey.postings.reading import GIVEN_TWICE

Words = dict[str, dict[str, str]]
BESIDE = {"task": "skills", "contact": "tools"}  # what stands in other tables, after the fields of these sections
NOT_OF_TEMPLATE = ("need", "starts_on", "deadline", "seats", "contact_person")  # every posting has its own


def words_of(posting: Posting) -> Words:
    """Return everything a posting says now, in its own language."""
    sections = rules.sections_of(posting)
    values = {name: getattr(posting, name) for names in sections.values() for name in names}
    return _texts(sections, values, posting.skills.select_related("skill"), posting.tools.all(), posting.language)


def words_of_template(template: Template, language: str) -> Words:
    """Return what a posting from this template says before anybody changes it; fields that every posting fills by itself are left out."""
    values = {name: value for name, value in prefill.from_template(template, language).items() if name not in NOT_OF_TEMPLATE}
    return _texts(rules.SECTIONS, values, template.skills.select_related("skill"), template.tools.all(), language)


def _texts(sections: Mapping[str, Iterable[str]], values: Mapping[str, Any], skills: Iterable[Any], tools: Iterable[Any], language: str) -> Words:
    with translation.override(language):
        words = {section: {name: _text(name, values[name]) for name in names if name in values}
                 for section, names in sections.items()}
        if "other_words" in values:
            words["other"] = {name: _text("other_words", values["other_words"].get(name)) for name in GIVEN_TWICE}
        if "task" not in words:
            return words
        rows = sorted(skills, key=lambda row: (not row.is_required, row.skill_id))
        words["task"]["skills"] = "\n".join(
            row.skill.name if row.is_required else _("%(skill)s (good to have)") % {"skill": row.skill.name} for row in rows)
        words["contact"]["tools"] = "\n".join(sorted(tool.name for tool in tools))
    return words


def _text(name: str, value: Any) -> str:
    """Say one value in words, in the active language."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if name == "contact_times":
        return week.in_words(value)
    if name == "steps":
        return "\n".join(_("%(step)s, %(n)s hours") % {"step": step["text"], "n": step["hours"]} for step in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "readiness":
        return "\n".join(f"{question} {answer}" for question, answer in readiness.in_words(value))
    if isinstance(value, list):
        return "\n".join(str(line) for line in value)
    if name == "other_words":
        return str(value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, models.Model):
        return str(getattr(value, "name", value))
    choices = dict(Posting._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))
