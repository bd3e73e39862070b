"""組み合わせの案: the desk asks for one, it is worked out at once or by the worker, and a person answers each line.

Nothing reaches anybody before a line is confirmed, and a confirmed line is an invitation like any other (see `suggesting`):
the person decides freely.
"""
from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.matching import queries, rules
from engawa.journey.matching.actions.suggesting import invite
from engawa.journey.matching.models import OpenVersion, Plan, PlanLine

A_MOMENT = timedelta(minutes=1)
AT_ONCE = 100_000     # so many pairs of a person and a posting take about a second; more wait for the worker


def ask_for_plan(*, by: User, without: Collection[UUID] = ()) -> Plan:
    """Ask for a plan. A small one is there at once, a large one when the worker has made it; twice is harmless.

    Args:
        by: an officer of the desk.
        without: people who have no room for one more project; applications and projects know.

    Raises:
        Refused: not the desk.
    """
    plan = _begin(by)
    if plan.made_at is None and queries.size_of_plan() <= AT_ONCE:
        plan = _make(plan.pk, without)
    return plan


@transaction.atomic
def _begin(by: User) -> Plan:
    """Begin a plan, unless one is waited for or the last one is there since a moment, untouched and still true: that is a second press."""
    refuse_if(rules.why_not_plan(by))
    OpenVersion.objects.select_for_update().get_or_create(pk=1)      # one officer at a time
    last = queries.latest_plan()
    if last and (last.made_at is None or (last.asked_at > now() - A_MOMENT and not queries.is_touched(last) and not queries.is_old(last))):
        return last
    plan = Plan.objects.create(by=by, asked_at=now())
    history.record(by=by, verb="matching.plan_asked", about=plan)
    return plan


def make_plans(*, without: Collection[UUID] = ()) -> int:
    """Work out the plans that wait; return how many. The worker calls it; twice is harmless."""
    waiting = list(queries.waiting_plans().values_list("pk", flat=True))
    for pk in waiting:
        _make(pk, without)
    return len(waiting)


def _make(pk: UUID, without: Collection[UUID]) -> Plan:
    worked = queries.work_out(without)       # outside of the transaction: nobody else waits for it
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=pk)
        if plan.made_at is None:
            PlanLine.objects.bulk_create(
                PlanLine(plan=plan, participant_id=participant, posting_id=posting, plain=plain)
                for plain, pairs in ((False, worked.pairs), (True, worked.plain)) for participant, posting in pairs)
            plan.made_at, plan.people, plan.postings, plan.as_of = now(), worked.people, worked.postings, worked.as_of
            plan.save(update_fields=["made_at", "people", "postings", "as_of"])
    return plan


@transaction.atomic
def note_plan_opened(*, by: User, plan: Plan) -> None:
    """Note that an officer looked at the people of a plan."""
    history.record(by=by, verb="matching.plan_opened", about=plan)


@transaction.atomic
def confirm_line(*, by: User, line: PlanLine, without: Collection[UUID] = ()) -> PlanLine:
    """Confirm one line of a plan: the person is invited to the posting and decides freely. Twice is harmless.

    Args:
        by: an officer of the desk.
        line: the line.
        without: people who have no room for one more project, as for `ask_for_plan`.

    Raises:
        Refused: see `rules.why_not_confirm` and `rules.why_not_invite`.
    """
    line = _locked(line)
    if line.state == PlanLine.State.CONFIRMED:
        return line
    refuse_if(rules.why_not_confirm(by, line, queries.standing_of([(line.participant, line.posting)], without)))
    invite(by=by, posting=line.posting, participant=line.participant, without=without)
    return _answer(line, PlanLine.State.CONFIRMED, by)


@transaction.atomic
def leave_line(*, by: User, line: PlanLine) -> PlanLine:
    """Set one line of a plan aside; the pair is not proposed again. Twice is harmless.

    Raises:
        Refused: not the desk, or the person was invited.
    """
    line = _locked(line)
    refuse_if(rules.why_not_leave_line(by, line))
    return line if line.state == PlanLine.State.LEFT else _answer(line, PlanLine.State.LEFT, by)


@transaction.atomic
def take_back_line(*, by: User, line: PlanLine) -> PlanLine:
    """Put a line back that was set aside. Twice is harmless.

    Raises:
        Refused: not the desk, or the person was invited.
    """
    line = _locked(line)
    refuse_if(rules.why_not_leave_line(by, line))
    return line if line.state == PlanLine.State.OPEN else _answer(line, PlanLine.State.OPEN, None)


def _locked(line: PlanLine) -> PlanLine:
    return PlanLine.objects.select_for_update(of=("self",)).select_related(
        "posting__organization", "participant__user", "participant__suggestion_choice").get(pk=line.pk, plain=False)


def _answer(line: PlanLine, state: PlanLine.State, by: User | None) -> PlanLine:
    line.state, line.answered_by, line.answered_at = state, by, now() if by else None
    line.save(update_fields=["state", "answered_by", "answered_at"])
    return line
