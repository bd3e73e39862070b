"""Stored files, and who opened them."""
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from engawa.base.times import now

USER = settings.AUTH_USER_MODEL


class DataClass(models.TextChoices):
    """What kind of data is in a file; the one scale of the whole house (security.md)."""

    NONE = "none", _("Nothing confidential")
    INTERNAL = "internal", _("For those involved only")
    PERSONAL = "personal", _("Personal data")
    SENSITIVE = "sensitive", _("Sensitive personal data")


class StoredFile(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=150, help_text="as people see it; never used as a path")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes, as kept")
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=100, unique=True, help_text="random, below FILES_ROOT")
    data_class = models.CharField(max_length=10, choices=DataClass.choices, default=DataClass.INTERNAL)
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name


class FileOpening(models.Model):
    """Somebody was sent a file."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="openings")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.file_id} {self.at:%Y-%m-%d %H:%M}"
