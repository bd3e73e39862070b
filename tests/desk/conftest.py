"""The reference data, an officer of the desk at a browser, one proposed skill."""
import pytest


@pytest.fixture
def desk(db, client):
    """An officer of the coordinator team, signed in."""
    from tests.people import make_desk
    from tests.reference import load_reference
    load_reference()
    officer = make_desk()
    client.force_login(officer)
    return officer


@pytest.fixture
def proposal(desk):
    """What a participant missed in the list."""
    from engawa.journey.participants import actions
    from tests.people import SAEKI, make_participant
    saeki = make_participant(**SAEKI)
    return actions.propose_skill(by=saeki.user, participant=saeki, words="帳票の電子化", note="紙の帳票を画面で使えるようにする仕事です。", level=4)
