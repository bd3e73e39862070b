"""While a change of a posting is checked, everybody who has to do with an application reads the words that were open."""
import re

import pytest
from django.urls import reverse
from icalendar import Calendar

from engawa.base.notices.models import Mail, Notice
from engawa.demo.builders.applications import make_application, make_interview
from engawa.demo.builders.people import make_user
from engawa.demo.builders.postings import make_open_posting
from engawa.front.desk.queue import waiting
from engawa.journey.agreements import actions as agreements
from engawa.journey.applications import actions, queries
from engawa.journey.applications.models import Application
from engawa.journey.matching import actions as matching
from engawa.journey.postings import actions as postings
from engawa.journey.postings.models import Posting

NEW = "まったく別の題"


def url(name, thing):
    return reverse(f"applications:{name}", args=[thing.pk])


def change(posting, member):
    """Write another title: it goes to the desk."""
    sent = postings.save_section(by=member, posting=posting, section="need", values={"title": NEW})
    assert (sent.title, sent.is_being_changed) == (NEW, True)
    return sent


@pytest.fixture
def old(house):
    """The title that was open."""
    return house.posting.title


@pytest.fixture
def changed(sent):
    """An application whose posting is being changed."""
    change(sent.posting, sent.owner)
    return sent


@pytest.fixture
def read(client):
    """Read a page as somebody."""
    def read_as(user, where):
        client.force_login(user)
        answer = client.get(where, follow=True)
        return answer.content.decode()
    return read_as


def said(text, old):
    return re.sub(r"<[^>]+>", "", text).count(old) > 0, NEW in text


def test_pages_of_both_sides(changed, old, read):
    me, owner, one = changed.participant.user, changed.owner, changed.application
    for user, page in ((me, reverse("applications:list")), (me, url("application", one)), (me, url("withdraw", one)),
                       (me, url("apply", changed.posting)), (changed.stranger, url("apply", changed.posting)),
                       (owner, reverse("applications:inbox")), (owner, url("of_posting", changed.posting)), (owner, url("received", one)),
                       (owner, url("decline", one)), (owner, url("times", one))):
        assert (page, *said(read(user, page), old)) == (page, True, False)


def test_both_sides_are_told_that_it_is_being_changed_while_the_application_is_open(changed, read):
    me, one = changed.participant.user, changed.application
    assert "ここと募集のページには、直す前の文を出しています。" in read(me, url("application", one))
    assert "参加者にも同じ題名が見えます。" in read(changed.owner, url("received", one))
    again = read(me, url("apply", changed.posting))
    assert ("応募済みです" in again, "応募の手続きは、これまでどおり進みます。" in again, "何も送られていません。" in again) == (True, True, False)
    assert "また応募できます。" in read(changed.stranger, url("apply", changed.posting))
    actions.withdraw_application(by=me, application=one)
    assert "直しています" not in read(me, url("application", one)) + read(changed.owner, url("received", one))


def test_pages_around_the_interview(sent, old, clock, read):
    one = make_interview(sent.application)
    change(sent.posting, sent.owner)
    clock.to(one.interview.ends_at)
    for user in (sent.participant.user, sent.owner):
        for name in ("interview", "notes", "times"):
            assert (name, *said(read(user, url(name, one)), old)) == (name, True, False)
        event = Calendar.from_ical(read(user, url("calendar", one))).walk("VEVENT")[0]
        assert (old in str(event["description"]), NEW in str(event["description"])) == (True, False)
    assert said(read(sent.owner, url("link", one)), old) == (True, False)


def test_times_to_choose_from(changed, old, read):
    actions.offer_times(by=changed.owner, application=changed.application, slots=[changed.slots[0].pk])
    assert said(read(changed.participant.user, url("times", changed.application)), old) == (True, False)


def test_mails_and_notices_of_the_whole_way(changed, old, clock):
    one, me, owner = changed.application, changed.participant.user, changed.owner
    Mail.objects.all().delete()
    Notice.objects.all().delete()
    actions.offer_times(by=owner, application=one, slots=[slot.pk for slot in changed.slots])
    actions.propose_times(by=me, application=one, slots=[slot.pk for slot in changed.slots])
    clock.later(days=1)
    actions.set_interview(by=owner, application=one, candidate=one.candidates.last(), link="")
    actions.change_link(by=owner, application=one, link="")
    clock.to(queries.visible_to(me).get().interview.ends_at)
    actions.ask_after_interviews()
    clock.later(days=10)
    actions.tell_desk()
    actions.answer_interview(by=me, application=one, answer="talk")
    actions.answer_interview(by=owner, application=one, answer="not_now", words="またいつか。")
    told = {notice.kind.removeprefix("applications/"): notice.line for notice in Notice.objects.filter(kind__startswith="applications/")}
    assert set(told) == {"times_offered", "times_proposed", "interview_fixed", "link_changed", "how_was_it", "undecided", "answer_arrived",
                         "declined"}
    assert [kind for kind, line in told.items() if old not in line or NEW in line] == []
    for mail in Mail.objects.filter(kind__startswith="applications/"):
        files = "".join(file["text"] for file in mail.attachments)
        assert (mail.kind, NEW in mail.subject + mail.text + files) == (mail.kind, False)


def test_reminders_and_the_queue_of_the_desk(changed, old, clock):
    clock.later(days=9)
    assert (actions.remind_late(), actions.tell_desk()) == (1, 1)
    lines = [notice.line for notice in Notice.objects.filter(kind__in=["applications/remind_organization", "applications/overdue"])]
    assert (len(lines) > 1, all(old in line and NEW not in line for line in lines)) == (True, True)
    assert [row.title for row in waiting() if row.kind == "返事が遅れている応募"] == [old]


def test_closed_out_of_a_change_it_is_the_posting_people_applied_to(changed, old, read):
    postings.close_posting(by=changed.owner, posting=changed.posting)
    assert old in Notice.objects.get(kind="applications/closed").line
    assert said(read(changed.participant.user, url("application", changed.application)), old) == (True, False)
    assert queries.open_of(changed.participant.user) == []


def test_published_again_both_sides_read_the_new_words(changed, old, read):
    assert queries.open_of(changed.participant.user)[0][0].endswith(old)
    postings.publish_posting(by=changed.desk, posting=changed.posting)
    for user, page in ((changed.participant.user, reverse("applications:list")), (changed.owner, reverse("applications:inbox"))):
        assert said(read(user, page), old) == (False, True)
    assert queries.open_of(changed.participant.user)[0][0].endswith(NEW)


def test_another_language_of_the_work_is_not_said_before_it_is_open(changed, read):
    Posting.objects.update(language="en")
    assert re.search(r'lang="ja">' + queries.sent_by(changed.participant.user).get().posting_as_read.title,
                     read(changed.participant.user, url("application", changed.application)))


def test_no_question_more_for_a_posting_that_is_being_changed(changed, house, django_assert_num_queries):
    for number in range(4):
        posting = make_open_posting(house.organization)
        make_application(posting, changed.participant, slots=house.slots)
        if number % 2:
            change(posting, changed.owner)
    rows = list(queries.sent_by(changed.participant.user))
    with django_assert_num_queries(0):
        assert sorted(row.posting_as_read.title == NEW for row in rows) == [False] * 5


def test_what_was_asked_or_reported_is_named_as_it_was_read(house, old, read):
    asker = make_user("asks@example.jp", "問う 人")
    question = postings.ask_question(by=asker, posting=house.posting, text="夜でもよいですか。")
    report = postings.report_posting(by=asker, posting=house.posting, reason="other", words="連絡先が違います。")
    change(house.posting, house.owner)
    for page in (reverse("postings:questions"), reverse("postings:question", args=[question.pk])):
        assert (page, *said(read(house.owner, page), old)) == (page, True, False)
    postings.answer_question(by=house.owner, question=question, answer="はい。")
    postings.handle_posting_report(by=house.desk, report=report, answer="直しました。")
    assert said(read(asker, reverse("postings:report", args=[report.pk])), old) == (True, False)
    lines = [notice.line for notice in Notice.objects.filter(user=asker)]
    assert (len(lines), any(NEW in line for line in lines)) == (2, False)


def test_my_page_and_what_is_kept_for_later(sent, old, read):
    me, owner = sent.participant.user, sent.owner
    matching.save_posting(by=me, posting=sent.posting)
    change(sent.posting, owner)
    for page in (reverse("home:home"), reverse("matching:saved")):
        assert said(read(me, page), old) == (True, False), page
    assert said(read(owner, reverse("home:home")), old) == (True, True)      # and their own change among their postings


def test_the_sheet_begins_with_the_words_that_were_applied_for(sent, old):
    change(sent.posting, sent.owner)
    Application.objects.filter(pk=sent.application.pk).update(state="accepted")
    sheet = agreements.open_sheet(by=None, application=sent.application)
    assert (sheet.title, NEW in str(sheet.versions.get().content)) == (old, False)
