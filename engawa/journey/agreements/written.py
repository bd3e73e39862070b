"""From the values of a sheet to the words people agree to, in both languages, and what is still open in them."""
import hashlib
import json
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from engawa.base.times.words import day_words
from engawa.journey.agreements.form import CHECK_DAYS, NPO_HOURS, SUPPORT_WEEKS, Field, Section, the_form
from engawa.journey.agreements.models import HERE, Version
from engawa.journey.skills.models import Tool

Content = dict[str, dict[str, Any]]
LANGUAGES = ("ja", "en")


def level_of(content: Content) -> str:
    """Return the kind of information that the sheet names (none, internal, personal, sensitive), "" when open."""
    return content.get("confidentiality", {}).get("fields", {}).get("level") or ""


def is_needed(section: Section, content: Content) -> bool:
    """Say whether a section belongs into this sheet: personal data only when it is handled."""
    return not section.only_for or level_of(content) in section.only_for


def is_blank(value: Any) -> bool:
    """Say whether nothing is written; 0 is something."""
    return value is None or value == "" or value == []


def fields_of(content: Content, section: Section) -> dict[str, Any]:
    """Return the values of one section."""
    return content.get(section.slug, {}).get("fields", {})


def open_essentials(content: Content) -> list[Section]:
    """Return the sections in which something is open that must be settled before anybody can agree."""
    return [section for section in the_form().sections if is_needed(section, content)
            and any(field.is_essential and is_blank(fields_of(content, section).get(field.slug)) for field in section.fields)]


def state_of(section: Section, content: Content) -> str:
    """Return how far a section is: not_needed, empty, open (something essential missing), partly, filled."""
    if not is_needed(section, content):
        return "not_needed"
    blank = [field for field in section.fields if is_blank(fields_of(content, section).get(field.slug))]
    if len(blank) == len(section.fields):
        return "empty"
    if any(field.is_essential for field in blank):
        return "open"
    return "partly" if blank else "filled"


def wording_of(content: Content, names: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Write the sheet out in both languages. `names`: npo_name and volunteer_name, for the clauses that use them."""
    slugs = [value for section in the_form().sections for field in section.fields if field.type == "tool"
             and (value := fields_of(content, section).get(field.slug)) and value != HERE]
    tools = {tool.slug: tool for tool in Tool.objects.filter(slug__in=slugs)}
    made = {}
    for language in LANGUAGES:
        with translation.override(language):
            made[language] = [_section_words(section, content, names, tools)
                              for section in the_form().sections if is_needed(section, content)]
    return made


def places_of(content: Content, names: dict[str, str]) -> dict[str, str]:
    """Return the values of the {places} in clauses."""
    days = content.get("completion", {}).get("fields", {}).get("check_days")
    hours = content.get("role", {}).get("fields", {}).get("npo_hours")
    return {**names, "npo_hours": str(hours or NPO_HOURS), "support_weeks": str(SUPPORT_WEEKS),
            "check_days": str(CHECK_DAYS if is_blank(days) else days)}


def _section_words(section: Section, content: Content, names: dict[str, str], tools: dict[str, Tool]) -> dict[str, Any]:
    values, chosen = fields_of(content, section), content.get(section.slug, {}).get("clauses", [])
    places = places_of(content, names)
    return {
        "slug": section.slug, "number": section.number, "title": str(section.title),
        "fields": [{"slug": field.slug, "label": str(field.label), "lines": lines(field, values.get(field.slug), tools)}
                   for field in section.fields],
        "clauses": [{"slug": clause.slug, "text": clause.words.filled(places)}
                    for clause in section.clauses if clause.slug in chosen],
    }


def lines(field: Field, value: Any, tools: dict[str, Tool]) -> list[str]:
    """Return the words of one value, a line each; an empty list when it is open."""
    if is_blank(value):
        return []
    if field.type == "list":
        return [str(each) for each in value]
    if field.type == "date":
        return [day_words(date.fromisoformat(value))]
    if field.type == "choice":
        return [str(option.words) for option in field.options if option.slug == value]
    if field.type == "tool":
        return [_("Messages on this site")] if value == HERE else [tools[value].name] if value in tools else []
    return str(value).split("\n")


def canonical(version: Version) -> bytes:
    """Return the bytes that a digest is taken of: who, which version, every value and every word in both languages."""
    said = {"agreement": str(version.agreement_id), "number": version.number, "edition": version.edition,
            "parties": version.parties, "content": version.content, "wording": version.wording}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of(version: Version) -> str:
    """Return the SHA-256 of a version's canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(version)).hexdigest()
