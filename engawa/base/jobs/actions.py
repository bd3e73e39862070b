"""Claiming due schedules and sweeping up after dead workers."""
from datetime import timedelta

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from engawa.base.jobs.models import Schedule
from engawa.base.jobs.schedule import REGULAR
from engawa.base.times import now

STUCK_AFTER = timedelta(minutes=15)


def plan_schedules() -> None:
    """Give every marked function its row; drop rows of functions that are gone."""
    for name, (_task, seconds) in REGULAR.items():
        Schedule.objects.update_or_create(
            name=name, defaults={"every_seconds": seconds}, create_defaults={"every_seconds": seconds, "next_run": now()})
    Schedule.objects.exclude(name__in=REGULAR).delete()


def enqueue_due() -> list[str]:
    """Claim every due schedule and enqueue its task in the same transaction; return the names claimed here.

    The conditional UPDATE lets exactly one of several workers claim a run.
    """
    claimed = []
    moment = now()
    for row in Schedule.objects.filter(next_run__lte=moment, name__in=REGULAR):
        with transaction.atomic():
            won = Schedule.objects.filter(name=row.name, next_run=row.next_run).update(
                next_run=moment + timedelta(seconds=row.every_seconds), last_run=moment)
            if won:
                REGULAR[row.name][0].enqueue()
                claimed.append(row.name)
    return claimed


def sweep_results() -> int:
    """Drop results left RUNNING by a killed worker; return how many. (Old finished ones go by retention.)

    Dropping is safe: the next scheduled run finds the same due rows again.
    """
    stuck, _ = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now() - STUCK_AFTER).delete()
    return stuck
