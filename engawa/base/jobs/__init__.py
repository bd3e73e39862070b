"""When what is due: one table of schedules and one sweep.

An app's `tasks.py` marks functions with `every(...)`. The worker claims a due schedule by a conditional
UPDATE, so several workers on several machines share the table, and enqueues it with django-tasks.
A task carries no truth: it looks for its due rows and is harmless when lost or run twice.
"""
from engawa.base.jobs.schedule import every, in_blocks

__all__ = ["every", "in_blocks"]
