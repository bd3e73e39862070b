"""Marking functions as regular work."""
from collections.abc import Callable
from typing import Any

from django_tasks import task

REGULAR: dict[str, tuple[Any, int]] = {}


def every(*, minutes: float) -> Callable[[Callable[[], object]], Any]:
    """Make a function without arguments a background task that is enqueued every `minutes`.

    The decorated name becomes the task; call `.call()` to run it at once, `.enqueue()` to hand it over.
    """
    def mark(function: Callable[[], object]) -> Any:
        as_task = task()(function)
        REGULAR[f"{function.__module__}.{function.__qualname__}"] = (as_task, int(minutes * 60))
        return as_task
    return mark
