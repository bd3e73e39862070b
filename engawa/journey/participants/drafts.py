"""Two pages at once do not overwrite each other.

Each step shows what is saved as plain data, and its form carries a mark of that data. Saving compares the mark with
what is saved by then, under the lock: when another page or device was quicker, nothing is lost and the difference is
shown. Whatever changed the data meanwhile (an import, the desk) counts in the same way.
"""
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from engawa.journey.participants.models import Career, Participant

Saved = dict[str, Any]


def mark_of(saved: Mapping[str, Any]) -> str:
    """Return a short mark that is equal exactly when the saved data is."""
    written = json.dumps(saved, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:20]


def areas(participant: Participant | None) -> Saved:
    """Areas, roles and place; empty for somebody who begins."""
    if participant is None:
        return {"areas": [], "roles": [], "place": ""}
    return {"areas": _keys(participant.areas), "roles": _keys(participant.roles), "place": participant.place}


def skills(participant: Participant, shown: Iterable[str]) -> Saved:
    """Of the skills that stood on the page: {slug: [level, last use, years]}, level 0 for a refused one."""
    slugs = set(shown)
    refused = participant.refused_skills.filter(skill__in=slugs).values_list("skill", flat=True)
    held = participant.held_skills.filter(skill__in=slugs)
    return {**{slug: [0, "", None] for slug in refused},
            **{row.skill_id: [row.level, row.last_use, row.years] for row in held}}


def career(entry: Career | None) -> Saved:
    """One experience; empty for a new one, which can overwrite nothing."""
    fields = ("from_year", "to_year", "role_id", "place", "did", "result")
    return {name.removesuffix("_id"): getattr(entry, name) for name in fields} if entry else {}


def career_text(participant: Participant) -> Saved:
    """The working life as one text."""
    return {"career_text": participant.career_text}


def tools(participant: Participant) -> Saved:
    """How well each tool is known: {slug: code}."""
    return dict(participant.held_tools.order_by("tool").values_list("tool", "comfort"))


def time(participant: Participant) -> Saved:
    """Everything of the step about time, the zone of the person included."""
    plain = ("hours_per_week", "free_times", "languages", "starts_on", "months_max", "at_once", "trusted_name", "trusted_phone")
    return {**{name: getattr(participant, name) for name in plain}, "causes": _keys(participant.causes),
            "wishes": _keys(participant.wishes), "time_zone": participant.user.time_zone}


def _keys(words: Any) -> list[str]:
    return sorted(words.values_list("pk", flat=True))
