"""The vocabulary, one participant, one stranger. Builders need the loaded apps, so they are imported late."""
import pytest


@pytest.fixture
def house(db):
    """The reference data."""
    from tests.reference import load_reference
    load_reference()


@pytest.fixture
def saeki(house):
    """A retired engineer whose inventory is finished."""
    from tests.people import SAEKI, make_participant
    return make_participant(**SAEKI)


@pytest.fixture
def stranger(house):
    """Another participant."""
    from tests.people import STRANGER, make_participant
    return make_participant(**STRANGER)


@pytest.fixture
def me(saeki, client):
    """The engineer at a browser."""
    client.force_login(saeki.user)
    return client
