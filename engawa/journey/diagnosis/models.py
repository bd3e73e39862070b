"""Questions with their answers, and check-ups."""
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from engawa.base.text.language import in_reader_language
from engawa.base.times import now
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.models import Template
from engawa.journey.skills.models import Area, TermQuerySet

BEST = 3


class Question(models.Model):
    """One question about how things are. Rows come from `data/diagnosis.yaml`."""

    slug = models.SlugField(primary_key=True, max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="its place in the file")
    ja = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    why_ja = models.CharField(max_length=200)
    why_en = models.CharField(max_length=200)
    priority = models.BooleanField(default=False, help_text="a low answer here is recommended first")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_reader_language(self.ja, self.en)

    @property
    def why(self) -> str:
        return in_reader_language(self.why_ja, self.why_en)


class Answer(models.Model):
    """One way things can be, from 0 (not yet) to 3 (in good order), and the work that would help."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    score = models.PositiveSmallIntegerField(validators=[MaxValueValidator(BEST)])
    ja = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    templates = models.ManyToManyField(Template, related_name="+")

    class Meta:
        ordering = ["question", "score"]
        constraints = [
            models.UniqueConstraint(fields=["question", "score"], name="one_answer_per_score"),
            models.CheckConstraint(condition=models.Q(score__lte=BEST), name="answer_score_0_to_3"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_reader_language(self.ja, self.en)


class CheckUp(models.Model):
    """One walk through the questions of the chosen areas. Either a person's or, until they sign in, a visitor's.

    Given to an organization, its finished result is there for everybody who works for it, also after the person has left.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=64, blank=True, db_index=True)
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
                                     help_text="whose people see the result; empty: only who answered")
    areas = models.JSONField(default=list, help_text="slugs of the chosen areas")
    answers = models.JSONField(default=dict, help_text="{slug of the question: score, or null for 分からない}")
    started_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(name="check_up_is_somebodys",
                                   condition=models.Q(user__isnull=False) | ~models.Q(session_key="") | models.Q(finished_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"check-up of {self.started_at:%Y-%m-%d}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None
