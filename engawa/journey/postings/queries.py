"""Reads of templates and postings."""
from django.db.models import Q, QuerySet

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.organizations.models import Membership, Organization
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.postings.models import Posting, State, Template

SEEN_BY_ALL = (State.OPEN, State.PAUSED, State.FILLED, State.CLOSED)


def open_postings() -> QuerySet[Posting]:
    """Return postings one can apply to now: open, of a verified organization, the closing day not passed."""
    return Posting.objects.filter(state=State.OPEN, organization__state=OrganizationState.VERIFIED).filter(
        Q(deadline=None) | Q(deadline__gte=today()))


def visible_to(user: User) -> QuerySet[Posting]:
    """Own postings in any state; published ones for everybody; for the desk all that were submitted (security.md §5.2)."""
    seen = Q(state__in=SEEN_BY_ALL, published_at__isnull=False, organization__state=OrganizationState.VERIFIED)
    if user.is_authenticated:
        seen |= Q(organization__in=Membership.objects.filter(user=user).values("organization"))
        if user.is_desk:
            seen |= Q(submitted_at__isnull=False)
    return Posting.objects.filter(seen)


def editable_by(user: User) -> QuerySet[Posting]:
    """Postings of the organizations a person works for."""
    return Posting.objects.filter(organization__in=Membership.objects.filter(user=user).values("organization"))


def of_organization(organization: Organization) -> QuerySet[Posting]:
    """An organization's postings, the last saved first."""
    return Posting.objects.filter(organization=organization).select_related("area").order_by("-saved_at")


def waiting_for_desk() -> QuerySet[Posting]:
    """Postings the desk has to look at, oldest first."""
    return Posting.objects.filter(state=State.IN_REVIEW).order_by("submitted_at")


def templates(*, area: str = "", size: str = "") -> QuerySet[Template]:
    """Templates in use now, optionally of one area and size, shortest first."""
    found = Template.objects.filter(retired_at=None).select_related("area")
    if area:
        found = found.filter(area=area)
    if size:
        found = found.filter(size=size)
    return found.order_by("hours_typical", "position")


def missing(posting: Posting) -> list[str]:
    """Return the sections that still lack something a reader needs, in order."""
    checks = {
        "need": posting.title and posting.need, "task": posting.task, "deliverables": posting.deliverables,
        "time": posting.hours_per_week and posting.hours_total and posting.weeks, "contact": posting.contact_person,
    }
    return [section for section, there in checks.items() if not there]
