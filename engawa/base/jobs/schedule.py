"""Marking functions as regular work, or as work that is done in blocks."""
from collections.abc import Callable
from typing import Any

from django_tasks import task

REGULAR: dict[str, tuple[Any, int]] = {}
BLOCKS: set[str] = set()


def every(*, minutes: float) -> Callable[[Callable[[], object]], Any]:
    """Make a function without arguments a background task that is enqueued every `minutes`.

    The decorated name becomes the task; call `.call()` to run it at once, `.enqueue()` to hand it over.
    """
    def mark(function: Callable[[], object]) -> Any:
        as_task = task()(function)
        REGULAR[f"{function.__module__}.{function.__qualname__}"] = (as_task, int(minutes * 60))
        return as_task
    return mark


def in_blocks(function: Callable[[list[str]], object]) -> Any:
    """Make a function of a list of keys a task that `actions.share_out` enqueues block by block.

    Several workers, on several machines if they share the database, take the blocks one by one. The block of a worker that
    died is done once more, so the function passes over what is done already.
    """
    as_task = task()(function)
    BLOCKS.add(as_task.module_path)
    return as_task
