"""Tables of the organization, its members and its verification."""
import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engawa.base.files.models import StoredFile
from engawa.base.times import add_working_days, now, today, week
from engawa.journey.organizations.places import authority_words, place_words
from engawa.journey.skills.models import Cause

USER = settings.AUTH_USER_MODEL
INVITATION_LASTS = timedelta(days=14)
CONFIRM_WORKING_DAYS = 3  # in which a second coordinator looks at a suspension
RENEWAL_OPENS = timedelta(days=30)  # before the last day of the verification


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ASKED = "asked", _("Request received")
    CHECKING = "checking", _("Being checked")
    MORE_WANTED = "more_wanted", _("More is needed")
    VERIFIED = "verified", _("Verified")
    REFUSED = "refused", _("Not accepted")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Registration ended")


# {from: {to: who owns the move}}
MOVES: dict[str, dict[str, str]] = {
    State.DRAFT: {State.ASKED: "owner", State.CLOSED: "owner"},
    State.ASKED: {State.CHECKING: "desk", State.CLOSED: "owner or two of the desk"},
    State.CHECKING: {State.VERIFIED: "desk", State.MORE_WANTED: "desk", State.REFUSED: "desk", State.CLOSED: "owner or two of the desk"},
    State.MORE_WANTED: {State.ASKED: "owner", State.REFUSED: "desk", State.CLOSED: "owner or two of the desk"},
    State.VERIFIED: {State.SUSPENDED: "desk", State.CLOSED: "owner or two of the desk"},
    State.SUSPENDED: {State.VERIFIED: "desk", State.CLOSED: "two of the desk"},
    State.REFUSED: {State.ASKED: "owner", State.CLOSED: "owner or two of the desk"},
}


WITH_THE_DESK = (State.ASKED, State.CHECKING)  # the desk owes an answer


class LegalForm(models.TextChoices):
    NPO = "npo", _("Specified non-profit corporation (NPO)")
    GENERAL = "general", _("General incorporated association or foundation")
    PUBLIC = "public", _("Public interest incorporated association or foundation")
    WELFARE = "welfare", _("Social welfare corporation")
    GROUP = "group", _("Voluntary group")
    UK_CHARITY = "uk_charity", _("Registered charity (United Kingdom)")
    US_501C3 = "us_501c3", _("501(c)(3) organization (United States)")
    EUROPE = "europe", _("Association or foundation in Europe (e.V., ASBL and others)")
    ASIA = "asia", _("Registered NPO or NGO in Asia")
    INTERNATIONAL = "intl", _("International body")
    OVERSEAS = "overseas", _("Other non-profit outside Japan")
    OTHER = "other", _("Other")


# Forms of the law of another country: the number of its register is asked for, not a Japanese one.
FORMS_ABROAD = (LegalForm.UK_CHARITY, LegalForm.US_501C3, LegalForm.EUROPE, LegalForm.ASIA, LegalForm.INTERNATIONAL, LegalForm.OVERSEAS)


class Point(models.TextChoices):
    """What the desk looks at before it verifies; the organization reads the same list."""

    REGISTER = "register", _("The name and the number stand in the public register, if you have one.")
    AT_WORK = "at_work", _("The organization is really at work, and not for profit.")
    PHONE = "phone", _("Somebody answers the phone in its name and knows of the registration.")
    NAME = "name", _("Its name is not used by somebody else.")


class Role(models.TextChoices):
    OWNER = "owner", _("Representative")
    MEMBER = "member", _("Staff in charge")


class After(models.TextChoices):
    """What a representative who hands over becomes."""

    MEMBER = "member", _("I stay as staff in charge")
    LEAVES = "leaves", _("I leave the organization")


class Organization(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, blank=True, editable=False, db_index=True,
                                help_text="the name without legal form and spaces, to find a similar one")
    legal_form = models.CharField(max_length=10, choices=LegalForm.choices)
    corporate_number = models.CharField(max_length=13, blank=True)
    foreign_number = models.CharField(max_length=30, blank=True, help_text="number in a register outside Japan")
    jurisdiction = models.CharField(max_length=60, blank=True, help_text="所轄庁, the prefecture or city in charge of a corporation")
    prefecture = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, default="JP")
    language = models.CharField(max_length=5, choices=[("ja", "日本語"), ("en", "English")], default="ja")
    time_zone = models.CharField(max_length=60, default="Asia/Tokyo")
    website = models.URLField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    staff_size = models.PositiveSmallIntegerField(null=True, blank=True)
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    causes = models.ManyToManyField(Cause, related_name="+")
    summary = models.CharField(max_length=200, blank=True, help_text="what it does, one sentence")
    vision = models.TextField(blank=True)
    story = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT, db_index=True)
    made_at = models.DateTimeField(default=now)
    asked_at = models.DateTimeField(null=True, blank=True)
    checker = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
                                help_text="who at the desk has taken the check up")
    checking_since = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="when the desk last verified or refused it")
    verified_despite = models.TextField(blank=True, help_text="why it was verified although a point was left open, for the desk")
    desk_words = models.TextField(blank=True, help_text="what the desk asks for or why it refuses, shown to the organization")
    answer_words = models.TextField(blank=True, help_text="what the organization wrote when it asked again")
    verified_until = models.DateField(null=True, blank=True, db_index=True,
                                      help_text="last day of the verification; the details are confirmed each year before it")
    renewed_at = models.DateTimeField(null=True, blank=True, help_text="when the desk last confirmed it for another year")
    renewal_asked_at = models.DateTimeField(null=True, blank=True, help_text="when its details were confirmed, until the desk has read it")
    renewal_words = models.TextField(blank=True, help_text="what has changed since; empty when everything is still right")
    renewal_question = models.TextField(blank=True, help_text="what the desk asks before it confirms, shown to the organization")
    renewal_told = models.PositiveSmallIntegerField(default=0, help_text="reminders sent for this year: 1 a month, 2 a week before, 3 after")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="when its registration ended; nothing is written any more")
    contact_times = models.JSONField(default=list, blank=True,
                                     help_text="when it can meet: weekday*12 + hour//2 in its time zone; postings begin with it")
    members = models.ManyToManyField(USER, through="Membership", related_name="organizations")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="verified_has_when",
                condition=~models.Q(state__in=["verified", "suspended"]) | models.Q(verified_at__isnull=False)),
            # A refused or closed organization does not keep the number from the one it belongs to.
            models.UniqueConstraint(
                fields=["corporate_number"], name="one_organization_per_number",
                condition=~models.Q(corporate_number="") & ~models.Q(state__in=["refused", "closed"])),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.state == State.VERIFIED

    @property
    def is_with_desk(self) -> bool:
        return self.state in WITH_THE_DESK

    @property
    def is_renewal_due(self) -> bool:
        """Whether the yearly confirmation can be given: from a month before the last day on."""
        return self.is_verified and self.verified_until is not None and today() >= self.verified_until - RENEWAL_OPENS

    @property
    def is_overdue(self) -> bool:
        """Whether the last day has passed without the desk's confirmation."""
        return self.is_verified and self.verified_until is not None and today() > self.verified_until

    @property
    def renewal_opens(self) -> date | None:
        """The day from which the yearly confirmation can be given."""
        return self.verified_until - RENEWAL_OPENS if self.verified_until else None

    @property
    def place(self) -> str:
        """Prefecture, or country when it is not Japan, in the reader's language."""
        return place_words(self.prefecture, self.country)

    @property
    def authority(self) -> str:
        """The authority in charge, in the reader's language."""
        return authority_words(self.jurisdiction)

    @property
    def contact_when(self) -> str:
        """When it can meet online: in whole parts of the week where they say all, else day by day."""
        whole = {index for part in week.parts_of(self.contact_times) for index in week.indices_of(part)}
        return week.in_words(self.contact_times) if whole == set(self.contact_times) else week.by_day(self.contact_times)

    @property
    def is_suspended(self) -> bool:
        return self.state == State.SUSPENDED

    @property
    def is_overseas(self) -> bool:
        return self.country != "JP"


class Check(models.Model):
    """One point of the list that somebody at the desk has looked at. It goes when the facts it was about change."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="checks")
    point = models.CharField(max_length=8, choices=Point.choices)
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "point"], name="one_check_a_point")]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.point}"


class Call(models.Model):
    """A call of the desk to the organization: whom it spoke to, when, what was said. For the desk only."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="calls")
    person = models.CharField(max_length=80, help_text="who answered, as the person gave the name")
    said = models.TextField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.at:%Y-%m-%d %H:%M}"


class YearlyWords(models.Model):
    """What was written about a yearly confirmation: by the organization when something had changed, by the desk when it asked."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="yearly_words")
    words = models.TextField()
    of_desk = models.BooleanField(default=False, help_text="a question of the desk, not words of the organization")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.at:%Y-%m-%d %H:%M}"


class Act(models.TextChoices):
    """What two coordinators decide."""

    VERIFY = "verify"
    SUSPEND = "suspend"
    APPOINT = "appoint"
    CLOSE = "close"


class Decision(models.Model):
    """What one coordinator decided about an organization; a second one confirms it or takes it back with a sentence.

    To verify, to appoint a representative and to close wait for the second one. To suspend holds at once, and is confirmed within some days.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="decisions")
    act = models.CharField(max_length=7, choices=Act.choices)
    words = models.TextField(blank=True, help_text="to verify: why a point was left open; to suspend and close: the words to the organization; to appoint: why")
    email = models.EmailField(blank=True, help_text="to appoint: the mail address of who becomes a representative")
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    second = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="when it was confirmed or taken back")
    back_words = models.TextField(blank=True, help_text="why it was taken back, for the desk; empty when it was confirmed")
    alone = models.BooleanField(default=False, help_text="nobody else at the desk could confirm it")
    reminded = models.PositiveSmallIntegerField(default=0, help_text="reminders sent while it waits: 1 after three days, 2 after a week")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(
            fields=["organization"], name="one_open_decision", condition=models.Q(answered_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.act}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

    @property
    def confirm_by(self) -> date:
        """The day by which a second coordinator has looked at a suspension."""
        return add_working_days(timezone.localdate(self.at), CONFIRM_WORKING_DAYS)


class Paper(models.Model):
    """A paper for the check, such as the rules of the organization. Its representatives and the desk open it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="papers")
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["file__at"]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.file_id}"


class Photo(models.Model):
    """The one photo of the public page, with the words for those who do not see it."""

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="photo")
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=200, help_text="what the photo shows, read aloud instead of it")
    width = models.PositiveSmallIntegerField(help_text="points, so that the page does not jump when it comes")
    height = models.PositiveSmallIntegerField(help_text="points")

    def __str__(self) -> str:
        return self.words


class Membership(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role.choices)
    since = models.DateTimeField(default=now)
    chosen_at = models.DateTimeField(null=True, blank=True, help_text="when the person last chose to work for this one of several")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "user"], name="one_membership_a_person")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Invitation(models.Model):
    """An invitation, bound to the invited mail address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.MEMBER)
    invited_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)
    after = models.CharField(max_length=6, choices=After.choices, blank=True,
                             help_text="with a hand-over: what the inviting representative becomes when it is accepted")

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(
            fields=["organization", "email"], name="one_open_invitation_an_address",
            condition=models.Q(answered_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.role}"

    @property
    def expires_at(self) -> datetime:
        return self.at + INVITATION_LASTS

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= now()
