"""Each reason is its own sentence."""
from datetime import timedelta

import pytest

from engawa.base.times import at_moment, now, today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.people import make_user
from engawa.demo.builders.postings import make_posting, make_talk
from engawa.journey.organizations.models import Membership
from engawa.journey.postings import actions, rules

WHY = ("それより%sと、仕事を無償で頼むのと同じになり、応募する方も見つかりません。内容を分けるか、事務局にお電話ください。"
       "理由を書いたうえで、認められることがあります。")
STRANGER = "あなたはこの団体の一員ではありません。"


@pytest.fixture
def reasons(konara, draft):
    """{rule: the reason for this person}."""
    def of(user):
        return {name: getattr(rules, f"why_not_{name}")(user, draft) for name in (
            "edit", "submit", "take_back", "publish", "return", "pause", "resume", "extend", "close")}
    return of


def test_a_member_of_a_draft(konara, reasons):
    assert reasons(konara.member) == {
        "edit": None, "submit": None, "take_back": "この募集は、確認を待っていません。", "publish": "これは事務局だけができます。",
        "return": "これは事務局だけができます。", "pause": "お休みにできるのは、募集中のものだけです。",
        "resume": "もう一度開けるのは、お休み中のものだけです。",
        "extend": "しめきりを動かせるのは、募集中かお休み中のときです。", "close": None}


def test_the_desk_of_a_posting_in_review(konara, draft, reasons):
    actions.submit_posting(by=konara.owner, posting=draft)
    draft.refresh_from_db()
    assert {name: reason for name, reason in reasons(konara.desk).items() if reason is None} == {"publish": None, "return": None, "close": None}


def test_who_belongs_to_the_organization_cannot_decide_at_the_desk(konara, draft, reasons):
    actions.submit_posting(by=konara.owner, posting=draft)
    draft.refresh_from_db()
    Membership.objects.create(organization=konara.organization, user=konara.desk, role="member")
    found = reasons(konara.desk)
    assert {found[name] for name in ("publish", "return", "close", "pause")} == {"あなたはこの団体の人です。ほかの担当の人に任せてください。"}


def test_nothing_is_edited_while_the_desk_reads(konara, draft):
    actions.submit_posting(by=konara.owner, posting=draft)
    draft.refresh_from_db()
    assert rules.why_not_edit(konara.owner, draft) == "いま事務局が読んでいます。直したいときは、先に下書きに戻してください。"
    assert rules.why_not_submit(konara.owner, draft) == "この募集は、もう申し込まれています。"


def test_a_closed_posting_is_over(konara, draft):
    draft = actions.close_posting(by=konara.owner, posting=draft)
    assert rules.why_not_edit(konara.owner, draft) == "この募集は終わっています。写しを作って、新しく始められます。"
    assert rules.why_not_close(konara.owner, draft) == "この募集は、もう終わっています。"


def test_the_desk_closes_what_it_was_asked_to_read_and_opens_nothing_of_a_suspended_organization(konara, draft, published, suspended):
    assert rules.why_not_close(konara.desk, draft) == "この募集は、まだ団体から申し込まれていません。終わりにできるのは、団体の方だけです。"
    actions.return_posting(by=konara.desk, posting=actions.submit_posting(by=konara.owner, posting=draft), words="短くしてください。")
    draft.refresh_from_db()
    assert rules.why_not_close(konara.desk, draft) is None
    paused = actions.pause_posting(by=konara.owner, posting=published)
    suspended()
    paused = type(paused).objects.get(pk=paused.pk)
    assert rules.why_not_resume(konara.desk, paused) == "この団体はいま確認済みではありません。募集は掲載できません。"


def test_the_words_of_a_filled_posting_stay(konara, published):
    filled = actions.take_seat(by=None, posting=published)
    assert rules.why_not_edit(konara.owner, filled, ["contact_person"]) is None
    assert rules.why_not_edit(konara.owner, filled, ["need"]) == "参加者が決まっているので、内容は変えられません。写しを作って、新しく始められます。"


@pytest.mark.parametrize(("values", "reason"), [
    ({"hours_per_week": 10, "weeks": 26}, None), ({"hours_per_week": None, "weeks": None, "deadline": None}, None),
    ({"hours_per_week": 11}, "募集は週10時間までです。"
     + WHY % "多い"),
    ({"weeks": 27}, "募集は26週間までです。"
     + WHY % "長い"),
    ({"deadline": -1}, "しめきりが、過ぎた日になっています。今日か、それより後の日を選んでください。"),
    ({"deadline": 0}, None), ({"deadline": 182}, None), ({"deadline": 183}, "しめきりは半年先までです。あとから動かせます。")])
def test_a_posting_does_not_ask_for_too_much(draft, values, reason):
    if isinstance(values.get("deadline"), int):
        values = {"deadline": today() + timedelta(days=values["deadline"])}
    assert rules.why_not_values(draft, values) == reason


@pytest.mark.parametrize(("values", "most"), [
    ({"hours_per_week": 10, "weeks": 26, "hours_total": 500}, 260), ({"hours_total": 61}, 60), ({"weeks": 2}, 20), ({"hours_total": 60}, None),
    ({"hours_per_week": 3}, None), ({"hours_total": 121, "seats": 2}, 120), ({"hours_total": 120, "seats": 2}, None),
    ({"hours_total": 500, "weeks": None}, None), ({"seats": 1}, None)])
def test_hours_in_all_are_no_more_than_the_weeks_hold_unless_the_desk_allows_it(konara, draft, values, most):
    total = values.get("hours_total", draft.hours_total)
    reason = most and f"一人が週10時間までで、この期間は合わせて{most}時間です。合計は{total}時間で、それより多くなっています。" \
        "合計を減らすか、事務局にお電話ください。理由を書いたうえで、認められることがあります。"
    assert ((draft.hours_per_week, draft.weeks, draft.hours_total), rules.why_not_values(draft, values)) == ((4, 6, 21), reason)
    allowed = actions.allow_more(by=konara.desk, posting=draft, because="一年の行事に合わせるため")
    assert rules.why_not_values(allowed, values) is None


def test_fewer_people_do_not_wait_for_the_hours_but_are_submitted_only_with_them(konara):
    posting = make_posting(konara.organization, seats=2, hours_total=100)
    assert rules.why_not_values(posting, {"seats": 1}) is None
    fewer = actions.save_section(by=konara.owner, posting=posting, section="time", values={"seats": 1})
    assert rules.why_not_submit(konara.owner, fewer).startswith("一人が週10時間までで、この期間は合わせて60時間です。合計は100時間で、")
    actions.allow_more(by=konara.desk, posting=fewer, because="一年の行事に合わせるため")
    sent = actions.submit_posting(by=konara.owner, posting=fewer)
    assert rules.why_not_publish(konara.desk, sent) is None
    back = actions.take_allowance_back(by=konara.desk, posting=sent, because="x")
    assert rules.why_not_publish(konara.desk, back) == "いつもより多い時間や期間の募集です。先に理由を書いて認めるか、言葉を添えて戻してください。"
    actions.allow_more(by=konara.desk, posting=back, because="一年の行事に合わせるため")
    published = actions.publish_posting(by=konara.desk, posting=back)
    assert rules.why_not_take_allowance_back(konara.desk, published).startswith("この募集は掲載中で、いつもより多い時間や期間になっています。")


@pytest.mark.parametrize(("values", "reason"), [
    ({"hours_per_week": 20, "weeks": 52}, None), ({"hours_per_week": 21}, "事務局が認められるのは、週20時間までです。"),
    ({"weeks": 53}, "事務局が認められるのは、52週間までです。")])
def test_what_the_desk_allows_has_its_end_too(konara, draft, values, reason):
    allowed = actions.allow_more(by=konara.desk, posting=draft, because="一年の行事に合わせるため")
    assert rules.why_not_values(allowed, values) == reason


def test_only_the_desk_allows_more_once_and_while_it_matters(konara, draft, published):
    talk = make_talk(konara.organization)
    assert rules.why_not_allow(konara.owner, draft) == "これは事務局だけができます。"
    assert rules.why_not_allow(konara.desk, talk) == "相談は1時間です。"
    assert (rules.why_not_allow(konara.desk, draft), rules.why_not_allow(konara.desk, published)) == (None, None)
    filled = actions.take_seat(by=None, posting=published)
    assert rules.why_not_allow(konara.desk, filled) == "この募集は、人が決まったか、終わっています。時間は変えられません。"
    assert rules.why_not_allow(konara.desk, actions.close_posting(by=konara.owner, posting=filled)) == rules.why_not_allow(konara.desk, filled)
    allowed = actions.allow_more(by=konara.desk, posting=draft, because="一年の行事に合わせるため")
    assert rules.why_not_allow(konara.desk, allowed) == "この募集は、もう認められています。"
    Membership.objects.create(organization=konara.organization, user=konara.desk, role="member")
    assert rules.why_not_allow(konara.desk, draft) == "あなたはこの団体の人です。ほかの担当の人に任せてください。"


def test_seats_are_not_fewer_than_the_people_found(konara, published):
    filled = actions.take_seat(by=None, posting=published)
    assert rules.why_not_values(filled, {"seats": 0}) == "もう1人が決まっています。人数をそれより少なくはできません。"


def test_an_old_closing_day_does_not_hinder_other_changes_of_a_draft(draft):
    with at_moment(now() + timedelta(days=40)):
        assert rules.why_not_values(draft, {"deadline": draft.deadline, "weeks": 7}) is None


def test_a_published_posting_keeps_no_gap(konara, published):
    for values, section in (({"contact_person": ""}, "contact"), ({"need": ""}, "need")):
        with pytest.raises(Refused, match="掲載中の募集なので、空のままにはできません。"):
            actions.save_section(by=konara.owner, posting=published, section=section, values=values)
    with at_moment(now() + timedelta(days=40)), pytest.raises(Refused, match="過ぎた日になっています"):
        actions.save_section(by=konara.owner, posting=published, section="time", values={"weeks": 7})
    published.refresh_from_db()
    assert (published.state, rules.why_not_gap(published, "need", ["need"])) == ("open", None)


@pytest.mark.parametrize("state", ["open", "paused"])
def test_words_of_a_posting_that_is_over_change_after_the_closing_day_is_moved(konara, published, state):
    """Else the desk could not open the change, and the organization could not drop it."""
    if state == "paused":
        actions.pause_posting(by=konara.owner, posting=published)
    with at_moment(now() + timedelta(days=40)):
        for section, values in (("need", {"need": "葉書が二通届きます。"}), ("task", {"skills": {}}), ("other", {"other_words": {"title": "Lists"}})):
            with pytest.raises(Refused, match="過ぎた日になっています"):
                actions.save_section(by=konara.owner, posting=published, section=section, values=values)
        same = actions.save_section(by=konara.owner, posting=published, section="contact", values={"contact_person": "小林"})
        assert (same.state, same.contact_person) == (state, "小林")
        actions.extend_deadline(by=konara.owner, posting=published, deadline=today() + timedelta(days=9))
        changed = actions.save_section(by=konara.owner, posting=published, section="need", values={"need": "葉書が二通届きます。"})
        assert rules.why_not_publish(konara.desk, changed) is None


def test_a_gap_is_not_submitted(konara, draft):
    actions.save_section(by=konara.owner, posting=draft, section="need", values={"need": ""})
    draft.refresh_from_db()
    assert rules.why_not_submit(konara.owner, draft) == "まだ書かれていない所があります。どこかは一覧に出ています。ほかの内容は残っています。"


def test_personal_data_needs_words_public_information_does_not(konara):
    careful = make_posting(konara.organization)
    plain = make_posting(konara.organization, template="website-checkup")
    for posting in (careful, plain):
        actions.save_section(by=konara.owner, posting=posting, section="data", values={"data_words": ""})
        posting.refresh_from_db()
    assert rules.why_not_submit(konara.owner, careful) is not None
    assert rules.why_not_submit(konara.owner, plain) is None


def test_an_unverified_organization_drafts_three_and_submits_none(konara):
    owner = make_user("new@example.jp", "新野 明")
    new = make_organization("みなとの食卓", owner=owner, verified=False)
    for _ in range(3):
        assert rules.why_not_start(owner, new) is None
        made = make_posting(new)
    assert rules.why_not_start(owner, new) == "下書きが3つあります。事務局が団体を確かめたあとに、次の募集を作れます。"
    assert rules.why_not_submit(owner, made) == "事務局が団体を確かめています。下書きは残っています。確認のあとに申し込んでください。"
    type(made).objects.filter(pk=made.pk).update(state="closed")
    assert rules.why_not_start(owner, new) is None


def test_the_desk_does_not_open_a_posting_of_an_organization_suspended_meanwhile(konara, draft, suspended):
    actions.submit_posting(by=konara.owner, posting=draft)
    suspended()
    draft.refresh_from_db()
    assert rules.why_not_publish(konara.desk, draft) == "この団体はいま確認済みではありません。募集は掲載できません。"
    assert rules.why_not_return(konara.desk, draft) is None


def test_a_stranger_is_told_the_same_everywhere(konara, draft, reasons):
    found = reasons(konara.stranger)
    assert {found[name] for name in ("edit", "submit", "take_back", "pause", "resume", "extend", "close")} == {
        rules.why_not_start(konara.stranger, konara.organization)}
