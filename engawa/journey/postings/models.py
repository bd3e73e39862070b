"""Tables of templates and postings."""
import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from engawa.base.text.language import in_reader_language
from engawa.base.times import now, today
from engawa.journey.organizations.models import Organization
from engawa.journey.participants import week
from engawa.journey.skills.models import Area, Skill, Tool

USER = settings.AUTH_USER_MODEL


class Confidentiality(models.TextChoices):
    """The one scale of data classes (shared by templates, postings, agreements and files)."""

    NONE = "none", _("Public information only")
    INTERNAL = "internal", _("Internal information of the organization")
    PERSONAL = "personal", _("Personal data such as names and addresses")
    SENSITIVE = "sensitive", _("Sensitive data such as health, consultations, accounts")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Being checked by the coordinator team")
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    FILLED = "filled", _("Filled")
    CLOSED = "closed", _("Closed")


class Kind(models.TextChoices):
    """What is asked for: a piece of work, or a talk of one hour in which the need is sorted out first."""

    PROJECT = "project", _("Project")
    TALK = "talk", _("One-hour talk")


MOVES: dict[str, dict[str, str]] = {
    State.DRAFT: {State.IN_REVIEW: "organization", State.CLOSED: "organization, or desk once it was submitted",
                  State.OPEN: "organization, dropping a change", State.PAUSED: "organization, dropping a change"},
    State.IN_REVIEW: {State.OPEN: "desk, or organization dropping a change", State.DRAFT: "desk or organization",
                      State.PAUSED: "organization, dropping a change"},
    State.OPEN: {State.PAUSED: "organization or desk", State.FILLED: "an agreed application, or organization with fewer seats",
                 State.CLOSED: "organization or desk", State.IN_REVIEW: "organization, by a material change"},
    State.PAUSED: {State.OPEN: "organization or desk", State.CLOSED: "organization or desk",
                   State.FILLED: "an agreed application, or organization with fewer seats",
                   State.IN_REVIEW: "organization, by a material change"},
    State.FILLED: {State.OPEN: "organization, with one more seat", State.CLOSED: "organization or desk"},
}


class Template(models.Model):
    """A ready-made posting. Rows come from data/templates.yaml."""

    slug = models.SlugField(primary_key=True, max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    title_ja = models.CharField(max_length=120)
    title_en = models.CharField(max_length=160)
    for_you_if_ja = models.TextField()
    for_you_if_en = models.TextField()
    hours_min = models.PositiveSmallIntegerField()
    hours_typical = models.PositiveSmallIntegerField()
    hours_max = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField()
    size = models.CharField(max_length=6)
    confidentiality = models.CharField(max_length=9, choices=Confidentiality.choices)
    content = models.JSONField(help_text="deliverables, steps, npo_prepares, acceptance, risks, out_of_scope as in the data")
    tools = models.ManyToManyField(Tool, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_reader_language(self.title_ja, self.title_en)

    @property
    def for_you_if(self) -> str:
        return in_reader_language(self.for_you_if_ja, self.for_you_if_en)


class TemplateSkill(models.Model):
    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "skill"], name="one_row_per_template_skill")]

    def __str__(self) -> str:
        return f"{self.skill_id} {self.level}"


class Posting(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True, null=True, blank=True, help_text="short number people say on the phone")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="postings")
    template = models.ForeignKey(Template, null=True, blank=True, on_delete=models.SET_NULL, related_name="postings")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.PROJECT)
    language = models.CharField(max_length=5, choices=[("ja", "日本語"), ("en", "English")], default="ja",
                                help_text="of the work and of the words")
    title = models.CharField(max_length=120)
    need = models.TextField(blank=True, help_text="困りごと, in the organization's own words")
    task = models.TextField(blank=True, help_text="してほしいこと")
    deliverables = models.JSONField(default=list)
    out_of_scope = models.JSONField(default=list)
    npo_prepares = models.JSONField(default=list)
    acceptance = models.JSONField(default=list)
    own_hours = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(40)], help_text="hours a week that the organization's own people give")
    other_words = models.JSONField(
        default=dict, blank=True, help_text="title, need, task, deliverables once more, in the other language; all optional")
    other_words_of = models.JSONField(
        default=dict, blank=True, help_text="what other_words say once more, as it was when they were written")
    steps = models.JSONField(default=list, help_text="[{text, hours}]")
    hours_per_week = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(20)])
    hours_total = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(500)])
    weeks = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(52)])
    starts_on = models.DateField(null=True, blank=True)
    contact_times = models.JSONField(default=list, help_text="weekly grid as in participants: weekday*12 + hour//2, organization's zone")
    contact_words = models.CharField(max_length=200, blank=True, help_text="連絡の回数, e.g. once a week, 30 minutes")
    contact_person = models.CharField(max_length=80, blank=True)
    confidentiality = models.CharField(max_length=9, choices=Confidentiality.choices, default=Confidentiality.INTERNAL)
    data_words = models.TextField(blank=True, help_text="情報の扱い, which data and where the work is done")
    tools = models.ManyToManyField(Tool, blank=True, related_name="+")
    any_tool = models.BooleanField(default=False, help_text="whatever the organization uses already will do")
    seats = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(10)])
    is_team = models.BooleanField(default=False, help_text="whether those who are found work together as a team")
    seats_taken = models.PositiveSmallIntegerField(default=0)
    deadline = models.DateField(null=True, blank=True)
    told_over = models.DateField(null=True, blank=True, help_text="the closing day of which the organization was told that it has passed")
    readiness = models.JSONField(default=dict, blank=True, help_text="{question: answer} of readiness.py")
    hints_aside = models.JSONField(default=list, blank=True, help_text="keys of hints that the organization has put aside")
    remind_on = models.DateField(null=True, blank=True, help_text="when the organization wants to hear of its draft again")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT, db_index=True)
    made_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)
    saved_at = models.DateTimeField(default=now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="when it was opened last; what was said before is settled")
    was_open = models.JSONField(default=dict, blank=True, help_text="what was open last, while a change of it is checked; see opened.py")
    reviewed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    allowed_because = models.TextField(blank=True, help_text="why the desk allows more hours a week or weeks than usual; empty: it does not")
    allowed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    allowed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-published_at", "-made_at"]
        constraints = [
            models.CheckConstraint(name="allowed_has_when", condition=models.Q(allowed_because="") | models.Q(allowed_at__isnull=False)),
            models.CheckConstraint(name="open_has_when", condition=~models.Q(state="open") | models.Q(published_at__isnull=False)),
            models.CheckConstraint(name="seats_not_overfilled", condition=models.Q(seats_taken__lte=models.F("seats"))),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_talk(self) -> bool:
        return self.kind == Kind.TALK

    @property
    def other_language(self) -> str:
        """The language the work is not done in; `other_words` are in it."""
        return "en" if self.language == "ja" else "ja"

    @property
    def is_full(self) -> bool:
        return self.seats_taken >= self.seats

    @property
    def is_unseen_draft(self) -> bool:
        """Whether it is a draft that was never open: nobody waits for it, so it can be thrown away."""
        return self.state == State.DRAFT and self.published_at is None

    @property
    def is_being_changed(self) -> bool:
        """Whether it was open, and a change of its words is being written or checked."""
        return self.published_at is not None and self.state in (State.DRAFT, State.IN_REVIEW)

    @property
    def settled_at(self) -> datetime | None:
        """When the desk last had nothing left to say: comments from before are settled."""
        return self.opened_at or self.published_at

    @property
    def is_over(self) -> bool:
        """Whether the closing day has passed."""
        return self.deadline is not None and self.deadline < today()

    @property
    def takes_applications(self) -> bool:
        """Whether it is open and its closing day has not passed."""
        return self.state == State.OPEN and not self.is_over

    @property
    def seats_left(self) -> int:
        return max(0, self.seats - self.seats_taken)

    @property
    def contact_when(self) -> str:
        """When somebody of the organization can meet, in words."""
        return week.in_words(self.contact_times)

    @property
    def longest_step(self) -> int:
        return max((step["hours"] for step in self.steps), default=0)


class PostingSkill(models.Model):
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    is_required = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posting", "skill"], name="one_row_per_posting_skill")]

    def __str__(self) -> str:
        return f"{self.skill_id} {self.level}"


class Submission(models.Model):
    """The words of a posting as they went to the desk, so that the next time shows what changed; and those of a change
    that was dropped, so that nothing is lost. Never changed."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    was_published = models.BooleanField(default=False, help_text="a material change of a published posting, not a first publication")
    words = models.JSONField(help_text="{section: {field: text in the language of the posting}}, see written.py")
    before = models.JSONField(default=dict, blank=True, help_text="what was open then, if this is a change of it; in the same form as words")
    was_dropped = models.BooleanField(default=False, help_text="a change that the organization gave up; it did not go to the desk like this")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["posting", "number"], name="one_submission_a_number")]

    def __str__(self) -> str:
        return f"{self.posting_id} {self.number}"


class ReviewComment(models.Model):
    """What the desk says about a section of a posting, or about the whole (section ""). Never deleted.

    `held` while the desk still reads; it goes out with all others of the round when the posting is returned.
    The organization marks it as done, with one line if it likes.
    """

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=20, blank=True, help_text="a key of rules.SECTIONS; empty: the whole posting")
    submission = models.ForeignKey(Submission, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=now)
    held = models.BooleanField(default=False, help_text="noted while reading, not sent yet")
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "section"], condition=models.Q(held=True), name="one_held_comment_a_section"),
            models.CheckConstraint(name="comment_answer_has_when", condition=models.Q(answer="") | models.Q(answered_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_open(self) -> bool:
        """Whether the organization still has to mark it as done."""
        return not self.held and self.answered_at is None


class Question(models.Model):
    """What somebody asks before applying. With its answer it is shown to everybody only if the organization agrees;
    the name of the one who asked is never shown, not even to the organization."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="questions")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    language = models.CharField(max_length=5, default="ja")
    at = models.DateTimeField(default=now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    may_be_shown = models.BooleanField(default=False)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(name="question_answer_has_when", condition=models.Q(
            answer="", answered_at__isnull=True, may_be_shown=False) | (~models.Q(answer="") & models.Q(answered_at__isnull=False)))]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_public(self) -> bool:
        return self.may_be_shown and self.hidden_at is None


class PostingReport(models.Model):
    """A posting, or a question about one, that somebody asks the desk to look at. The words are kept as they were."""

    class Reason(models.TextChoices):
        MONEY = "money", _("It asks for money, sells something or hands out work")
        STAFFING = "staffing", _("It replaces a paid job or asks for too much")
        PRIVACY = "privacy", _("Personal data or secrets are in it")
        UNKIND = "unkind", _("It hurts or excludes people")
        UNTRUE = "untrue", _("What it says is not true")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="reports")
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="empty: a visitor")
    email = models.EmailField(blank=True, help_text="where a visitor wishes the answer")
    language = models.CharField(max_length=5, default="ja")
    reason = models.CharField(max_length=8, choices=Reason.choices)
    words = models.TextField(blank=True)
    body = models.TextField(help_text="the reported words as they were")
    at = models.DateTimeField(default=now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [models.CheckConstraint(name="report_answer_has_when", condition=models.Q(answer="") | models.Q(handled_at__isnull=False))]

    def __str__(self) -> str:
        return f"{self.reason} {self.at:%Y-%m-%d}"
