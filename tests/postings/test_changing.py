"""What was open is being changed: who reads what meanwhile, what the desk compares, and how the change is dropped."""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base import history
from engawa.base.times import at_moment, now, today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.applications import make_application, make_slots
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.matching.models import SearchRow
from engawa.journey.postings import actions, differences, queries, record, rules
from engawa.journey.postings.models import Posting, Submission
from engawa.journey.postings.opened import as_open
from engawa.journey.skills.models import Skill
from tests import people
from tests.participants.reading import Fields

OLD, NEW = "どの名簿が正しいのか、だれにも分かりません。", "同じ方に会報が二通届きました。"


def save(konara, posting, section, **values):
    return actions.save_section(by=konara.member, posting=posting, section=section, values=values)


@pytest.fixture
def changed(konara, published):
    """An open posting whose need has been written anew."""
    return save(konara, published, "need", need=NEW)


@pytest.fixture
def applicant(konara, published):
    """Somebody who applied before the change."""
    make_slots(konara.organization)
    return make_application(published, people.make_participant(**people.SAEKI)).participant.user


def page(client, posting, user=None, prefix=""):
    reader = type(client)()  # whoever reads has a browser of their own
    if user is not None:
        reader.force_login(user)
    return reader.get(f"{prefix}/postings/{posting.pk}/")


# ------------------------------------------------------------------ who reads what meanwhile
@pytest.mark.parametrize("comes_back", [False, True])
def test_who_applied_reads_the_words_that_were_open(client, konara, applicant, changed, comes_back):
    if comes_back:
        actions.return_posting(by=konara.desk, posting=changed, words="だれにですか。")
        save(konara, changed, "need", title="まったく別の題")
    for user in (applicant, konara.owner, konara.desk):
        text = page(client, changed, user).content.decode()
        assert (OLD in text, NEW in text, "まったく別の題" in text, "団体がこの募集を直しています" in text, "前に掲載していた文です" in text) == (
            True, False, False, True, True)
        assert "応募する</" not in text
        assert reverse("public:report", kwargs={"pk": changed.pk}) not in text


def test_others_read_why_they_read_nothing(client, konara, changed):
    for user, signs_in in ((None, True), (konara.stranger, False)):
        answer = page(client, changed, user)
        text = answer.content.decode()
        assert (answer.status_code, OLD in text, NEW in text, "団体がこの募集を直しています" in text, "ログインすると" in text) == (
            200, False, False, True, signs_in)
    assert "The organization is changing this posting" in page(client, changed, konara.stranger, "/en").content.decode()


def test_what_was_never_open_stays_unseen(client, konara, draft, suspended):
    assert page(client, draft).status_code == 404
    actions.submit_posting(by=konara.member, posting=draft)
    assert page(client, draft, konara.stranger).status_code == 404
    opened = actions.publish_posting(by=konara.desk, posting=draft)
    save(konara, opened, "need", need=NEW)
    suspended()
    assert page(client, draft, konara.stranger).status_code == 404


def test_from_before_they_were_kept_nobody_reads_words_that_nobody_checked(client, konara, applicant, changed):
    Posting.objects.update(was_open={})
    text = page(client, changed, applicant).content.decode()
    assert (OLD in text, NEW in text, changed.title in text) == (False, False, False)
    assert "いまは応募できません" in page(client, changed, konara.owner).content.decode()


def test_who_asks_meanwhile_is_told_why_not(client, konara, changed):
    client.force_login(konara.stranger)
    assert client.post(reverse("public:ask", kwargs={"pk": changed.pk}), {"text": "夜でもよいですか。"}).status_code == 404


def test_closed_out_of_a_change_it_says_what_was_read(client, konara, changed):
    closed = actions.close_posting(by=konara.owner, posting=changed)
    text = page(client, closed).content.decode()
    assert (closed.state, OLD in text, NEW in text) == ("closed", True, False)
    assert actions.copy_posting(by=konara.owner, posting=closed).was_open == {}


def test_published_again_everybody_reads_the_new_words(client, konara, changed):
    again = actions.publish_posting(by=konara.desk, posting=changed)
    text = page(client, again).content.decode()
    assert (again.was_open, OLD in text, NEW in text) == ({}, False, True)


# ------------------------------------------------------------------ wished experience
def test_another_wish_for_experience_goes_to_the_desk_with_its_difference(client, konara, published):
    held = dict(published.skills.values_list("skill", "is_required"))
    assert save(konara, published, "task", skills=held).state == "open"
    names = list(published.skills.order_by("-is_required", "skill__position").values_list("skill", flat=True))
    sent = save(konara, published, "task", skills={"accounting-knowledge": True})
    submission, before = queries.last_submissions(sent)
    assert (sent.state, [(part.section, [place.field for place in part.changed]) for part in differences.since_last(submission, before)]) == (
        "in_review", [("task", ["skills"])])
    assert [row.skill_id for row in as_open(sent).skills.all()] == names
    assert history.of(sent).filter(verb="postings.saved").latest("pk").data["fields"] == ["skills"]
    assert [words for _row, words in record.timeline(history.of(sent))][-1] == "文章を変えました（事務局がもう一度確かめます）"
    names_then = {row.skill.name for row in as_open(sent).skills.all()}
    text = page(client, sent, konara.owner).content.decode()
    assert ({name for name in names_then if name in text}, Skill.objects.get(pk="accounting-knowledge").name in text) == (names_then, False)


def test_the_experience_of_a_filled_posting_stays(konara, published):
    filled = actions.take_seat(by=None, posting=published)
    with pytest.raises(Refused, match="参加者が決まっている"):
        save(konara, filled, "task", skills={"accounting-knowledge": True})


def test_a_skill_that_is_gone_meanwhile_is_left_out(konara, published):
    sent = save(konara, published, "task", skills={"accounting-knowledge": True})
    sent.was_open["skills"].append(["no-such-skill", 3, True])
    assert "no-such-skill" not in [row.skill_id for row in as_open(sent).skills.all()]


def test_fewer_seats_and_other_hours_at_once_are_read_first(konara):
    published = make_open_posting(konara.organization, seats=2)
    actions.take_seat(by=None, posting=published)
    sent = save(konara, published, "time", seats=1, hours_total=24)
    assert (sent.state, actions.publish_posting(by=konara.desk, posting=sent).state) == ("in_review", "filled")


# ------------------------------------------------------------------ what the desk compares
def test_every_submission_of_a_change_is_compared_with_what_was_open(konara, changed):
    first, _before = queries.last_submissions(changed)
    assert differences.since_returned(first, _before) is None
    actions.return_posting(by=konara.desk, posting=changed, words="題も直してください。")
    save(konara, changed, "need", title="会報が二通届きました")
    sent = actions.submit_posting(by=konara.member, posting=changed)
    second, before = queries.last_submissions(sent)
    assert before == first
    assert [place.field for part in differences.since_last(second, before) for place in part.changed] == ["title", "need"]
    assert [place.field for part in differences.since_returned(second, before) for place in part.changed] == ["title"]
    actions.publish_posting(by=konara.desk, posting=sent)
    third, before = queries.last_submissions(save(konara, sent, "need", need="三つ目の文です。"))
    assert ([(place.before, place.after) for part in differences.since_last(third, before) for place in part.changed],
            differences.since_returned(third, before)) == ([(NEW, "三つ目の文です。")], None)


def test_what_was_said_of_an_earlier_change_is_settled(konara, changed):
    actions.return_posting(by=konara.desk, posting=changed, words="だれにですか。")
    actions.publish_posting(by=konara.desk, posting=actions.submit_posting(by=konara.member, posting=changed))
    with at_moment(now() + timedelta(days=1)):
        again = save(konara, changed, "need", need="また別の文です。")
        back = actions.return_posting(by=konara.desk, posting=again, words="いつですか。")
        assert [one.text for one in queries.last_comments(back)] == ["いつですか。"]


# ------------------------------------------------------------------ dropping the change
@pytest.mark.parametrize("comes_back", [False, True])
def test_a_dropped_change_opens_the_former_words_without_another_check(konara, published, comes_back):
    skills = set(published.skills.values_list("skill", "level", "is_required"))
    changed = save(konara, published, "task", task="別のお願いです。", skills={"accounting-knowledge": False})
    if comes_back:
        actions.take_back_posting(by=konara.member, posting=changed)
        save(konara, changed, "need", need=NEW)
        save(konara, changed, "contact", contact_person="小林")
    dropped = actions.drop_change(by=konara.owner, posting=changed)
    assert (dropped.state, dropped.task, dropped.need, dropped.was_open, dropped.number) == (
        "open", published.task, OLD, {}, published.number)
    assert set(dropped.skills.values_list("skill", "level", "is_required")) == skills
    assert dropped.contact_person == ("小林" if comes_back else published.contact_person)
    assert SearchRow.objects.filter(posting=dropped).exists()
    kept = record.entries(dropped, konara.owner)[-1]
    assert (kept.words, kept.is_submission) == ("直すのをやめ、前の文に戻しました（下は、やめた文との違いです）", False)
    assert [place.field for part in kept.changes for place in part.changed] == (
        ["need", "task", "skills", "contact_person"] if comes_back else ["task", "skills"])
    assert queries.last_submissions(dropped)[0].was_dropped is False
    again, before = queries.last_submissions(save(konara, dropped, "need", need="また別の文です。"))
    assert [place.field for part in differences.since_last(again, before) for place in part.changed] == ["need"]


def test_what_was_paused_is_paused_again_and_what_is_full_is_filled(konara, published):
    paused = actions.pause_posting(by=konara.owner, posting=published)
    dropped = actions.drop_change(by=konara.owner, posting=save(konara, paused, "need", need=NEW))
    assert dropped.state == "paused"
    actions.resume_posting(by=konara.owner, posting=dropped)
    changed = save(konara, dropped, "need", need=NEW)
    actions.take_seat(by=None, posting=changed)
    assert actions.drop_change(by=konara.owner, posting=changed).state == "filled"


def test_when_a_change_cannot_be_dropped(konara, published, draft):
    for posting in (published, draft):
        assert rules.why_not_drop(konara.owner, posting) == "この募集には、取りやめられる変更がありません。"
    for person in (konara.stranger, konara.desk):
        with pytest.raises(Refused, match="団体"):
            actions.drop_change(by=person, posting=published)
    changed = save(konara, published, "need", need=NEW)
    with at_moment(now() + timedelta(days=100)):
        assert rules.why_not_drop(konara.owner, changed).startswith("応募のしめきりが過ぎたので")
        back = actions.take_back_posting(by=konara.owner, posting=changed)
        save(konara, back, "time", deadline=today() + timedelta(days=20))
        save(konara, back, "contact", contact_person="")
        back.refresh_from_db()
        assert rules.why_not_drop(konara.owner, back).startswith("掲載に必要なところが、まだ空いています。")
        save(konara, back, "contact", contact_person="小林")
        assert actions.drop_change(by=konara.owner, posting=back).state == "open"


def test_former_words_that_ask_for_too_much_now_are_not_opened(konara, published):
    allowed = actions.allow_more(by=konara.desk, posting=published, because="行事のため")
    sent = save(konara, allowed, "time", hours_per_week=16)
    opened = actions.publish_posting(by=konara.desk, posting=sent)
    fewer = save(konara, opened, "time", hours_per_week=8)
    taken = actions.take_allowance_back(by=konara.desk, posting=fewer, because="減ったため")
    assert rules.why_not_drop(konara.owner, taken) == rules.why_not_hours(taken, 16)


def test_the_page_shows_what_goes_and_drops_it(client, konara, changed):
    client.force_login(konara.member)
    url = reverse("postings:drop", kwargs={"pk": changed.pk})
    for at in ("posting", "check"):
        assert url in client.get(reverse(f"postings:{at}", kwargs={"pk": changed.pk}), follow=True).content.decode()
        if at == "posting":
            actions.take_back_posting(by=konara.owner, posting=changed)
    text = client.get(url).content.decode()
    assert (text.count("変更前"), "会報" in text, "正しい" in text, "直すのを続ける" in text) == (2, True, True, True)
    answer = client.post(url, follow=True).content.decode()
    assert ("前の文に戻しました。いまの状態：募集中" in answer, Posting.objects.get().need) == (True, OLD)
    assert "この募集には、取りやめられる変更がありません。" in client.get(url).content.decode()


# ------------------------------------------------------------------ allowed and no longer
def test_the_reason_is_mended_and_taken_back_and_the_history_keeps_all(konara, published):
    actions.allow_more(by=konara.desk, posting=published, because="行事のため")
    mended = actions.mend_allowance(by=konara.desk, posting=published, because=" 秋の行事のため ")
    assert (mended.allowed_because, mended.allowed_by) == ("秋の行事のため", konara.desk)
    none = actions.take_allowance_back(by=konara.desk, posting=published, because="行事がなくなったため")
    assert (none.allowed_because, none.allowed_by, none.allowed_at) == ("", None, None)
    assert [entry.words.split("：")[1] for entry in record.entries(none, konara.owner)[-3:]] == ["行事のため", "秋の行事のため", "行事がなくなったため"]
    from tests.postings.test_actions import told
    assert (told(konara.owner, "allowance_mended"), told(konara.member, "allowance_taken_back")) == (1, 1)
    assert actions.allow_more(by=konara.desk, posting=none, because="もう一度").allowed_because == "もう一度"


def test_what_is_allowed_is_not_taken_back_under_who_relies_on_it(konara, published):
    for act in (actions.mend_allowance, actions.take_allowance_back):
        with pytest.raises(Refused, match="認めていません"):
            act(by=konara.desk, posting=published, because="x")
        with pytest.raises(Refused, match="事務局だけ"):
            act(by=konara.owner, posting=published, because="x")
    actions.allow_more(by=konara.desk, posting=published, because="行事のため")
    sent = save(konara, published, "time", weeks=40)
    assert rules.why_not_take_allowance_back(konara.desk, sent) is None
    opened = actions.publish_posting(by=konara.desk, posting=sent)
    assert rules.why_not_take_allowance_back(konara.desk, opened).startswith("この募集は掲載中で")
    filled = actions.take_seat(by=None, posting=opened)
    assert rules.why_not_take_allowance_back(konara.desk, filled).startswith("この募集は人が決まっています。")
    closed = actions.close_posting(by=konara.owner, posting=filled)
    assert rules.why_not_mend_allowance(konara.desk, closed) == "この募集は、もう終わっています。"


# ------------------------------------------------------------------ the other language
def test_words_of_the_other_language_that_are_older_are_told_to_everybody_concerned(client, konara, published):
    given = {"title": "One list", "need": "Nobody knows which list is right.", "steps": ["Ask", "Sort"]}
    twice = actions.publish_posting(by=konara.desk, posting=save(konara, published, "other", other_words=given))
    first, other = (reverse("postings:edit", kwargs={"pk": twice.pk, "section": section}) for section in ("need", "other"))
    assert "the original counts" not in page(client, twice, None, "/en").content.decode()
    client.force_login(konara.member)
    said = client.post(first, {"title": twice.title, "need": NEW}, follow=True).content.decode()
    assert said.count("もう一方の言葉は前の文のままです") == 2
    text = client.get(other).content.decode()
    assert "もう一方の言葉は前の文のままです" not in text  # it is being read: nothing can be changed now
    sent = actions.publish_posting(by=konara.desk, posting=Posting.objects.get())
    assert "the original counts" in page(client, sent, None, "/en").content.decode()
    assert "元の文が正しい内容です" not in page(client, sent).content.decode()
    client.force_login(konara.member)
    text = client.get(other).content.decode()
    assert "困りごと" in text[text.index("もう一方の言葉は前の文のままです"):][:300]
    save(konara, sent, "other", other_words=given)
    assert "the original counts" not in page(client, sent, None, "/en").content.decode()
    assert Posting.objects.get().state == "open"


def test_other_hours_of_a_step_make_its_words_no_older(konara, published):
    from engawa.journey.postings import reading
    save(konara, published, "other", other_words={"steps": [step["text"] for step in published.steps]})
    twice = Posting.objects.get()
    twice.steps = [{**step, "hours": step["hours"] + 1} for step in twice.steps]
    assert reading.older(twice) == []
    twice.steps[0]["text"] = "別の手順"
    assert reading.older(twice) == ["steps"]


def test_a_talk_begun_from_a_draft_speaks_the_other_language_at_once(konara, draft):
    assert actions.start_talk(by=konara.owner, organization=konara.organization, of=draft).other_words == {}
    save(konara, draft, "other", other_words={"title": "One list", "task": "Please help."})
    draft.refresh_from_db()
    talk = actions.start_talk(by=konara.owner, organization=konara.organization, of=draft)
    assert (talk.other_words["title"], talk.other_words["contact_words"], talk.other_words_of) == (
        "One list", "One talk of one hour, online", {"title": draft.title})


# ------------------------------------------------------------------ looking for experience
def test_an_empty_look_for_experience_says_what_to_do_and_a_published_posting_is_not_sent_by_looking(client, konara, published, draft):
    client.force_login(konara.member)
    said = "エクセル、経理など、経験を表す言葉を書いてください。"
    url = reverse("postings:edit", kwargs={"pk": draft.pk, "section": "task"})
    assert said in client.post(url, {"task": "お願いです。", "look": ""}, follow=True).content.decode()
    url = reverse("postings:edit", kwargs={"pk": published.pk, "section": "task"})
    answer = client.post(url, {"task": "まったく別のお願いです。", "find": "経理", "look": ""})
    assert (answer.status_code, "まったく別のお願いです。" in answer.content.decode(), Posting.objects.get(pk=published.pk).state) == (200, True, "open")
    assert said in client.post(url, {"task": "お願いです。", "look": ""}).content.decode()
    assert Submission.objects.filter(posting=published).count() == 1


# ------------------------------------------------------------------ two windows
def test_what_was_saved_in_another_window_is_shown_before_it_is_overwritten(client, konara, draft):
    client.force_login(konara.member)
    url = reverse("postings:edit", kwargs={"pk": draft.pk, "section": "need"})
    opened = {name: value for name, value in Fields(client.get(url)).sent.items() if name != "form_key"}
    client.post(url, {**opened, "need": "先に保存した文です。"})
    assert client.post(url, {**opened, "need": "先に保存した文です。"}).status_code == 302
    answer = client.post(url, {**opened, "need": "もう一つの画面の文です。"})
    text = answer.content.decode()
    plain = re.sub(r"【削除】|<[^>]+>", "", text)
    assert (answer.status_code, "先に保存した文です。" in plain, "もう一つの画面の文です。" in text, Posting.objects.get().need) == (
        422, True, True, "先に保存した文です。")
    shown = re.search(r'<section class="flow above-6" aria-labelledby="saved">.*?</section>', text, re.S)[0]
    assert (shown.count("保存されている内容</p>"), shown.count("あなたが書いた文</p>"), draft.title in shown, "【追加】" in shown) == (1, 1, False, True)
    client.post(url, {**Fields(answer).sent, "need": "もう一つの画面の文です。"})
    assert Posting.objects.get().need == "もう一つの画面の文です。"


def test_what_cannot_be_compared_yet_stands_there_as_it_is_saved(client, konara, draft):
    client.force_login(konara.member)
    url = reverse("postings:edit", kwargs={"pk": draft.pk, "section": "task"})
    opened = {name: value for name, value in Fields(client.get(url)).sent.items() if name != "form_key"}
    save(konara, draft, "task", task="先に保存したお願いです。", skills={"accounting-knowledge": True})
    wished = Skill.objects.get(pk="accounting-knowledge").name
    for typed, compared in (("もう一つの画面のお願いです。", 1), ("", 0)):
        text = client.post(url, {**opened, "task": typed}).content.decode()
        shown = re.search(r'aria-labelledby="saved">.*?</section>', text, re.S)[0]
        assert (shown.count("あなたが書いた文</p>"), f">{wished}<" in shown, compared or "先に保存したお願いです。" in shown) == (compared, True, True)


def test_what_was_typed_stays_when_the_posting_went_to_the_desk_meanwhile(client, konara, draft):
    client.force_login(konara.member)
    actions.submit_posting(by=konara.owner, posting=draft)
    answer = client.post(reverse("postings:edit", kwargs={"pk": draft.pk, "section": "need"}), {"title": draft.title, "need": "まだ直したい文です。"})
    assert (answer.status_code, "まだ直したい文です。" in answer.content.decode()) == (422, True)
