"""What a person who leaves is shown as open: told by the steps, on the page of the door."""
import pytest
from django.urls import reverse

from engawa.base.accounts import closing
from engawa.demo.builders.applications import make_application, owner_of
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.people import make_user
from engawa.demo.builders.postings import make_open_posting, make_posting
from engawa.demo.builders.projects import make_project
from engawa.journey.applications import actions as applications
from engawa.journey.organizations import actions as organizations
from engawa.journey.postings import actions as postings
from tests.people import KOBAYASHI, STRANGER, make_participant
from tests.reference import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    load_reference()
    return make_organization()


def titles(user):
    return [words for words, _url in closing.open_things(user)]


def test_who_is_alone_in_an_organization_sees_its_drafts_and_postings(client, house):
    owner = owner_of(house)
    draft, published = make_posting(house, title="名簿を一つに"), make_open_posting(house, title="予約を楽に")
    postings.close_posting(by=owner, posting=make_posting(house, title="終わった下書き"))
    assert closing.open_things(owner) == [
        (f"募集：{one.title}", reverse("postings:posting", kwargs={"pk": one.pk})) for one in (draft, published)]
    client.force_login(owner)
    page = client.get("/account/close/").content.decode()
    assert [page.count(each) for each in ("募集：名簿を一つに", "募集：予約を楽に", "残っている募集")] == [1, 1, 0]


def test_a_colleague_who_stays_looks_after_the_postings(house):
    owner, member = owner_of(house), make_user(**KOBAYASHI)
    make_open_posting(house)
    organizations.accept_invitation(by=member, invitation=organizations.invite_member(by=owner, organization=house, email=member.email))
    assert (titles(owner), titles(member)) == ([], [])


def test_a_participant_sees_applications_that_are_not_settled_and_running_projects(house):
    person = make_participant()
    sent = make_application(posting=make_open_posting(house, title="予約を楽に"), participant=person)
    assert titles(person.user) == ["応募：予約を楽に"]
    applications.withdraw_application(by=person.user, application=sent)
    project = make_project(organization=house, participant=person)
    assert titles(person.user) == [f"プロジェクト：{project.title}"]
    assert f"プロジェクト：{project.title}" in titles(owner_of(house))


def test_a_stranger_has_nothing_open(house):
    make_project(organization=house)
    assert titles(make_user(**STRANGER)) == []
