"""Threads, messages, blocks, reports, and what people ask the desk."""
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from engawa.base.times import now

USER = settings.AUTH_USER_MODEL


class Thread(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    people = models.ManyToManyField(USER, related_name="threads")
    opened_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return str(self.pk)


class Message(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField()
    language = models.CharField(max_length=5, default="ja")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.pk}"


class Block(models.Model):
    """One person does not wish to receive messages from another."""

    by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "blocked"], name="one_block_a_pair")]

    def __str__(self) -> str:
        return f"{self.by_id} → {self.blocked_id}"


class Report(models.Model):
    """A message that somebody asks the desk to look at, with its words kept as they were."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="reports")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.reason


class Inquiry(models.Model):
    """A question to the desk, or a wish to be called back, from anybody, signed in or not."""

    class Topic(models.TextChoices):
        USE = "use", _("How to use this site")
        START = "start", _("Before registering")
        ORGANIZATION = "organization", _("Asking as an organization")
        TROUBLE = "trouble", _("Something troubles me about a person or a posting")
        ACCESSIBILITY = "accessibility", _("Reading and operating the pages")
        OTHER = "other", _("Something else")

    class Band(models.TextChoices):
        MORNING = "morning", _("10 am to noon")
        AFTERNOON = "afternoon", _("1 pm to 3 pm")
        LATE = "late", _("3 pm to 5 pm")
        ANY = "any", _("Any time")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    topic = models.CharField(max_length=13, choices=Topic.choices)
    band = models.CharField(max_length=9, choices=Band.choices, blank=True, help_text="set when a call back is wished")
    body = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="ja")
    at = models.DateTimeField(default=now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    result = models.TextField(blank=True)

    class Meta:
        ordering = ["at"]
        verbose_name_plural = "inquiries"

    def __str__(self) -> str:
        return f"{self.topic} {self.at:%Y-%m-%d}"

    @property
    def is_call(self) -> bool:
        return bool(self.band)
