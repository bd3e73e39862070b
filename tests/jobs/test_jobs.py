"""Schedules are claimed once, dead work is swept up, the worker does what is due."""
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django_tasks_db.models import DBTaskResult

from engawa.base.jobs import actions, every, in_blocks, schedule, tasks, worker
from engawa.base.jobs.models import Schedule
from engawa.base.notices.models import Mail
from engawa.base.times import at_moment, now
from engawa.base.users.models import User
from tests.jobs.working import two_workers

pytestmark = pytest.mark.django_db


class Kettle:
    """A task that only counts how often it was handed over."""

    def __init__(self) -> None:
        self.enqueued = 0

    def enqueue(self) -> None:
        self.enqueued += 1


@pytest.fixture
def kettle(monkeypatch):
    kettle = Kettle()
    monkeypatch.setattr(schedule, "REGULAR", {"tea.boil": (kettle, 60)})
    monkeypatch.setattr(actions, "REGULAR", schedule.REGULAR)
    actions.plan_schedules()
    return kettle


def test_a_marked_function_becomes_regular_work(monkeypatch):
    monkeypatch.setattr(schedule, "REGULAR", {})
    task = every(minutes=0.5)(tasks.sweep.func)
    assert dict(schedule.REGULAR) == {"engawa.base.jobs.tasks.sweep": (task, 30)}


def test_the_regular_work_of_all_apps_is_found():
    names = {name.removeprefix("engawa.") for name in schedule.REGULAR}
    assert {"base.jobs.tasks.sweep", "base.notices.tasks.deliver", "base.accounts.tasks.tidy_up",
            "base.files.tasks.sweep"} <= names


def test_planning_adds_new_work_changes_its_rhythm_and_drops_what_is_gone(kettle):
    Schedule.objects.create(name="tea.gone", every_seconds=1, next_run=now())
    planned = Schedule.objects.get(name="tea.boil")
    Schedule.objects.filter(name="tea.boil").update(every_seconds=5)
    actions.plan_schedules()
    assert list(Schedule.objects.values_list("name", "every_seconds", "next_run")) == [("tea.boil", 60, planned.next_run)]
    assert str(planned) == "tea.boil"


def test_due_work_is_handed_over_once_and_planned_anew(kettle):
    assert actions.enqueue_due() == ["tea.boil"]
    assert actions.enqueue_due() == []
    row = Schedule.objects.get()
    assert kettle.enqueued == 1
    assert timedelta(seconds=55) < row.next_run - now() <= timedelta(seconds=60)
    Schedule.objects.update(next_run=now())
    assert actions.enqueue_due() == ["tea.boil"]


def test_after_a_long_night_missed_work_is_done_once_not_for_every_miss(kettle):
    Schedule.objects.update(next_run=now() - timedelta(days=3))
    assert actions.enqueue_due() == ["tea.boil"]
    assert actions.enqueue_due() == []


def test_a_run_that_another_worker_took_meanwhile_is_left_to_it(kettle, monkeypatch):
    @contextmanager
    def too_late():
        Schedule.objects.update(next_run=now() + timedelta(seconds=60))
        yield
    monkeypatch.setattr(actions.transaction, "atomic", too_late)
    assert actions.enqueue_due() == []
    assert kettle.enqueued == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("workers", [8, pytest.param(60, marks=pytest.mark.long)])
def test_of_many_workers_one_claims_a_run(kettle, workers):
    claimed, go = [], threading.Barrier(workers)

    def claim() -> None:
        go.wait()
        try:
            claimed.extend(actions.enqueue_due())
        finally:
            connection.close()

    threads = [threading.Thread(target=claim) for _n in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert claimed == ["tea.boil"]
    assert kettle.enqueued == 1


def result(status: str, **times) -> DBTaskResult:
    return DBTaskResult.objects.create(status=status, args_kwargs={"args": [], "kwargs": {}}, task_path="x", backend_name="default",
                                       queue_name="default", exception_class_path="", traceback="", **times)


def test_the_sweep_drops_stuck_results_only():
    kept = [result("RUNNING", started_at=now() - timedelta(minutes=14)), result("READY"),
            result("SUCCESSFUL", finished_at=now() - timedelta(days=1))]
    result("RUNNING", started_at=now() - timedelta(minutes=16))
    assert actions.sweep_results() == 1
    assert set(DBTaskResult.objects.all()) == set(kept)
    tasks.sweep.call()
    assert DBTaskResult.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_is_due_and_stops_when_asked_to_work_once(monkeypatch):
    from engawa.base import notices
    only = {name: entry for name, entry in schedule.REGULAR.items() if name.endswith("notices.tasks.deliver")}
    monkeypatch.setattr(actions, "REGULAR", only)
    kazuo = User.objects.create_user("kazuo@example.jp")
    notices.tell(to=[kazuo], kind="accounts/password_changed", link=("accounts:settings", {}))
    worker.run(once=True)
    assert [m.to for m in mail.outbox] == [["kazuo@example.jp"]]
    assert Mail.objects.get().state == "sent"
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_the_clock_of_the_worker_goes_on_after_an_error(monkeypatch):
    stop, ticks = threading.Event(), []

    def tick() -> None:
        ticks.append(1)
        if len(ticks) == 3:
            stop.set()
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "TICK_SECONDS", 0.01)
    monkeypatch.setattr(actions, "enqueue_due", tick)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker._tick_forever(stop)
    assert len(ticks) == 3


# ------------------------------------------------------------------ blocks
done: list[str] = []


@in_blocks
def boil(cups: list[str]) -> None:
    done.extend(cups)


@pytest.fixture
def cups():
    done.clear()
    return [f"cup {n}" for n in range(23)]


@pytest.mark.django_db(transaction=True)
def test_workers_share_the_blocks_of_a_run_and_each_is_done_once(cups):
    assert (actions.share_out(task=boil, keys=cups, size=3), actions.share_out(task=boil, keys=cups, size=3)) == (8, 0)
    two_workers()
    assert (sorted(done), done != []) == (sorted(cups), True)
    assert [len(row.worker_ids) for row in DBTaskResult.objects.filter(status="SUCCESSFUL")] == [1] * 8
    assert actions.share_out(task=boil, keys=cups[:3], size=3) == 1           # the run is over: the next may begin


def test_the_block_of_a_killed_worker_is_done_once_more_and_no_oftener(cups):
    actions.share_out(task=boil, keys=cups[:3], size=3)
    for handed, left in ((1, ["READY"]), (1, [])):
        DBTaskResult.objects.get().claim("a worker that is killed")
        assert actions.sweep_results() == 0                                    # it may still be at it
        with at_moment(now() + timedelta(minutes=16)):
            assert actions.sweep_results() == handed
        assert list(DBTaskResult.objects.values_list("status", flat=True)) == left
    assert actions.share_out(task=boil, keys=[], size=3) == 0
    assert actions.share_out(task=boil, keys=cups[:3], size=3) == 1
    DBTaskResult.objects.get().claim("a worker that is killed")
    with at_moment(now() + timedelta(minutes=16)):
        actions.sweep_results()
    row = DBTaskResult.objects.get()
    row.claim("another worker")
    worker.hand(once=True).run_task(row)
    assert (done, row.status) == (cups[:3], "SUCCESSFUL")
