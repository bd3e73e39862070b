"""Events and one-time keys."""
import uuid

from django.conf import settings
from django.db import models

from engawa.base.times import now


class Event(models.Model):
    """One act. Never changed, never deleted but by retention."""

    at = models.DateTimeField(default=now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=80)
    about_type = models.CharField(max_length=80)
    about_id = models.CharField(max_length=64)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["about_type", "about_id", "at"])]
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.about_type}:{self.about_id}"


class FormKey(models.Model):
    """The key that one rendered form carries. It lives in the same transaction as the act it guards."""

    key = models.UUIDField(default=uuid.uuid4, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)
    result = models.CharField(max_length=600)
    at = models.DateTimeField(default=now, db_index=True)

    def __str__(self) -> str:
        return str(self.key)
