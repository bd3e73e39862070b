"""The inventory as it is shown and sent."""
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import ngettext

from engawa.base.text.places import place_words, split_place
from engawa.journey.participants import week
from engawa.journey.participants.languages import LANGUAGE_NAMES
from engawa.journey.participants.models import Career, Comfort, LanguageLevel, LastUse, Participant
from engawa.journey.participants.queries.own import careers_of, held_of
from engawa.journey.skills import queries as vocabulary
from engawa.journey.skills.models import CareerRole, Skill, Term, Tool

TEXT = "text"                               # stands among the ids of career entries for the career told as one text
RECENT, GOES_ON = 3, 9999
PARTS = ("tools", "languages", "time")      # parts that are sent or not as a whole; careers and skills are chosen one by one


def sheet_of(participant: Participant) -> dict[str, Any]:
    """Return what an application can send, as plain data. Place, causes, wishes and free hours stay with the person."""
    return {
        "careers": [{
            "id": str(row.pk), "role": row.role.name if row.role else "", "role_slug": row.role_id or "", "place": row.place,
            "from_year": row.from_year, "to_year": row.to_year, "did": row.did, "result": row.result} for row in careers_of(participant)],
        "career_text": participant.career_text,
        "skills": [{"slug": row.skill_id, "name": row.skill.name, "level": row.level, "last_use": row.last_use, "years": row.years}
                   for row in held_of(participant)],
        "tools": [{"slug": row.tool_id, "name": row.tool.name, "comfort": row.comfort}
                  for row in participant.held_tools.exclude(comfort=Comfort.NEW).select_related("tool").order_by("comfort", "tool__position")],
        "languages": participant.languages,
        "time": {"hours_per_week": participant.hours_per_week, "months_max": participant.months_max,
                 "starts_on": participant.begins_on.isoformat() if participant.begins_on else None},
    }


def chosen_of(sheet: Mapping[str, Any], *, careers: Collection[str], skills: Collection[str], parts: Collection[str]) -> dict[str, Any]:
    """Return a sheet with the chosen parts only; nothing of the others is left in it.

    Args:
        sheet: of `sheet_of`.
        careers: ids of career entries, and `TEXT` for the career told as one text.
        skills: slugs of skills.
        parts: of `PARTS`.
    """
    return {
        "careers": [one for one in sheet["careers"] if one["id"] in careers],
        "career_text": sheet["career_text"] if TEXT in careers else "",
        "skills": [one for one in sheet["skills"] if one["slug"] in skills],
        **{part: sheet[part] for part in PARTS if part in parts},
    }


@dataclass(frozen=True)
class Line:
    """One thing with what is said beside it."""

    name: str
    beside: str
    more: str = ""


@dataclass(frozen=True)
class Told:
    """One experience in words."""

    years: str
    role: str
    place: str
    did: str
    result: str
    unwritten: list[str]
    is_recent: bool         # one of the last few
    brief: str = ""         # on paper, where not all of it has room; see `fitting`


@dataclass(frozen=True)
class Sheet:
    """A sheet as somebody reads it, in the reader's language. What was not sent is empty."""

    careers: list[Told]
    career_text: str
    skills: list[Line]
    tools: list[Line]
    languages: list[Line]
    hours: int | None
    starts_on: date | None
    months: int | None
    text_brief: str = ""

    @property
    def is_brief(self) -> bool:
        """Whether something is said in few words."""
        return bool(self.text_brief) or any(told.brief for told in self.careers)

    @property
    def has_facts(self) -> bool:
        """Whether there is anything beside experience and skills."""
        return bool(self.tools or self.languages or self.hours or self.starts_on or self.months)


def read_sheet(sheet: Mapping[str, Any]) -> Sheet:
    """Put a sheet, as it was sent or would be sent, into words. Four queries; a word that is no longer known keeps its name of then."""
    skills, tools = _names(Skill, sheet.get("skills", []), "slug"), _names(Tool, sheet.get("tools", []), "slug")
    roles = _names(CareerRole, sheet.get("careers", []), "role_slug")
    levels, time = vocabulary.level_names(), sheet.get("time", {})
    recent = sorted(sheet.get("careers", []), key=_last_year)[-RECENT:]
    return Sheet(
        careers=[_told(one, roles.get(one["role_slug"], one["role"]), is_recent=one in recent) for one in sheet.get("careers", [])],
        career_text=sheet.get("career_text", ""),
        skills=[Line(skills.get(one["slug"], one["name"]), levels[one["level"]], _since(one["last_use"], one["years"]))
                for one in sheet.get("skills", [])],
        tools=[Line(tools.get(one["slug"], one["name"]), str(Comfort(one["comfort"]).label)) for one in sheet.get("tools", [])],
        languages=[Line(str(LANGUAGE_NAMES.get(one["code"], one["code"])), str(LanguageLevel(one["level"]).label))
                   for one in sheet.get("languages", [])],
        hours=time.get("hours_per_week"), months=time.get("months_max"),
        starts_on=date.fromisoformat(time["starts_on"]) if time.get("starts_on") else None)


def _last_year(one: Mapping[str, Any]) -> int:
    return one["to_year"] or (GOES_ON if one["from_year"] else 0)


def _told(one: Mapping[str, Any], role: str, *, is_recent: bool) -> Told:
    row = Career(**{name: one[name] for name in ("from_year", "to_year", "did")})
    return Told(row.years, role, one["place"], one["did"], one["result"], row.unwritten, is_recent)


def _since(last_use: str, years: int | None) -> str:
    used = str(LastUse(last_use).label) if last_use else ""
    if not years:
        return used
    if not used:
        return ngettext("%(n)s year in all", "%(n)s years in all", years) % {"n": years}
    return ngettext("%(used)s, %(n)s year in all", "%(used)s, %(n)s years in all", years) % {"used": used, "n": years}


def _names(model: type[Term], rows: Iterable[Mapping[str, Any]], key: str) -> dict[str, str]:
    return {slug: word.name for slug, word in model._default_manager.in_bulk({row[key] for row in rows} - {""}).items()}


def shown(participant: Participant) -> dict[str, Any]:
    """Return everything the sheet shows, with names in the reader's language."""
    return {
        "areas": participant.areas.all(), "roles": participant.roles.all(), "held": held_of(participant),
        "careers": careers_of(participant), "tools": participant.held_tools.select_related("tool").order_by("comfort", "tool__position"),
        "causes": participant.causes.all(), "wishes": participant.wishes.all(),
        "free": week.in_words(participant.free_times),
        "languages": [(LANGUAGE_NAMES.get(row["code"], row["code"]), LanguageLevel(row["level"]).label) for row in participant.languages],
        "place": place_words(*split_place(participant.place)) if participant.place else "",
    }
