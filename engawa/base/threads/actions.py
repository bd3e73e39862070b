"""Writing, blocking, reporting, asking the desk."""
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from engawa.base import history
from engawa.base.threads import rules
from engawa.base.threads.models import Block, Inquiry, Message, Report, Thread
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User


@transaction.atomic
def open_thread(*, by: User | None, people: Iterable[User]) -> Thread:
    """Open a conversation between people; the caller keeps the key."""
    thread = Thread.objects.create(opened_at=now())
    thread.people.set(people)
    history.record(by=by, verb="threads.opened", about=thread)
    return thread


@transaction.atomic
def post_message(*, by: User, thread: Thread, body: str) -> Message:
    """Add a message. The owning app tells the others; the words themselves never go into a mail.

    Raises:
        Refused: not one of the people, or blocked by one of them.
    """
    refuse_if(rules.why_not_post(by, thread))
    message = Message.objects.create(thread=thread, by=by, body=body, language=by.language, at=now())
    history.record(by=by, verb="threads.posted", about=message)
    return message


@transaction.atomic
def block_person(*, by: User, person: User) -> Block:
    """Stop messages from a person; twice is harmless."""
    block, made = Block.objects.get_or_create(by=by, blocked=person)
    if made:
        history.record(by=by, verb="threads.blocked", about=block)
    return block


@transaction.atomic
def report_message(*, by: User, message: Message, reason: str) -> Report:
    """Ask the desk to look at a message; its words are kept as they are now (security.md T5).

    Raises:
        Refused: not one of the people of the conversation.
    """
    refuse_if(rules.why_not_report(by, message.thread))
    report = Report.objects.create(message=message, by=by, body=message.body, reason=reason, at=now())
    history.record(by=by, verb="threads.reported", about=report)
    return report


@transaction.atomic
def handle_report(*, by: User, report: Report) -> Report:
    """The desk notes that it has dealt with a report.

    Raises:
        Refused: not a desk officer.
    """
    refuse_if(rules.why_not_handle(by))
    report.handled_at, report.handled_by = now(), by
    report.save(update_fields=["handled_at", "handled_by"])
    history.record(by=by, verb="threads.report_handled", about=report)
    return report


@transaction.atomic
def send_inquiry(*, by: User | None, name: str, topic: str, body: str = "", email: str = "", phone: str = "",
                 band: str = "", language: str = "ja") -> Inquiry:
    """Keep a question to the desk; with `band` it is a wish to be called back in that part of the day.

    The same question within the hour is the same question: visitors have no one-time keys, and press twice too.
    """
    said = {"by": by, "name": name, "topic": topic, "body": body, "email": email, "phone": phone, "band": band, "language": language}
    if again := Inquiry.objects.filter(at__gt=now() - timedelta(hours=1), handled_at=None, **said).first():
        return again
    inquiry = Inquiry.objects.create(**said, at=now())
    history.record(by=by, verb="threads.inquired", about=inquiry, topic=topic, call=inquiry.is_call)
    return inquiry


@transaction.atomic
def handle_inquiry(*, by: User, inquiry: Inquiry, result: str) -> Inquiry:
    """The desk notes what came of a question or a call.

    Raises:
        Refused: not a desk officer.
    """
    refuse_if(rules.why_not_handle(by))
    inquiry.handled_at, inquiry.handled_by, inquiry.result = now(), by, result
    inquiry.save(update_fields=["handled_at", "handled_by", "result"])
    history.record(by=by, verb="threads.inquiry_handled", about=inquiry)
    return inquiry
