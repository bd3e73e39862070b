"""The worker: a ticking clock that enqueues what is due, beside the library's own worker loop."""
import logging
import threading

from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from engawa.base.jobs import actions

log = logging.getLogger(__name__)
TICK_SECONDS = 5.0


def _tick_forever(stop: threading.Event) -> None:
    while not stop.wait(TICK_SECONDS):
        close_old_connections()
        try:
            actions.enqueue_due()
        except Exception:
            log.exception("The schedule could not be read; trying again in %s s.", TICK_SECONDS)


def hand(*, once: bool = False) -> Worker:
    """Return the library's worker: it takes one waiting task after the other, each of which no other worker then takes."""
    return Worker(queue_names=["*"], interval=0.5, batch=once, backend_name="default", startup_delay=False,
                  max_tasks=None, worker_id=get_random_string(32), excluded_queue_names=[])


def run(*, once: bool = False) -> None:
    """Work until stopped by a signal, or, with `once`, until nothing is waiting."""
    actions.plan_schedules()
    actions.enqueue_due()
    stop = threading.Event()
    if not once:
        threading.Thread(target=_tick_forever, args=(stop,), daemon=True).start()
    worker = hand(once=once)
    worker.configure_signals()
    try:
        worker.run()
    finally:
        stop.set()
