"""A moment to stand on, and the persons of an application."""
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from engawa.base.times import at_moment, now

MORNING = datetime(2026, 10, 1, 1, tzinfo=UTC)  # Thursday, 10 o'clock in Japan


@pytest.fixture
def clock():
    """Let it be 10 o'clock on 1 October 2026; `clock.later(days=7)` moves on."""
    held = []

    def to(moment):
        context = at_moment(moment)
        context.__enter__()
        held.append(context)
    to(MORNING)
    yield SimpleNamespace(to=to, later=lambda **span: to(now() + timedelta(**span)))
    for context in reversed(held):
        context.__exit__(None, None, None)


@pytest.fixture
def house(db, clock):
    """See persons.a_house."""
    from tests.applications import persons
    return persons.a_house()


@pytest.fixture
def sent(house):
    """See persons.with_application."""
    from tests.applications import persons
    return persons.with_application(house)
