"""Reads of applications, slots and interviews. An organization sees applicants only while it is verified."""
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from engawa.base.times import now, today, working_days_between
from engawa.base.users.models import User
from engawa.journey.applications.models import OPEN_STATES, Application, Interview, Slot, State
from engawa.journey.organizations.models import Membership, Organization
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.participants.models import Participant
from engawa.journey.postings import queries as postings
from engawa.journey.postings.models import Posting

UNDECIDED_WORKING_DAYS = 3
QUIET_DAYS, QUIET_NOTICES = 9, 2
TOGETHER = ("posting__organization", "posting__area", "participant__user", "interview")


def _whole() -> QuerySet[Application]:
    return Application.objects.select_related(*TOGETHER)


def _received(user: User) -> Q:
    organizations = Organization.objects.filter(
        state=OrganizationState.VERIFIED, pk__in=Membership.objects.filter(user=user).values("organization"))
    return Q(posting__organization__in=organizations)


def sent_by(user: User) -> QuerySet[Application]:
    """Return a person's own applications: open ones first, then the newest."""
    return _whole().filter(participant__user=user).order_by("ended_at", "-sent_at")


def received_by(user: User) -> QuerySet[Application]:
    """Return the applications to the verified organizations a person works for: open ones first, the oldest on top."""
    return _whole().filter(_received(user)).order_by("ended_at", "sent_at")


def waiting_elsewhere(user: User, organization: Organization) -> QuerySet[Organization]:
    """Return the other verified organizations of a person where applications wait for an answer; `waiting` says how many."""
    others = Organization.objects.filter(state=OrganizationState.VERIFIED, memberships__user=user).exclude(pk=organization.pk)
    waiting = Count("postings__applications", filter=Q(postings__applications__state=State.SENT), distinct=True)
    return others.annotate(waiting=waiting).filter(waiting__gt=0).order_by("name")


def visible_to(user: User) -> QuerySet[Application]:
    """Return what a person may read as applicant or as member of a verified organization; the desk sees only counts."""
    if not user.is_authenticated:
        return Application.objects.none()
    return _whole().filter(Q(participant__user=user) | _received(user))


def open_of(user: User) -> list[tuple[str, str]]:
    """Applications of a person that are not settled yet, as (title of the posting, page)."""
    return [(_("Application: %(title)s") % {"title": one.posting_as_read.title}, reverse("applications:application", kwargs={"pk": one.pk}))
            for one in sent_by(user).filter(state__in=OPEN_STATES)]


def of_participant(participant: Participant) -> QuerySet[Application]:
    """Return a participant's applications: open ones first, then the newest."""
    return _whole().filter(participant=participant).order_by("ended_at", "-sent_at")


def waiting_for(organization: Organization) -> QuerySet[Application]:
    """Return applications that wait for an organization's first answer, the longest waiting first; none while unverified."""
    return _whole().filter(posting__organization=organization, state=State.SENT,
                           posting__organization__state=OrganizationState.VERIFIED).order_by("sent_at")


def waiting_about(postings: Collection[Posting]) -> QuerySet[Application]:
    """Applications to postings that wait for an answer: those that end, and are told so, when these close."""
    return Application.objects.filter(posting__in=postings, state__in=OPEN_STATES).order_by("pk")


def open_at(organization: Organization) -> QuerySet[Application]:
    """Applications to an organization that are not settled yet, in the order they came."""
    return Application.objects.filter(posting__organization=organization, state__in=OPEN_STATES).order_by("pk")


def to_suspended(user: User) -> QuerySet[Application]:
    """A person's applications to organizations that are suspended now."""
    return sent_by(user).filter(posting__organization__state=OrganizationState.SUSPENDED)


def _waiting() -> QuerySet[Application]:
    """Applications whose next step somebody owes; nobody can take it while the organization is suspended."""
    return _whole().filter(state__in=[State.SENT, State.OFFERING]).exclude(posting__organization__state=OrganizationState.SUSPENDED)


def live_application(participant: Participant, posting: Posting) -> Application | None:
    """Return the participant's application to a posting that is open or accepted, if there is one."""
    return _whole().filter(participant=participant, posting=posting, state__in=[*OPEN_STATES, State.ACCEPTED]).first()


def sent_on(participant: Participant, day: date) -> int:
    """Count the applications a participant sent on a day of the reader's zone."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    return Application.objects.filter(participant=participant, sent_at__gte=start, sent_at__lt=start + timedelta(days=1)).count()


def slots_of(organization: Organization) -> QuerySet[Slot]:
    """Return the future times an organization offers, those already given to somebody included."""
    return organization.slots.filter(removed_at=None, starts_at__gt=now())


def open_slots(organization: Organization) -> QuerySet[Slot]:
    """Return the future times that can still be chosen."""
    return slots_of(organization).filter(taken_at=None)


def due_soon() -> QuerySet[Application]:
    """Return applications whose next step is due tomorrow or earlier and whose side was not reminded yet."""
    return _waiting().filter(answer_due__lte=today() + timedelta(days=1), reminded_at=None)


def overdue() -> QuerySet[Application]:
    """Return applications whose promised day has passed without an answer, the oldest first."""
    return _waiting().filter(answer_due__lt=today()).order_by("answer_due", "sent_at")


def _begun() -> QuerySet[Interview]:
    return (Interview.objects.filter(application__state=State.MEETING, starts_at__lt=now())
            .exclude(application__posting__organization__state=OrganizationState.SUSPENDED).order_by("starts_at")
            .select_related("application__posting__organization", "application__participant__user"))


def undecided() -> list[Interview]:
    """Return interviews that are more than three working days ago and after which nothing is decided, the oldest first."""
    return [one for one in _begun()
            if working_days_between(timezone.localtime(one.starts_at).date(), today()) > UNDECIDED_WORKING_DAYS]


def to_be_asked() -> list[Interview]:
    """Return interviews that are over and whose sides were not yet asked how it was."""
    return [one for one in _begun().filter(application__reminded_at=None) if one.ends_at <= now()]


def quiet() -> QuerySet[Posting]:
    """Return open postings to which nobody has ever applied, 9 days after publication or after the last notice of it.

    Those told twice are left in peace.
    """
    since = now() - timedelta(days=QUIET_DAYS)
    never = Posting.objects.filter(applications=None, published_at__lte=since)
    return (postings.open_postings().filter(pk__in=never.values("pk")).select_related("organization", "template")
            .annotate(told=Count("quiet_notices"), last_told=Max("quiet_notices__at"))
            .filter(Q(last_told=None) | Q(last_told__lte=since), told__lt=QUIET_NOTICES).order_by("published_at"))
