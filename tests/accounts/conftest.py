"""People in front of the door."""
import pytest

from engawa.base.users.models import User
from tests.accounts.doorway import Visitor, make_person


@pytest.fixture
def visitor(db) -> Visitor:
    return Visitor()


@pytest.fixture
def person(db) -> User:
    return make_person()
