"""Tables of completion, thanks and certificates."""
import uuid

from django.conf import settings
from django.db import models

from engawa.base.times import now
from engawa.journey.participants.models import Participant
from engawa.journey.projects.models import Project

USER = settings.AUTH_USER_MODEL


class Completion(models.Model):
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="completion")
    asked_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_by_organization = models.BooleanField()
    asked_at = models.DateTimeField(default=now)
    delivered = models.JSONField(default=list, help_text="deliverables ticked as handed over")
    data_returned = models.BooleanField(default=False)
    data_confirmed = models.BooleanField(default=False, help_text="the other side saw to the data too")
    words = models.TextField(blank=True)
    not_yet_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    not_yet_at = models.DateTimeField(null=True, blank=True)
    not_yet_words = models.TextField(blank=True, help_text="what is still missing, in the words of the side that was asked")
    confirmed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.project_id)

    @property
    def is_open(self) -> bool:
        """Whether it waits for the other side."""
        return self.confirmed_at is None and self.not_yet_at is None


class Thanks(models.Model):
    """A word of thanks, one from each side."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="thanks")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    from_organization = models.BooleanField()
    words = models.TextField()
    may_be_shown = models.BooleanField(default=False, help_text="the writer agrees to show it in public")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "thanks"
        constraints = [models.UniqueConstraint(fields=["project", "by"], name="one_thanks_a_person")]

    def __str__(self) -> str:
        return self.words[:40]


class Showing(models.Model):
    """One side agrees that a finished project stands on the organization's public page; the row goes when it is taken back."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="showings")
    participant = models.ForeignKey(Participant, null=True, blank=True, on_delete=models.CASCADE, related_name="+",
                                    help_text="whose consent it is; empty for the organization's")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "participant"], name="one_showing_a_participant"),
            models.UniqueConstraint(fields=["project"], name="one_showing_of_the_organization",
                                    condition=models.Q(participant__isnull=True))]

    def __str__(self) -> str:
        return f"{self.project_id} {self.participant_id or 'organization'}"


class Certificate(models.Model):
    """活動証明書. What it says is kept as issued; the code lets anybody check it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=14, unique=True, help_text="照会番号, e.g. EN-7KQM-24TD")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="certificates")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="certificates")
    name = models.CharField(max_length=80)
    organization_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=200, blank=True)
    deliverables = models.JSONField(default=list, help_text="what was handed over, as confirmed")
    language = models.CharField(max_length=5, default="ja", help_text="language of the project's words")
    starts_on = models.DateField()
    ends_on = models.DateField()
    minutes = models.PositiveIntegerField()
    issued_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "participant"], name="one_certificate_a_project")]

    def __str__(self) -> str:
        return self.code
