"""What a step offers to choose from, and what was chosen."""
from typing import Any

from django.db.models import QuerySet

from engawa.journey.participants import week
from engawa.journey.participants.models import Participant
from engawa.journey.participants.queries.own import held_of
from engawa.journey.participants.queries.sheet import LANGUAGE_NAMES
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import Skill, Tool


def tools_in_order() -> list[Tool]:
    """Return the seven tools the article names, then all others."""
    named = list(skills.article_tools())
    return named + [tool for kind in skills.tool_kinds()
                    for tool in kind.current_tools  # type: ignore[attr-defined]  # because the query prefetches it
                    if tool not in named]


def wishable(participant: Participant) -> QuerySet[Skill]:
    """Return skills organizations ask for in the chosen areas that the person does not hold: what one might learn."""
    asked = Skill.objects.current().filter(npo_use=3, areas__in=participant.areas.all()).exclude(
        pk__in=held_of(participant).values("skill"))
    near = asked.values_list("pk", flat=True).distinct()[:12]
    return Skill.objects.filter(pk__in=[*near, *participant.wishes.values_list("pk", flat=True)]).order_by("position")


def time_answers(participant: Participant) -> dict[str, Any]:
    """Return what the person said about time, for the form."""
    levels = {row["code"]: row["level"] for row in participant.languages}
    return {
        "hours_per_week": participant.hours_per_week, "parts": week.parts_of(participant.free_times),
        "grid": participant.free_times, **{f"language_{code}": levels.get(code, "") for code in LANGUAGE_NAMES},
        "causes": participant.causes.all(), "wishes": participant.wishes.all(), "starts_on": participant.starts_on,
        "months_max": participant.months_max,
    }
