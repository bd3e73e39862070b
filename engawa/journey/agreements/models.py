"""Tables of the sheet: parties, versions, consents."""
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from engawa.base.times import now
from engawa.journey.applications.models import Application
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant

USER = settings.AUTH_USER_MODEL
HERE = "here"  # the value of a tool field that means: the messages and files of this site


class State(models.TextChoices):
    DRAFT = "draft", _("Alignment sheet")
    AGREED = "agreed", _("Agreement")
    ENDED = "ended", _("Ended")


MOVES: dict[str, dict[str, str]] = {
    State.DRAFT: {State.AGREED: "the last consent", State.ENDED: "either side"},
    State.AGREED: {State.ENDED: "either side"},
}


class Agreement(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="agreement")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="ja")
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField(default=now)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_version = models.ForeignKey("Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_words = models.TextField(blank=True, help_text="what the side that ended it wrote, shown to the other")

    class Meta:
        ordering = ["-opened_at"]
        constraints = [models.CheckConstraint(
            name="agreed_has_version_and_when",
            condition=~models.Q(state="agreed") | models.Q(agreed_at__isnull=False, agreed_version__isnull=False))]

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """One side: the organization (participant is null) or one of the participants."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "participant"], name="one_row_a_participant"),
            models.UniqueConstraint(fields=["agreement"], condition=models.Q(participant=None), name="one_organization_an_agreement"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_organization(self) -> bool:
        return self.participant_id is None


class Version(models.Model):
    """One version of the whole sheet. Immutable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(help_text="{section slug: {fields: {slug: value}, clauses: [slug]}}")
    edition = models.PositiveSmallIntegerField(default=1, help_text="edition of the form it was written on")
    parties = models.JSONField(default=list, help_text="names of the parties as they stood, organization first")
    wording = models.JSONField(default=dict, help_text="{ja: [...], en: [...]}: the sheet written out, as agreed")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the canonical form (written.py)")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    words = models.CharField(max_length=300, blank=True, help_text="why it was changed")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return str(self.number)


class Consent(models.Model):
    """A party agrees to one version. The organization's consent is given by one of its owners."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="consents")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="consents")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="one_consent_a_party")]

    def __str__(self) -> str:
        return f"{self.party_id} {self.version_id}"
