"""What waits for a person, most urgent first: the heart of the two home pages.

Each kind of waiting thing is one small function that yields `Todo`s. A page shows the first one large and the
next two below it; the rest is reached through its own list.
"""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from engawa.base.times import now, today
from engawa.base.times.words import when_words
from engawa.base.users.models import User
from engawa.journey.agreements.models import Agreement, Consent
from engawa.journey.agreements.models import State as SheetState
from engawa.journey.applications.models import Application, Interview
from engawa.journey.applications.models import State as ApplicationState
from engawa.journey.organizations import rules as organization_rules
from engawa.journey.organizations.models import Organization
from engawa.journey.outcomes.models import Completion
from engawa.journey.participants.models import Participant
from engawa.journey.postings import queries as postings
from engawa.journey.postings.models import State as PostingState
from engawa.journey.postings.opened import in_open_words
from engawa.journey.projects.models import Project, Report
from engawa.journey.projects.models import State as ProjectState

SOON = timedelta(hours=36)
REPLY_DAYS = 5


@dataclass(frozen=True)
class Todo:
    """One thing to do: what, why in a sentence, the button, where it leads, whom it concerns, by when."""

    title: str
    lead: str
    button: str
    url: str
    picture: str
    whom: str = ""
    due: date | None = None


def for_participant(participant: Participant) -> list[Todo]:
    """Return what waits for a participant."""
    return list(_participant_todos(participant))


def _participant_todos(me: Participant) -> Iterator[Todo]:
    mine = Application.objects.filter(participant=me).select_related("posting__organization")
    yield from _interviews(Interview.objects.filter(application__in=mine), "participant_answer", for_organization=False)
    for row in mine.filter(state=ApplicationState.OFFERING):
        yield Todo(_("Choose a time for the interview"), _("The organization has offered new times."), _("Choose a time"),
                   reverse("applications:application", kwargs={"pk": row.pk}), "clock", row.posting.organization.name,
                   row.answer_due)
    yield from _sheets(Agreement.objects.filter(parties__participant=me), me)
    projects = Project.objects.filter(participants=me).select_related("organization")
    for project in projects.filter(state=ProjectState.RUNNING, report_due__lte=today()):
        yield Todo(
            _("Today is a report day") if project.report_due == today() else _("A report is waiting to be written"),
            _("Four questions, about three minutes. It is all right if nothing has moved."), _("Write the report"),
            reverse("projects:report", kwargs={"pk": project.pk}), "letter", project.organization.name, project.report_due)
    yield from _closings(projects, me.user, for_organization=False)


def for_organization(organization: Organization, user: User) -> list[Todo]:
    """Return what waits for an organization; `user` is the member who looks."""
    return list(_organization_todos(organization, user))


def _organization_todos(us: Organization, user: User) -> Iterator[Todo]:
    drafts = postings.of_organization(us).filter(state=PostingState.DRAFT)
    for posting in drafts.filter(is_returned=True).order_by("submitted_at")[:1]:
        yield Todo(_("The coordinator team asks you to change something"), posting.title, _("Read what to change"),
                   reverse("postings:check", kwargs={"pk": posting.pk}), "letter")
    waiting = Application.objects.filter(posting__organization=us).select_related("posting", "participant__user")
    yield from _interviews(Interview.objects.filter(application__in=waiting), "organization_answer", for_organization=True)
    for row in waiting.filter(state=ApplicationState.SENT).order_by("sent_at"):
        yield Todo(_("An application is waiting for your answer"), row.posting_as_read.title, _("Read the application"),
                   reverse("applications:received", kwargs={"pk": row.pk}), "letter", row.participant.user.name, row.answer_due)
    for question in postings.questions_received(user).filter(posting__organization=us, answered_at=None).order_by("at")[:1]:
        yield Todo(_("A question waits for your answer"), in_open_words(question.posting).title, _("Read the question"),
                   reverse("postings:question", kwargs={"pk": question.pk}), "letter", "", None)
    yield from _sheets(Agreement.objects.filter(organization=us), None)
    projects = Project.objects.filter(organization=us).select_related("organization")
    for report in Report.objects.filter(project__in=projects, read_at=None).select_related("project", "participant__user"):
        yield Todo(_("A report has come"), report.project.title, _("Read the report"),
                   reverse("projects:reports", kwargs={"pk": report.project_id}), "notebook", report.participant.user.name,
                   timezone.localtime(report.at).date() + timedelta(days=REPLY_DAYS))
    yield from _closings(projects, user, for_organization=True)
    if organization_rules.why_not_renew(user, us) is None:
        yield Todo(_("Look through the details of your organization"), _("Once a year, about a minute: is everything still right?"),
                   _("Look through and confirm"), reverse("organizations:renewal"), "notebook", "", us.verified_until)
    for posting in postings.over().filter(organization=us)[:1]:
        yield Todo(_("The closing day has passed"), posting.title, _("Move the day, or close the posting"),
                   reverse("postings:posting", kwargs={"pk": posting.pk}), "clock")
    quiet = postings.open_postings().filter(organization=us, applications=None, quiet_notices__isnull=False)
    for posting in quiet.order_by("published_at")[:1]:
        yield Todo(_("Nobody has applied yet"), posting.title, _("See what could help"),
                   reverse("applications:quiet", kwargs={"pk": posting.pk}), "shelf")
    for posting in drafts.filter(is_returned=False)[:1]:
        yield Todo(_("Go on with your posting"), posting.title, _("Go on writing"),
                   reverse("postings:check", kwargs={"pk": posting.pk}), "shelf")


def _interviews(interviews, answer_field: str, *, for_organization: bool) -> Iterator[Todo]:
    moment = now()
    live = interviews.filter(application__state=ApplicationState.MEETING).select_related(
        "application__posting__organization", "application__participant__user").order_by("starts_at")
    for row in live.filter(starts_at__lte=moment + SOON).filter(
            Q(starts_at__gt=moment - timedelta(hours=1)) | Q(**{answer_field: ""})):
        application = row.application
        whom = application.participant.user.name if for_organization else application.posting.organization.name
        url = reverse("applications:interview", kwargs={"pk": application.pk})
        if row.starts_at + timedelta(minutes=row.minutes) > moment:
            yield Todo(_("The interview is near"), when_words(row.starts_at), _("Open the interview page"), url, "people", whom,
                       timezone.localtime(row.starts_at).date())
        elif not getattr(row, answer_field):
            yield Todo(_("How was the interview"), _("Say whether you wish to go on, to talk it over, or not this time."),
                       _("Answer"), url, "people", whom,
                       timezone.localtime(row.starts_at).date() + timedelta(days=3))


def _sheets(agreements: Iterable[Agreement], me: Participant | None) -> Iterator[Todo]:
    drafts = Agreement.objects.filter(pk__in=[a.pk for a in agreements], state=SheetState.DRAFT).select_related(
        "organization").prefetch_related("versions", "parties")
    agreed = set(Consent.objects.filter(version__agreement__in=drafts, party__participant=me).values_list("version", flat=True))
    for sheet in drafts:
        last = max(sheet.versions.all(), key=lambda version: version.number, default=None)
        if last and last.pk in agreed:
            continue
        others = [party.name for party in sheet.parties.all() if party.participant_id != (me.pk if me else None)]
        yield Todo(_("Read the alignment sheet"), sheet.title, _("Open the sheet"),
                   reverse("agreements:sheet", kwargs={"pk": sheet.pk}), "notebook", "、".join(others))


def _closings(projects, user: User, *, for_organization: bool) -> Iterator[Todo]:
    asked = Completion.objects.filter(project__in=projects, confirmed_at=None).exclude(
        asked_by_organization=for_organization).select_related("project__organization")
    for row in asked:
        yield Todo(_("Confirm that the work is finished"), row.project.title, _("Confirm completion"),
                   reverse("outcomes:confirm", kwargs={"pk": row.project_id}), "persimmon", row.project.organization.name)
    for project in projects.filter(state=ProjectState.FINISHED, completion__isnull=False).exclude(
            thanks__from_organization=for_organization):
        yield Todo(_("Write a word of thanks"), project.title, _("Write thanks"),
                   reverse("outcomes:thanks", kwargs={"pk": project.pk}), "persimmon", project.organization.name)
