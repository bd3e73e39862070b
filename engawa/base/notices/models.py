"""In-app notices and the outbox of mails."""
import uuid

from django.conf import settings
from django.db import models

from engawa.base.times import now


class Notice(models.Model):
    """One sentence for one person, with the page it is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=80)
    line = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["user", "read_at"])]

    def __str__(self) -> str:
        return self.line


class Mail(models.Model):
    """One mail in the outbox. Its row is the truth; the task that sends it may be lost or run twice."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        GIVEN_UP = "given_up"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+",
                             help_text="empty when written to an address without an account")
    notice = models.ForeignKey(Notice, null=True, on_delete=models.SET_NULL)
    kind = models.CharField(max_length=80)
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    attachments = models.JSONField(default=list, help_text="[{name, type, text}]")
    off_url = models.CharField(max_length=400, blank=True, help_text="the page whose one button ends mails like this one")
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(default=now, db_index=True)
    last_error = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.subject
