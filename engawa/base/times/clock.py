"""The one clock, and the working days of Japan."""
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

import jpholiday
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _moment.get() or timezone.now()


def today() -> date:
    """Return the day it is in the zone that is active (the reader's, else the installation's)."""
    return timezone.localdate(now())


@contextmanager
def at_moment(moment: datetime) -> Iterator[None]:
    """Let `now()` be the given aware moment inside the block; used to tell the demo story day by day."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def is_working_day(day: date) -> bool:
    """Say whether a day is a weekday and no national holiday of Japan (国民の祝日に関する法律)."""
    return day.weekday() < 5 and not jpholiday.is_holiday(day)


def add_working_days(day: date, count: int) -> date:
    """Return the day `count` working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start` up to and including `end`; 0 if `end` is not later."""
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
