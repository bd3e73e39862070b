"""The experience as it was sent, in the reader's language."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants.models import LanguageLevel, LastUse
from engawa.journey.participants.queries import LANGUAGE_NAMES
from engawa.journey.skills.levels import level


@dataclass(frozen=True)
class ShownSkill:
    """A skill with its level and last use in words."""

    name: str
    level: str
    last_use: str


def years(career: Mapping[str, Any]) -> str:
    """Say from when to when, as far as it was written."""
    start, end = career.get("from_year"), career.get("to_year")
    if start and end:
        return _("%(start)s–%(end)s") % {"start": start, "end": end}
    return _("From %(start)s") % {"start": start} if start else _("Until %(end)s") % {"end": end} if end else ""


def shown(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """Prepare a sent sheet for the page: careers with years, skills by name, languages and hours."""
    known = vocabulary()
    skills = [ShownSkill(known.skill(one["slug"]), level(one["level"]).name, str(LastUse(one["last_use"]).label))
              for one in sheet.get("skills", [])]
    languages = [f"{LANGUAGE_NAMES.get(one['code'], one['code'])}（{LanguageLevel(one['level']).label}）"
                 if one["level"] != LanguageLevel.NATIVE else str(LANGUAGE_NAMES.get(one["code"], one["code"]))
                 for one in sheet.get("languages", [])]
    return {"careers": [{**one, "years": years(one)} for one in sheet.get("careers", [])], "skills": skills,
            "hours_per_week": sheet.get("hours_per_week"), "languages": languages,
            "tools": [one["name"] for one in sheet.get("tools", []) if one["comfort"] != "new"]}
