"""Messages between people, blocks and reports."""
from datetime import timedelta

import pytest

from engawa.base.history.models import Event
from engawa.base.notices.models import Mail
from engawa.base.threads import actions, queries, rules
from engawa.base.threads.models import Block, Message, Report
from engawa.base.times import at_moment, now
from engawa.base.ui.refusal import Refused
from engawa.base.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def kazuo():
    return User.objects.create_user("kazuo@example.jp", name="佐伯 和夫")


@pytest.fixture
def alice():
    return User.objects.create_user("alice@example.org", name="Alice", language="en")


@pytest.fixture
def stranger():
    return User.objects.create_user("stranger@example.jp")


@pytest.fixture
def desk():
    return User.objects.create_user("desk@example.jp", is_desk=True)


@pytest.fixture
def thread(kazuo, alice):
    return actions.open_thread(by=kazuo, people=[kazuo, alice])


def verbs() -> list[str]:
    return list(Event.objects.values_list("verb", flat=True))


def test_people_write_in_their_own_language_and_the_words_go_nowhere_else(thread, kazuo, alice):
    actions.post_message(by=kazuo, thread=thread, body="秘密の合言葉")
    actions.post_message(by=alice, thread=thread, body="Hello")
    assert list(Message.objects.values_list("by__name", "body", "language")) == [
        ("佐伯 和夫", "秘密の合言葉", "ja"), ("Alice", "Hello", "en")]
    assert verbs() == ["threads.opened", "threads.posted", "threads.posted"]
    assert Mail.objects.count() == 0
    assert "合言葉" not in str(list(Event.objects.values()))


def test_a_stranger_neither_writes_nor_reports(thread, kazuo, stranger):
    message = actions.post_message(by=kazuo, thread=thread, body="x")
    with pytest.raises(Refused) as writing:
        actions.post_message(by=stranger, thread=thread, body="x")
    with pytest.raises(Refused) as reporting:
        actions.report_message(by=stranger, message=message, reason="x")
    assert (writing.value.reason, reporting.value.reason) == (
        rules.why_not_post(stranger, thread), rules.why_not_report(stranger, thread))
    assert (Message.objects.count(), Report.objects.count()) == (1, 0)


def test_whoever_is_blocked_cannot_write_but_the_other_can(thread, kazuo, alice):
    actions.block_person(by=kazuo, person=alice)
    actions.block_person(by=kazuo, person=alice)
    assert Block.objects.count() == 1
    assert rules.why_not_post(kazuo, thread) is None
    with pytest.raises(Refused) as refused:
        actions.post_message(by=alice, thread=thread, body="x")
    assert refused.value.reason == rules.why_not_post(alice, thread)
    assert verbs() == ["threads.opened", "threads.blocked"]


def test_a_block_by_somebody_outside_the_thread_changes_nothing(thread, alice, stranger):
    actions.block_person(by=stranger, person=alice)
    assert rules.why_not_post(alice, thread) is None


def test_a_report_keeps_the_words_as_they_were_and_is_handled_by_the_desk(thread, kazuo, alice, desk):
    message = actions.post_message(by=alice, thread=thread, body="お金を送ってください")
    report = actions.report_message(by=kazuo, message=message, reason="お金の話")
    message.delete()
    report.refresh_from_db()
    assert (report.message, report.body, str(report)) == (None, "お金を送ってください", "お金の話")
    assert list(queries.open_reports()) == [report]
    with pytest.raises(Refused, match="事務局だけ"):
        actions.handle_report(by=kazuo, report=report)
    actions.handle_report(by=desk, report=report)
    assert (report.handled_by, report.handled_at is not None) == (desk, True)
    assert list(queries.open_reports()) == []
    assert verbs() == ["threads.opened", "threads.posted", "threads.reported", "threads.report_handled"]


def test_rows_name_themselves(thread, kazuo, alice):
    message = actions.post_message(by=kazuo, thread=thread, body="x")
    assert str(thread) == str(thread.pk)
    assert str(message.pk) in str(message)
    assert str(actions.block_person(by=kazuo, person=alice)) == f"{kazuo.pk} → {alice.pk}"


def test_anybody_may_ask_the_desk_or_wish_to_be_called_back(kazuo, desk):
    call = actions.send_inquiry(by=None, name="山田", topic="start", phone="0312345678", band="morning")
    asked = actions.send_inquiry(by=kazuo, name="佐伯", topic="use", body="文字が小さいです", email="kazuo@example.jp")
    assert list(queries.open_inquiries()) == [call, asked]
    assert (call.is_call, asked.is_call) == (True, False)
    with pytest.raises(Refused, match="事務局だけ"):
        actions.handle_inquiry(by=kazuo, inquiry=call, result="x")
    actions.handle_inquiry(by=desk, inquiry=call, result="登録のしかたを伝えました")
    assert list(queries.open_inquiries()) == [asked]
    assert "文字が小さい" not in str(list(Event.objects.values()))
    assert verbs() == ["threads.inquired", "threads.inquired", "threads.inquiry_handled"]


@pytest.mark.django_db
def test_the_same_question_pressed_twice_is_one_question():
    said = {"by": None, "name": "山田", "topic": "start", "phone": "0312345678", "band": "morning"}
    first = actions.send_inquiry(**said)
    assert actions.send_inquiry(**said) == first
    assert actions.send_inquiry(**said, body="もう一つ") != first
    with at_moment(now() + timedelta(hours=2)):
        assert actions.send_inquiry(**said) != first
