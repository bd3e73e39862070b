"""An organization with a representative, a member and the desk. Builders need the loaded apps, so they are imported late."""
from types import SimpleNamespace

import pytest


@pytest.fixture
def reference(db):
    from tests.reference import load_reference
    load_reference()


@pytest.fixture
def konara(reference):
    """里山の会 こなら: 高田 is its representative, 小林 its member; a desk officer and a stranger stand by."""
    from engawa.demo.builders.organizations import make_organization
    from engawa.journey.organizations import actions
    from tests import people
    owner, member = people.make_user(**people.TAKADA), people.make_user(**people.KOBAYASHI)
    desk, stranger = people.make_desk(), people.make_user(**people.STRANGER)
    organization = make_organization(owner=owner)
    invitation = actions.invite_member(by=owner, organization=organization, email=member.email)
    actions.accept_invitation(by=member, invitation=invitation)
    organization.refresh_from_db()
    return SimpleNamespace(organization=organization, owner=owner, member=member, desk=desk, stranger=stranger)


@pytest.fixture
def new(reference):
    """An organization that has asked for its verification."""
    from engawa.demo.builders.organizations import make_organization
    from tests import people
    owner = people.make_user("murayama@example.jp", "村山 礼子")
    organization = make_organization("みどり町 見守りの会", owner=owner, verified=False)
    return SimpleNamespace(organization=organization, owner=owner, desk=people.make_desk(),
                           stranger=people.make_user(**people.STRANGER))
