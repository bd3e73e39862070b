"""The mail backend of the demo: every mail stays in a table."""
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from engawa.demo import actions


class MailboxBackend(BaseEmailBackend):
    """Keeps mails for the page /demo/mailbox/ and sends nothing."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails and say how many."""
        for message in email_messages:
            actions.keep_mail(message=message)
        return len(email_messages)
