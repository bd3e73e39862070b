"""Reads of organizations. Rights are read from the memberships at each request, never kept in a session."""
import re
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from engawa.base.history.models import Event
from engawa.base.text.normal import normal
from engawa.base.times import add_working_days, now, today
from engawa.base.users.models import User
from engawa.journey.organizations.models import (
    RENEWAL_OPENS,
    WITH_THE_DESK,
    Act,
    Call,
    Check,
    Decision,
    Invitation,
    Membership,
    Organization,
    Paper,
    Photo,
    Point,
    Role,
    State,
)
from engawa.journey.organizations.names import COMMON, name_key

ANSWER_WORKING_DAYS = 2
NOT_IN_NUMBERS = re.compile(r"[\s-]")
LONG_ENOUGH = 4  # letters of a name that may be a part of another one
SIMILAR_SHOWN = 20  # at most, so that a common word does not fill the page
PAPERS_STAY = timedelta(days=30)  # after the answer, for questions about it
VERIFICATION_VERBS = tuple(f"organizations.{verb}" for verb in (
    "registered", "asked", "taken_up", "verified", "more_wanted", "refused", "suspended", "restored", "renewal_asked",
    "renewal_question", "renewed", "closed"))
NO_LONGER_HERE = (State.REFUSED, State.CLOSED)  # need no representative and keep no number
BEFORE_THE_DESK = (*WITH_THE_DESK, State.MORE_WANTED, State.REFUSED, State.SUSPENDED)


def public() -> QuerySet[Organization]:
    """Organizations everybody may see: the verified ones."""
    return Organization.objects.filter(state=State.VERIFIED).prefetch_related("causes")


def no_longer_public() -> QuerySet[Organization]:
    """Organizations that everybody could see until their registration ended: their pages say just that."""
    return Organization.objects.filter(state=State.CLOSED, verified_at__isnull=False)


def visible_to(user: User) -> QuerySet[Organization]:
    """Own organizations in any state, verified ones for everybody, for the desk all that were ever shown to it."""
    seen = Q(state=State.VERIFIED)
    if user.is_authenticated:
        seen |= Q(pk__in=Membership.objects.filter(user=user).values("organization"))
        if user.is_desk:
            seen |= Q(state__in=BEFORE_THE_DESK) | Q(state=State.CLOSED, asked_at__isnull=False)
    return Organization.objects.filter(seen).prefetch_related("causes")


def of_user(user: User) -> QuerySet[Organization]:
    """The organizations a person belongs to: the one last chosen first, then in the order of joining, closed ones last."""
    return Organization.objects.filter(memberships__user=user).order_by(
        F("memberships__chosen_at").desc(nulls_last=True), F("closed_at").asc(nulls_first=True), "memberships__since", "memberships__pk")


def organization_of(user: User) -> Organization | None:
    """The organization a person works for here: the one last chosen, else the one joined first."""
    return of_user(user).first() if user.is_authenticated else None


def memberships_of(organization: Organization) -> QuerySet[Membership]:
    """Who works for it, representatives first, then in the order of joining."""
    return organization.memberships.select_related("user").order_by("-role", "since", "pk")


def memberships_visible_to(user: User) -> QuerySet[Membership]:
    """Who works for the organizations that a person belongs to."""
    return Membership.objects.filter(organization__in=of_user(user)).select_related("user", "organization")


def people_of(organization: Organization) -> QuerySet[User]:
    """The people to tell about something: its members with a living account."""
    return User.objects.filter(memberships__organization=organization, is_active=True).order_by("memberships__since")


def owners_of(organization: Organization) -> QuerySet[User]:
    """Its representatives."""
    return User.objects.filter(memberships__in=organization.memberships.filter(role=Role.OWNER), is_active=True)


def staying_owners_of(organization: Organization) -> QuerySet[User]:
    """Its representatives who are not about to close their account."""
    return owners_of(organization).filter(closing_at=None)


def to_hand_over(user: User) -> list[tuple[str, str]]:
    """Organizations that would be left without a representative, as (name, page where that is settled)."""
    represented = Organization.objects.filter(memberships__user=user, memberships__role=Role.OWNER).exclude(state__in=NO_LONGER_HERE)
    staying = Membership.objects.filter(role=Role.OWNER, user__is_active=True, user__closing_at=None).exclude(user=user)
    return [(name, reverse("organizations:hand_over")) for name in represented.exclude(pk__in=staying.values("organization")).values_list("name", flat=True)]


def is_member(user: User, organization: Organization) -> bool:
    """Whether a person works for it."""
    return user.is_authenticated and Membership.objects.filter(user=user, organization=organization).exists()


def is_owner(user: User, organization: Organization) -> bool:
    """Whether a person is one of its representatives."""
    return user.is_authenticated and Membership.objects.filter(
        user=user, organization=organization, role=Role.OWNER).exists()


def waiting_for_desk() -> QuerySet[Organization]:
    """Organizations that the desk has to check, the longest waiting first; not those whose decision waits for a second person."""
    members = Prefetch("memberships", Membership.objects.select_related("user"))
    found = Organization.objects.filter(state__in=WITH_THE_DESK).exclude(decisions__in=Decision.objects.filter(answered_at=None))
    return found.select_related("checker").prefetch_related("causes", members).order_by("asked_at")


def with_desk() -> QuerySet[Organization]:
    """Everything that waits for the desk: a check, a second person, a yearly confirmation that has come or is overdue."""
    overdue = Q(renewal_asked_at__isnull=False) | Q(verified_until__lt=today())
    return Organization.objects.filter(
        Q(state__in=WITH_THE_DESK) | Q(pk__in=Decision.objects.filter(answered_at=None).values("organization"))
        | Q(state=State.VERIFIED) & overdue)


def with_words(found: QuerySet[Organization], words: str) -> QuerySet[Organization]:
    """Those whose name has these words, also written otherwise, or whose number begins with them."""
    if not (typed := normal(words)):
        return found
    said = Q(name__icontains=typed) | Q(name_key__contains=name_key(typed))
    number = NOT_IN_NUMBERS.sub("", typed)
    if any(letter.isdigit() for letter in number):
        said |= Q(corporate_number__startswith=number) | Q(foreign_number__istartswith=typed) | Q(foreign_number__istartswith=number)
    return found.filter(said)


def decisions_of(organization: Organization) -> QuerySet[Decision]:
    """What the coordinators decided, with who decided, who confirmed it or took it back."""
    return organization.decisions.select_related("by", "second")


def open_decision(organization: Organization) -> Decision | None:
    """The decision that waits for a second coordinator, or None."""
    return decisions_of(organization).filter(answered_at=None).first()


def decisions_to_confirm() -> QuerySet[Decision]:
    """Every decision that waits for a second coordinator, the longest waiting first."""
    return Decision.objects.filter(answered_at=None).select_related("organization", "by").order_by("at")


def seconds_for(organization: Organization, first: User | None) -> QuerySet[User]:
    """Coordinators who may confirm what another one decided: not those who belong to the organization."""
    others = User.objects.desk_officers().exclude(memberships__organization=organization)
    return others.exclude(pk=first.pk) if first else others


def renewals_to_read() -> QuerySet[Organization]:
    """Verified organizations that have confirmed their details, for the desk to read, the longest waiting first."""
    return Organization.objects.filter(state=State.VERIFIED, renewal_asked_at__isnull=False).order_by("renewal_asked_at")


def renewals_overdue() -> QuerySet[Organization]:
    """Verified organizations whose last day has passed and that have confirmed nothing, the longest overdue first."""
    return Organization.objects.filter(
        state=State.VERIFIED, renewal_asked_at=None, verified_until__lt=today()).order_by("verified_until")


def answer_due(organization: Organization) -> date | None:
    """The day by which the desk promised to answer: two working days after it was asked."""
    if organization.asked_at is None or not organization.is_with_desk:
        return None
    return add_working_days(timezone.localdate(organization.asked_at), ANSWER_WORKING_DAYS)


def is_answer_late(organization: Organization) -> bool:
    """Whether the promised day has passed without an answer."""
    due = answer_due(organization)
    return due is not None and today() > due


def checks_of(organization: Organization) -> QuerySet[Check]:
    """What the desk has looked at, with who and when."""
    return organization.checks.select_related("by")


def points_left(organization: Organization) -> list[str]:
    """The points of the list that nobody has ticked yet, in the order of the list."""
    done = set(organization.checks.values_list("point", flat=True))
    return [point for point in Point.values if point not in done]


def calls_of(organization: Organization) -> QuerySet[Call]:
    """The calls of the desk, the latest first."""
    return organization.calls.select_related("by")


def papers_of(organization: Organization) -> QuerySet[Paper]:
    """The papers for the check, in the order of sending."""
    return organization.papers.select_related("file")


def papers_visible_to(user: User) -> QuerySet[Paper]:
    """Papers of one's own organizations; for the desk all."""
    found = Paper.objects.select_related("file", "organization")
    return found if user.is_desk else found.filter(organization__memberships__user=user)


def papers_no_longer_needed() -> QuerySet[Paper]:
    """Papers of organizations whose check and yearly confirmation were answered, or that closed, thirty days ago or earlier."""
    long_ago = now() - PAPERS_STAY
    answered = Organization.objects.filter(Q(renewed_at=None) | Q(renewed_at__lte=long_ago), answered_at__lte=long_ago)
    done = answered.exclude(state__in=[*WITH_THE_DESK, State.MORE_WANTED]).exclude(
        state=State.VERIFIED, verified_until__isnull=False, verified_until__lte=today() + RENEWAL_OPENS)
    closed = Q(organization__state=State.CLOSED, organization__closed_at__lte=long_ago)
    return Paper.objects.select_related("file", "organization").filter(closed | Q(organization__in=done))


def photo_of(organization: Organization) -> Photo | None:
    """The photo of the public page, or None."""
    return Photo.objects.select_related("file").filter(organization=organization).first()


def public_photos() -> QuerySet[Photo]:
    """Photos everybody may see: those of verified organizations."""
    return Photo.objects.filter(organization__state=State.VERIFIED).select_related("file")


def photos_visible_to(user: User) -> QuerySet[Photo]:
    """Photos of one's own organizations; for the desk all."""
    found = Photo.objects.select_related("file", "organization")
    return found if user.is_desk else found.filter(organization__memberships__user=user)


def with_number(number: str) -> QuerySet[Organization]:
    """Organizations that already carry a corporate number; a refused or closed one does not keep it."""
    return Organization.objects.filter(corporate_number=number).exclude(state__in=NO_LONGER_HERE)


def _similar(found: QuerySet[Organization], name: str) -> QuerySet[Organization]:
    wanted = name_key(name)
    near = Q(name_key=wanted) | Q(name_key__contains=wanted) if len(wanted) >= LONG_ENOUGH and wanted not in COMMON else Q(name_key=wanted)
    return found.filter(near).order_by("name", "prefecture", "made_at")


def similar_to(name: str) -> QuerySet[Organization]:
    """Verified organizations with (nearly) the same name. Others are not shown to a stranger."""
    return _similar(public(), name)


def similar_for_desk(organization: Organization) -> QuerySet[Organization]:
    """Other organizations with (nearly) the same name or the same foreign number in every state the desk sees, at most twenty."""
    others = Organization.objects.exclude(pk=organization.pk).exclude(asked_at=None)
    found = _similar(others, organization.name)
    if organization.foreign_number:
        found |= others.filter(country=organization.country, foreign_number=organization.foreign_number)
    return found[:SIMILAR_SHOWN]


def open_invitations_of(organization: Organization) -> QuerySet[Invitation]:
    """Invitations that were not answered yet."""
    return organization.invitations.filter(answered_at=None)


def appointments_of(organization: Organization) -> QuerySet[Invitation]:
    """Invitations by which the desk appointed a representative and that were not taken up yet, the latest first."""
    appointed = organization.decisions.filter(act=Act.APPOINT, answered_at__isnull=False, back_words="").exclude(email="").values("email")
    members = organization.memberships.values("user")
    return open_invitations_of(organization).filter(role=Role.OWNER, email__in=appointed).exclude(invited_by__in=members)


def invitations_visible_to(user: User) -> QuerySet[Invitation]:
    """Invitations sent to this person's own mail address."""
    return Invitation.objects.filter(email=user.email).select_related("organization", "invited_by")


def invitation_of_somebody(pk: UUID) -> Invitation | None:
    """An invitation, whoever it was sent to: for the sentence that it is for another address."""
    return Invitation.objects.filter(pk=pk).first()


def was_invited(pk: UUID) -> bool:
    """Whether there was such an invitation; one that was taken back, or gave way to a newer one, is gone."""
    return Event.objects.filter(verb="organizations.invited", data__invitation=str(pk)).exists()
