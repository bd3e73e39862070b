"""Tables of the running project."""
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from engawa.base.threads.models import Thread
from engawa.base.times import now
from engawa.journey.agreements.models import Agreement
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant

USER = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    FINISHED = "finished", _("Finished")
    STOPPED = "stopped", _("Stopped")


MOVES: dict[str, dict[str, str]] = {
    State.RUNNING: {State.PAUSED: "either side", State.FINISHED: "both sides", State.STOPPED: "either side"},
    State.PAUSED: {State.RUNNING: "either side", State.STOPPED: "either side", State.FINISHED: "both sides"},
}


class Mood(models.TextChoices):
    """The only three states of a report (ux.md §4.1)."""

    ON_TRACK = "on_track", _("On track")
    SLOW = "slow", _("A little behind")
    TALK = "talk", _("I would like to talk")


class Project(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="project")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="projects")
    participants = models.ManyToManyField(Participant, related_name="projects")
    thread = models.OneToOneField(Thread, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING, db_index=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    hours_agreed = models.PositiveSmallIntegerField()
    report_every = models.PositiveSmallIntegerField(default=7, help_text="days between reports")
    report_due = models.DateField(null=True, blank=True, help_text="the day of the next report")
    reminded_for = models.DateField(null=True, blank=True, help_text="the report day a reminder went out for")
    desk_told_for = models.DateField(null=True, blank=True, help_text="the report day whose silence the desk was told of")
    opened_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [models.CheckConstraint(name="project_ends_after_start", condition=models.Q(ends_on__gte=models.F("starts_on")))]

    def __str__(self) -> str:
        return self.title


class Report(models.Model):
    """進捗報告: four questions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reports")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    mood = models.CharField(max_length=8, choices=Mood.choices, default=Mood.ON_TRACK)
    done = models.TextField()
    next = models.TextField(blank=True)
    trouble = models.TextField(blank=True)
    minutes = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reply = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_report_a_number")]

    def __str__(self) -> str:
        return str(self.number)


class Hours(models.Model):
    """活動時間の記録: time given on one day, in minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="hours")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="hours")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(5), MaxValueValidator(24 * 60)])
    note = models.CharField(max_length=200, blank=True)
    report = models.OneToOneField(Report, null=True, blank=True, on_delete=models.CASCADE, related_name="hours")

    class Meta:
        ordering = ["-on"]
        verbose_name_plural = "hours"

    def __str__(self) -> str:
        return f"{self.on} {self.minutes}"
