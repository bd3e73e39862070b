"""The desk's review: comments by section, one return with all of them, what changed since, nothing ever lost."""
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.notices.models import Mail, Notice
from engawa.base.times import at_moment, now
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.postings import make_posting
from engawa.journey.organizations import actions as organizations
from engawa.journey.postings import actions, differences, queries, record, rules
from engawa.journey.postings.models import Posting, ReviewComment, State, Submission
from engawa.journey.skills.models import Area


def save(konara, posting, section, **values):
    return actions.save_section(by=konara.member, posting=posting, section=section, values=values)


@pytest.fixture
def submitted(konara, draft):
    return actions.submit_posting(by=konara.member, posting=draft)


def note(konara, posting, section, text):
    return actions.note_comment(by=konara.desk, posting=posting, section=section, text=text)


# ------------------------------------------------------------------ comments
def test_noted_comments_are_the_desks_own_until_the_return(konara, submitted):
    note(konara, submitted, "need", "だれが困っていますか。")
    again = note(konara, submitted, "need", "だれが、いつ困っていますか。")
    note(konara, submitted, "task", " ")
    assert list(queries.held_comments(submitted)) == [again]
    assert (list(queries.sent_comments()), ReviewComment.objects.count()) == ([], 2)


def test_one_mail_lists_all_comments_of_a_return(konara, submitted):
    note(konara, submitted, "need", "だれが困っていますか。")
    note(konara, submitted, "time", "週に何時間ですか。")
    note(konara, submitted, "data", "")
    Notice.objects.all().delete()
    back = actions.return_posting(by=konara.desk, posting=submitted, words="よい募集です。")
    assert [(comment.section, comment.text) for comment in queries.last_comments(back)] == [
        ("need", "だれが困っていますか。"), ("time", "週に何時間ですか。"), ("", "よい募集です。")]
    mails = Mail.objects.filter(kind="postings/returned", user=konara.member)
    text = mails.get().text
    assert [words for words in ("【困りごと】\nだれが困っていますか。", "週に何時間ですか。", "【募集の全体】\nよい募集です。") if words not in text] == []
    assert Notice.objects.get(user=konara.owner).line == f"「{submitted.title}」が3件のコメントと一緒に戻りました"


def test_a_return_says_something(konara, submitted):
    with pytest.raises(Refused, match="コメントを一つは"):
        actions.return_posting(by=konara.desk, posting=submitted)


def test_noted_comments_are_not_lost_by_publishing(konara, submitted):
    note(konara, submitted, "need", "だれが困っていますか。")
    with pytest.raises(Refused, match="まだ送っていないコメント"):
        actions.publish_posting(by=konara.desk, posting=submitted)
    note(konara, submitted, "need", "")
    assert actions.publish_posting(by=konara.desk, posting=submitted).state == "open"


def test_a_comment_is_marked_as_done_once_with_a_line(konara, submitted):
    note(konara, submitted, "need", "だれが困っていますか。")
    actions.return_posting(by=konara.desk, posting=submitted)
    comment = ReviewComment.objects.get()
    done = actions.answer_comment(by=konara.member, comment=comment, answer=" 会報の係です。 ")
    assert (done.answer, done.answered_by, done.is_open, done.text) == ("会報の係です。", konara.member, False, "だれが困っていますか。")
    with pytest.raises(Refused, match="もう"):
        actions.answer_comment(by=konara.owner, comment=comment)


def test_a_comment_that_was_not_sent_cannot_be_marked(konara, submitted):
    with pytest.raises(Refused, match="読んでいる"):
        actions.answer_comment(by=konara.member, comment=note(konara, submitted, "need", "x"))


def test_the_wrong_person_neither_comments_nor_marks(konara, submitted):
    for person in (konara.member, konara.owner, konara.stranger):
        with pytest.raises(Refused):
            actions.note_comment(by=person, posting=submitted, section="need", text="x")
    note(konara, submitted, "need", "だれが困っていますか。")
    actions.return_posting(by=konara.desk, posting=submitted)
    comment = ReviewComment.objects.get()
    for person in (konara.desk, konara.stranger):
        with pytest.raises(Refused):
            actions.answer_comment(by=person, comment=comment)
    assert ReviewComment.objects.get().answered_at is None


def test_an_officer_of_the_organization_leaves_the_review_to_a_colleague(konara, submitted):
    invitation = organizations.invite_member(by=konara.owner, organization=konara.organization, email=konara.desk.email)
    organizations.accept_invitation(by=konara.desk, invitation=invitation)
    for act in (lambda: note(konara, submitted, "need", "x"), lambda: actions.publish_posting(by=konara.desk, posting=submitted),
                lambda: actions.return_posting(by=konara.desk, posting=submitted, words="x")):
        with pytest.raises(Refused, match="この団体の人"):
            act()


def test_only_while_it_is_read_a_comment_is_noted(konara, published):
    with pytest.raises(Refused):
        note(konara, published, "need", "x")


# ------------------------------------------------------------------ submissions and differences
def test_each_submission_keeps_the_words_as_they_were_sent(konara, draft):
    actions.submit_posting(by=konara.member, posting=draft)
    actions.return_posting(by=konara.desk, posting=draft, words="短くしてください。")
    save(konara, draft, "need", title="名簿を一つに")
    actions.submit_posting(by=konara.member, posting=draft)
    first, second = Submission.objects.all()
    assert (first.number, second.number, first.words["need"]["title"], second.words["need"]["title"]) == (1, 2, draft.title, "名簿を一つに")
    parts = differences.since_last(second, first)
    assert [(part.section, [(place.field, place.before, place.after) for place in part.changed]) for part in parts] == [
        ("need", [("title", draft.title, "名簿を一つに")])]
    assert (differences.count(parts), differences.since_last(first, None), differences.since_last(None, None)) == (1, [], [])


def test_a_material_change_of_a_published_posting_is_kept_with_its_differences(konara, published):
    changed = save(konara, published, "task", task="会員の名簿だけをまとめてください。", skills={"data-cleaning": True})
    now_sent, before = queries.last_submissions(changed)
    assert (changed.state, now_sent.number, now_sent.was_published) == ("in_review", 2, True)
    parts = differences.since_last(now_sent, before)
    assert [(part.section, [place.field for place in part.changed]) for part in parts] == [("task", ["task", "skills"])]


def test_beside_its_template_a_posting_shows_what_differs_and_what_is_its_own(konara, draft):
    save(konara, draft, "deliverables", out_of_scope=["印刷と発送"])
    draft.refresh_from_db()
    parts = {part.section: part for part in differences.beside_template(draft)}
    assert [place.field for place in parts["deliverables"].changed] == ["out_of_scope"]
    assert [place.field for place in parts["need"].unchanged if not place.is_same] == ["need"]
    assert [place.field for place in parts["task"].same] == ["task", "steps", "skills"]


def test_without_a_template_nothing_is_compared(konara):
    own = actions.start_posting(by=konara.owner, organization=konara.organization, title="会計の手順", area=Area.objects.get(pk="systems"))
    assert [place for part in differences.beside_template(own) for place in part.places if place.before is not None] == []


# ------------------------------------------------------------------ the history
def test_a_review_round_with_three_returns_keeps_every_comment(konara, draft):
    said = []
    for turn in range(3):
        with at_moment(now() + timedelta(days=turn)):
            actions.submit_posting(by=konara.member, posting=draft)
            for section in ("need", "time"):
                said.append((turn + 1, section, f"{turn + 1}回目の{section}"))
                note(konara, draft, section, said[-1][2])
            said.append((turn + 1, "", f"{turn + 1}回目の全体"))
            actions.return_posting(by=konara.desk, posting=draft, words=said[-1][2])
            actions.answer_comment(by=konara.owner, comment=draft.comments.filter(section="need", answered_at=None).get(), answer=f"答え{turn + 1}")
            save(konara, draft, "need", need=f"困りごと{turn + 1}")
    with at_moment(now() + timedelta(days=3)):
        actions.submit_posting(by=konara.member, posting=draft)
        actions.publish_posting(by=konara.desk, posting=draft)
    kept = ReviewComment.objects.select_related("submission")
    assert [(one.submission.number, one.section, one.text) for one in kept] == said
    assert [one.answer for one in kept if one.answer] == ["答え1", "答え2", "答え3"]
    shown = record.entries(Posting.objects.get(pk=draft.pk), konara.member)
    assert [comment.text for entry in shown for comment in entry.comments] == [text for _turn, _section, text in said]
    assert [len(entry.changes) for entry in shown if entry.is_submission] == [0, 1, 1, 1]
    assert [entry.words for entry in shown][-2:] == ["事務局に申し込みました（4回目の申し込み）", "事務局が掲載しました"]


def test_officers_are_the_coordinator_team_to_the_organization(konara, submitted):
    actions.return_posting(by=konara.desk, posting=submitted, words="短くしてください。")
    for reader, name in ((konara.owner, "事務局"), (konara.desk, konara.desk.name)):
        assert [entry.by for entry in record.entries(submitted, reader) if entry.comments] == [name]
    assert record.who(None, konara.owner) == ""


def test_a_submission_from_before_they_were_kept_is_told_as_an_act(konara, submitted):
    Submission.objects.all().delete()
    assert [entry.words for entry in record.entries(submitted, konara.owner)] == [
        record.said("postings.started"), "事務局に掲載を申し込みました"]


def test_who_reads_a_history(konara, draft):
    def readers(posting):
        return [queries.with_history_for(user).filter(pk=posting.pk).exists()
                for user in (konara.stranger, konara.member, konara.owner, konara.desk)]
    assert readers(draft) == [False, True, True, False]
    actions.submit_posting(by=konara.owner, posting=draft)
    assert readers(draft) == [False, True, True, True]
    assert readers(make_posting(konara.organization)) == [False, True, True, False]


def test_open_comments_of_earlier_rounds_stay_in_sight(konara, draft):
    for words in ("一つ目", "二つ目"):
        actions.submit_posting(by=konara.member, posting=draft)
        actions.return_posting(by=konara.desk, posting=draft, words=words)
    draft.refresh_from_db()
    assert [one.text for one in queries.last_comments(draft)] == ["一つ目", "二つ目"]
    actions.answer_comment(by=konara.member, comment=draft.comments.order_by("pk")[0])
    assert [one.text for one in queries.last_comments(draft)] == ["二つ目"]
    assert queries.last_comment(draft).text == "二つ目"


# ------------------------------------------------------------------ more hours than usual
def test_more_hours_are_allowed_with_a_reason_that_everybody_concerned_reads(konara, submitted):
    Notice.objects.all().delete()
    allowed = actions.allow_more(by=konara.desk, posting=submitted, because=" 一年の行事に合わせるため ")
    assert (allowed.allowed_because, allowed.allowed_by, allowed.allowed_at is not None) == ("一年の行事に合わせるため", konara.desk, True)
    said = record.entries(allowed, konara.owner)[-1]
    assert (said.words, said.by) == ("事務局が、いつもより多い時間や期間を認めました：一年の行事に合わせるため", "事務局")
    assert set(Notice.objects.filter(kind="postings/allowed").values_list("user", flat=True)) == {konara.owner.pk, konara.member.pk}
    back = actions.take_back_posting(by=konara.member, posting=allowed)
    assert save(konara, back, "time", hours_per_week=16, weeks=40).hours_per_week == 16
    copy = actions.copy_posting(by=konara.member, posting=back)
    assert (copy.allowed_because, copy.allowed_by, copy.allowed_at) == ("", None, None)


def test_nobody_else_allows_more(konara, submitted):
    for person in (konara.owner, konara.stranger):
        with pytest.raises(Refused):
            actions.allow_more(by=person, posting=submitted, because="急ぐため")
    submitted.refresh_from_db()
    assert submitted.allowed_because == ""


def test_a_copy_does_not_carry_what_was_allowed(konara, submitted):
    long = save(konara, actions.take_back_posting(by=konara.member, posting=actions.allow_more(
        by=konara.desk, posting=submitted, because="一年の行事に合わせるため")), "time", hours_per_week=16, weeks=40)
    copy = actions.copy_posting(by=konara.member, posting=long)
    Posting.objects.filter(pk=copy.pk).update(readiness=long.readiness, deadline=long.deadline)
    copy.refresh_from_db()
    assert rules.why_not_submit(konara.member, copy).startswith("募集は週10時間までです。")
    Posting.objects.filter(pk=copy.pk).update(state=State.IN_REVIEW)
    copy.refresh_from_db()
    assert rules.why_not_publish(konara.desk, copy).startswith("いつもより多い時間や期間の募集です。")
    assert rules.why_not_publish(konara.desk, actions.allow_more(by=konara.desk, posting=copy, because="同じ行事のため")) is None


def test_the_desk_does_not_open_a_posting_whose_closing_day_has_passed(konara, submitted):
    assert rules.why_not_publish(konara.desk, submitted) is None
    with at_moment(now() + timedelta(days=200)):
        assert rules.why_not_publish(konara.desk, submitted).startswith("待つあいだに、応募のしめきりが過ぎました。")
        assert rules.why_not_return(konara.desk, submitted) is None


def test_a_posting_that_was_open_is_closed_not_thrown_away(konara, submitted, client):
    opened = actions.publish_posting(by=konara.desk, posting=submitted)
    changed = save(konara, opened, "need", need="会員の名簿が四つに分かれていて、同じ人に二度お便りを送ってしまいます。")
    back = changed if changed.state == State.DRAFT else actions.take_back_posting(by=konara.member, posting=changed)
    assert (back.state, back.is_unseen_draft) == (State.DRAFT, False)
    client.force_login(konara.member)
    for page in (reverse("postings:list"), reverse("postings:close", kwargs={"pk": back.pk}), reverse("postings:check", kwargs={"pk": back.pk})):
        text = client.get(page).content.decode()
        assert ("捨てる" in text, "この募集を終わりにする" in text) == (False, True), page
