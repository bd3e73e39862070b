"""Rows that search and suggestions keep beside a posting or a participant."""
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

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
    opened_at = models.DateTimeField(null=True, help_text="when it was published or opened again; empty in rows older than this field")
    # Without a default: with one, SQLite would make the table anew and lose what keeps the index of words in line.
    led_to = models.JSONField(null=True, help_text="skills its words lead to, [skill, weight], when it lists none")
    key_words = models.JSONField(null=True, help_text="the words it is about, [word, share]")

    def __str__(self) -> str:
        return str(self.posting_id)


class OrganizationRow(models.Model):
    """The words of a verified organization as search sees them, already split, with a space on both sides of each."""

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="search_row")
    words = models.TextField()
    tokenizer = models.CharField(max_length=60)

    def __str__(self) -> str:
        return str(self.organization_id)


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
    """How many people wait for an answer on a posting; applications tell it, matching only reads it.

    `weight` is the number of pending applications as it stood at `noted_at`, each fading with time (see `fit.faded`),
    so that a posting whose organization stays silent is not buried.
    """

    posting = models.OneToOneField(Posting, on_delete=models.CASCADE, related_name="demand")
    applications = models.PositiveIntegerField(default=0, help_text="all that ever came")
    weight = models.FloatField(default=0)
    noted_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.posting_id}: {self.applications}"


class OpenVersion(models.Model):
    """One row: how often the open postings changed. Bumped in the transaction of every change, so that processes that keep
    them in memory see it. `era` tells apart two databases whose numbers happen to be equal."""

    number = models.PositiveBigIntegerField(default=0)
    era = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.number)


class OpenChange(models.Model):
    """At which number of `OpenVersion` a posting changed last."""

    posting = models.OneToOneField(Posting, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.posting_id}: {self.number}"


class Exposure(models.Model):
    """How much attention a posting got on a day: each place on a page counts less than the one before it."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    weight = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["on", "posting"])]

    def __str__(self) -> str:
        return f"{self.posting_id} {self.on}: {self.weight}"


class Mails(models.TextChoices):
    """How often suggestions may come by mail."""

    OFF = "off", _("No mail")
    WEEKLY = "weekly", _("At most once a week")
    MONTHLY = "monthly", _("At most once a month")


class SuggestionChoice(models.Model):
    """What a participant allows: suggestions by mail, and to be shown to organizations without a name."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="suggestion_choice")
    mails = models.CharField(max_length=8, choices=Mails.choices, default=Mails.OFF)
    mailed_at = models.DateTimeField(null=True, blank=True)
    quiet_until = models.DateTimeField(null=True, blank=True, help_text="no mail before: the person has just applied or was invited")
    agreed_at = models.DateTimeField(null=True, blank=True, help_text="since when the person may be shown to organizations without a name")
    agreed_text = models.CharField(max_length=20, blank=True, help_text="the version of the purpose that was read")

    class Meta:
        constraints = [models.CheckConstraint(name="agreed_has_its_text", condition=models.Q(agreed_at__isnull=True, agreed_text="")
                                              | (models.Q(agreed_at__isnull=False) & ~models.Q(agreed_text="")))]

    def __str__(self) -> str:
        return self.mails


class Suggestion(models.Model):
    """A posting that reached a participant: by mail, by an invitation of the desk, or because the person applied."""

    class Way(models.TextChoices):
        MAIL = "mail"
        INVITED = "invited"
        APPLIED = "applied"

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "posting", "way"], name="one_suggestion_a_way")]
        indexes = [models.Index(fields=["posting", "at"])]

    def __str__(self) -> str:
        return f"{self.posting_id} {self.way}"


class Wanted(models.Model):
    """An organization asks the desk to invite somebody it knows only by skills. The desk invites or leaves it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["posting", "participant"], name="one_wish_a_person")]

    def __str__(self) -> str:
        return str(self.pk)


class News(models.TextChoices):
    """How often new postings may come by mail."""

    DAILY = "daily", _("Every day, when there is something new")
    WEEKLY = "weekly", _("Once a week, when there is something new")
    OFF = "off", _("No mail")


class Watch(models.Model):
    """What somebody watches for new postings. Those opened until `read_until` were looked through for its mails."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mails = models.CharField(max_length=6, choices=News.choices, default=News.DAILY)
    read_until = models.DateTimeField(default=now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        abstract = True


class SavedSearch(Watch):
    """保存した条件: a question to the list of postings, under a name. Only its owner sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=3000, help_text="the question as the address has it, its order left out")
    looked_at = models.DateTimeField(default=now, help_text="when its owner last looked at what it finds")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "query"], name="one_row_a_search")]
        indexes = [models.Index(fields=["mails", "read_until"])]

    def __str__(self) -> str:
        return self.name


class Followed(Watch):
    """気になる団体: an organization whose new postings somebody wishes to hear of. Only this person sees it."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organization"], name="one_row_a_followed")]
        indexes = [models.Index(fields=["mails", "read_until"])]

    def __str__(self) -> str:
        return str(self.organization_id)


class Told(models.Model):
    """A posting that went to a person in a mail about saved searches and followed organizations, so that it never goes again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "posting"], name="told_once")]
        indexes = [models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return str(self.posting_id)


class Plan(models.Model):
    """組み合わせの案: who might go where, all open postings looked at together. Only the desk sees it; nobody is assigned by it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=now)
    made_at = models.DateTimeField(null=True, blank=True, help_text="empty while it waits to be worked out")
    people = models.PositiveIntegerField(default=0, help_text="how many people were looked at")
    postings = models.PositiveIntegerField(default=0, help_text="how many postings with free seats were looked at")
    as_of = models.CharField(max_length=120, blank=True, help_text="what the open postings and the people were like; another value, an old plan")

    class Meta:
        indexes = [models.Index(fields=["asked_at"])]

    def __str__(self) -> str:
        return str(self.pk)


class PlanLine(models.Model):
    """A person beside a posting: in the plan, or (`plain`) where taking the best pair first would lead, for comparison only."""

    class State(models.TextChoices):
        OPEN = "open"
        CONFIRMED = "confirmed"
        LEFT = "left"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    plain = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "participant", "plain"], name="one_posting_a_person"),
            models.CheckConstraint(name="plain_is_never_answered", condition=models.Q(plain=False) | models.Q(state="open")),
        ]
        indexes = [models.Index(fields=["plan", "posting"])]

    def __str__(self) -> str:
        return f"{self.posting_id} {self.state}"
