"""ALL triggers from an earlier step to a later one, on one page.

Going down the house needs no signal: a later step calls an earlier one's action. Going up does: an earlier
step announces, and here it is decided who hears it. Every receiver runs in the transaction of the announcement,
so an error undoes both.
"""
from collections.abc import Collection

from django.contrib.auth.signals import user_logged_in
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from engawa.base.accounts import closing
from engawa.base.accounts.signals import account_erasing
from engawa.base.users.models import User
from engawa.journey.agreements import actions as agreements
from engawa.journey.agreements import queries as sheets
from engawa.journey.agreements.models import Agreement
from engawa.journey.agreements.signals import agreement_concluded, agreement_revised
from engawa.journey.applications import actions as applications
from engawa.journey.applications import queries as applications_sent
from engawa.journey.applications.models import Application
from engawa.journey.applications.signals import application_accepted
from engawa.journey.diagnosis import actions as diagnosis
from engawa.journey.matching import actions as matching
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.closing import Closing
from engawa.journey.organizations.models import Organization
from engawa.journey.organizations.signals import (
    closing_asked,
    organization_changed,
    organization_closing,
    suspension_changed,
)
from engawa.journey.postings import actions as posting_actions
from engawa.journey.postings import queries as postings
from engawa.journey.postings.models import Posting
from engawa.journey.postings.signals import hours_asked, posting_changed, posting_closed, waiting_asked
from engawa.journey.projects import actions as projects
from engawa.journey.projects import queries as project_rooms
from engawa.journey.skills.signals import words_changed


def words_changed_index(sender: type[Model], slugs: Collection[str], **_: object) -> None:
    """Skills, areas, causes or templates have other words: postings will soon be found by the new ones."""
    matching.outdate_rows(of=sender, slugs=slugs)


def organization_changed_index(organization: Organization, **_: object) -> None:
    """An organization was renamed, verified or suspended: its postings are found by the new words, or not at all."""
    matching.index_organization(organization=organization)


def suspension_changed_applications(organization: Organization, by: User, **_: object) -> None:
    """An organization was suspended, or works again: who waits for its answer is told, or gets a new day for it."""
    applications.follow_suspension(by=by, organization=organization)


def organization_closing_postings(organization: Organization, by: User, words: str, **_: object) -> None:
    """The registration of an organization ends: its postings close, and who waits is told."""
    posting_actions.close_postings_of(by=by, organization=organization, words=words)


def closing_asked_postings(organization: Organization, **_: object) -> Closing:
    """Who ends a registration asks what closes with it and how many people wait: postings answer."""
    found = list(postings.not_closed(organization))
    return Closing(ends=tuple((one.title, reverse("postings:posting", kwargs={"pk": one.pk})) for one in found),
                   waiting=postings.people_waiting(*found))


def closing_asked_sheets(organization: Organization, **_: object) -> Closing:
    """… what has to end before, because a participant relies on it: alignment sheets answer."""
    return Closing(first=tuple((one.title, reverse("agreements:sheet", kwargs={"pk": one.pk})) for one in sheets.of_organization(organization)))


def closing_asked_projects(organization: Organization, **_: object) -> Closing:
    """… and projects that are not finished."""
    return Closing(first=tuple((one.title, reverse("projects:room", kwargs={"pk": one.pk})) for one in project_rooms.open_at(organization)))


def posting_changed_index(posting: Posting, **_: object) -> None:
    """A posting changed: search knows it in the same transaction."""
    matching.index_posting(posting=posting)


def posting_closed_applications(posting: Posting, words: str, by: User | None, **_: object) -> None:
    """A posting closed: those who wait are told."""
    applications.close_applications(by=by, posting=posting, words=words)


def waiting_asked_applications(postings: Collection[Posting], **_: object) -> int:
    """Who closes postings asks how many people wait for an answer: applications count them."""
    return applications_sent.waiting_about(postings).count()


def hours_asked_projects(slug: str, **_: object) -> project_rooms.RealHours | None:
    """The page of a template asks what the work took in truth: finished projects answer."""
    return project_rooms.hours_by_template([slug]).get(slug)


def signed_in_check_ups(request: HttpRequest, user: User, **_: object) -> None:
    """A visitor signed in: the check-ups of the visit become theirs."""
    diagnosis.adopt_check_ups(by=user, session_key=request.session.get("check_up_visitor", "") if request else "")


def erasing_check_ups(user: User, **_: object) -> None:
    """A person is erased: the check-ups that were given to an organization stay with it, without the name."""
    diagnosis.leave_check_ups(by=user)


def application_accepted_sheet(application: Application, by: User | None, **_: object) -> None:
    """Both sides wish to go on: the alignment sheet is laid out."""
    agreements.open_sheet(by=by, application=application)


def agreement_concluded_room(agreement: Agreement, **_: object) -> None:
    """All agreed to the same version: the project room opens."""
    projects.open_project(by=None, agreement=agreement)


def agreement_revised_room(agreement: Agreement, **_: object) -> None:
    """All agreed to a later version: the running project takes its dates, hours and rhythm over."""
    projects.follow_agreement(by=None, agreement=agreement)


def connect() -> None:
    """Connect every hand-off. Called once, when all apps are loaded."""
    closing.register_hand_over(organizations.to_hand_over)
    for find in (postings.open_of, applications_sent.open_of, project_rooms.open_of):
        closing.register_open_things(find)
    words_changed.connect(words_changed_index)
    organization_changed.connect(organization_changed_index)
    suspension_changed.connect(suspension_changed_applications)
    organization_closing.connect(organization_closing_postings)
    for answer in (closing_asked_postings, closing_asked_sheets, closing_asked_projects):
        closing_asked.connect(answer)
    posting_changed.connect(posting_changed_index)
    posting_closed.connect(posting_closed_applications)
    waiting_asked.connect(waiting_asked_applications)
    hours_asked.connect(hours_asked_projects)
    user_logged_in.connect(signed_in_check_ups)
    account_erasing.connect(erasing_check_ups)
    application_accepted.connect(application_accepted_sheet)
    agreement_concluded.connect(agreement_concluded_room)
    agreement_revised.connect(agreement_revised_room)
