"""The vocabulary, a sheet ready to be agreed to, and people. Builders need the loaded apps, so they are imported late."""
import pytest


@pytest.fixture
def house(db):
    """The reference data."""
    from tests.reference import load_reference
    load_reference()


@pytest.fixture
def stranger(db):
    from engawa.demo.builders.people import make_user
    return make_user("stranger@example.jp", "見知らぬ 人")


@pytest.fixture
def sheet(house):
    """A sheet both sides could agree to."""
    from engawa.demo.builders.agreements import make_ready_sheet
    return make_ready_sheet()


@pytest.fixture
def sides(sheet):
    """(representative, participant) of the sheet."""
    from engawa.demo.builders.agreements import sides_of
    return sides_of(sheet)
