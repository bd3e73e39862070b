"""Each reason is its own sentence."""
from datetime import timedelta

import pytest

from engawa.base.times import now, today
from engawa.demo.builders.applications import make_application, make_interview
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.participants import make_participant
from engawa.demo.builders.people import make_user
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.applications import actions, rules
from engawa.journey.applications.models import Slot
from engawa.journey.organizations.models import Membership


@pytest.mark.parametrize(("state", "words"), [
    ("paused", "団体がこの募集をしばらく休んでいます。「あとで見る」に入れて、再開してから応募できます。"),
    ("filled", "この募集は、参加する人が決まりました。"), ("closed", "この募集は終わりました。"),
    ("draft", "団体がこの募集を直しています。事務局が確かめ終わると、また応募できます。"),
    ("in_review", "団体がこの募集を直しています。事務局が確かめ終わると、また応募できます。")])
def test_a_posting_that_is_not_open_says_why(house, state, words):
    house.posting.state = state
    assert rules.why_not_apply(house.participant.user, house.posting) == words


def test_a_posting_of_an_unverified_organization_is_not_open(house):
    house.posting.organization.state = "suspended"
    assert rules.why_not_open(house.posting) == "この募集は、いま公開されていません。"


def test_the_last_day_counts_to_its_end(house):
    house.posting.deadline = today()
    assert rules.why_not_apply(house.participant.user, house.posting) is None
    house.posting.deadline = today() - timedelta(days=1)
    assert rules.why_not_open(house.posting) == "応募のしめきりは2026年9月30日（水）でした。"


def test_the_inventory_comes_first(house):
    posting = house.posting
    assert rules.why_not_apply(house.stranger, posting) == "応募の前に、経験を書いてください。スキル一つと職歴一つで十分です。"
    no_skill = make_participant("a@example.jp", skills={}, finish=False)
    assert rules.why_not_apply(no_skill.user, posting) == "棚卸しに、まだスキルがありません。一つ書くと応募できます。"
    no_career = make_participant("b@example.jp", careers=(), finish=False)
    assert rules.why_not_apply(no_career.user, posting) == "棚卸しに、まだ職歴がありません。一つ書くと応募できます。"
    no_career.career_text = "銀行で夜間処理を作り、後輩に教えました。" * 6
    no_career.save()
    assert rules.why_not_apply(no_career.user, posting) is None


def test_nobody_applies_to_the_own_organization(house):
    Membership.objects.create(organization=house.organization, user=house.participant.user, role="member")
    assert rules.why_not_apply(house.participant.user, house.posting) == "これは、あなたの団体の募集です。"


def test_a_break_is_a_break(house):
    house.participant.paused_until = today() + timedelta(days=3)
    house.participant.save()
    assert rules.why_not_apply(house.participant.user, house.posting) == (
        "2026年10月4日（日）までお休み中です。棚卸しのページでお休みを終えると、応募できます。")


def test_once_at_a_time(sent):
    assert rules.why_not_apply(sent.participant.user, sent.posting) == "この募集には、すでに応募しています。"
    actions.withdraw_application(by=sent.participant.user, application=sent.application)
    assert rules.why_not_apply(sent.participant.user, sent.posting) is None


def test_five_a_day(house, clock):
    for _n in range(5):
        make_application(make_open_posting(house.organization), house.participant, slots=house.slots)
    assert rules.why_not_apply(house.participant.user, house.posting) == "今日は5件の応募を送りました。続きは、あした以降にお願いします。"
    clock.later(hours=14)       # midnight in Japan
    assert rules.why_not_apply(house.participant.user, house.posting) is None


def test_times(house):
    slot, = Slot.objects.filter(pk=house.slots[0].pk)
    future, past = now() + timedelta(days=1), now()
    assert rules.why_not_times([], [], [], 3) == "面談の日時を一つ以上選ぶか、自分で書いてください。"
    assert rules.why_not_times([slot.pk], [], [], 3).startswith("選んだ日時のうち、ほかの面談に決まったものがあります。")
    assert rules.why_not_times([], [], [past], 3) == "過ぎている日時があります。ほかの日時を選んでください。"
    assert rules.why_not_times([], [], [future] * 4, 3) == "日時は3つまでにしてください。"
    assert rules.why_not_times([slot.pk, slot.pk], [slot], [future], 3) is None


def test_slots(house):
    tomorrow = now() + timedelta(days=1)
    ask = rules.why_not_add_slots
    assert ask(house.stranger, house.organization, [tomorrow]) == "この団体の方だけができます。"
    assert ask(house.owner, house.organization, []) == "日と時刻を選んでください。"
    assert ask(house.owner, house.organization, [now()]) == "過ぎている日時があります。ほかの日時を選んでください。"
    assert ask(house.owner, house.organization, [now() + timedelta(days=91)]) == "出せる日時は、90日先までです。"
    assert ask(house.owner, house.organization, [tomorrow] * 58) == "候補日時がたくさんあります。先にいくつか取り消してください。"
    assert ask(house.owner, house.organization, [tomorrow] * 57) is None
    slot = house.slots[0]
    assert rules.why_not_remove_slot(house.stranger, slot) == "この操作は、団体の人だけができます。"
    assert rules.why_not_remove_slot(house.owner, slot) is None
    slot.taken_at = now()
    assert rules.why_not_remove_slot(house.owner, slot) == "この日時は面談に決まっています。面談のページで日時を変えてください。"


MINE, OURS = "この操作は、応募した人だけができます。", "この操作は、確認済みの団体の人だけができます。"


@pytest.mark.parametrize("rule", ["why_not_withdraw", "why_not_choose", "why_not_propose"])
def test_only_the_applicant(sent, rule):
    for user in (sent.owner, sent.stranger, sent.desk, sent.other_owner):
        assert getattr(rules, rule)(user, sent.application) == MINE


@pytest.mark.parametrize("rule", ["why_not_set", "why_not_offer", "why_not_decline", "why_not_change_link", "why_not_join",
                                  "why_not_answer"])
def test_only_the_organization_while_it_is_verified(sent, rule):
    for user in (sent.stranger, sent.desk, sent.other_owner):
        assert getattr(rules, rule)(user, sent.application) == OURS
    sent.application.posting.organization.state = "suspended"
    assert getattr(rules, rule)(sent.owner, sent.application) == OURS


@pytest.mark.parametrize(("state", "words"), [
    ("withdrawn", "この応募は取り下げられました。"), ("declined", "この応募は、見送りとなって終わりました。"),
    ("closed", "募集が終わったため、この応募も終わりました。"), ("accepted", "おたがいに「進めたい」と答えました。次は、すり合わせシートです。")])
def test_what_is_over_is_over(sent, state, words):
    sent.application.state = state
    mine = [rules.why_not_withdraw, rules.why_not_choose, rules.why_not_propose, rules.why_not_join, rules.why_not_answer]
    ours = [rules.why_not_set, rules.why_not_offer, rules.why_not_decline, rules.why_not_change_link, rules.why_not_join]
    assert {rule(sent.participant.user, sent.application) for rule in mine} == {words}
    assert {rule(sent.owner, sent.application) for rule in ours} == {words}


def test_whose_turn_it_is(sent):
    me, us, application = sent.participant.user, sent.owner, sent.application
    assert rules.why_not_set(us, application) is None
    assert rules.why_not_choose(me, application) == "いま選べる日時はありません。"
    assert rules.why_not_propose(me, application) == "団体が、あなたの送った日時を見ているところです。"
    assert rules.why_not_join(me, application) == "いま決まっている面談はありません。"
    assert rules.why_not_change_link(us, application) == "いま決まっている面談はありません。"
    application.state = "offering"
    assert rules.why_not_set(us, application) == "参加者が、出された日時から選んでいるところです。"
    assert (rules.why_not_choose(me, application), rules.why_not_propose(me, application)) == (None, None)
    application.state = "sent"
    application = make_interview(application)
    assert rules.why_not_set(us, application) == "面談の日時は、すでに決まっています。"
    assert (rules.why_not_join(me, application), rules.why_not_join(us, application)) == (None, None)
    assert rules.why_not_change_link(us, application) is None


def test_before_and_after_the_interview_begins(sent, clock):
    application = make_interview(sent.application)
    me = sent.participant.user
    assert rules.why_not_withdraw(me, application) is None
    assert rules.why_not_answer(me, application) == "面談のあとでおたずねします。それまで、することはありません。"
    clock.to(application.interview.starts_at)
    assert rules.why_not_withdraw(me, application) == "面談が始まっています。終わってから、どうしたいかを答えてください。"
    assert (rules.why_not_answer(me, application), rules.why_not_answer(sent.owner, application)) == (None, None)


def test_a_time_must_be_there_still(sent, clock):
    first, second, third = sent.application.candidates.select_related("slot")
    assert rules.why_not_at(first) is None
    first.slot.taken_at = second.slot.removed_at = now()
    assert rules.why_not_set(sent.owner, sent.application, first) == "この日時は、ほかの面談に決まりました。ほかの日時を選んでください。"
    sent.application.state = "offering"
    assert rules.why_not_choose(sent.participant.user, sent.application, second) == (
        "団体がこの日時を取り消しました。ほかの日時を選んでください。")
    clock.to(third.starts_at)
    assert rules.why_not_at(third) == "この日時は過ぎています。ほかの日時を選んでください。"


def test_applications_close_with_their_posting(house):
    assert rules.why_not_close(house.posting) == "募集は終わっていません。"
    house.posting.state = "closed"
    assert rules.why_not_close(house.posting) is None


def test_another_organization_of_the_same_person_changes_nothing(house):
    someone = make_participant("c@example.jp", user=make_user("c@example.jp", "茶の間 三郎"))
    make_organization("別の会", owner=someone.user, phone="0480001222")
    assert rules.why_not_apply(someone.user, house.posting) is None
