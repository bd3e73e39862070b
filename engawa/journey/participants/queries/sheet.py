"""The inventory as it is shown and sent."""
from typing import Any

from engawa.base.text.places import place_words, split_place
from engawa.journey.participants import week
from engawa.journey.participants.languages import LANGUAGE_NAMES
from engawa.journey.participants.models import LanguageLevel, Participant
from engawa.journey.participants.queries.own import careers_of, held_of


def sheet_of(participant: Participant) -> dict[str, Any]:
    """Return the inventory as plain data: kept with an application exactly as it was sent."""
    return {
        "careers": [{
            "id": str(row.pk), "role": row.role.name if row.role else "", "place": row.place, "from_year": row.from_year,
            "to_year": row.to_year, "did": row.did, "result": row.result} for row in careers_of(participant)],
        "skills": [{"slug": row.skill_id, "name": row.skill.name, "level": row.level, "last_use": row.last_use}
                   for row in held_of(participant)],
        "tools": [{"name": row.tool.name, "comfort": row.comfort}
                  for row in participant.held_tools.select_related("tool")],
        "hours_per_week": participant.hours_per_week, "languages": participant.languages,
        "areas": list(participant.areas.values_list("pk", flat=True)),
        "causes": list(participant.causes.values_list("pk", flat=True)),
        "wishes": list(participant.wishes.values_list("pk", flat=True)),
    }


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
