"""JSON Resume, schema version 1 (https://jsonresume.org/schema): read and written, so that one's data can move on.

The schema requires no property and allows further ones inside every part; ours are `lastUse` and `years` of a skill,
and `isKind` of work: its name is the kind of workplace. Read but not written: volunteer and projects become careers, certificates
are text in which skills are found.
Mail, phone, address, picture and profiles are neither read nor written.
"""
import json
import re
from typing import Any

from engawa.journey.participants.imports import workplaces
from engawa.journey.participants.imports.found import Found, FoundCareer, FoundLanguage, FoundSkill, Unreadable, capped
from engawa.journey.participants.imports.texts import decoded

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
VERSION = "v1.0.0"
PARTS = {"basics", "work", "volunteer", "projects", "skills", "certificates", "languages"}
YEAR = re.compile(r"^[12]\d{3}")


def read(content: bytes) -> Found:
    """Read a JSON Resume; what is missing or of another type is left out."""
    try:
        data = json.loads(decoded(content))
    except (ValueError, RecursionError):
        raise Unreadable("broken") from None
    if not isinstance(data, dict) or not PARTS & set(data):
        raise Unreadable("not_resume")
    basics = data.get("basics")
    return capped(Found(
        careers=(*map(_work, _rows(data, "work")), *map(_work, _rows(data, "volunteer")), *map(_project, _rows(data, "projects"))),
        skills=tuple(skill for row in _rows(data, "skills") for skill in _skills(row)),
        languages=tuple(FoundLanguage(words=_words(row, "language"), level_words=_words(row, "fluency"))
                        for row in _rows(data, "languages")),
        about=_words(basics, "summary") if isinstance(basics, dict) else "",
        text="\n".join(filter(None, (_words(row, "name") for row in _rows(data, "certificates"))))))


def written(sheet: dict[str, Any], *, canonical: str, modified: str) -> dict[str, Any]:
    """Return a JSON Resume.

    Args:
        sheet: name and about as text; careers as of the sheet; skills with name, level (words), last_use, years;
            languages with name and level in words.
        canonical: where the newest version of the document stands.
        modified: YYYY-MM-DDThh:mm:ss.
    """
    return {
        "$schema": SCHEMA,
        "basics": _filled(name=sheet["name"], summary=sheet["about"]),
        "work": [_filled(name=row["place"], position=row["role"], startDate=_date(row["from_year"]), endDate=_date(row["to_year"]),
                         summary=row["did"], highlights=row["result"].split("\n") if row["result"] else None, isKind=bool(row["place"]) or None)
                 for row in sheet["careers"]],
        "skills": [_filled(name=row["name"], level=row["level"], lastUse=row["last_use"], years=row["years"]) for row in sheet["skills"]],
        "languages": [{"language": name, "fluency": level} for name, level in sheet["languages"]],
        "meta": {"canonical": canonical, "version": VERSION, "lastModified": modified},
    }


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "")}


def _date(year: int | None) -> str | None:
    return None if year is None else f"{year:04}"


def _rows(data: dict[str, Any], part: str) -> list[dict[str, Any]]:
    rows = data.get(part)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _words(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _list(row: dict[str, Any], key: str) -> list[str]:
    values = row.get(key)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _year(row: dict[str, Any], key: str) -> int | None:
    found = YEAR.match(_words(row, key))
    return int(found[0]) if found else None


def _career(row: dict[str, Any], *, place: str, did: str, role: str) -> FoundCareer:
    return FoundCareer(
        from_year=_year(row, "startDate"), to_year=_year(row, "endDate"), role_words=role, place=place, did=did,
        result="\n".join(_list(row, "highlights")), is_named=row.get("isKind") is not True and workplaces.is_name(place))


def _work(row: dict[str, Any]) -> FoundCareer:
    # `company` is what version 0 called the name; a volunteer has an `organization`.
    place = _words(row, "name") or _words(row, "company") or _words(row, "organization")
    return _career(row, place=place, did=_words(row, "summary"), role=_words(row, "position"))


def _project(row: dict[str, Any]) -> FoundCareer:
    told = (_words(row, "name"), _words(row, "description"), "、".join(_list(row, "keywords")))
    return _career(row, place=_words(row, "entity"), did="\n".join(filter(None, told)), role="、".join(_list(row, "roles")))


def _skills(row: dict[str, Any]) -> list[FoundSkill]:
    """A skill, and its keywords: "Web Development" with "HTML", "CSS"."""
    years = row.get("years")
    one = FoundSkill(words=_words(row, "name"), level_words=_words(row, "level"), last_use=_words(row, "lastUse"),
                     years=years if isinstance(years, int) and not isinstance(years, bool) and 0 < years < 100 else None)
    return [one, *(FoundSkill(words=word) for word in _list(row, "keywords"))]
