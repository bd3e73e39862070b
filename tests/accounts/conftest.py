"""People in front of the door. Imports stand inside: this file is read before the apps are loaded."""
import pytest


@pytest.fixture
def visitor(db):
    """A browser in which nobody is signed in."""
    from tests.accounts.doorway import Visitor
    return Visitor()


@pytest.fixture
def person(db):
    """Somebody who has registered."""
    from tests.accounts.doorway import make_person
    return make_person()
