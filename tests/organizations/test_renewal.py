"""Once a year: reminded, confirmed by the organization, confirmed by the desk; what waits meanwhile."""
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import at_moment, now, today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.organizations import make_organization, verify
from engawa.demo.builders.postings import make_open_posting, make_posting
from engawa.front.desk.queue import waiting
from engawa.front.home.todo import for_organization
from engawa.journey.organizations import actions, queries, rules
from engawa.journey.organizations.models import Organization, State
from engawa.journey.organizations.tasks import remind_renewals
from engawa.journey.postings import actions as posting_actions
from engawa.journey.postings import queries as postings
from engawa.journey.postings import rules as posting_rules
from tests import people
from tests.organizations.test_checking import at_desk
from tests.organizations.test_pages import browser, go

DAY = timedelta(days=1)


def after(days: int):
    """Noon in Japan, so many days after today."""
    return at_moment(datetime.combine(today() + days * DAY, time(12), ZoneInfo("Asia/Tokyo")))


def told() -> list[tuple[str, str]]:
    """Who was told what about the year, sorted."""
    rows = Notice.objects.filter(kind__contains="renew")
    return sorted((row.kind.removeprefix("organizations/"), row.user.name) for row in rows)


def fresh(organization) -> Organization:
    return Organization.objects.get(pk=organization.pk)


def test_a_verification_holds_for_a_year(konara):
    assert konara.organization.verified_until == today() + 365 * DAY
    assert (konara.organization.renewal_opens, konara.organization.is_renewal_due) == (today() + 335 * DAY, False)
    assert rules.why_not_renew(konara.owner, konara.organization) == "いま確かめていただくことはありません。"
    assert not konara.organization.is_overdue


def test_before_the_verification_there_is_no_day(new):
    assert (new.organization.renewal_opens, new.organization.is_renewal_due, new.organization.is_overdue) == (None, False, False)
    assert "確認が済んでから" in rules.why_not_renew(new.owner, new.organization)


def test_reminders_go_a_month_and_a_week_before_and_once_after(konara):
    for day in (334, 335, 336, 357, 358, 365, 366, 367, 400):
        with after(day):
            remind_renewals.call()
            remind_renewals.call()
    assert told() == [("renewal_due", "高田 一郎"), ("renewal_due", "高田 一郎"), ("renewal_over", "小林 由美"),
                      ("renewal_over", "高田 一郎")]
    assert Mail.objects.filter(kind="organizations/renewal_due").count() == 2
    assert [event.data["step"] for event in history.of(konara.organization).filter(
        verb="organizations.renewal_reminded")] == [1, 2, 3]


def test_nobody_is_written_to_at_night(konara):
    with at_moment(now().replace(hour=18, minute=0) + 340 * DAY):  # three in the morning in Japan
        assert remind_renewals.call() == 0
    assert told() == []


def test_late_runs_skip_the_reminders_that_are_over(konara):
    with after(366):
        assert actions.remind_renewals() == 1
    assert {kind for kind, _who in told()} == {"renewal_over"}


def test_an_organization_verified_before_years_were_counted_gets_a_month_at_least(konara):
    Organization.objects.update(verified_until=None, verified_at=now() - 700 * DAY)
    assert actions.remind_renewals() == 1
    assert fresh(konara.organization).verified_until == today() + 30 * DAY
    Organization.objects.update(verified_until=None, verified_at=now() - 10 * DAY)
    assert actions.remind_renewals() == 0
    assert fresh(konara.organization).verified_until == today() + 355 * DAY


def test_the_suspended_are_not_reminded(konara):
    actions.suspend_organization(by=konara.desk, organization=konara.organization, words="連絡がつきません。")
    with after(340):
        assert actions.remind_renewals() == 0
        assert "止まっています" in rules.why_not_renew(konara.owner, fresh(konara.organization))


def test_everything_is_still_right_and_the_desk_confirms_with_one_press(konara):
    until = konara.organization.verified_until
    with after(340):
        actions.remind_renewals()
        o = actions.ask_renewal(by=konara.owner, organization=konara.organization)
        assert [row.pk for row in queries.renewals_to_read()] == [o.pk]
        assert told() == [("renewal_due", "高田 一郎"), ("renewal_to_read", konara.desk.name)]
        assert "届いています" in rules.why_not_renew(konara.owner, o)
        status, _page = at_desk(konara.desk, o, "renew")
        assert status == 302
        o = fresh(o)
        assert (o.verified_until, o.renewed_at, o.renewal_asked_at, o.renewal_told) == (until + 365 * DAY, now(), None, 0)
        assert told()[2:] == [("renewed", "小林 由美"), ("renewed", "高田 一郎")]
        assert not queries.renewals_to_read().exists()
    assert [event.verb for event in history.of(o)][-2:] == ["organizations.renewal_asked", "organizations.renewed"]


def test_a_late_confirmation_begins_its_year_when_the_desk_confirms(konara):
    with after(400):
        actions.ask_renewal(by=konara.owner, organization=konara.organization)
    with after(402):
        assert actions.renew_organization(by=konara.desk, organization=konara.organization).verified_until == today() + 365 * DAY


def test_only_representatives_confirm_and_only_the_desk_renews(konara):
    with after(340):
        for wrong in (konara.member, konara.stranger, konara.desk):
            with pytest.raises(Refused):
                actions.ask_renewal(by=wrong, organization=konara.organization)
        with pytest.raises(Refused, match="待っていません"):
            actions.renew_organization(by=konara.desk, organization=konara.organization)
        actions.ask_renewal(by=konara.owner, organization=konara.organization)
        for wrong in (konara.owner, konara.member, konara.stranger):
            with pytest.raises(Refused):
                actions.renew_organization(by=wrong, organization=konara.organization)
            with pytest.raises(Refused):
                actions.ask_about_renewal(by=wrong, organization=konara.organization, words="？")


def test_the_desk_does_not_renew_its_own_organization(konara):
    officer = people.make_desk("colleague@example.jp")
    actions.accept_invitation(by=officer, invitation=actions.invite_member(
        by=konara.owner, organization=konara.organization, email=officer.email))
    with after(340):
        actions.ask_renewal(by=konara.owner, organization=konara.organization)
        assert "団体" in rules.why_not_answer_renewal(officer, fresh(konara.organization))
        assert rules.why_not_answer_renewal(konara.desk, fresh(konara.organization)) is None


def test_the_desk_asks_and_the_organization_answers(konara):
    with after(340):
        o = actions.ask_renewal(by=konara.owner, organization=konara.organization, words="代表が替わりました。")
        assert "代表が替わりました。" in at_desk(konara.desk, o)[1]
        assert at_desk(konara.desk, o, "ask", {"words": "新しい代表はどなたですか。"})[0] == 302
        o = fresh(o)
        assert (o.renewal_asked_at, o.renewal_question) == (None, "新しい代表はどなたですか。")
        assert told() == [("renewal_question", "高田 一郎"), ("renewal_to_read", konara.desk.name)]
        assert "新しい代表はどなたですか。" in go(konara.owner, "renewal").text
        assert "新しい代表はどなたですか。" in at_desk(konara.desk, o)[1]
        assert go(konara.owner, "renewal", "post", {"still": "changed", "words": "小林です。"}).status == 302
        assert (fresh(o).renewal_words, fresh(o).renewal_question) == ("小林です。", "")


def test_what_was_written_stays_after_the_renewal(konara):
    with after(340):
        o = actions.ask_renewal(by=konara.owner, organization=konara.organization, words="代表が替わりました。")
        actions.ask_about_renewal(by=konara.desk, organization=o, words="新しい代表はどなたですか。")
        actions.ask_renewal(by=konara.owner, organization=o, words="小林です。")
        o = actions.renew_organization(by=konara.desk, organization=o)
        assert [(row.words, row.by, row.of_desk) for row in o.yearly_words.all()] == [
            ("小林です。", konara.owner, False), ("新しい代表はどなたですか。", konara.desk, True), ("代表が替わりました。", konara.owner, False)]
        for shown in (go(konara.owner, "verification").text, at_desk(konara.desk, o)[1]):
            assert [words in shown for words in ("小林です。", "新しい代表はどなたですか。", "代表が替わりました。")] == [True] * 3
    with after(340 + 365):
        actions.ask_renewal(by=konara.owner, organization=o)
        assert o.yearly_words.count() == 3


def test_an_open_question_is_said_on_the_page_of_the_check(konara):
    with after(340):
        o = actions.ask_renewal(by=konara.owner, organization=konara.organization)
        actions.ask_about_renewal(by=konara.desk, organization=o, words="役員の名簿はありますか。")
        owner, member = (go(person, "verification").text for person in (konara.owner, konara.member))
        assert [text.count("役員の名簿はありますか。") for text in (owner, member)] == [2, 2]  # open, and among what was written
        assert ("内容を確かめる" in owner, "代表の方がします" in owner) == (True, False)
        assert ("内容を確かめる" in member, "代表の方がします" in member) == (False, True)


def test_the_way_to_the_papers_is_shown_to_representatives_only(konara):
    ways = {"verification": 'href="/organization/verification/papers/"', "renewal": 'name="go" value="papers"'}
    with after(340):
        assert [go(person, name).text.count(way) for person in (konara.owner, konara.member) for name, way in ways.items()] == [1, 1, 0, 0]


# ------------------------------------------------------------ what waits meanwhile
def test_overdue_organizations_keep_what_is_open_and_submit_nothing_new(konara):
    open_one = make_open_posting(konara.organization)
    draft = make_posting(konara.organization)
    type(open_one).objects.update(deadline=None)
    with after(365):
        assert rules.why_not_submit_more(fresh(konara.organization)) is None
    with after(366):
        draft.refresh_from_db()
        assert "年に一度の確認の日が過ぎています" in posting_rules.why_not_submit(konara.owner, draft)
        with pytest.raises(Refused, match="過ぎています"):
            posting_actions.submit_posting(by=konara.owner, posting=draft)
        assert [row.pk for row in postings.open_postings()] == [open_one.pk]
        actions.ask_renewal(by=konara.owner, organization=konara.organization)
        with pytest.raises(Refused, match="いま事務局が読んでいます"):
            posting_actions.submit_posting(by=konara.owner, posting=draft)
        actions.renew_organization(by=konara.desk, organization=konara.organization)
        draft.refresh_from_db()
        assert posting_rules.why_not_submit(konara.owner, draft) is None


def test_the_desk_sees_both_kinds_in_its_queue(konara):
    with after(370):
        rows = [row for row in waiting() if row.title == konara.organization.name]
        assert [(row.kind, row.days) for row in rows] == [("年に一度の確認が遅れている", 5)]
        actions.ask_renewal(by=konara.owner, organization=konara.organization)
    with after(373):
        rows = [row for row in waiting() if row.title == konara.organization.name]
        assert [(row.kind, row.days) for row in rows] == [("年に一度の確認の返事", 3)]


def test_the_representative_is_reminded_on_the_home_page(konara):
    with after(340):
        title = "団体の内容をご覧ください"
        assert [todo.title for todo in for_organization(fresh(konara.organization), konara.owner)] == [title]
        assert for_organization(fresh(konara.organization), konara.member) == []
        actions.ask_renewal(by=konara.owner, organization=konara.organization)
        assert for_organization(fresh(konara.organization), konara.owner) == []


def test_a_new_verification_begins_a_new_year(new):
    o = verify(new.organization)
    assert o.verified_until == today() + 365 * DAY


# ------------------------------------------------------------ pages
@pytest.mark.parametrize(("language", "button"), [("ja", "この内容で送る"), ("en", "Send the confirmation")])
def test_the_page_asks_one_question(konara, language, button):
    assert go(konara.owner, "renewal", language=language).text.count(button) == 0
    with after(340):
        page = go(konara.owner, "renewal", language=language)
        assert page.text.count(button) == 1
        assert page.text.count("里山の会 こなら") >= 2
        assert go(konara.member, "renewal", language=language).text.count(button) == 0
        assert go(konara.owner, "renewal", "post", {}).status == 422
        assert go(konara.owner, "renewal", "post", {"still": "changed"}).status == 422
        assert go(konara.owner, "renewal", "post", {"still": "right"}).to == "/organization/verification/"
        assert go(konara.owner, "renewal", "post", {"still": "right"}).status == 422
        assert "届いています" in go(konara.owner, "verification").text
    assert go(konara.stranger, "renewal").status == 404


@pytest.mark.parametrize(("day", "words"), [(0, "いまの確認は"), (340, "までに確かめてください"), (370, "までの予定でした")])
def test_the_page_of_the_check_says_where_the_year_stands(konara, day, words):
    with after(day):
        assert go(konara.owner, "verification").text.count(words) == 1


def test_the_desk_corrects_what_was_verified(konara):
    path = "facts"
    good = {"name": "里山の会 ならやま", "legal_form": "npo", "place": "東京都", "corporate_number": ""}
    assert at_desk(konara.desk, konara.organization, path, good)[0] == 302
    o = fresh(konara.organization)
    assert (o.name, o.prefecture, o.state, o.name_key) == ("里山の会 ならやま", "東京都", State.VERIFIED, "里山ノ会ナラヤマ")
    assert history.of(o).last().data == {"fields": ["name", "prefecture"]}
    assert set(Notice.objects.filter(kind="organizations/corrected").values_list("user__name", flat=True)) == {"高田 一郎", "小林 由美"}
    assert at_desk(konara.desk, o, path, {**good, "name": ""})[0] == 422
    assert at_desk(konara.desk, o, path, good)[0] == 302
    assert Notice.objects.filter(kind="organizations/corrected").count() == 2
    assert at_desk(konara.owner, o, path, good)[0] == 404


def test_correcting_is_refused_to_others_for_drafts_and_for_a_taken_number(konara):
    facts = {"name": "x", "legal_form": "npo"}
    with pytest.raises(Refused):
        actions.correct_facts(by=konara.owner, organization=konara.organization, **facts)
    draft = actions.register_organization(by=konara.stranger, name="下書きの会", legal_form="npo", causes=[])
    with pytest.raises(Refused, match="まだ確認を申し込んでいません"):
        actions.correct_facts(by=konara.desk, organization=draft, **facts)
    make_organization("川の会", owner=people.make_user("kawa@example.jp", "川野 進"), corporate_number="7000012050002")
    with pytest.raises(Refused, match="法人番号"):
        actions.correct_facts(by=konara.desk, organization=konara.organization, corporate_number="7000012050002", **facts)


# ------------------------------------------------------------ similar names
def test_all_similar_names_are_told_apart_by_their_place(konara):
    make_organization("里山の会 こならの家", owner=people.make_user("ie@example.jp", "家野 守"), prefecture="長野県")
    page = go(konara.stranger, "register", "post", {"name": "里山の会", "legal_form": "npo"})
    assert page.status == 422
    assert (page.text.count("里山の会 こならの家"), page.text.count("長野県　"), page.text.count("どの団体でもありません")) == (1, 1, 1)
    assert page.text.count("埼玉県　") == 1


def test_the_desk_sees_similar_names_in_every_state(konara):
    twin = make_organization("NPO法人 里山の会こなら", owner=people.make_user("twin@example.jp", "双葉 薫"), prefecture="長野県", verified=False)
    actions.register_organization(by=konara.stranger, name="里山の会こなら", legal_form="npo", causes=[])
    assert list(queries.similar_for_desk(twin)) == [konara.organization]
    page = at_desk(konara.desk, konara.organization)[1]
    assert (page.count("NPO法人 里山の会こなら"), page.count("長野県")) == (1, 1)


def test_what_is_typed_for_the_confirmation_stays_while_one_looks_elsewhere(konara):
    page = "/organization/verification/yearly/"
    with after(345):
        client = browser(konara.owner)
        for to, where in (("basics", "/organization/profile/basics/"), ("papers", "/organization/verification/papers/"),
                          ("verification", "/organization/verification/")):
            assert f'name="go" value="{to}"' in client.get(page).content.decode()
            assert client.post(page, {"still": "changed", "words": f"越しました。{to}", "go": to})["Location"] == where
            shown = client.get(page).content.decode()
            assert f"越しました。{to}" in shown
            assert 'value="changed"' in shown
            assert fresh(konara.organization).renewal_asked_at is None
        client.post(page, {"still": "", "words": "", "go": "basics"})
        assert "越しました" not in client.get(page).content.decode()  # taken out again
        assert client.post(page, {"still": "changed", "words": "越しました。", "go": "elsewhere"}).status_code == 302  # sent
        assert fresh(konara.organization).renewal_asked_at is not None
