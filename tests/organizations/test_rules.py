"""Each reason why not, and who hears it."""
from datetime import timedelta
from functools import partial

import pytest

from engawa.base.times import at_moment, now
from engawa.demo.builders.organizations import make_organization
from engawa.journey.organizations import actions, queries, rules
from engawa.journey.organizations.models import Role, State
from engawa.journey.skills.models import Cause
from tests import people

NUMBER = "7000012050002"


def membership(world, user):
    return world.organization.memberships.get(user=user)


def test_only_members_work_and_only_representatives_manage(konara):
    o = konara.organization
    assert rules.why_not_work(konara.owner, o) is None
    assert rules.why_not_work(konara.member, o) is None
    assert rules.why_not_work(konara.stranger, o) == "この団体の方だけができます。"
    assert rules.why_not_manage(konara.owner, o) is None
    assert "代表" in rules.why_not_manage(konara.member, o)
    assert rules.why_not_manage(konara.desk, o) == rules.why_not_work(konara.stranger, o)


def test_a_suspended_organization_can_only_read(konara):
    o = konara.organization = actions.suspend_organization(
        by=konara.desk, organization=konara.organization, words="電話がつながりません。")
    reason = rules.why_not_work(konara.owner, o)
    assert reason
    for said in (rules.why_not_manage(konara.owner, o), rules.why_not_save(konara.owner, o), rules.why_not_ask(konara.owner, o),
                 rules.why_not_invite(konara.owner, o),
                 rules.why_not_change_role(konara.owner, membership(konara, konara.member), Role.OWNER),
                 rules.why_not_remove(konara.owner, membership(konara, konara.member))):
        assert said == reason


def test_a_number_belongs_to_one_organization_and_a_refused_one_lets_it_go(new):
    actions.refuse_organization(by=new.desk, organization=new.organization, words="確かめられませんでした。")
    actions.save_organization(by=new.owner, organization=new.organization, corporate_number=NUMBER)
    assert rules.why_not_register(new.stranger, corporate_number=NUMBER) is None
    other = make_organization("別の会", owner=new.stranger, corporate_number=NUMBER)
    new.organization.refresh_from_db()
    assert rules.why_not_register(new.desk, corporate_number=NUMBER)
    assert rules.why_not_number(NUMBER, other) is None
    assert rules.why_not_ask(new.owner, new.organization) == rules.why_not_number(NUMBER)


def test_three_unverified_organizations_are_enough(new):
    for name in ("二つ目の会", "三つ目の会"):
        make_organization(name, owner=new.owner, verified=False)
    assert "3つ" in rules.why_not_register(new.owner) or "三つ" in rules.why_not_register(new.owner)
    assert rules.why_not_register(new.stranger) is None


def test_what_was_verified_is_not_changed(konara):
    o = konara.organization
    assert rules.why_not_save(konara.owner, o, changes=("vision", "phone")) is None
    assert rules.why_not_save(konara.owner, o, changes=("name",))
    assert rules.why_not_save(konara.member, o, changes=("vision",))


def test_asking_needs_the_facts_and_is_done_once(new):
    assert rules.why_not_ask(new.owner, new.organization)
    actions.ask_for_more(by=new.desk, organization=new.organization, words="電話番号をもう一度お願いします。")
    new.organization.refresh_from_db()
    assert rules.why_not_ask(new.owner, new.organization) is None
    assert rules.why_not_ask(new.stranger, new.organization)
    new.organization.phone = ""
    assert rules.why_not_ask(new.owner, new.organization)
    new.organization.refresh_from_db()
    new.organization.causes.clear()
    assert rules.why_not_ask(new.owner, new.organization)


def test_a_verified_organization_does_not_ask(konara):
    assert rules.why_not_ask(konara.owner, konara.organization)


WAITING = {State.ASKED, State.CHECKING}
DESK_RULES = {
    partial(rules.why_not_verify, despite="x"): WAITING, rules.why_not_check: {*WAITING, State.MORE_WANTED},
    rules.why_not_note_call: set(State), rules.why_not_ask_for_more: WAITING, rules.why_not_take_up: WAITING,
    rules.why_not_refuse: {*WAITING, State.MORE_WANTED}, rules.why_not_suspend: {State.VERIFIED},
    rules.why_not_restore: {State.SUSPENDED},
}


@pytest.mark.parametrize("rule", DESK_RULES)
def test_the_desk_decides_in_the_right_state_and_never_about_its_own(new, rule):
    o = new.organization
    for state in State:
        o.state = state
        assert (rule(new.desk, o) is None) is (state in DESK_RULES[rule]), state
    o.state = next(state for state in State if state in DESK_RULES[rule])
    assert rule(new.owner, o) == rule(new.stranger, o) == "これは事務局だけができます。"
    actions.accept_invitation(by=new.desk, invitation=actions.invite_member(
        by=new.owner, organization=o, email=new.desk.email)) if o.state == State.ASKED else None
    if o.state == State.ASKED:
        assert rule(new.desk, o)


def test_inviting(konara):
    o, owner = konara.organization, konara.owner
    assert rules.why_not_invite(owner, o) is None
    assert rules.why_not_invite(konara.member, o)
    assert rules.why_not_invite(owner, o, email=konara.member.email)
    first = actions.invite_member(by=owner, organization=o, email="a@example.jp")
    assert rules.why_not_invite(owner, o, email="a@example.jp")
    assert rules.why_not_invite(owner, o, email="b@example.jp") is None
    for n in range(rules.OPEN_INVITATIONS_LIMIT - 1):
        actions.invite_member(by=owner, organization=o, email=f"n{n}@example.jp")
    assert rules.why_not_invite(owner, o)
    assert rules.why_not_take_back(owner, first) is None
    assert rules.why_not_take_back(konara.member, first)


def test_an_invitation_holds_for_one_address_once_for_two_weeks(konara):
    invitation = actions.invite_member(by=konara.owner, organization=konara.organization, email=konara.stranger.email)
    assert rules.why_not_accept(konara.stranger, invitation) is None
    assert rules.why_not_accept(konara.desk, invitation)
    with at_moment(now() + timedelta(days=14)):
        assert rules.why_not_accept(konara.stranger, invitation)
    actions.accept_invitation(by=konara.stranger, invitation=invitation)
    invitation.refresh_from_db()
    assert rules.why_not_accept(konara.stranger, invitation)
    assert rules.why_not_take_back(konara.owner, invitation)


def test_one_representative_remains(konara):
    own, other = membership(konara, konara.owner), membership(konara, konara.member)
    assert rules.why_not_change_role(konara.owner, own, Role.MEMBER)
    assert rules.why_not_change_role(konara.owner, own, Role.OWNER) is None
    assert rules.why_not_change_role(konara.owner, other, Role.OWNER) is None
    assert rules.why_not_change_role(konara.member, other, Role.OWNER)
    assert rules.why_not_leave(konara.owner, konara.organization)
    assert rules.why_not_leave(konara.member, konara.organization) is None
    assert rules.why_not_leave(konara.stranger, konara.organization)
    actions.change_role(by=konara.owner, membership=other, role=Role.OWNER)
    assert rules.why_not_leave(konara.owner, konara.organization) is None


def test_removing(konara):
    assert rules.why_not_remove(konara.owner, membership(konara, konara.member)) is None
    assert rules.why_not_remove(konara.owner, membership(konara, konara.owner))
    assert rules.why_not_remove(konara.member, membership(konara, konara.owner))
    assert rules.why_not_remove(konara.stranger, membership(konara, konara.owner))


def test_a_right_ends_with_the_membership(konara):
    actions.remove_member(by=konara.owner, membership=membership(konara, konara.member))
    assert rules.why_not_work(konara.member, konara.organization)
    assert not queries.is_member(konara.member, konara.organization)


def test_a_member_of_one_is_a_stranger_to_another(konara):
    other = make_organization("ひだまり", owner=konara.stranger)
    assert Cause.objects.exists()
    assert rules.why_not_work(konara.owner, other)
    assert rules.why_not_manage(people.make_user("x@example.jp", "別の 人"), other)
