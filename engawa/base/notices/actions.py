"""Telling, reading, delivering."""
import smtplib
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from engawa.base import history
from engawa.base.notices import rules, words
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User

# Minutes to wait after the first, second, … failure; after the last one the desk is shown the mail. A server that is
# down is asked every 15 minutes for two days; one that refuses this very mail (5xx) is asked four times more.
WHEN_DOWN = (1, 2, 5, 10, *[15] * 190)
WHEN_REFUSED = (15, 60, 240, 1440)
LEASE = timedelta(minutes=5)
# The server is well but does not take this mail: the others go on. Any other trouble of the line ends the round.
ABOUT_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)

Address = tuple[str, dict[str, Any]]     # URL name and its kwargs


@transaction.atomic
def tell(*, to: Iterable[User], kind: str, link: Address, by: User | None = None,
         attach: Sequence[dict[str, str]] = (), mail_to: str = "", off: Address | None = None, **context: object) -> list[Notice]:
    """Write a notice and a mail for each person, in the transaction of the caller.

    Args:
        to: the people; the one who acts (`by`) and closed accounts are left out, nobody is told twice.
        kind: `<app>/<name>`, the template `<app>/notices/<name>.txt`.
        link: (URL name, kwargs): the one page it leads to, in the reader's language.
        by: who acted.
        attach: files of the mail, [{name, type, text}].
        mail_to: write to this address instead of the person's own (the former one, after a change of address).
        off: the page that ends mails of this kind by one button, signed in or not; mail programs know it too (RFC 8058),
            so its POST must be open to them.
        context: values for the words; never message texts, phone numbers or other confidential things.
    """
    told = []
    for user in dict.fromkeys(to):
        if user == by or not user.is_active:
            continue
        with translation.override(user.language), timezone.override(user.time_zone):
            said = words.words_for(kind, {**context, "reader": user, "by": by})
            path = reverse(link[0], kwargs=link[1])
            notice = Notice.objects.create(user=user, kind=kind, line=said.line[:300], url=path, at=now())
            _put_in_outbox(mail_to or user.email, kind, path, said, user=user, notice=notice, attach=attach,
                           off=settings.SITE_URL + reverse(off[0], kwargs=off[1]) if off else "")
        told.append(notice)
    return told


@transaction.atomic
def tell_address(*, address: str, language: str, kind: str, link: Address, by: User | None = None,
                 **context: object) -> Mail:
    """Write to a mail address that may belong to nobody here (an invitation).

    The same mail whether or not there is an account, so that nobody learns who has one.
    """
    with translation.override(language):
        said = words.words_for(kind, {**context, "reader": None, "by": by})
        return _put_in_outbox(address, kind, reverse(link[0], kwargs=link[1]), said)


def _put_in_outbox(address: str, kind: str, path: str, said: words.Words, *, user: User | None = None,
                   notice: Notice | None = None, attach: Sequence[dict[str, str]] = (), off: str = "") -> Mail:
    key, url, name = uuid.uuid4(), settings.SITE_URL + path, user.name if user else ""
    return Mail.objects.create(
        id=key, user=user, notice=notice, kind=kind, address=address, subject=said.subject[:200],
        text=words.mail_text(said, name=name, url=url, off=off), html=words.mail_html(said, name=name, url=url, off=off),
        attachments=list(attach), off_url=off, message_id=f"<{key}@{urlsplit(settings.SITE_URL).hostname}>",
        next_try=now(), at=now())


@transaction.atomic
def read_notice(*, by: User, notice: Notice) -> Notice:
    """Mark a person's own notice as read."""
    if notice.read_at is None:
        notice.read_at = now()
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def read_all_notices(*, by: User) -> int:
    """Mark all of a person's notices as read; return how many were new."""
    return Notice.objects.filter(user=by, read_at=None).update(read_at=now())


@transaction.atomic
def send_again(*, by: User, mail: Mail) -> Mail:
    """Try a mail that was given up once more from the beginning, with its Message-ID as before.

    Raises:
        Refused: not the desk, or the mail is not given up.
    """
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    refuse_if(rules.why_not_send_again(by, mail))
    mail.state, mail.attempts, mail.next_try = Mail.State.WAITING, 0, now()
    mail.save(update_fields=["state", "attempts", "next_try"])
    history.record(by=by, verb="notices.sent_again", about=mail)
    return mail


def _claim(moment: datetime) -> Mail | None:
    """Take the next due mail under a lease, so that two workers do not send the same one."""
    with transaction.atomic():
        due = Mail.objects.select_for_update(skip_locked=True) if settings.DATABASES["default"]["ENGINE"].endswith(
            "postgresql") else Mail.objects
        mail = due.filter(state=Mail.State.WAITING, next_try__lte=moment).order_by("next_try").first()
        if mail:
            mail.next_try = moment + LEASE
            mail.attempts += 1
            mail.save(update_fields=["next_try", "attempts"])
        return mail


def deliver_due() -> int:
    """Send every due mail; return how many the server took.

    No transaction is open while the server is spoken to. If the process dies between the server's yes and
    the stamp, the lease runs out and the mail goes again with the same Message-ID, once.
    """
    sent = 0
    connection = get_connection()
    while mail := _claim(now()):
        try:
            connection.open()
            connection.send_messages([_message(mail, connection)])
        except Exception as error:
            _note_failure(mail, error)
            if isinstance(error, OSError) and not isinstance(error, ABOUT_ONE_MAIL):
                break
            continue
        mail.state, mail.sent_at, mail.last_error = Mail.State.SENT, now(), ""
        mail.save(update_fields=["state", "sent_at", "last_error"])
        sent += 1
    connection.close()
    return sent


def _message(mail: Mail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if mail.off_url:   # RFC 8058: the mail program shows a button of its own and posts there
        headers |= {"List-Unsubscribe": f"<{mail.off_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.address], connection=connection, headers=headers)
    message.attach_alternative(mail.html, "text/html")
    for file in mail.attachments:
        message.attach(file["name"], file["text"], file["type"])
    return message


def _is_refusal(error: Exception) -> bool:
    """Say whether the server will not take this mail, however often it is asked (a wrong address, a full mailbox)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError) and error.smtp_code >= 500


def _note_failure(mail: Mail, error: Exception) -> None:
    mail.last_error = f"{type(error).__name__}: {error}"[:300]
    waits = WHEN_REFUSED if _is_refusal(error) else WHEN_DOWN
    if mail.attempts > len(waits):
        mail.state = Mail.State.GIVEN_UP
    else:
        mail.next_try = now() + timedelta(minutes=waits[mail.attempts - 1])
    mail.save(update_fields=["last_error", "state", "next_try"])


@transaction.atomic
def mark_story_delivered(*, read_before: datetime) -> int:
    """Stamp every waiting mail as sent without sending it, and older notices as read: only for loading the told story."""
    Notice.objects.filter(read_at=None, at__lt=read_before).update(read_at=now())
    return Mail.objects.filter(state=Mail.State.WAITING).update(state=Mail.State.SENT, sent_at=now())
