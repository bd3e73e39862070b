"""Tables of the vocabulary. What they hold follows from `Edition`: rows of `data/*.yaml` and what the desk made of them."""
from typing import Self, TypeVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from engawa.base.text.language import in_reader_language
from engawa.base.times import now
from engawa.journey.skills.because import in_words

T = TypeVar("T", bound=models.Model, covariant=True)


class TermQuerySet(models.QuerySet[T]):
    """Reads that every list of words shares."""

    def current(self) -> Self:
        """Words in use now. Retired words stay readable where somebody already chose them."""
        return self.filter(retired_at__isnull=True)


class Term(models.Model):
    """A word with a stable key and a name in both languages."""

    slug = models.SlugField(primary_key=True, max_length=60)
    ja = models.CharField(max_length=120)
    en = models.CharField(max_length=160)
    position = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_reader_language(self.ja, self.en)

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None


class Area(Term):
    """The six heads of the skill tree. The four with `is_seed` are the areas people choose and filter by."""

    desc_ja = models.TextField()
    desc_en = models.TextField()
    is_seed = models.BooleanField(default=False)

    @property
    def desc(self) -> str:
        return in_reader_language(self.desc_ja, self.desc_en)


class Group(Term):
    """A shelf of the tree: skills that stand together."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="groups")


class Skill(Term):
    """Something a person can do. `areas` are the seed areas it serves; the tree is only for browsing."""

    NPO_USE = {3: "asked for directly", 2: "often helpful", 1: "mostly by transfer", 0: "only by transfer"}

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="skills")
    areas = models.ManyToManyField(Area, related_name="skills")
    npo_use = models.PositiveSmallIntegerField(validators=[MaxValueValidator(3)])
    transfer_note_ja = models.TextField(blank=True)
    transfer_note_en = models.TextField(blank=True)
    added_at = models.DateTimeField(null=True, blank=True, help_text="when the desk added it; loading the files leaves it alone")

    class Meta(Term.Meta):
        constraints = [models.CheckConstraint(condition=models.Q(npo_use__lte=3), name="skill_npo_use_0_to_3")]

    @property
    def transfer_note(self) -> str:
        return in_reader_language(self.transfer_note_ja, self.transfer_note_en)


class Alias(models.Model):
    """A word by which a skill is known, its two names included.

    `key` is the word without case, width and separators, and belongs to one skill. `is_ambiguous` words
    (アクセス, Box, X) mean the skill only in context: offer them to be confirmed, never match them silently.
    `reading` is the key's sound in katakana, so that かいけい finds 会計.
    """

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=160)
    key = models.CharField(max_length=160, unique=True)
    reading = models.CharField(max_length=240, blank=True)
    is_ambiguous = models.BooleanField(default=False)
    added_at = models.DateTimeField(null=True, blank=True, help_text="when the desk added it; loading the files leaves it alone")

    class Meta:
        ordering = ["skill", "id"]

    def __str__(self) -> str:
        return self.text


class Relation(models.Model):
    """How near two skills are. `related` is stored in both directions, `transfer` in the one it holds."""

    class Kind(models.TextChoices):
        RELATED = "related", "related"
        TRANSFER = "transfer", "transfer"

    source = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="relations")
    target = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="relations_to")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    weight = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "target"], name="relation_once"),
            models.CheckConstraint(condition=models.Q(weight__gt=0, weight__lte=1), name="relation_weight_0_to_1"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="relation_not_to_itself"),
        ]


class RoleFamily(Term):
    """A heading over career roles."""

    class Meta(Term.Meta):
        verbose_name_plural = "role families"


class CareerRole(Term):
    """A job people held. It suggests the skills such people usually have; the person corrects them."""

    family = models.ForeignKey(RoleFamily, on_delete=models.PROTECT, related_name="roles")
    aliases = models.JSONField(default=list, blank=True)
    skills = models.ManyToManyField(Skill, through="RoleSkill", related_name="roles")


class RoleSkill(models.Model):
    """A skill usually held in a role, at its usual level (1 to 5)."""

    role = models.ForeignKey(CareerRole, on_delete=models.CASCADE, related_name="role_skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="role_skills")
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "skill"], name="role_skill_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="role_skill_level_1_to_5"),
        ]


class Level(Term):
    """One of the five levels at which people know a skill. `self_check` is the sentence the person agrees with."""

    number = models.PositiveSmallIntegerField(unique=True)
    self_check_ja = models.CharField(max_length=200)
    self_check_en = models.CharField(max_length=200)

    @property
    def self_check(self) -> str:
        return in_reader_language(self.self_check_ja, self.self_check_en)


class Cause(Term):
    """One of the twenty fields of activity in the NPO act. The link to the SDGs is our own editing."""

    number = models.PositiveSmallIntegerField()
    law_name_ja = models.CharField(max_length=200)
    examples_ja = models.CharField(max_length=200)
    examples_en = models.CharField(max_length=200)
    sdgs = models.JSONField(default=list, blank=True)

    class Meta(Term.Meta):
        ordering = ["number"]

    @property
    def examples(self) -> str:
        return in_reader_language(self.examples_ja, self.examples_en)


class ToolKind(Term):
    """What a tool is for: meetings, chat, tasks ..."""


class Tool(Term):
    """A named tool of daily work. `in_article` marks the seven that the founding article names."""

    kind = models.ForeignKey(ToolKind, on_delete=models.PROTECT, related_name="tools")
    desc_ja = models.CharField(max_length=200)
    desc_en = models.CharField(max_length=200)
    in_article = models.BooleanField(default=False)
    skill = models.ForeignKey(Skill, on_delete=models.SET_NULL, null=True, blank=True, related_name="tools")

    @property
    def desc(self) -> str:
        return in_reader_language(self.desc_ja, self.desc_en)


class Edition(models.Model):
    """What a word or a template said from one moment on, as its file writes it. Never changed, never deleted.

    The newest version of a slug is what is true; the tables of words are written from it. `shipped` is what the files
    said at that time (None: they do not have it), so that the next edition of the files can be compared with both.
    `clashes` are the places that the desk and the files changed differently; the desk's words stand until it decides.
    Later steps keep the versions of their own lists here too (`kind`).
    """

    kind = models.SlugField(max_length=12, help_text="area, skill, role, level, cause, tool, template")
    slug = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    row = models.JSONField()
    shipped = models.JSONField(null=True)
    clashes = models.JSONField(default=list, help_text="paths in the row, such as title.ja; retired: the files left it out")
    is_retired = models.BooleanField(default=False)
    from_files = models.BooleanField(default=False, help_text="brought in by an edition of the files, not by a person")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "slug", "number"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug", "number"], name="one_edition_a_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} {self.number}"

    @property
    def why_words(self) -> str:
        """Why, in the reader's language where a button said it."""
        return in_words(self.why)
