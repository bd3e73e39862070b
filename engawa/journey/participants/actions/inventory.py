"""Taking stock, step by step. Every step saves; the last one says that the sheet may be used.

`seen` is the mark of what the page was shown with (see `drafts`); empty saves whatever is there by now.
"""
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from engawa.base import history
from engawa.base.accounts import actions as accounts
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.participants import drafts, rules, week
from engawa.journey.participants.models import BusyTime, HeldSkill, HeldTool, Participant, RefusedSkill
from engawa.journey.skills.models import Area, CareerRole, Cause, Skill

Held = tuple[int, str] | tuple[int, str, int | None]


def _mine(by: User, participant: Participant, seen: str = "",
          saved: Callable[[Participant], drafts.Saved] = drafts.areas) -> Participant:
    refuse_if(rules.why_not_edit(by, participant))
    mine = Participant.objects.select_for_update(of=("self",)).select_related("user").get(pk=participant.pk)
    refuse_if(rules.why_not_overwrite(seen, saved(mine)) if seen else None)
    return mine


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
               place: str = "", seen: str = "") -> Participant:
    """Keep where the person would like to help, the roles of the career (at most three) and where the person lives.

    Raises:
        Refused: not the owner, or changed by another page since `seen`.
    """
    mine = _mine(by, participant, seen, drafts.areas)
    mine.place = place
    mine.save(update_fields=["place"])
    mine.areas.set(areas)
    mine.roles.set(list(roles)[:rules.ROLES_MAX])
    history.record(by=by, verb="participants.areas_saved", about=mine)
    return mine


@transaction.atomic
def save_skills(*, by: User, participant: Participant, held: Mapping[str, Held], offered: Iterable[str],
                refused: Iterable[str] = (), again: Iterable[str] = (), seen: str = "") -> Participant:
    """Keep levels, last use and years of the skills that were shown, and the ones the person said no to.

    Args:
        by: the owner.
        participant: whose skills.
        held: {skill slug: (level 1–5, code of the last use, years or None)}; without the third, years stay as they are.
        offered: slugs that stood on the page; those not in `held` are taken off, all others stay as they are.
        refused: slugs of the page that are not the person's: not offered again.
        again: slugs refused before that may be offered again.
        seen: the mark of what the page was shown with.

    Raises:
        Refused: not the owner, or changed by another page since `seen`.
    """
    shown, no = set(offered), set(refused)
    mine = _mine(by, participant, seen, lambda one: drafts.skills(one, shown))
    mine.held_skills.filter(skill__in=shown - set(held)).delete()
    for skill in Skill.objects.current().filter(pk__in=held):
        answer = dict(zip(("level", "last_use", "years"), held[skill.pk], strict=False))
        HeldSkill.objects.update_or_create(participant=mine, skill=skill, defaults=answer)
    mine.refused_skills.filter(skill__in=set(again) | set(held)).delete()
    for skill in Skill.objects.filter(pk__in=no - set(held)):
        RefusedSkill.objects.get_or_create(participant=mine, skill=skill)
    history.record(by=by, verb="participants.skills_saved", about=mine, count=len(held))
    return mine


@transaction.atomic
def save_tools(*, by: User, participant: Participant, comfort: Mapping[str, str], seen: str = "") -> Participant:
    """Keep how well the person knows each tool: {tool slug: able | some | new}; tools left out are taken off.

    Raises:
        Refused: not the owner, or changed by another page since `seen`.
    """
    mine = _mine(by, participant, seen, drafts.tools)
    mine.held_tools.exclude(tool__in=comfort).delete()
    for slug, code in comfort.items():
        HeldTool.objects.update_or_create(participant=mine, tool_id=slug, defaults={"comfort": code})
    history.record(by=by, verb="participants.tools_saved", about=mine, count=len(comfort))
    return mine


@transaction.atomic
def save_time(*, by: User, participant: Participant, hours_per_week: int | None, free_times: Iterable[int],
              causes: Iterable[Cause], languages: list[dict[str, str]], wishes: Iterable[Skill] = (),
              starts_on: date | None = None, months_max: int | None = None, at_once: int = 1, time_zone: str = "",
              trusted_name: str = "", trusted_phone: str = "", seen: str = "") -> Participant:
    """Keep when and how much the person can help, in which languages, and whom the desk may call.

    Args:
        by: the owner.
        participant: whose time.
        hours_per_week: hours in a busy week.
        free_times: indices of the grid of `week`, in the person's own zone.
        causes: fields of activity the person cares about.
        languages: [{code, level}].
        wishes: what the person would like to learn.
        starts_on: earliest day of a beginning; None for any.
        months_max: longest period in months; None for any.
        at_once: projects at the same time, 1 to 3.
        time_zone: IANA name of the person's zone; empty leaves it.
        trusted_name: whom the desk may call when the person cannot be reached.
        trusted_phone: the number of that person.
        seen: the mark of what the page was shown with.

    Raises:
        Refused: not the owner, or changed by another page since `seen`.
    """
    mine = _mine(by, participant, seen, drafts.time)
    values = {"hours_per_week": hours_per_week, "free_times": week.clean(free_times), "languages": languages,
              "starts_on": starts_on, "months_max": months_max, "at_once": at_once,
              "trusted_name": trusted_name, "trusted_phone": trusted_phone}
    for name, value in values.items():
        setattr(mine, name, value)
    mine.save(update_fields=values)
    mine.causes.set(causes)
    mine.wishes.set(wishes)
    if time_zone and time_zone != mine.user.time_zone:
        accounts.change_language(by=by, language=by.language, time_zone=time_zone)
    history.record(by=by, verb="participants.time_saved", about=mine)
    return mine


@transaction.atomic
def pause(*, by: User, participant: Participant, until: date | None) -> Participant:
    """Take a rest until a day, without a reason (None ends the rest). No suggestions are sent meanwhile.

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
