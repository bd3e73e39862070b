"""Who sees what, and how many questions to the database that takes."""
from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from engawa.base.times import at_moment
from engawa.demo.builders.organizations import make_organization
from engawa.journey.organizations import actions, queries
from engawa.journey.organizations.models import Membership, Organization, State
from engawa.journey.organizations.places import authority_words, place_words
from tests import people


@pytest.mark.parametrize("state", State.values)
def test_who_sees_an_organization(konara, state):
    Organization.objects.filter(pk=konara.organization.pk).update(state=state)
    see = {name: queries.visible_to(user).filter(pk=konara.organization.pk).exists() for name, user in [
        ("owner", konara.owner), ("member", konara.member), ("desk", konara.desk), ("stranger", konara.stranger),
        ("visitor", AnonymousUser())]}
    public = state == State.VERIFIED
    assert see == {"owner": True, "member": True, "desk": state != State.DRAFT, "stranger": public, "visitor": public}
    assert queries.public().exists() is public


def test_the_organization_of_a_person_is_the_one_last_chosen_else_the_first(konara):
    second = make_organization("あとの会", owner=konara.stranger)
    actions.accept_invitation(by=konara.owner, invitation=actions.invite_member(
        by=konara.stranger, organization=second, email=konara.owner.email))
    assert queries.organization_of(konara.owner) == second
    assert list(queries.of_user(konara.owner)) == [second, konara.organization]
    Membership.objects.update(chosen_at=None)
    assert list(queries.of_user(konara.owner)) == [konara.organization, second]
    assert queries.organization_of(konara.desk) is None
    assert queries.organization_of(AnonymousUser()) is None
    assert not queries.is_member(AnonymousUser(), second)
    assert not queries.is_owner(AnonymousUser(), second)


def test_the_people_of_an_organization(konara):
    assert list(queries.people_of(konara.organization)) == [konara.owner, konara.member]
    assert list(queries.owners_of(konara.organization)) == [konara.owner]
    assert [row.user for row in queries.memberships_of(konara.organization)] == [konara.owner, konara.member]
    assert queries.is_owner(konara.owner, konara.organization)
    assert not queries.is_owner(konara.member, konara.organization)
    konara.member.is_active = False
    konara.member.save()
    assert list(queries.people_of(konara.organization)) == [konara.owner]


def test_the_desk_sees_the_longest_waiting_first(new, django_assert_num_queries):
    second = make_organization("次の会", owner=new.stranger, verified=False)
    with django_assert_num_queries(3):
        rows = list(queries.waiting_for_desk())
        assert rows == [new.organization, second]
        assert [len(row.memberships.all()) for row in rows] == [1, 1]


def test_an_answer_is_due_after_two_working_days(reference):
    with at_moment(datetime(2026, 10, 1, 3, tzinfo=UTC)):  # a Thursday
        asked = make_organization(verified=False)
    assert queries.answer_due(asked).isoformat() == "2026-10-05"
    asked.state = State.VERIFIED
    assert queries.answer_due(asked) is None


def test_similar_names_are_found_among_verified_ones_only(konara):
    assert [row.name for row in queries.similar_to("NPO法人 里山の会こなら")] == [konara.organization.name]
    assert [row.name for row in queries.similar_to("里山の会")] == [konara.organization.name]
    assert list(queries.similar_to("里山")) == []
    actions.suspend_organization(by=konara.desk, organization=konara.organization, words="x")
    assert list(queries.similar_to("里山の会こなら")) == []


def test_invitations_are_seen_by_their_address_only(konara):
    invitation = actions.invite_member(by=konara.owner, organization=konara.organization, email=konara.stranger.email)
    assert list(queries.invitations_visible_to(konara.stranger)) == [invitation]
    assert list(queries.invitations_visible_to(konara.owner)) == []
    assert list(queries.open_invitations_of(konara.organization)) == [invitation]


def test_rows_say_what_they_are(konara):
    invitation = actions.invite_member(by=konara.owner, organization=konara.organization, email="n@example.jp")
    assert str(konara.organization) == "里山の会 こなら"
    assert konara.organization.is_verified
    assert not konara.organization.is_overseas
    konara.organization.jurisdiction = "さいたま市"
    assert konara.organization.authority == "さいたま市"
    with translation.override("en"):
        assert konara.organization.authority == "Saitama City"
        assert (authority_words("埼玉県"), authority_words("東京都"), authority_words("川越市")) == ("Saitama Prefecture", "Tokyo", "川越市")
    assert konara.organization.place == place_words("埼玉県", "JP") == "埼玉県"
    assert str(invitation).endswith("member")
    assert str(konara.organization.memberships.get(user=konara.owner)).endswith("owner")
    assert people.STRANGER["email"] == konara.stranger.email


@pytest.mark.parametrize(("there", "wanted", "shown"), [
    ("里山の会 こなら", "認定NPO法人 里山の会コナラ", 1), ("里山の会 こなら", "里山の会こなら 東京支部", 1), ("里山の会 こなら", "里山の会", 1),
    ("みどり町こども食堂", "こども食堂", 0), ("NPO法人こども食堂", "こども食堂", 1), ("青空サポートセンター", "サポートセンター", 0), ("青空の会", "青空", 0)])
def test_similar_names_are_found_and_common_words_are_not(reference, there, wanted, shown):
    make_organization(there)
    assert queries.similar_to(wanted).count() == shown


def test_the_keys_of_earlier_rows_are_written_anew(konara):
    Organization.objects.update(name_key="里山の会こなら")
    import_module("engawa.journey.organizations.migrations.0008_name_keys").renew(apps, None)
    assert Organization.objects.get().name_key == "里山ノ会コナラ"
    import_module("engawa.journey.organizations.migrations.0008_name_keys").renew(apps, None)
    assert Organization.objects.get().name_key == "里山ノ会コナラ"


def test_the_promise_counts_the_days_of_japan(new):
    asked = new.organization
    asked.asked_at = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)  # Tuesday 24 November, eight in the morning
    assert queries.answer_due(asked).isoformat() == "2026-11-26"
