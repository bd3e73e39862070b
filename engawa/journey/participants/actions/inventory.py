"""Taking stock, step by step. Every step saves; the last one says that the sheet may be used."""
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.participants import rules, week
from engawa.journey.participants.models import BusyTime, HeldSkill, HeldTool, Participant
from engawa.journey.skills.models import Area, CareerRole, Cause, Skill


def _mine(by: User, participant: Participant) -> Participant:
    refuse_if(rules.why_not_edit(by, participant))
    return Participant.objects.select_for_update().get(pk=participant.pk)


@transaction.atomic
def start_inventory(*, by: User) -> Participant:
    """Make a person a participant; a second call returns the same one."""
    participant, made = Participant.objects.get_or_create(
        user=by, defaults={"joined_at": now(), "languages": [{"code": by.language, "level": "native"}]})
    if made:
        history.record(by=by, verb="participants.started", about=participant)
    return participant


@transaction.atomic
def save_areas(*, by: User, participant: Participant, areas: Iterable[Area], roles: Iterable[CareerRole],
               place: str = "") -> Participant:
    """Keep where the person would like to help, the roles of the career (at most three) and where the person lives.

    Raises:
        Refused: not the owner.
    """
    mine = _mine(by, participant)
    mine.place = place
    mine.save(update_fields=["place"])
    mine.areas.set(areas)
    mine.roles.set(list(roles)[:rules.ROLES_MAX])
    history.record(by=by, verb="participants.areas_saved", about=mine)
    return mine


@transaction.atomic
def save_skills(*, by: User, participant: Participant, held: Mapping[str, tuple[int, str]],
                offered: Iterable[str]) -> Participant:
    """Keep levels and last use of the skills that were shown.

    Args:
        by: the owner.
        participant: whose skills.
        held: {skill slug: (level 1–5, code of the last use)}.
        offered: slugs that stood on the page; those not in `held` are taken off, all others stay as they are.

    Raises:
        Refused: not the owner.
    """
    mine = _mine(by, participant)
    mine.held_skills.filter(skill__in=set(offered) - set(held)).delete()
    for skill in Skill.objects.current().filter(pk__in=held):
        level, last_use = held[skill.pk]
        HeldSkill.objects.update_or_create(participant=mine, skill=skill, defaults={"level": level, "last_use": last_use})
    history.record(by=by, verb="participants.skills_saved", about=mine, count=len(held))
    return mine


@transaction.atomic
def save_tools(*, by: User, participant: Participant, comfort: Mapping[str, str]) -> Participant:
    """Keep how well the person knows each tool: {tool slug: able | some | new}; tools left out are taken off.

    Raises:
        Refused: not the owner.
    """
    mine = _mine(by, participant)
    mine.held_tools.exclude(tool__in=comfort).delete()
    for slug, code in comfort.items():
        HeldTool.objects.update_or_create(participant=mine, tool_id=slug, defaults={"comfort": code})
    history.record(by=by, verb="participants.tools_saved", about=mine, count=len(comfort))
    return mine


@transaction.atomic
def save_time(*, by: User, participant: Participant, hours_per_week: int | None, free_times: Iterable[int],
              causes: Iterable[Cause], languages: list[dict[str, str]], wishes: Iterable[Skill] = (),
              starts_on: date | None = None, months_max: int | None = None) -> Participant:
    """Keep hours a week, free times (grid of `week`), causes, languages, wishes to learn, start and longest period.

    Raises:
        Refused: not the owner.
    """
    mine = _mine(by, participant)
    mine.hours_per_week, mine.free_times, mine.languages = hours_per_week, week.clean(free_times), languages
    mine.starts_on, mine.months_max = starts_on, months_max
    mine.save(update_fields=["hours_per_week", "free_times", "languages", "starts_on", "months_max"])
    mine.causes.set(causes)
    mine.wishes.set(wishes)
    history.record(by=by, verb="participants.time_saved", about=mine)
    return mine


@transaction.atomic
def pause(*, by: User, participant: Participant, until: date | None) -> Participant:
    """Take a rest until a day, without a reason (None ends the rest). Nothing is suggested meanwhile.

    Raises:
        Refused: not the owner.
    """
    mine = _mine(by, participant)
    mine.paused_until = until
    mine.save(update_fields=["paused_until"])
    history.record(by=by, verb="participants.paused", about=mine)
    return mine


@transaction.atomic
def finish_inventory(*, by: User, participant: Participant) -> Participant:
    """Say that the sheet may be used for applying. It can be changed at any time afterwards.

    Raises:
        Refused: not the owner, or no skill or no experience yet.
    """
    mine = _mine(by, participant)
    refuse_if(rules.why_not_finish(by, mine))
    mine.inventory_done_at = now()
    mine.save(update_fields=["inventory_done_at"])
    history.record(by=by, verb="participants.inventory_finished", about=mine)
    return mine


@transaction.atomic
def note_busy(*, by: User | None, participant: Participant, starts_at: datetime, minutes: int) -> BusyTime:
    """Note a fixed meeting of `minutes`, so that the moment is not offered again; twice is harmless."""
    busy, _made = BusyTime.objects.update_or_create(participant=participant, starts_at=starts_at, defaults={"minutes": minutes})
    return busy


@transaction.atomic
def free_busy(*, by: User | None, participant: Participant, starts_at: datetime) -> None:
    """Give a moment free again."""
    BusyTime.objects.filter(participant=participant, starts_at=starts_at).delete()
