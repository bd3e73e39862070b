"""Who may do what with an organization in which situation: the whole table, and that every move of the state machine is in it."""
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from engawa.base.times import at_moment, now
from engawa.demo.builders.organizations import make_organization
from engawa.front.desk import organizations as desk
from engawa.journey.organizations import actions, queries
from engawa.journey.organizations.models import MOVES, Organization, Point, State
from engawa.journey.skills.models import Cause
from tests import people
from tests.files import samples
from tests.moves import Act, acts_of, done_by, expected, let_in_by_address, moves_noted, owners, pairs

# The last four: verified, but a colleague has still to confirm what one at the desk decided, or the yearly confirmation is due or sent.
SITUATIONS = (*State.values, "to verify", "to suspend", "to appoint", "to close", "due", "confirmed")
STATE = {"to verify": "checking", "to suspend": "suspended", "to appoint": "verified", "to close": "verified", "due": "verified", "confirmed": "verified"}
PEOPLE = ("owner", "member", "officer of it", "desk", "colleague", "owner of another", "participant", "who has left", "superuser")
OWNER, OURS, DESK, COLLEAGUE = ("owner",), ("owner", "member", "officer of it"), ("desk", "colleague"), ("colleague",)
ASKED, VERIFIED = ("asked", "checking"), ("verified", "to appoint", "to close", "due", "confirmed")
SUSPENDED, TO_CONFIRM = ("suspended", "to suspend"), ("to verify", "to suspend", "to appoint", "to close")
TO_CLOSE = ("asked", "checking", "more_wanted", "refused", "verified", "suspended")
AT_WORK = tuple(one for one in SITUATIONS if one not in (*SUSPENDED, "closed"))


def does(action, **more):
    return lambda by, organization: action(by=by, organization=organization, **more)


def photo(by, organization):
    return actions.save_photo(by=by, organization=organization, words="林の落ち葉かき。", upload=samples.upload("a.jpg", samples.picture()))


def paper(by, organization):
    return actions.add_paper(by=by, organization=organization, upload=samples.upload("a.pdf", samples.PDF))


def facts(organization, **changes):
    return {"name": organization.name, "legal_form": organization.legal_form, "prefecture": organization.prefecture, **changes}


def member_of(organization):
    return queries.memberships_of(organization).exclude(role="owner").order_by("pk")[0]


ACTS = {
    "work_for": Act(does(actions.work_for), {SITUATIONS: OURS}),
    "leave_organization": Act(does(actions.leave_organization), {SITUATIONS: ("member", "officer of it"), ("closed",): OWNER}),
    "save_organization": Act(does(actions.save_organization, vision="x"), {AT_WORK: OWNER}),
    "save_organization, identity": Act(does(actions.save_organization, name="別の名"), {("draft", "more_wanted", "refused"): OWNER}),
    "save_photo": Act(photo, {AT_WORK: OWNER}),
    "remove_photo": Act(does(actions.remove_photo), {AT_WORK: OWNER, SITUATIONS: DESK}),
    "add_paper": Act(paper, {("draft", "asked", "checking", "more_wanted", "refused", "to verify", "due", "confirmed"): OWNER}),
    "invite_member": Act(does(actions.invite_member, email="new@example.jp"), {AT_WORK: OWNER}),
    "invite_successor": Act(does(actions.invite_successor, email="new@example.jp", after="member"), {AT_WORK: OWNER}),
    "hand_over": Act(lambda by, organization: actions.hand_over(by=by, organization=organization, to=member_of(organization), after="member"),
                     {AT_WORK: OWNER}),
    "ask_verification": Act(does(actions.ask_verification), {("draft", "more_wanted", "refused"): OWNER}),
    "ask_renewal": Act(does(actions.ask_renewal), {("due",): OWNER}),
    "take_up_check": Act(does(actions.take_up_check), {("asked",): DESK, ("checking",): COLLEAGUE}),
    "tick_points": Act(does(actions.tick_points, points=[Point.NAME]), {(*ASKED, "more_wanted", "to verify"): DESK}),
    "note_call": Act(does(actions.note_call, person="x", said="x"), {SITUATIONS: DESK}),
    "ask_for_more": Act(does(actions.ask_for_more, words="x"), {ASKED: DESK}),
    "refuse_organization": Act(does(actions.refuse_organization, words="x"), {(*ASKED, "more_wanted"): DESK}),
    "verify_organization": Act(does(actions.verify_organization, despite="x"), {ASKED: DESK}),
    "confirm_decision": Act(does(actions.confirm_decision), {TO_CONFIRM: COLLEAGUE}),
    "take_back_decision": Act(does(actions.take_back_decision, words="x"), {TO_CONFIRM: DESK}),
    "close_organization": Act(does(actions.close_organization, words="x"), {AT_WORK: OWNER}),
    "decide_closing": Act(does(actions.decide_closing, words="x"), {(*TO_CLOSE, "due", "confirmed"): DESK}),
    "suspend_organization": Act(does(actions.suspend_organization, words="x"), {VERIFIED: DESK}),
    "restore_organization": Act(does(actions.restore_organization), {("suspended",): DESK}),
    "appoint_representative": Act(does(actions.appoint_representative, email="new@example.jp", words="x"),
                                  {("asked", "checking", "more_wanted", "refused", "verified", "suspended", "due", "confirmed"): DESK}),
    "correct_facts": Act(lambda by, organization: actions.correct_facts(by=by, organization=organization, **facts(organization, name="正しい名")),
                         {tuple(one for one in SITUATIONS if one not in ("draft", "closed")): DESK}),
    "renew_organization": Act(does(actions.renew_organization), {("confirmed",): DESK}),
    "ask_about_renewal": Act(does(actions.ask_about_renewal, words="x"), {("confirmed",): DESK}),
}


@pytest.fixture
def house(reference):
    """Everybody, with two people at the desk who do not belong to the organization."""
    owner, member, within, left = (people.make_user(**people.TAKADA), people.make_user(**people.KOBAYASHI),
                                   people.make_desk("within@example.jp", "森 友子"), people.make_user("left@example.jp", "元木 進"))
    other = people.make_user("other@example.jp", "別所 隆")
    make_organization("ひだまり", owner=other, verified=False)
    who = dict(zip(PEOPLE, (owner, member, within, people.make_desk(), people.make_desk("second@example.jp", "島田 修"), other,
                            people.make_participant(**people.SAEKI).user, left, people.make_superuser()), strict=True))
    return SimpleNamespace(people=who, owner=owner, desk=who["desk"], colleague=who["colleague"])


def reach(house, situation):
    """An organization with its people, brought there by actions, and the moment at which it is tried."""
    organization = actions.register_organization(
        by=house.owner, name="里山の会 こなら", legal_form="npo", causes=Cause.objects.filter(pk="environment"), summary="雑木林の手入れ。",
        phone="0480001201", prefecture="埼玉県")
    for who in ("member", "officer of it", "who has left"):
        joined = actions.accept_invitation(by=house.people[who], invitation=actions.invite_member(
            by=house.owner, organization=organization, email=house.people[who].email))
    actions.remove_member(by=house.owner, membership=joined)
    ask, take_up, decide = does(actions.ask_verification), does(actions.take_up_check), does(actions.verify_organization, despite="x")
    confirm, suspend = does(actions.confirm_decision), does(actions.suspend_organization, words="x")
    close = does(actions.close_organization, words="x")
    appoint = does(actions.appoint_representative, email="tsugi@example.jp", words="x")
    verified = [(house.owner, ask), (house.desk, decide), (house.colleague, confirm)]
    steps = {
        "draft": [], "asked": verified[:1], "checking": [*verified[:1], (house.desk, take_up)],
        "more_wanted": [*verified[:1], (house.desk, does(actions.ask_for_more, words="x"))],
        "refused": [*verified[:1], (house.desk, does(actions.refuse_organization, words="x"))],
        "to verify": verified[:2], "to suspend": [*verified, (house.desk, suspend)], "to appoint": [*verified, (house.desk, appoint)],
        "to close": [*verified, (house.desk, does(actions.decide_closing, words="x"))], "closed": [*verified, (house.owner, close)],
        "suspended": [*verified, (house.desk, suspend), (house.colleague, confirm)]}
    for by, step in steps.get(situation, verified):
        step(by, organization)
    organization.refresh_from_db()
    moment = now() if situation not in ("due", "confirmed") else now() + timedelta(days=350)
    if situation == "confirmed":
        with at_moment(moment):
            actions.ask_renewal(by=house.owner, organization=organization)
    return organization, moment


def test_every_action_has_its_line():
    assert {name.split(",")[0] for name in ACTS} == acts_of(actions, "organization")


@pytest.mark.parametrize("situation", SITUATIONS)
def test_nobody_else_does_anything(house, situation):
    organization, moment = reach(house, situation)
    assert organization.state == STATE.get(situation, situation)
    with at_moment(moment):
        assert done_by(ACTS, house.people, organization) == expected(ACTS, situation)


@pytest.mark.parametrize("situation", ["asked", "verified", "to suspend"])
def test_by_address_nobody_else_decides(client, house, situation):
    organization, _moment = reach(house, situation)
    desks = [reverse("desk:organization_act", kwargs={"pk": organization.pk, "act": act}) for act in desk.ACTS]
    people_outside = {name: user for name, user in house.people.items() if not user.is_desk and name != "superuser"}
    assert let_in_by_address(client, desks, people_outside, organization) == []


def test_every_move_is_made_and_by_those_it_names(house, monkeypatch):
    noted, made = moves_noted(monkeypatch, "engawa.journey.organizations.actions"), {}
    parties = {"owner": ("owner",), "desk": DESK}
    for situation in SITUATIONS:
        organization, moment = reach(house, situation)
        for party, names in parties.items():
            del noted[:]
            with at_moment(moment):
                done_by(ACTS, {name: house.people[name] for name in names}, organization)
            for pair in noted:
                made.setdefault(pair, set()).add(party)
        Organization.objects.filter(pk=organization.pk).delete()
    for situation in TO_CLOSE:
        organization, _moment = reach(house, situation)
        del noted[:]
        actions.confirm_decision(by=house.colleague, organization=actions.decide_closing(by=house.desk, organization=organization, words="x"))
        made.setdefault(noted[0], set()).add("desk")
        Organization.objects.filter(pk=organization.pk).delete()
    assert made == {pair: owners(words, parties) for pair, words in pairs(MOVES).items()}
