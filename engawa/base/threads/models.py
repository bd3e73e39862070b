"""Threads, messages, blocks, reports."""
import uuid

from django.conf import settings
from django.db import models

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
