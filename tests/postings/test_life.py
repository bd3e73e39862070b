"""Seats, questions before applying, and reports: what each does, whom it tells, and the wrong person."""
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import at_moment, now, today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.organizations import actions as organizations
from engawa.journey.postings import actions, queries, rules, tasks
from engawa.journey.postings.models import PostingReport, Question


def told(kind):
    return sorted(Notice.objects.filter(kind=f"postings/{kind}").values_list("user__email", flat=True))


# ------------------------------------------------------------------ seats
def test_more_people_open_a_filled_posting_and_fewer_fill_it_again(konara, published):
    assert actions.change_seats(by=konara.member, posting=published, seats=2).state == "open"
    assert actions.take_seat(by=None, posting=published).state == "open"
    fewer = actions.change_seats(by=konara.member, posting=published, seats=1)
    assert (fewer.state, told("filled")) == ("filled", [konara.owner.email])
    more = actions.change_seats(by=konara.owner, posting=fewer, seats=3)
    assert (more.state, more.seats_left, told("resumed")) == ("open", 2, [konara.member.email])


def test_a_paused_posting_stays_paused_with_more_people(konara, published):
    actions.pause_posting(by=konara.owner, posting=published)
    assert actions.change_seats(by=konara.owner, posting=published, seats=4).state == "paused"


@pytest.mark.parametrize("seats", [0, 11])
def test_a_posting_looks_for_one_to_ten(konara, published, seats):
    with pytest.raises(Refused, match="1人から10人"):
        actions.change_seats(by=konara.owner, posting=published, seats=seats)


def test_nobody_who_was_found_is_lost(konara):
    posting = make_open_posting(konara.organization, seats=3)
    for _n in range(2):
        actions.take_seat(by=None, posting=posting)
    with pytest.raises(Refused, match="2"):
        actions.change_seats(by=konara.owner, posting=posting, seats=1)


def test_seats_of_a_draft_are_written_in_its_section(konara, draft):
    assert rules.why_not_seats(konara.owner, draft) is not None


def test_the_time_section_fills_a_posting_too(konara):
    posting = make_open_posting(konara.organization, seats=2)
    actions.take_seat(by=None, posting=posting)
    saved = actions.save_section(by=konara.owner, posting=posting, section="time", values={"seats": 1})
    assert saved.state == "filled"


def test_only_the_organization_changes_its_seats(konara, published):
    for person in (konara.stranger, konara.desk):
        with pytest.raises(Refused):
            actions.change_seats(by=person, posting=published, seats=2)


# ------------------------------------------------------------------ after the closing day
def after(posting, days=1):
    return at_moment(now() + timedelta(days=(posting.deadline - today()).days + days))


def test_once_its_closing_day_has_passed_everybody_of_the_organization_hears_it_once(konara, published, draft):
    everybody = sorted([konara.owner.email, konara.member.email])
    assert (actions.tell_of_closing_days(), list(queries.over())) == (0, [])
    with after(published, 0):
        assert actions.tell_of_closing_days() == 0
    with after(published):
        tasks.tell_of_closing_days.call()
        assert (told("over"), actions.tell_of_closing_days(), list(queries.over())) == (everybody, 0, [published])
        extended = actions.extend_deadline(by=konara.owner, posting=published, deadline=today() + timedelta(days=7))
        assert (actions.tell_of_closing_days(), list(queries.over())) == (0, [])
    with after(extended):
        assert (actions.tell_of_closing_days(), actions.tell_of_closing_days(), told("over")) == (1, 0, sorted(everybody * 2))
        assert actions.copy_posting(by=konara.owner, posting=extended).told_over is None


@pytest.mark.parametrize("how", ["paused", "closed", "filled", "changed", "suspended"])
def test_nobody_is_told_of_a_posting_that_is_not_open_anyway(konara, published, suspended, how):
    {"paused": lambda: actions.pause_posting(by=konara.owner, posting=published),
     "closed": lambda: actions.close_posting(by=konara.owner, posting=published),
     "filled": lambda: actions.take_seat(by=None, posting=published),
     "changed": lambda: actions.save_section(by=konara.owner, posting=published, section="need", values={"need": "葉書が二通届きます。"}),
     "suspended": suspended}[how]()
    with after(published):
        assert (actions.tell_of_closing_days(), told("over")) == (0, [])


# ------------------------------------------------------------------ questions
@pytest.fixture
def asked(konara, published):
    return actions.ask_question(by=konara.stranger, posting=published, text="夜の打ち合わせはできますか。")


def test_a_question_reaches_everybody_of_the_organization_without_a_name(konara, asked):
    assert told("asked") == sorted([konara.owner.email, konara.member.email])
    mail = Mail.objects.get(kind="postings/asked", user=konara.owner)
    assert [mail.text.count(words) for words in (konara.stranger.name, "夜の打ち合わせ")] == [0, 0]
    assert list(queries.questions_received(konara.member)) == [asked]
    assert list(queries.questions_received(konara.stranger)) == []


def test_an_answer_is_for_the_asker_alone_unless_the_organization_agrees(konara, published, asked):
    answered = actions.answer_question(by=konara.member, question=asked, answer="はい。")
    assert (told("question_answered"), list(queries.shown_questions(published))) == ([konara.stranger.email], [])
    assert list(queries.own_questions(konara.stranger, published)) == [answered]
    assert list(queries.own_questions(AnonymousUser(), published)) == []
    shown = actions.answer_question(by=konara.owner, question=asked, answer="はい。", may_be_shown=True)
    assert (list(queries.shown_questions(published)), shown.is_public) == ([shown], True)
    assert told("question_answered") == [konara.stranger.email]            # the same words are not told twice
    actions.answer_question(by=konara.owner, question=asked, answer="はい、水曜の夜に。", may_be_shown=True)
    assert told("question_answered") == [konara.stranger.email] * 2


def test_the_answer_to_somebody_who_left_is_kept_without_a_notice(konara, asked):
    Question.objects.update(by=None)
    assert actions.answer_question(by=konara.owner, question=asked, answer="はい。").answer == "はい。"
    assert told("question_answered") == []


def test_who_may_not_ask(konara, published):
    refusals = {person: rules.why_not_ask(person, published) for person in (konara.member, konara.desk, AnonymousUser())}
    assert [words is None for words in refusals.values()] == [False, False, False]
    with pytest.raises(Refused):
        actions.ask_question(by=konara.owner, posting=published, text="x")


def test_five_questions_a_day(konara, published):
    for n in range(5):
        actions.ask_question(by=konara.stranger, posting=published, text=f"質問{n}")
    with pytest.raises(Refused, match="5つ"):
        actions.ask_question(by=konara.stranger, posting=published, text="もう一つ")
    with at_moment(now() + timedelta(days=1)):
        assert rules.why_not_ask(konara.stranger, published) is None


@pytest.mark.parametrize("how", ["draft", "paused", "over", "suspended"])
def test_a_posting_that_is_not_open_is_not_asked_about(konara, draft, suspended, how):
    posting = draft if how == "draft" else make_open_posting(konara.organization)
    if how == "paused":
        actions.pause_posting(by=konara.owner, posting=posting)
    if how == "suspended":
        suspended()
    with at_moment(now() + timedelta(days=90 if how == "over" else 0)), pytest.raises(Refused, match="受け付けていない"):
        actions.ask_question(by=konara.stranger, posting=posting, text="x")


def test_only_the_organization_answers(konara, asked):
    for person in (konara.stranger, konara.desk):
        with pytest.raises(Refused):
            actions.answer_question(by=person, question=asked, answer="x")


def test_the_desk_hides_a_question_from_every_page(konara, published, asked):
    actions.answer_question(by=konara.owner, question=asked, answer="はい。", may_be_shown=True)
    hidden = actions.hide_question(by=konara.desk, question=asked)
    assert (hidden.is_public, hidden.hidden_by, told("question_hidden")) == (False, konara.desk, sorted([konara.owner.email, konara.member.email]))
    assert (list(queries.shown_questions(published)), list(queries.own_questions(konara.stranger, published))) == ([], [])
    assert (list(queries.questions_received(konara.owner)), list(queries.questions_seen_by(konara.owner))) == ([], [])
    with pytest.raises(Refused, match="事務局が見えない"):
        actions.answer_question(by=konara.owner, question=asked, answer="x")
    with pytest.raises(Refused, match="もう"):
        actions.hide_question(by=konara.desk, question=asked)


def test_the_desk_takes_the_hiding_back(konara, published, asked):
    actions.answer_question(by=konara.owner, question=asked, answer="はい。", may_be_shown=True)
    with pytest.raises(Refused, match="かくされていません"):
        actions.show_question(by=konara.desk, question=asked)
    actions.hide_question(by=konara.desk, question=asked)
    shown = actions.show_question(by=konara.desk, question=asked)
    assert (shown.hidden_at, shown.hidden_by, shown.is_public) == (None, None, True)
    assert list(queries.shown_questions(published)) == [asked]
    assert (history.of(asked).last().verb, told("question_shown")) == (
        "postings.question_shown", sorted([konara.owner.email, konara.member.email]))
    assert actions.answer_question(by=konara.owner, question=asked, answer="いいえ。").answer == "いいえ。"


def test_nobody_but_the_desk_hides_or_shows(konara, asked):
    for act in (actions.hide_question, actions.show_question):
        for person in (konara.stranger, konara.owner):
            with pytest.raises(Refused):
                act(by=person, question=asked)


def test_who_sees_which_question(konara, asked):
    def seen():
        return [queries.questions_seen_by(user).exists() for user in (AnonymousUser(), konara.stranger, konara.member)]
    assert seen() == [False, False, True]
    actions.answer_question(by=konara.owner, question=asked, answer="はい。", may_be_shown=True)
    assert seen() == [True, True, True]


# ------------------------------------------------------------------ reports
def report(by, posting, **more):
    return actions.report_posting(by=by, posting=posting, reason="untrue", words="別の団体の写しです。", **more)


def test_a_report_reaches_the_desk_with_the_words_as_they_were(konara, published):
    sent = report(konara.stranger, published)
    actions.save_section(by=konara.owner, posting=published, section="need", values={"title": "別の題名"})
    sent.refresh_from_db()
    assert (told("reported"), sent.body.count(published.title) > 0, list(queries.open_reports())) == ([konara.desk.email], True, [sent])
    assert list(queries.reports_by(konara.stranger)) == [sent]


def test_a_visitor_reports_and_pressing_twice_is_one_report(konara, published):
    first = report(None, published, email="visitor@example.jp", language="en")
    assert report(None, published, email="visitor@example.jp", language="en") == first
    done = actions.handle_posting_report(by=konara.desk, report=first, answer="We have asked the organization.")
    mail = Mail.objects.get(kind="postings/report_answered")
    assert (mail.address, mail.text.count("We have asked the organization."), done.handled_by) == ("visitor@example.jp", 1, konara.desk)


def test_a_visitor_without_an_address_gets_no_mail(konara, published):
    actions.handle_posting_report(by=konara.desk, report=report(None, published), answer="団体に電話しました。")
    assert Mail.objects.filter(kind="postings/report_answered").count() == 0


def test_the_answer_waits_on_the_page_of_whoever_signed_in(konara, published):
    done = actions.handle_posting_report(by=konara.desk, report=report(konara.stranger, published), answer="団体に電話しました。")
    mail = Mail.objects.get(kind="postings/report_answered")
    assert (mail.user, mail.text.count("団体に電話しました。"), told("report_answered")) == (konara.stranger, 0, [konara.stranger.email])
    assert list(queries.open_reports()) == []
    with pytest.raises(Refused, match="もう"):
        actions.handle_posting_report(by=konara.desk, report=done, answer="x")


def test_five_reports_a_day(konara, published):
    for n in range(5):
        actions.report_posting(by=konara.stranger, posting=published, reason="other", words=str(n))
    with pytest.raises(Refused, match="5件"):
        actions.report_posting(by=konara.stranger, posting=published, reason="other", words="もう一つ")


def test_a_question_is_reported_by_its_readers(konara, published):
    asked = actions.ask_question(by=konara.stranger, posting=published, text="お金はもらえますか。")
    with pytest.raises(Refused, match="その団体だけ"):
        report(None, published, question=asked)
    sent = report(konara.member, published, question=asked)
    assert (sent.question, sent.body) == (asked, "お金はもらえますか。")
    actions.answer_question(by=konara.owner, question=asked, answer="いいえ。", may_be_shown=True)
    asked.refresh_from_db()
    assert report(None, published, question=asked).body == "お金はもらえますか。\n\nいいえ。"


def test_who_does_not_settle_a_report(konara, published):
    sent = report(konara.stranger, published)
    for person in (konara.stranger, konara.owner):
        with pytest.raises(Refused):
            actions.handle_posting_report(by=person, report=sent, answer="x")
    own = report(konara.desk, published)
    with pytest.raises(Refused, match="ほかの担当者"):
        actions.handle_posting_report(by=konara.desk, report=own, answer="x")
    invitation = organizations.invite_member(by=konara.owner, organization=konara.organization, email=konara.desk.email)
    organizations.accept_invitation(by=konara.desk, invitation=invitation)
    with pytest.raises(Refused, match="この団体の人"):
        actions.handle_posting_report(by=konara.desk, report=sent, answer="x")
    assert PostingReport.objects.filter(handled_at=None).count() == 2
