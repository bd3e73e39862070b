"""The skills to ask about."""
from dataclasses import dataclass

from engawa.journey.participants.models import Participant
from engawa.journey.participants.queries.own import held_of
from engawa.journey.skills import queries as skills
from engawa.journey.skills.models import Skill

OFFERED_PER_ROLES, OFFERED_PER_AREA, OFFERED_TO_ALL = 10, 4, 3
SHOWN_AT_ONCE = 8  # the other offered skills are folded, so that the page does not frighten


@dataclass(frozen=True)
class Offered:
    """A skill put before the person: level and last use already chosen or suggested (0 = not yet answered)."""

    skill: Skill
    level: int
    last_use: str
    from_role: bool
    carries: str


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
