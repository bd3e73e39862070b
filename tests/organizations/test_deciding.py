"""Two coordinators decide to verify and to suspend: one decides, another confirms or takes back, one alone says so."""
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import at_moment, today
from engawa.base.ui.refusal import Refused
from engawa.base.users.models import User
from engawa.demo.builders.organizations import make_organization, verify
from engawa.front.desk.queue import waiting
from engawa.journey.organizations import actions, queries, rules
from engawa.journey.organizations.models import Act, Point, State
from engawa.journey.organizations.tasks import remind_of_decisions
from engawa.journey.organizations.telling import said_of_last_act
from tests import people
from tests.organizations.test_checking import at_desk


@pytest.fixture
def two(new):
    """An organization whose points are all looked at, and two coordinators."""
    new.second = people.make_desk("second@example.jp", "島田 修")
    actions.tick_points(by=new.desk, organization=new.organization, points=Point.values)
    return new


def told(user):
    return list(Notice.objects.filter(user=user).order_by("at").values_list("kind", flat=True))


def kept(organization):
    return [(one.act, one.by, one.second, one.words, one.back_words, one.alone, one.is_open) for one in queries.decisions_of(organization)]


def last_verb(organization):
    return history.of(organization).last().verb


def test_to_verify_waits_for_a_second_person(two):
    o = actions.verify_organization(by=two.desk, organization=two.organization)
    assert (o.state, o.verified_at, kept(o)) == (State.CHECKING, None, [(Act.VERIFY, two.desk, None, "", "", False, True)])
    assert (told(two.second)[-1], told(two.owner), last_verb(o)) == ("organizations/to_confirm", [], "organizations.decided")
    assert "organizations/to_confirm" not in told(two.desk)
    o = actions.confirm_decision(by=two.second, organization=o)
    assert (o.state, o.verified_by, kept(o)) == (
        State.VERIFIED, two.desk, [(Act.VERIFY, two.desk, two.second, "", "", False, False)])
    assert (told(two.owner), last_verb(o), history.of(o).last().data) == (
        ["organizations/verified"], "organizations.verified", {"alone": False})


def test_one_person_alone_decides_and_the_record_says_so(new):
    o = verify(new.organization)
    assert (o.state, kept(o)) == (State.VERIFIED, [(Act.VERIFY, new.desk, None, "", "", True, False)])
    assert history.of(o).last().data == {"alone": True}
    line = "事務局にほかに確認できる人がいなかったため、一人で決めました。"
    assert line in at_desk(new.desk, o)[1]
    o = actions.suspend_organization(by=new.desk, organization=o, words="お電話をください。")
    assert (o.state, kept(o)[1]) == (State.SUSPENDED, (Act.SUSPEND, new.desk, None, "お電話をください。", "", True, False))
    assert at_desk(new.desk, o)[1].count(line) == 2


def test_a_colleague_who_belongs_to_the_organization_or_has_left_does_not_count(two):
    actions.accept_invitation(by=two.second, invitation=actions.invite_member(
        by=two.owner, organization=two.organization, email=two.second.email))
    assert actions.verify_organization(by=two.desk, organization=two.organization).state == State.VERIFIED
    two.second.is_active = False
    two.second.save()
    other = make_organization("別の会", owner=two.stranger, verified=False)
    assert verify(other).state == State.VERIFIED


def test_taken_back_it_is_checked_on(two):
    actions.verify_organization(by=two.desk, organization=two.organization)
    o = actions.take_back_decision(by=two.second, organization=two.organization, words="電話がまだです。")
    assert (o.state, kept(o)) == (State.CHECKING, [(Act.VERIFY, two.desk, two.second, "", "電話がまだです。", False, False)])
    assert (told(two.desk)[-1], told(two.owner), last_verb(o)) == (
        "organizations/taken_back", [], "organizations.decision_taken_back")
    assert list(queries.waiting_for_desk()) == [o]
    o = actions.verify_organization(by=two.second, organization=o)
    assert actions.confirm_decision(by=two.desk, organization=o).state == State.VERIFIED


def test_who_decided_may_take_it_back_but_not_confirm(two):
    o = actions.verify_organization(by=two.desk, organization=two.organization)
    with pytest.raises(Refused, match="ほかの人が確認します"):
        actions.confirm_decision(by=two.desk, organization=o)
    actions.take_back_decision(by=two.desk, organization=o, words="見直します。")
    assert queries.open_decision(o) is None


def test_who_is_left_alone_confirms_and_the_record_says_so(two):
    o = actions.verify_organization(by=two.desk, organization=two.organization)
    two.second.is_active = False
    two.second.save()
    o = actions.confirm_decision(by=two.desk, organization=o)
    assert (o.state, kept(o)) == (State.VERIFIED, [(Act.VERIFY, two.desk, None, "", "", True, False)])


def test_a_decision_outlives_the_account_of_who_made_it(two):
    o = actions.verify_organization(by=two.desk, organization=two.organization)
    two.desk.delete()
    people.make_desk("third@example.jp")
    assert "－さん" in at_desk(two.second, o)[1]
    assert [row.whom for row in waiting() if row.kind.startswith("確認済みにする決定")] == ["決めた人："]
    o = actions.take_back_decision(by=two.second, organization=o, words="見直します。")
    assert kept(o) == [(Act.VERIFY, None, two.second, "", "見直します。", False, False)]


def test_a_point_that_was_taken_back_meanwhile_stops_the_confirmation(two):
    o = actions.verify_organization(by=two.desk, organization=two.organization)
    actions.tick_points(by=two.second, organization=o, points=[Point.NAME])
    with pytest.raises(Refused, match="まだ確かめていない項目ができました"):
        actions.confirm_decision(by=two.second, organization=o)
    actions.take_back_decision(by=two.second, organization=o, words="見直します。")
    o = actions.verify_organization(by=two.desk, organization=o, despite="県の名簿で確かめました。")
    assert actions.confirm_decision(by=two.second, organization=o).verified_despite == "県の名簿で確かめました。"


def test_nothing_else_is_decided_meanwhile(two):
    o = actions.verify_organization(by=two.desk, organization=two.organization)
    for user in (two.desk, two.second):
        said = {rules.why_not_verify(user, o), rules.why_not_ask_for_more(user, o), rules.why_not_refuse(user, o)}
        assert said == {"この団体についての決定が、事務局の二人目の確認を待っています。先に、その決定を確認するか、取り下げてください。"}
        assert rules.why_not_check(user, o) is None


# ------------------------------------------------------------ suspending
def test_to_suspend_holds_at_once_and_is_confirmed_later(two):
    o = actions.suspend_organization(by=two.desk, organization=verify(two.organization), words="お電話をください。")
    assert (o.state, told(two.owner)[-1], told(two.second)[-1]) == (
        State.SUSPENDED, "organizations/suspended", "organizations/to_confirm")
    assert kept(o)[1:] == [(Act.SUSPEND, two.desk, None, "お電話をください。", "", False, True)]
    with pytest.raises(Refused, match="二人目の確認を待っています"):
        actions.restore_organization(by=two.second, organization=o)
    before = told(two.owner)
    o = actions.confirm_decision(by=two.second, organization=o)
    assert (o.state, told(two.owner), last_verb(o)) == (State.SUSPENDED, before, "organizations.suspension_confirmed")
    assert actions.restore_organization(by=two.desk, organization=o).state == State.VERIFIED


def test_a_suspension_taken_back_opens_the_organization_again(two):
    o = actions.suspend_organization(by=two.desk, organization=verify(two.organization), words="お電話をください。")
    o = actions.take_back_decision(by=two.second, organization=o, words="電話がつながりました。")
    assert (o.state, o.desk_words, told(two.owner)[-1]) == (State.VERIFIED, "", "organizations/restored")


def test_a_suspension_is_looked_at_within_three_working_days(two):
    with at_moment(datetime(2026, 6, 3, 23, tzinfo=UTC)):  # Thursday morning in Japan
        actions.suspend_organization(by=two.desk, organization=verify(two.organization), words="お電話をください。")
    assert queries.open_decision(two.organization).confirm_by == date(2026, 6, 9)


@pytest.mark.parametrize("who", ["owner", "stranger"])
def test_nobody_else_confirms_or_takes_back(two, who):
    o = actions.verify_organization(by=two.desk, organization=two.organization)
    for act in (lambda: actions.confirm_decision(by=getattr(two, who), organization=o),
                lambda: actions.take_back_decision(by=getattr(two, who), organization=o, words="x")):
        with pytest.raises(Refused, match="これは事務局だけができます"):
            act()
    assert at_desk(getattr(two, who), o, "confirm")[0] == at_desk(getattr(two, who), o, "back", {"back-words": "x"})[0] == 404
    assert queries.open_decision(o)


def test_where_nothing_waits_nothing_is_confirmed(two):
    for act in (lambda: actions.confirm_decision(by=two.second, organization=two.organization),
                lambda: actions.take_back_decision(by=two.second, organization=two.organization, words="x")):
        with pytest.raises(Refused, match="二人目の確認を待っている決定はありません"):
            act()


# ------------------------------------------------------------ the desk's pages
@pytest.mark.parametrize(("language", "words"), [
    ("ja", ("二人目の確認を待っています", "二人目として確認済みにする", "ご自身が決めたことなので", "取り下げる理由", "島田 修さんが確認しました")),
    ("en", ("Waits for a second person", "Confirm: verified", "You have decided this yourself", "Why it is taken back", "Confirmed by 島田 修"))])
def test_the_two_work_on_one_page(two, language, words):
    waits, button, reason, why, done = words
    status, page = at_desk(two.desk, two.organization, "verify", language=language)
    assert (status, waits in page, button in page, reason in page) == (302, True, False, True)
    page = at_desk(two.second, two.organization, language=language)[1]
    assert (waits in page, button in page, reason in page) == (True, True, False)
    status, page = at_desk(two.second, two.organization, "back", language=language)
    assert (status, why in page, "fold\" open" in page) == (422, True, True)
    status, page = at_desk(two.second, two.organization, "confirm", language=language)
    assert (status, done in page, waits in page) == (302, True, False)


def test_what_waits_stands_in_the_queue_once(two):
    o = actions.verify_organization(by=two.desk, organization=two.organization)
    other = make_organization("別の会", owner=two.stranger)
    actions.suspend_organization(by=two.second, organization=other, words="お電話をください。")
    rows = {row.title: (row.kind, row.whom.split("　")[0]) for row in waiting() if row.title in (o.name, other.name)}
    assert rows == {o.name: ("確認済みにする決定（二人目の確認待ち）", "決めた人：森田 恵"),
                    other.name: ("利用の停止（二人目の確認待ち）", "止めた人：島田 修")}
    assert len([row for row in waiting() if row.title == o.name]) == 1


def test_the_desk_reads_whether_the_organization_was_told(two):
    done, noted = "団体にお知らせしました。", "記録しました。"
    actions.verify_organization(by=two.desk, organization=two.organization)
    assert done in at_desk(two.second, two.organization, "confirm")[1]
    actions.suspend_organization(by=two.desk, organization=two.organization, words="お電話をください。")
    page = at_desk(two.second, two.organization, "confirm")[1]
    assert (noted in page, f"{noted}{done}" in page) == (True, False)
    actions.restore_organization(by=two.desk, organization=two.organization)
    actions.suspend_organization(by=two.desk, organization=two.organization, words="お電話をください。")
    assert done in at_desk(two.second, two.organization, "back", {"back-words": "まちがいでした。"})[1]


# ------------------------------------------------------------ what stays open
def reminded(user):
    return told(user).count("organizations/still_to_confirm")


def days_later(days, hour=12):
    return at_moment(datetime.combine(today() + timedelta(days=days), time(hour), ZoneInfo("Asia/Tokyo")))


@pytest.mark.parametrize("act", ["verify", "suspend", "appoint"])
def test_who_may_confirm_is_reminded_after_three_days_and_once_more_after_a_week(two, act):
    organization = two.organization if act == "verify" else make_organization("別の会", owner=two.stranger)
    more = {"verify": {}, "suspend": {"words": "お電話をください。"}, "appoint": {"words": "代表が亡くなられました。", "email": "new@example.jp"}}[act]
    do = {"verify": actions.verify_organization, "suspend": actions.suspend_organization, "appoint": actions.appoint_representative}[act]
    do(by=two.desk, organization=organization, **more)
    counts = []
    for day in (2, 3, 3, 4, 6, 7, 8, 30):
        with days_later(day):
            remind_of_decisions.call()
        counts.append(reminded(two.second))
    assert (counts, reminded(two.desk), reminded(two.owner)) == ([0, 1, 1, 1, 1, 2, 2, 2], 0, 0)
    assert [event.data for event in history.of(organization).filter(verb="organizations.decision_reminded")] == [
        {"act": act, "step": 1}, {"act": act, "step": 2}]
    texts = Mail.objects.filter(kind="organizations/still_to_confirm", user=two.second).values_list("text", flat=True)
    assert [text.count("まだだれも、確認も取り下げもしていません。") for text in texts] == [1, 1]


def test_the_reminder_comes_in_the_language_of_its_reader(two):
    User.objects.filter(pk=two.second.pk).update(language="en")
    actions.verify_organization(by=two.desk, organization=two.organization)
    with days_later(3):
        actions.remind_of_decisions()
    mail = Mail.objects.get(kind="organizations/still_to_confirm")
    assert mail.text.count("Nobody has confirmed it or taken it back yet, and the organization is waiting.") == 1


def test_a_late_first_run_reminds_once_and_what_is_answered_is_left_alone(two):
    other = make_organization("別の会", owner=two.stranger)
    actions.suspend_organization(by=two.desk, organization=other, words="お電話をください。")
    actions.verify_organization(by=two.desk, organization=two.organization)
    actions.confirm_decision(by=two.second, organization=two.organization)
    with days_later(9):
        assert (actions.remind_of_decisions(), actions.remind_of_decisions()) == (1, 0)
    assert reminded(two.second) == 1


def test_nobody_at_the_desk_is_written_to_at_night(two):
    actions.verify_organization(by=two.desk, organization=two.organization)
    with days_later(5, hour=3):
        assert remind_of_decisions.call() == 0


@pytest.mark.parametrize("erased", [False, True])
def test_where_nobody_else_is_left_the_one_who_decided_is_reminded(two, erased):
    actions.verify_organization(by=two.desk, organization=two.organization)
    User.objects.filter(pk=two.second.pk).update(is_active=False)
    if erased:
        queries.decisions_of(two.organization).update(by=None)
        User.objects.filter(pk=two.desk.pk).update(is_active=False)
    with days_later(3):
        assert actions.remind_of_decisions() == 1
    assert reminded(two.desk) == (0 if erased else 1)


def test_one_ends_a_suspension_and_the_colleagues_are_told(two):
    other = make_organization("別の会", owner=two.stranger)
    actions.suspend_organization(by=two.desk, organization=other, words="お電話をください。")
    with pytest.raises(Refused):
        actions.restore_organization(by=two.desk, organization=other)
    actions.confirm_decision(by=two.second, organization=other)
    o = actions.restore_organization(by=two.desk, organization=other)
    assert (o.state, told(two.second)[-1], told(two.stranger)[-1]) == (State.VERIFIED, "organizations/suspension_ended", "organizations/restored")
    assert "organizations/suspension_ended" not in told(two.desk)
    assert said_of_last_act(o) == "記録しました。団体にお知らせしました。"
