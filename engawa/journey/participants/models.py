"""Tables of the participant and the inventory."""
import uuid
from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, gettext_lazy, pgettext

from engawa.base.files.models import StoredFile
from engawa.base.text.language import in_reader_language
from engawa.base.times import now, today
from engawa.journey.skills.models import Area, CareerRole, Cause, Skill, Tool


class LastUse(models.TextChoices):
    """When a skill was last used; the codes and factors are those of skills/data/levels.yaml."""

    CURRENT = "current", gettext_lazy("I still use it")
    WITHIN5 = "within5", gettext_lazy("Within 5 years")
    WITHIN10 = "within10", gettext_lazy("5 to 10 years ago")
    OVER10 = "over10", gettext_lazy("More than 10 years ago")


class Comfort(models.TextChoices):
    ABLE = "able", gettext_lazy("I can use it")
    SOME = "some", gettext_lazy("A little")
    NEW = "new", gettext_lazy("New to me")


class LanguageLevel(models.TextChoices):
    NATIVE = "native", gettext_lazy("Native")
    BUSINESS = "business", gettext_lazy("Work without difficulty")
    MEETING = "meeting", gettext_lazy("Take part in a meeting")
    CONVERSATION = "conversation", gettext_lazy("Everyday conversation")
    READING = "reading_writing", gettext_lazy("Read and write")


class Participant(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participant")
    place = models.CharField(max_length=40, blank=True, help_text="a prefecture of Japan or a country code")
    areas = models.ManyToManyField(Area, blank=True, related_name="+")
    causes = models.ManyToManyField(Cause, blank=True, related_name="+")
    roles = models.ManyToManyField(CareerRole, blank=True, related_name="+")
    wishes = models.ManyToManyField(Skill, blank=True, related_name="+")
    hours_per_week = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(40)])
    free_times = models.JSONField(default=list, help_text="indices weekday*12 + hour//2 in the person's own zone, 0 = Monday 0-2")
    languages = models.JSONField(default=list, help_text="[{code, level}]")
    starts_on = models.DateField(null=True, blank=True)
    months_max = models.PositiveSmallIntegerField(null=True, blank=True)
    at_once = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(3)], help_text="projects at the same time")
    about = models.TextField(blank=True)
    career_text = models.TextField(blank=True, help_text="the working life as one free text, for those who prefer it")
    trusted_name = models.CharField(max_length=80, blank=True, help_text="whom the desk may call when the person cannot be reached")
    trusted_phone = models.CharField(max_length=30, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    joined_at = models.DateTimeField(default=now)
    inventory_done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.user)

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > today()

    @property
    def begins_on(self) -> date | None:
        """The earliest day of a beginning; None for any, as when the day has passed."""
        return self.starts_on if self.starts_on and self.starts_on > today() else None


class Career(models.Model):
    """One entry of a working life, in the person's own words. A year or words are enough to keep it; see `unwritten`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="careers")
    role = models.ForeignKey(CareerRole, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120, blank=True, help_text="kind of organization, not its name")
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    did = models.TextField()
    result = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "-from_year"]
        constraints = [models.CheckConstraint(
            name="career_years_in_order",
            condition=models.Q(to_year__isnull=True) | models.Q(from_year__isnull=True)
            | models.Q(to_year__gte=models.F("from_year")))]

    def __str__(self) -> str:
        return self.did[:40] or self.years

    @property
    def unwritten(self) -> list[str]:
        """What an entry still needs, in words; empty when it is whole."""
        needed = ((self.from_year, gettext("From which year")), (self.did, gettext("What you did")))
        return [label for value, label in needed if not value]

    @property
    def years(self) -> str:
        """From when to when, in words, as far as it was written."""
        start, end = self.from_year, self.to_year
        if start and end:
            return pgettext("years of a career", "%(start)s to %(end)s") % {"start": start, "end": end}
        if start:
            return pgettext("years of a career", "From %(start)s") % {"start": start}
        return pgettext("years of a career", "Until %(end)s") % {"end": end} if end else ""


class HeldSkill(models.Model):
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="held_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    last_use = models.CharField(max_length=10, choices=LastUse.choices, blank=True, help_text="empty until the person says it")
    years = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-level", "skill__position"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "skill"], name="one_row_per_held_skill"),
            models.CheckConstraint(name="held_level_1_to_5", condition=models.Q(level__gte=1, level__lte=5)),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} {self.level}"

    @property
    def level_words(self) -> str:
        """The name of the level in the reader's language, of a row that came from `queries.held_of`."""
        return in_reader_language(self.level_ja, self.level_en)  # type: ignore[attr-defined]  # because the query adds them


class RefusedSkill(models.Model):
    """A suggested skill the person said no to: not suggested again."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="refused_skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "skill"], name="one_row_per_refused_skill")]

    def __str__(self) -> str:
        return self.skill_id


class ProposalState(models.TextChoices):
    ASKED = "asked", gettext_lazy("Being looked at")
    ADDED = "added", gettext_lazy("Added")
    DECLINED = "declined", gettext_lazy("Not added")


# {from: {to: who owns the move}}
PROPOSAL_MOVES: dict[str, dict[str, str]] = {
    ProposalState.ASKED: {ProposalState.ADDED: "desk", ProposalState.DECLINED: "desk"},
}


class Proposal(models.Model):
    """A skill missing from the list, proposed in the person's own words. The desk makes it a skill or a word of one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="proposals")
    words = models.CharField(max_length=120)
    note = models.CharField(max_length=400, blank=True)
    level = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1), MaxValueValidator(5)])
    state = models.CharField(max_length=8, choices=ProposalState.choices, default=ProposalState.ASKED)
    skill = models.ForeignKey(Skill, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="what it became")
    answer = models.CharField(max_length=400, blank=True, help_text="the desk's words when it was not added")
    proposed_at = models.DateTimeField(default=now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["proposed_at"]
        constraints = [models.CheckConstraint(
            name="added_proposal_has_a_skill",
            condition=~models.Q(state="added") | models.Q(skill__isnull=False))]

    def __str__(self) -> str:
        return self.words


class Import(models.Model):
    """What was read from a file and waits to be confirmed. The file itself is not kept unless the person asks (`KeptFile`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="imports")
    kind = models.CharField(max_length=20, help_text="which reader understood it")
    name = models.CharField(max_length=200, help_text="the name of the file, for the person to know it by")
    found = models.JSONField(help_text="what was read, as plain data; see imports/found.py")
    typed = models.JSONField(default=dict, blank=True, help_text="what the person has changed so far: {name: values} of the confirm page")
    read_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return self.name


class KeptFile(models.Model):
    """The original of a résumé that the person asked to keep. Nobody else sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="kept_files")
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["file__at"]

    def __str__(self) -> str:
        return self.file.name


class HeldTool(models.Model):
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="held_tools")
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="+")
    comfort = models.CharField(max_length=5, choices=Comfort.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "tool"], name="one_row_per_held_tool")]

    def __str__(self) -> str:
        return f"{self.tool_id} {self.comfort}"


class BusyTime(models.Model):
    """A meeting that is fixed: not offered twice."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="busy_times")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "starts_at"], name="one_busy_row_per_start")]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
