"""The first words of a posting: what a template says, in the organization's language, so that little is left to type."""
from datetime import timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.journey.participants import week
from engawa.journey.postings import rules
from engawa.journey.postings.models import Confidentiality, Kind, Posting, Template
from engawa.journey.postings.reading import GIVEN_TWICE

OPEN_DAYS, DAYS_TO_START = 28, 14
LISTS = ("deliverables", "out_of_scope", "npo_prepares", "acceptance")


def from_nothing(language: str) -> dict[str, Any]:
    """Return what every posting begins with: days, contact, the usual care with information."""
    deadline = today() + timedelta(days=OPEN_DAYS)
    with translation.override(language):
        return {"deadline": deadline, "starts_on": deadline + timedelta(days=DAYS_TO_START),
                "contact_words": _("Once a week, 30 minutes"), "contact_times": sorted(week.indices_of("week-day")),
                "data_words": data_words(Confidentiality.INTERNAL), "own_hours": 1}


def for_talk(language: str) -> dict[str, Any]:
    """Return what every talk of one hour begins with: an hour, no deliverables, nothing handed over."""
    with translation.override(language):
        return {**from_nothing(language), "kind": Kind.TALK, "title": _("Please talk with us for an hour"),
                "task": _("We would like to sort this out in one talk of one hour with somebody who knows such matters. "
                          "Nothing has to be made. What comes out of it is for us to decide."),
                "acceptance": [_("The talk was held, and both sides know what comes next.")],
                "out_of_scope": [_("Anything beyond the hour")], "hours_per_week": 1, "hours_total": 1, "weeks": 1,
                "contact_words": _("One talk of one hour, online"),
                "data_words": _("What is said stays between us. No files are handed over.")}


def said_of_talk(language: str) -> dict[str, Any]:
    """Return the words that are the same in every talk, for readers of a language."""
    return {name: value for name, value in for_talk(language).items() if name in ("task", "acceptance", "out_of_scope", "contact_words", "data_words")}


def own_hours(hours_per_week: int) -> int:
    """Return what an organization gives of its own people's time, by experience: a third, at least an hour a week."""
    return max(1, -(-hours_per_week // 3))


def from_template(template: Template, language: str) -> dict[str, Any]:
    """Return what a template says, in one language, as fields of a posting."""
    content, title = template.content, template.title_ja if language == "ja" else template.title_en
    lines = {name: [row[language] for row in content.get(name, [])] for name in LISTS}
    per_week = min(rules.WEEKLY_MAX, max(1, -(-template.hours_typical // template.weeks)))
    with translation.override(language):
        task = "\n".join([_("Please help us with this: %(title)s.") % {"title": title}, _("When it is done:"),
                          *[_("- %(line)s") % {"line": line} for line in lines["acceptance"]]])
        return {
            **from_nothing(language), **lines, "title": title, "task": task, "area": template.area,
            "steps": [{"text": row[language], "hours": row["hours"]} for row in content.get("steps", [])],
            "hours_total": template.hours_typical, "weeks": min(rules.WEEKS_MAX, template.weeks),
            "hours_per_week": per_week, "own_hours": own_hours(per_week),
            "confidentiality": template.confidentiality, "data_words": data_words(template.confidentiality)}


def in_the_other_language(posting: Posting, template: Template) -> dict[str, Any]:
    """Return what a template says in the language a posting is not written in, for whatever the posting left as it was."""
    ready, other = from_template(template, posting.language), from_template(template, posting.other_language)
    same = {name: other[name] for name in GIVEN_TWICE if name in other and getattr(posting, name) == ready[name]}
    return {**same, "steps": [step["text"] for step in same.get("steps", [])]}


def data_words(confidentiality: str) -> str:
    """Return the usual sentences about a class of information, in the active language."""
    return {
        Confidentiality.NONE: _("Only what is public already is used."),
        Confidentiality.INTERNAL: _("Files stay in the storage of the organization and are not passed on."),
        Confidentiality.PERSONAL: _("The work is done only inside the storage of the organization. Nothing is kept on a "
                                    "computer at home. It is deleted when the project ends."),
        Confidentiality.SENSITIVE: _("Only the people we name may look, and only inside the storage of the organization. "
                                     "Names are hidden wherever possible. It is deleted when the project ends."),
    }[Confidentiality(confidentiality)]
