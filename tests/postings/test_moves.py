"""Who may do what with a posting in which situation: the whole table, and that every move of the state machine is in it."""
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from engawa.base.times import today
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.postings import make_posting
from engawa.front.desk import postings as desk
from engawa.journey.organizations import actions as organizations
from engawa.journey.postings import actions
from engawa.journey.postings.models import MOVES, State
from tests import people
from tests.moves import Act, acts_of, done_by, expected, let_in_by_address, moves_noted, owners, pairs

SITUATIONS = ("draft", "read", "open", "allowed", "paused", "filled", "closed", "change", "change read",
              "paused change", "paused change read")
STATE = {"read": "in_review", "allowed": "open", "change": "draft", "change read": "in_review", "paused change": "draft",
         "paused change read": "in_review"}
PEOPLE = ("owner", "member", "officer of it", "desk", "owner of another", "participant", "who has left", "superuser")
OURS, DESK, EITHER = ("owner", "member", "officer of it"), ("desk",), ("owner", "member", "desk")
OTHERS = ("owner of another", "participant", "who has left", "superuser")
CHANGED, CHANGE_READ, OPEN = ("change", "paused change"), ("change read", "paused change read"), ("open", "allowed")
WRITTEN, READ = ("draft", *CHANGED), ("read", *CHANGE_READ)
PUBLISHED = (*OPEN, "paused", "filled")


def save(section, **values):
    return lambda by, posting: actions.save_section(by=by, posting=posting, section=section, values=values)


def does(action, **more):
    return lambda by, posting: action(by=by, posting=posting, **more)


ACTS = {
    "start_posting": Act(lambda by, posting: actions.start_posting(by=by, organization=posting.organization, title="x"), {SITUATIONS: OURS}),
    "start_talk": Act(lambda by, posting: actions.start_talk(by=by, organization=posting.organization), {SITUATIONS: OURS}),
    "copy_posting": Act(does(actions.copy_posting), {SITUATIONS: OURS}),
    "save_section": Act(save("contact", contact_person="小林"), {(*WRITTEN, *PUBLISHED): OURS}),
    "save_section, material": Act(save("need", need="会報の係が困っています。"), {(*WRITTEN, *OPEN, "paused"): OURS}),
    "put_hint_aside": Act(does(actions.put_hint_aside, key="x"), {(*WRITTEN, *PUBLISHED): OURS}),
    "remind_later": Act(lambda by, posting: actions.remind_later(by=by, posting=posting, on=today() + timedelta(days=9)), {WRITTEN: OURS}),
    "submit_posting": Act(does(actions.submit_posting), {WRITTEN: OURS}),
    "take_back_posting": Act(does(actions.take_back_posting), {READ: OURS}),
    "drop_change": Act(does(actions.drop_change), {(*CHANGED, *CHANGE_READ): OURS}),
    "note_comment": Act(does(actions.note_comment, section="need", text="x"), {READ: DESK}),
    "return_posting": Act(does(actions.return_posting, words="x"), {READ: DESK}),
    "publish_posting": Act(does(actions.publish_posting), {READ: DESK}),
    "allow_more": Act(does(actions.allow_more, because="x"), {(*WRITTEN, *READ, "open", "paused"): DESK}),
    "mend_allowance": Act(does(actions.mend_allowance, because="y"), {("allowed",): DESK}),
    "take_allowance_back": Act(does(actions.take_allowance_back, because="y"), {("allowed",): DESK}),
    "pause_posting": Act(does(actions.pause_posting), {OPEN: EITHER}),
    "resume_posting": Act(does(actions.resume_posting), {("paused",): EITHER}),
    "extend_deadline": Act(lambda by, posting: actions.extend_deadline(by=by, posting=posting, deadline=today() + timedelta(days=30)),
                           {(*OPEN, "paused"): OURS}),
    "change_seats, more": Act(does(actions.change_seats, seats=3), {PUBLISHED: OURS}),
    "change_seats, fewer": Act(does(actions.change_seats, seats=1), {(*OPEN, "paused"): OURS}),
    # The desk does not close what it has never been asked to read.
    "close_posting": Act(does(actions.close_posting), {("draft",): ("owner", "member"), (*CHANGED, *READ, *PUBLISHED): EITHER}),
    "ask_question": Act(does(actions.ask_question, text="x"), {OPEN: OTHERS}),
    "report_posting": Act(does(actions.report_posting, reason="other", words="x"), {SITUATIONS: PEOPLE}),
}


@pytest.fixture
def house(konara):
    """Everybody, and an organization with a colleague at the desk."""
    def join(user):
        return organizations.accept_invitation(by=user, invitation=organizations.invite_member(
            by=konara.owner, organization=konara.organization, email=user.email))
    within, left, other = people.make_desk("within@example.jp", "森 友子"), people.make_user("left@example.jp", "元木 進"), people.make_user(
        "other@example.jp", "別所 隆")
    join(within)
    organizations.remove_member(by=konara.owner, membership=join(left))
    make_organization("ひだまり", owner=other, phone="0480001399")
    who = dict(zip(PEOPLE, (konara.owner, konara.member, within, konara.desk, other, people.make_participant(**people.SAEKI).user, left,
                            people.make_superuser()), strict=True))
    return SimpleNamespace(organization=konara.organization, people=who, owner=konara.owner, desk=konara.desk)


def reach(house, situation):
    """A posting for two people, one of whom is found once it is published, brought there by actions."""
    posting = make_posting(house.organization, seats=2)
    if situation == "draft":
        return posting
    actions.submit_posting(by=house.owner, posting=posting)
    if situation == "read":
        return posting
    actions.publish_posting(by=house.desk, posting=posting)
    actions.take_seat(by=None, posting=posting)
    pause, change, back = does(actions.pause_posting), save("need", need="同じ方に二通届きました。"), does(actions.take_back_posting)
    steps = {
        "open": (), "allowed": (does(actions.allow_more, because="x"),), "paused": (pause,), "filled": (does(actions.take_seat),),
        "closed": (does(actions.close_posting),), "change": (change, back), "change read": (change,),
        "paused change": (pause, change, back), "paused change read": (pause, change)}
    for step in steps[situation]:
        step(house.desk if situation == "allowed" else house.owner, posting)
    return posting


def test_every_action_has_its_line():
    # A seat is taken by an agreed application only, all close only with their organization; tests/applications and organizations say when.
    assert {name.split(",")[0] for name in ACTS} == acts_of(actions, "posting", "organization") - {"take_seat", "close_postings_of"}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_nobody_else_does_anything(house, situation):
    posting = reach(house, situation)
    posting.refresh_from_db()
    assert posting.state == STATE.get(situation, situation)
    assert done_by(ACTS, house.people, posting) == expected(ACTS, situation)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_while_the_organization_is_suspended_only_the_desk_stops_and_answers(house, situation):
    posting = reach(house, situation)
    organizations.suspend_organization(by=house.desk, organization=house.organization, words="お電話ください。")
    still = {pair for pair in expected(ACTS, situation) if "desk" in pair and pair[0] not in ("publish_posting", "resume_posting")}
    assert done_by(ACTS, house.people, posting) == still | {("report_posting", person) for person in PEOPLE}


@pytest.mark.parametrize("situation", ["read", "open", "paused"])
def test_by_address_nobody_else_comes_near_it(client, house, situation):
    posting = reach(house, situation)
    strangers = {person: house.people[person] for person in OTHERS if person != "superuser"}
    ours = [reverse("postings:state", kwargs={"pk": posting.pk, "act": act}) for act in ("pause", "resume", "take-back")]
    ours += [reverse(f"postings:{name}", kwargs={"pk": posting.pk}) for name in ("check", "extend", "seats", "drop", "close", "copy", "remind")]
    desks = [reverse("desk:posting_act", kwargs={"pk": posting.pk, "act": act}) for act in desk.ACTS]
    assert let_in_by_address(client, ours, {**strangers, "superuser": house.people["superuser"]}, posting) == []
    assert let_in_by_address(client, desks, {**strangers, "owner": house.owner}, posting) == []


def test_every_move_is_made_and_by_those_it_names(house, monkeypatch):
    noted, made = moves_noted(monkeypatch, "engawa.journey.postings.actions"), {}
    parties = {"organization": {"owner": house.owner}, "desk": {"desk": house.desk}, "an agreed application": {"nobody": None}}
    moving = {name: act for name, act in ACTS.items() if name not in ("start_posting", "start_talk", "copy_posting")}
    application = {"take_seat": Act(does(actions.take_seat), {})}
    for situation in SITUATIONS:
        posting = reach(house, situation)
        for party, by in parties.items():
            del noted[:]
            if party != "an agreed application":
                done_by(moving, by, posting)
            elif situation in (*OPEN, "paused"):
                done_by(application, by, posting)
            for pair in noted:
                made.setdefault(pair, set()).add(party)
    assert made == {pair: owners(words, parties) for pair, words in pairs(MOVES).items()}
    assert {start for start, _end in made} | {State.CLOSED} == set(State.values)
