"""Persons of the story, and mails that were not sent anywhere."""
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from engawa.base.times import now


class Persona(models.Model):
    """Somebody of the story one may come in as, with one line that says who they are."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="persona")
    line_ja = models.CharField(max_length=200)
    line_en = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.user.name}　{self.line}" if (get_language() or "ja").startswith("ja") else f"{self.user.name}: {self.line}"

    @property
    def line(self) -> str:
        """Who this is, in the language of the reader."""
        return self.line_ja if (get_language() or "ja").startswith("ja") else self.line_en


class MailboxMail(models.Model):
    """A mail of the demo, kept instead of sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=now)
    to = models.CharField(max_length=300)
    sender = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    message_id = models.CharField(max_length=200, blank=True)
    attachments = models.JSONField(default=list, help_text="[{name, type, base64}]")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.subject
