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
def project(house):
    """A running project that began today."""
    from engawa.demo.builders.projects import make_project
    return make_project()


@pytest.fixture
def sides(project):
    """(representative, participant) of the project."""
    from engawa.demo.builders.agreements import sides_of
    return sides_of(project.agreement)
