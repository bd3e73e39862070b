"""Consents: which version of which text a person has accepted."""
from django.conf import settings
from django.db import models

from engawa.base.times import now


class Consent(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    document = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "document", "version"], name="one_consent_per_version")]

    def __str__(self) -> str:
        return f"{self.document} {self.version}"
