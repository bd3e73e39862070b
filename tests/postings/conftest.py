"""An organization with a representative, a member and the desk. Builders need the loaded apps, so they are imported late."""
from types import SimpleNamespace

import pytest


@pytest.fixture
def konara(db):
    """里山の会 こなら: 高田 represents it, 小林 works there; a desk officer and a stranger stand by."""
    from engawa.demo.builders.organizations import make_organization
    from engawa.journey.organizations import actions
    from tests import people
    from tests.reference import load_reference
    load_reference()
    desk = people.make_desk()
    owner, member = people.make_user(**people.TAKADA), people.make_user(**people.KOBAYASHI)
    stranger = people.make_user(**people.STRANGER)
    organization = make_organization(owner=owner)
    invitation = actions.invite_member(by=owner, organization=organization, email=member.email)
    actions.accept_invitation(by=member, invitation=invitation)
    organization.refresh_from_db()
    return SimpleNamespace(organization=organization, owner=owner, member=member, desk=desk, stranger=stranger)


@pytest.fixture
def draft(konara):
    from engawa.demo.builders.postings import make_posting
    return make_posting(konara.organization, by=konara.member)


@pytest.fixture
def published(konara):
    from engawa.demo.builders.postings import make_open_posting
    return make_open_posting(konara.organization)


@pytest.fixture
def suspended(konara):
    """The organization, suspended by the desk."""
    from engawa.journey.organizations import actions
    def suspend():
        konara.organization = actions.suspend_organization(by=konara.desk, organization=konara.organization, words="お電話ください。")
    return suspend
