"""The writes of the demo."""
import base64
from html import unescape
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.html import strip_tags

from engawa.base.times import now
from engawa.base.users.models import User
from engawa.demo.models import MailboxMail, Persona


@transaction.atomic
def add_persona(*, user: User, line_ja: str, line_en: str, position: int = 0) -> Persona:
    """Put a person of the story on the page where one comes in; twice changes the line.

    Args:
        line_ja, line_en: who this is and where their story stands, one line each.
        position: smaller ones stand first within their role.
    """
    persona, _made = Persona.objects.update_or_create(
        user=user, defaults={"line_ja": line_ja, "line_en": line_en, "position": position})
    return persona


@transaction.atomic
def keep_mail(*, message: EmailMessage) -> MailboxMail:
    """Keep a mail instead of sending it; a mail with HTML only is kept as text."""
    body = str(message.body)
    if message.content_subtype == "html":
        body = strip_tags(unescape(body))
    return MailboxMail.objects.create(
        at=now(), to=", ".join(message.recipients())[:300], sender=message.from_email[:300],
        subject=message.subject[:300], text=body, message_id=message.extra_headers.get("Message-ID", ""),
        attachments=[_attachment(file) for file in message.attachments])


def _attachment(file: Any) -> dict[str, str]:
    name, content, kind = file
    raw = content if isinstance(content, bytes) else str(content).encode()
    return {"name": name or "file", "type": kind or "application/octet-stream", "base64": base64.b64encode(raw).decode()}


@transaction.atomic
def empty_mailbox() -> int:
    """Throw all kept mails away; the story calls it when it has been told."""
    return MailboxMail.objects.all().delete()[0]
