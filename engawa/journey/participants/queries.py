"""Reads of the inventory. A participant is seen by nobody but the owner; others get a copy with an application."""
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from engawa.base.text.places import place_words, split_place
from engawa.base.users.models import User
from engawa.journey.participants import week
from engawa.journey.participants.models import Career, HeldSkill, LanguageLevel, Participant, Proposal, ProposalState
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import CareerRole, Skill, Tool

OFFERED_PER_ROLES, OFFERED_PER_AREA, OFFERED_TO_ALL = 10, 4, 3
SHOWN_AT_ONCE = 8  # the other offered skills are folded, so that the page does not frighten
LANGUAGE_NAMES = {"ja": _("Japanese"), "en": _("English")}


@dataclass(frozen=True)
class Offered:
    """A skill put before the person: level and last use already chosen or suggested (0 = not yet answered)."""

    skill: Skill
    level: int
    last_use: str
    from_role: bool
    carries: str


def participant_of(user: User) -> Participant | None:
    """Return the participant a person is, or None."""
    if not user.is_authenticated:
        return None
    return Participant.objects.select_related("user").filter(user=user).first()


def visible_to(user: User) -> QuerySet[Participant]:
    """Return the participants a person may read: only oneself."""
    return Participant.objects.filter(user=user)


def careers_of(participant: Participant) -> QuerySet[Career]:
    """Return the working life, in the order the person gave it."""
    return participant.careers.select_related("role")


def held_of(participant: Participant) -> QuerySet[HeldSkill]:
    """Return held skills, strongest first."""
    return participant.held_skills.select_related("skill__group")


def offered_skills(participant: Participant, more: list[Skill] | None = None) -> list[Offered]:
    """Return the skills to ask about, each once.

    First the ones just found (`more`) and the ones held, then those usual in the roles, those organizations ask for
    in the chosen areas, and the most common ones of everybody.
    """
    held = {row.skill_id: row for row in held_of(participant)}
    roles = list(participant.roles.values_list("pk", flat=True))
    usual = {one.skill.pk: one.skill for one in skills.skills_of_roles(roles)[:OFFERED_PER_ROLES]}
    asked = [skill for area in participant.areas.all() for skill in
             skills.skills_by_area(area).filter(npo_use=3).exclude(pk__in=[*held, *usual])[:OFFERED_PER_AREA]]
    common = [one.skill for one in skills.common_skills()[:OFFERED_TO_ALL]]
    rows: dict[str, Offered] = {}
    for skill in [*(more or []), *(row.skill for row in held.values()), *usual.values(), *asked, *common]:
        if skill.pk in rows:
            continue
        if row := held.get(skill.pk):
            rows[skill.pk] = _offer(skill, row.level, row.last_use)
        else:
            from_role = skill.pk in usual
            rows[skill.pk] = _offer(skill, 0, "within10" if from_role else "current", from_role=from_role)
    return list(rows.values())


def _offer(skill: Skill, level: int, last_use: str, *, from_role: bool = False) -> Offered:
    return Offered(skill, level, last_use, from_role, skill.transfer_note)


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


def done_steps(participant: Participant) -> dict[str, bool]:
    """Say of each step of the inventory whether something is written: {step: True}."""
    return {
        "areas": participant.areas.exists(), "skills": participant.held_skills.exists(),
        "career": participant.careers.exists(), "tools": participant.held_tools.exists(),
        "time": participant.hours_per_week is not None, "check": participant.inventory_done_at is not None,
    }


def next_step(participant: Participant) -> str:
    """Return the first step that is not done, or `sheet` when all are."""
    return next((step for step, done in done_steps(participant).items() if not done), "sheet")


def role_to_tell(participant: Participant) -> CareerRole | None:
    """Return the first chosen role that no experience tells of yet: a good start for the next entry."""
    told = participant.careers.filter(role__isnull=False).values("role")
    return participant.roles.exclude(pk__in=told).first()


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


def proposals_of(participant: Participant) -> QuerySet[Proposal]:
    """Return the skills a person missed in the list, the newest first, with what they became."""
    return participant.proposals.select_related("skill").order_by("-proposed_at")


def open_proposals() -> QuerySet[Proposal]:
    """Return proposed skills that wait for the desk, the oldest first. The words, not who wrote them, are what the desk reads."""
    return Proposal.objects.filter(state=ProposalState.ASKED)
