"""Claiming due schedules, sharing long work out, and sweeping up after dead workers."""
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from engawa.base.jobs.models import Schedule
from engawa.base.jobs.schedule import BLOCKS, REGULAR
from engawa.base.times import now

STUCK_AFTER = timedelta(minutes=15)
TRIES = 2            # a block whose workers died so often is left: it may be what kills them


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


@transaction.atomic
def share_out(*, task: Any, keys: Sequence[str], size: int) -> int:
    """Enqueue a task once for each block of keys, for all workers to share; return how many blocks.

    While blocks of an earlier run wait or are worked on, nothing is enqueued: what is due then is found by the next run.

    Args:
        task: a task marked with `in_blocks`.
        keys: what is to be done, in order.
        size: how many keys make a block: some seconds of work, far less than `STUCK_AFTER`.
    """
    if DBTaskResult.objects.filter(task_path=task.module_path, status__in=["READY", "RUNNING"]).exists():
        return 0
    blocks = [list(keys[begin:begin + size]) for begin in range(0, len(keys), size)]
    for block in blocks:
        task.enqueue(block)
    return len(blocks)


def sweep_results() -> int:
    """Clear up results left RUNNING by killed workers; return how many. (Old finished ones go by retention.)

    A block is handed out once more. Dropping the others is safe: the next scheduled run finds the same due rows again.
    """
    stuck = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now() - STUCK_AFTER)
    again = [row.pk for row in stuck.filter(task_path__in=BLOCKS) if len(row.worker_ids) < TRIES]
    handed = stuck.filter(pk__in=again).update(status="READY", started_at=None)
    dropped, _ = stuck.delete()
    return handed + dropped
