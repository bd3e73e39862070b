"""Tables of applications, dated slots and interviews."""
import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from engawa.base.times import now
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting
from engawa.journey.postings.opened import in_open_words


class State(models.TextChoices):
    SENT = "sent", _("Waiting for the organization's answer")
    OFFERING = "offering", _("New times have come; choose one")
    MEETING = "meeting", _("The interview is fixed")
    ACCEPTED = "accepted", _("Both wish to go on")
    DECLINED = "declined", _("Not this time")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("The posting has closed")


MOVES: dict[str, dict[str, str]] = {
    State.SENT: {State.MEETING: "organization", State.OFFERING: "organization", State.DECLINED: "organization",
                 State.WITHDRAWN: "participant", State.CLOSED: "posting"},
    State.OFFERING: {State.MEETING: "participant", State.OFFERING: "organization", State.SENT: "participant",
                     State.DECLINED: "organization", State.WITHDRAWN: "participant", State.CLOSED: "posting"},
    State.MEETING: {State.ACCEPTED: "both answers", State.DECLINED: "either side", State.OFFERING: "organization, new time",
                    State.SENT: "participant, new time", State.WITHDRAWN: "participant until the interview starts",
                    State.CLOSED: "posting"},
}
OPEN_STATES = (State.SENT, State.OFFERING, State.MEETING)


class Answer(models.TextChoices):
    """What a side says after the interview."""

    GO_ON = "go_on", _("I wish to go on")
    TALK = "talk", _("I wish to talk it over")
    NOT_NOW = "not_now", _("I would rather not this time")


class Slot(models.Model):
    """A dated time an organization offers for interviews, for all its postings."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    taken_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["organization", "starts_at"], name="one_slot_a_moment")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Application(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    receipt = models.CharField(max_length=9, unique=True, help_text="受付番号, e.g. K7MQ-24TD")
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="applications")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="applications")
    message = models.TextField()
    sheet = models.JSONField(default=dict, help_text="the chosen parts of the inventory as sent, see participants.queries.sheet_of")
    state = models.CharField(max_length=9, choices=State.choices, default=State.SENT, db_index=True)
    sent_at = models.DateTimeField(default=now)
    answer_due = models.DateField(help_text="the day by which the side that is asked answers")
    ended_at = models.DateTimeField(null=True, blank=True)
    kind_words = models.TextField(blank=True, help_text="what the declining side wrote, shown to the other")
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="when the side that is asked was reminded of this step")
    desk_told_at = models.DateTimeField(null=True, blank=True, help_text="when the desk was told that this step stands still")

    class Meta:
        ordering = ["-sent_at"]
        constraints = [models.UniqueConstraint(
            fields=["posting", "participant"], condition=models.Q(state__in=["sent", "offering", "meeting", "accepted"]),
            name="one_live_application_a_posting")]

    def __str__(self) -> str:
        return self.receipt

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act before a decision."""
        return self.state in OPEN_STATES

    @property
    def posting_as_read(self) -> Posting:
        """The posting for pages and mails, both sides alike: a change of it that is being checked does not show before it is open."""
        return in_open_words(self.posting)


class Candidate(models.Model):
    """A time that one side says would do."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="candidates")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    by_organization = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["application", "starts_at", "by_organization"], name="one_candidate_a_moment")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Interview(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="interview")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    link = models.URLField(max_length=500)
    sequence = models.PositiveSmallIntegerField(default=0)
    organization_answer = models.CharField(max_length=7, choices=Answer.choices, blank=True)
    participant_answer = models.CharField(max_length=7, choices=Answer.choices, blank=True)
    organization_answered_at = models.DateTimeField(null=True, blank=True)
    participant_answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="organization_answer_has_when", condition=models.Q(
                organization_answer="", organization_answered_at__isnull=True)
                | (~models.Q(organization_answer="") & models.Q(organization_answered_at__isnull=False))),
            models.CheckConstraint(name="participant_answer_has_when", condition=models.Q(
                participant_answer="", participant_answered_at__isnull=True)
                | (~models.Q(participant_answer="") & models.Q(participant_answered_at__isnull=False))),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def has_started(self) -> bool:
        return self.starts_at <= now()


class QuietNotice(models.Model):
    """The organization was told that nobody has applied yet; at most twice a posting."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="quiet_notices")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "number"], name="one_quiet_notice_a_number"),
            models.CheckConstraint(name="quiet_at_most_twice", condition=models.Q(number__in=[1, 2])),
        ]

    def __str__(self) -> str:
        return f"{self.posting_id} {self.number}"
