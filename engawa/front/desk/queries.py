"""Reads for the workbench: states and ages, never the contents of a room."""
import json
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, CharField, Count, Max, Min, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.functions import Cast

from engawa.base.notices.models import Mail
from engawa.base.notices.queries import troubled_mails
from engawa.base.text.normal import normal
from engawa.base.threads.models import Inquiry, Report
from engawa.journey.applications.models import OPEN_STATES, Application
from engawa.journey.organizations.models import Organization
from engawa.journey.organizations.models import State as OrganizationState
from engawa.journey.participants.queries.proposals import open_proposals
from engawa.journey.postings.models import Posting, PostingReport, Question
from engawa.journey.postings.models import State as PostingState
from engawa.journey.postings.reading import GIVEN_TWICE
from engawa.journey.projects.models import Project
from engawa.journey.projects.models import State as ProjectState
from engawa.journey.skills.queries import clashing


def organizations(state: str = "") -> QuerySet[Organization]:
    """Return organizations beyond the draft, optionally of one state, those longest waiting first."""
    unseen = Q(state=OrganizationState.DRAFT) | Q(state=OrganizationState.CLOSED, asked_at=None)
    found = Organization.objects.exclude(unseen).prefetch_related("causes")
    return (found.filter(state=state) if state else found).order_by("asked_at", "name")


def postings(state: str = "", words: str = "") -> QuerySet[Posting]:
    """Return postings beyond the first draft, optionally of one state and with words of theirs in either language, their organization or number."""
    found = Posting.objects.exclude(state=PostingState.DRAFT, submitted_at=None).select_related("organization", "area", "template")
    typed = normal(words).split()
    if typed:
        found = found.alias(results=Cast("deliverables", TextField()))
    for word in typed:
        said = Q(title__icontains=word) | Q(need__icontains=word) | Q(task__icontains=word) | Q(organization__name__icontains=word)
        for text in (word, json.dumps(word)[1:-1]):  # SQLite keeps a list of Japanese words by their numbers, PostgreSQL as they are
            said |= Q(results__icontains=text) | reduce(or_, (Q(**{f"other_words__{part}__icontains": text}) for part in GIVEN_TWICE))
        found = found.filter(said | Q(number=int(word)) if word.isdecimal() and len(word) < 10 else said)
    return (found.filter(state=state) if state else found).order_by("submitted_at")


def posting_states(words: str = "") -> list[tuple[str, str, int]]:
    """Return each state with its name and how many postings with these words are in it; states without any are left out."""
    counts = dict(postings(words=words).order_by().values_list("state").annotate(Count("pk")))
    return [(state.value, str(state.label), counts[state]) for state in PostingState if counts.get(state)]


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


@dataclass(frozen=True)
class Tally:
    """How many of a kind there are, and since when the oldest waits."""

    n: int = 0
    since: datetime | None = None


def tallies() -> dict[str, Tally]:
    """Return the figures of the queue's page in one question to the database; a kind without rows is left out."""
    rows = [
        _tally("verified", Organization.objects.filter(state=OrganizationState.VERIFIED), "verified_at"),
        _tally("open", Posting.objects.filter(state=PostingState.OPEN), "published_at"),
        _tally("applications", Application.objects.filter(state__in=OPEN_STATES), "sent_at"),
        _tally("running", Project.objects.filter(state=ProjectState.RUNNING), "opened_at"),
        _tally("finished", Project.objects.filter(state=ProjectState.FINISHED), "ended_at"),
        _tally("proposals", open_proposals(), "proposed_at"), _tally("clashes", clashing(), "at"),
        _tally("mails", troubled_mails(), "at")]
    return {kind: Tally(n, since) for kind, n, since in rows[0].union(*rows[1:], all=True) if n}


def _tally(kind: str, found: QuerySet[Any], since: str) -> QuerySet[Any, Any]:
    counted = found.select_related(None).order_by().values(tallied=Value(kind, CharField()))
    row: QuerySet[Any, Any] = counted.annotate(tally=Count("pk"), oldest=Min(since)).values_list("tallied", "tally", "oldest")
    return row
