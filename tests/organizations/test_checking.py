"""What the desk notes while it checks: ticks with who and when, calls, and the answer that needs them."""
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from engawa.base import history
from engawa.base.times import at_moment, now
from engawa.base.ui.refusal import Refused
from engawa.front.desk.queue import waiting
from engawa.journey.organizations import actions, queries
from engawa.journey.organizations.models import Organization, Point, State
from tests import people
from tests.organizations.test_pages import go


def ticks(organization):
    return {check.point: (check.by, check.at) for check in queries.checks_of(organization)}


def at_desk(user, organization, act="", data=None, language="ja"):
    client = Client()
    client.force_login(user)
    with translation.override(language):
        page = reverse("desk:organization", kwargs={"pk": organization.pk})
        path = reverse("desk:organization_act", kwargs={"pk": organization.pk, "act": act}) if act else page
    answer = client.post(path, data or {}) if act else client.get(path)
    return answer.status_code, client.get(page).content.decode() if answer.status_code == 302 else answer.content.decode()


def test_a_tick_keeps_who_set_it_first_and_when(new):
    first = now()
    with at_moment(first):
        actions.tick_points(by=new.desk, organization=new.organization, points=[Point.NAME, Point.PHONE])
    colleague = people.make_desk("colleague@example.jp")
    second = first + timedelta(hours=2)
    with at_moment(second):
        actions.tick_points(by=colleague, organization=new.organization, points=[Point.NAME, Point.REGISTER])
    assert ticks(new.organization) == {Point.NAME: (new.desk, first), Point.REGISTER: (colleague, second)}
    assert queries.points_left(new.organization) == [Point.AT_WORK, Point.PHONE]
    assert history.of(new.organization).last().data == {"points": ["name", "register"]}


def test_an_open_point_needs_a_sentence(new):
    actions.tick_points(by=new.desk, organization=new.organization, points=[Point.NAME])
    with pytest.raises(Refused, match="まだ確かめていない項目"):
        actions.verify_organization(by=new.desk, organization=new.organization)
    o = actions.verify_organization(by=new.desk, organization=new.organization, despite="県の名簿で確かめました。")
    assert (o.state, o.verified_despite) == (State.VERIFIED, "県の名簿で確かめました。")


def test_changed_facts_are_looked_at_again(new):
    o = actions.ask_for_more(by=new.desk, organization=new.organization, words="番号は？")
    actions.tick_points(by=new.desk, organization=o, points=Point.values)
    actions.save_organization(by=new.owner, organization=o, vision="x")
    assert queries.points_left(o) == []
    actions.save_organization(by=new.owner, organization=o, phone="0480009999")
    assert queries.points_left(o) == [Point.PHONE]
    actions.save_organization(by=new.owner, organization=o, name="みどり町の会")
    assert queries.points_left(o) == Point.values


def test_a_call_keeps_whom_when_and_what(new):
    at = now() - timedelta(hours=1)
    actions.note_call(by=new.desk, organization=new.organization, person="村山さん", said="登録はご存じでした。", at=at)
    call = queries.calls_of(new.organization).get()
    assert (call.person, call.said, call.by, call.at) == ("村山さん", "登録はご存じでした。", new.desk, at)
    assert history.of(new.organization).last().verb == "organizations.called"


# ------------------------------------------------------------ who checks it
FIRST_ACTS = {
    "a tick": lambda by, o: actions.tick_points(by=by, organization=o, points=[Point.NAME]),
    "a call": lambda by, o: actions.note_call(by=by, organization=o, person="村山さん", said="つながりました。"),
    "the button": lambda by, o: actions.take_up_check(by=by, organization=o),
}


@pytest.mark.parametrize("act", FIRST_ACTS)
def test_the_first_act_at_the_desk_takes_the_check_up(new, act):
    at = now()
    with at_moment(at):
        FIRST_ACTS[act](new.desk, new.organization)
    o = Organization.objects.get(pk=new.organization.pk)
    assert (o.state, o.checker, o.checking_since) == (State.CHECKING, new.desk, at)
    assert [event.verb for event in history.of(o)][2] == "organizations.taken_up"
    colleague = people.make_desk("colleague@example.jp", "島田 修")
    for other in ("a tick", "a call"):
        FIRST_ACTS[other](colleague, o)
    assert Organization.objects.get(pk=o.pk).checker == new.desk
    assert [event.verb for event in history.of(o)].count("organizations.taken_up") == 1


def test_a_colleague_takes_the_check_over_once(new):
    o = actions.take_up_check(by=new.desk, organization=new.organization)
    with pytest.raises(Refused, match="もうご自身が確認しています"):
        actions.take_up_check(by=new.desk, organization=o)
    colleague = people.make_desk("colleague@example.jp", "島田 修")
    o = actions.take_up_check(by=colleague, organization=o)
    assert o.checker == colleague
    actions.ask_for_more(by=colleague, organization=o, words="番号は？")
    o = actions.ask_verification(by=new.owner, organization=o)
    assert (o.state, o.checker, o.checking_since) == (State.ASKED, None, None)


def test_a_call_in_another_state_takes_nothing_up(konara):
    actions.note_call(by=konara.desk, organization=konara.organization, person="高田さん", said="お元気でした。")
    assert Organization.objects.get(pk=konara.organization.pk).state == State.VERIFIED


@pytest.mark.parametrize(("language", "nobody", "button", "who"), [
    ("ja", "まだだれも確認していません", "この団体は私が確認する", "から、森田 恵さんが確認しています。"),
    ("en", "Nobody is checking it yet", "I check this one", "森田 恵 is checking it since")])
def test_a_colleague_sees_who_checks_it(new, language, nobody, button, who):
    page = at_desk(new.desk, new.organization, language=language)[1]
    assert (nobody in page, button in page, who in page) == (True, True, False)
    status, page = at_desk(new.desk, new.organization, "take", language=language)
    assert (status, nobody in page, button in page, who in page) == (302, False, False, True)
    colleague = people.make_desk("colleague@example.jp", "島田 修")
    page = at_desk(colleague, new.organization, language=language)[1]
    assert (button in page, who in page) == (True, True)
    with translation.override("ja"):
        assert [row.whom for row in waiting() if row.title == new.organization.name] == ["確認している人：森田 恵"]


def test_the_organization_reads_that_it_is_being_checked(new):
    page = go(new.owner, "verification").text
    assert ("受け付けました" in page, "事務局が確認を始めました" in page) == (True, False)
    actions.take_up_check(by=new.desk, organization=new.organization)
    page = go(new.owner, "verification").text
    assert ("受け付けました" in page, "確認中" in page, "事務局が確認を始めました" in page, "森田" in page) == (False, True, True, False)


# ------------------------------------------------------------ the desk's page
def test_the_desk_ticks_calls_and_verifies_on_one_page(new):
    o = new.organization
    status, page = at_desk(new.desk, o, "check", {"points": ["register", "phone", "name"]})
    assert (status, page.count("checked")) == (302, 3)
    status, page = at_desk(new.desk, o, "call", {"person": "村山さん", "said": "登録はご存じでした。"})
    assert (status, "村山さん" in page, "登録はご存じでした。" in page) == (302, True, True)
    status, page = at_desk(new.desk, o, "verify")
    assert (status, "まだ確かめていない項目があります" in page) == (422, True)
    assert at_desk(new.desk, o, "check", {"points": Point.values})[0] == 302
    status, page = at_desk(new.desk, o, "verify")
    assert (status, Organization.objects.get(pk=o.pk).state) == (302, State.VERIFIED)
    assert "Keep the ticks" not in at_desk(new.desk, o, language="en")[1]


def test_all_ticks_can_be_taken_back(new):
    at_desk(new.desk, new.organization, "check", {"points": ["name"]})
    assert at_desk(new.desk, new.organization, "check", {"initial-points": ["name"]})[0] == 302
    assert queries.points_left(new.organization) == Point.values


def test_an_unfinished_note_is_shown_again(new):
    status, page = at_desk(new.desk, new.organization, "call", {"person": "Reiko"}, language="en")
    assert (status, 'value="Reiko"' in page, "Note the call" in page) == (422, True, True)
    assert not queries.calls_of(new.organization).exists()
    assert at_desk(new.desk, new.organization, "dance")[0] == 404


def test_the_register_is_one_step_away(new):
    register = "https://www.houjin-bangou.nta.go.jp/henkorireki-johoto.html?selHouzinNo="
    assert register not in at_desk(new.desk, new.organization)[1]
    Organization.objects.update(corporate_number="7000012050002")
    assert f'href="{register}7000012050002"' in at_desk(new.desk, new.organization)[1]


@pytest.mark.parametrize("who", ["owner", "stranger"])
def test_nobody_else_reads_or_writes_the_notes(new, who):
    actions.note_call(by=new.desk, organization=new.organization, person="村山さん", said="内々の話")
    user = getattr(new, who)
    assert at_desk(user, new.organization)[0] == 404
    assert at_desk(user, new.organization, "call", {"person": "x", "said": "x"})[0] == 404
    assert "内々の話" not in go(new.owner, "verification").text
    assert queries.calls_of(new.organization).count() == 1


@pytest.mark.parametrize(("language", "line"), [("ja", "名前と法人番号が公の登録と合っている"), ("en", "stand in the public register")])
def test_the_organization_reads_the_same_list(new, language, line):
    assert line in go(new.owner, "verification", language=language).text
    assert line in at_desk(new.desk, new.organization, language=language)[1]


def test_what_was_asked_and_answered_stands_at_the_desk(new):
    actions.ask_for_more(by=new.desk, organization=new.organization, words="法人の種類を教えてください。")
    actions.ask_verification(by=new.owner, organization=new.organization, words="認定NPO法人です。")
    shown = at_desk(new.desk, new.organization)[1]
    assert ("法人の種類を教えてください。" in shown, "認定NPO法人です。" in shown) == (True, True)
