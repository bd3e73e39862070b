"""Reads for the workbench: states and ages, never the contents of a room."""
from django.db.models import Case, Max, QuerySet, Sum, When

from engawa.base.notices.models import Mail
from engawa.base.threads.models import Inquiry, Report
from engawa.journey.applications.models import Application
from engawa.journey.organizations.models import Organization
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.participants.queries.proposals import open_proposals
from engawa.journey.postings.models import Posting, PostingReport, Question
from engawa.journey.postings.models import State as PostingState
from engawa.journey.projects.models import Project
from engawa.journey.projects.models import State as ProjectState


def organizations(state: str = "") -> QuerySet[Organization]:
    """Return organizations beyond the draft, optionally of one state, those longest waiting first."""
    found = Organization.objects.exclude(state=OrganizationState.DRAFT).prefetch_related("causes")
    return (found.filter(state=state) if state else found).order_by("asked_at", "name")


def postings(state: str = "") -> QuerySet[Posting]:
    """Return postings beyond the first draft, optionally of one state."""
    found = Posting.objects.exclude(state=PostingState.DRAFT, submitted_at=None).select_related("organization", "area", "template")
    return (found.filter(state=state) if state else found).order_by("submitted_at")


def questions() -> QuerySet[Question]:
    """Return questions about postings."""
    return Question.objects.select_related("posting__organization")


def posting_reports() -> QuerySet[PostingReport]:
    """Return reports of postings and of questions about them."""
    return PostingReport.objects.select_related("posting__organization", "question", "by")


def projects() -> QuerySet[Project]:
    """Return projects with their last report and hours, running ones first; no texts."""
    return (Project.objects.select_related("organization").annotate(last_report=Max("reports__at"), given=Sum("hours__minutes"))
            .order_by("ended_at", "report_due"))


def mails() -> QuerySet[Mail]:
    """Return the delivery log, what was given up first: kind, address, state, attempts, last error."""
    given_up = Case(When(state=Mail.State.GIVEN_UP, then=0), default=1)
    return Mail.objects.select_related("user").order_by(given_up, "-at")


def inquiries() -> QuerySet[Inquiry]:
    """Return questions and call-back wishes, open ones first."""
    return Inquiry.objects.order_by("handled_at", "at")


def reports() -> QuerySet[Report]:
    """Return reported messages."""
    return Report.objects.select_related("by", "message__by")


def counts() -> dict[str, int]:
    """Return the figures of the side column."""
    return {
        "verified": Organization.objects.filter(state=OrganizationState.VERIFIED).count(),
        "open": Posting.objects.filter(state=PostingState.OPEN).count(),
        "applications": Application.objects.filter(state__in=["sent", "offering", "meeting"]).count(),
        "running": Project.objects.filter(state=ProjectState.RUNNING).count(),
        "proposals": open_proposals().count(),
        "finished": Project.objects.filter(state=ProjectState.FINISHED).count(),
    }
