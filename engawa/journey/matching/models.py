"""Rows that search and suggestions keep beside a posting."""
from django.conf import settings
from django.db import models

from engawa.base.times import now
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting


class SearchRow(models.Model):
    """The words of an open posting as search sees them, already split. Rebuilt whenever the posting changes."""

    posting = models.OneToOneField(Posting, on_delete=models.CASCADE, related_name="search_row")
    title = models.TextField()
    skills = models.TextField()
    body = models.TextField()
    organization = models.TextField()
    tokenizer = models.CharField(max_length=60)

    def __str__(self) -> str:
        return str(self.posting_id)


class SavedPosting(models.Model):
    """あとで見る"""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_postings")
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "posting"], name="one_save_a_posting")]

    def __str__(self) -> str:
        return str(self.posting_id)


class Avoided(models.Model):
    """An organization a participant would not serve. Its postings are not suggested; nobody else sees it."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "organization"], name="one_row_per_avoided")]

    def __str__(self) -> str:
        return str(self.organization_id)


class Demand(models.Model):
    """How many people have applied to a posting; applications tell it, matching only reads it."""

    posting = models.OneToOneField(Posting, on_delete=models.CASCADE, related_name="demand")
    applications = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.posting_id}: {self.applications}"
