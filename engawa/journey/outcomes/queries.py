"""Reads on completion, thanks and certificates."""
from django.db.models import Count, F, Prefetch, Q, QuerySet

from engawa.base.users.models import User
from engawa.journey.agreements import queries as agreements
from engawa.journey.agreements.form import the_form
from engawa.journey.agreements.written import fields_of, level_of
from engawa.journey.organizations.models import Organization
from engawa.journey.outcomes.codes import tidy
from engawa.journey.outcomes.models import Certificate, Completion, Showing, Thanks
from engawa.journey.participants.models import Participant
from engawa.journey.projects.models import Project, State

NEEDS_CARE = ("personal", "sensitive")


def visible_to(user: User) -> QuerySet[Certificate]:
    """Return the certificates a person may open: own ones, and those their organization gave."""
    return Certificate.objects.filter(Q(participant__user=user) | Q(project__organization__members=user)).select_related(
        "project__organization", "participant__user").distinct()


def of_participant(participant: Participant) -> QuerySet[Certificate]:
    """Return a participant's certificates, newest first."""
    return Certificate.objects.filter(participant=participant).select_related("project").order_by("-issued_at")


def certificate_by_code(typed: str) -> Certificate | None:
    """Return the certificate with a code, however it was typed; None when there is none."""
    return Certificate.objects.filter(code=tidy(typed)).first()


def completion_of(project: Project) -> Completion | None:
    """Return what was asked about a project's completion, or None."""
    return Completion.objects.filter(project=project).select_related("asked_by", "not_yet_by", "confirmed_by").first()


def waiting_completions(organization: Organization) -> QuerySet[Completion]:
    """Return completions that wait for the organization's answer, oldest first."""
    return Completion.objects.filter(project__organization=organization, confirmed_at=None, not_yet_at=None,
                                     asked_by_organization=False).order_by("asked_at")


def waiting_for_participant(participant: Participant) -> QuerySet[Completion]:
    """Return completions that wait for a participant's answer, oldest first."""
    return Completion.objects.filter(project__participants=participant, confirmed_at=None, not_yet_at=None,
                                     asked_by_organization=True).order_by("asked_at")


def thanks_for(project: Project) -> QuerySet[Thanks]:
    """Return the words of thanks of both sides."""
    return Thanks.objects.filter(project=project).select_related("by").order_by("at")


def public_thanks(organization: Organization) -> QuerySet[Thanks]:
    """Return thanks of participants to an organization that the writers agreed to show."""
    return Thanks.objects.filter(project__organization=organization, from_organization=False, may_be_shown=True).order_by("-at")


def participant_in(user: User, project: Project) -> Participant | None:
    """Return the participant a person is in a project; None when they stand on the organization's side."""
    return project.participants.filter(user=user).first()


def own_showing(user: User, project: Project) -> Showing | None:
    """Return the consent of a person's side to show a project in public, or None."""
    return Showing.objects.filter(project=project, participant=participant_in(user, project)).first()


def shown_of(organization: Organization) -> QuerySet[Project]:
    """Return finished projects whose two sides, every participant among them, agree to be shown; the newest first.

    With what was handed over, and the words of thanks that their writers agreed to show.
    """
    ours = Count("showings", filter=Q(showings__participant=None), distinct=True)
    agreed = Count("showings", filter=Q(showings__participant=F("participants")), distinct=True)
    thanks = Prefetch("thanks", Thanks.objects.filter(may_be_shown=True).order_by("from_organization", "at"), to_attr="shown_thanks")
    return (Project.objects.filter(organization=organization, state=State.FINISHED)
            .annotate(ours=ours, agreed=agreed, people=Count("participants", distinct=True))
            .filter(ours__gt=0, people__gt=0, agreed=F("people"))
            .select_related("completion", "agreement").prefetch_related(thanks).order_by("-ended_at"))


def is_shown(project: Project) -> bool:
    """Say whether a project stands on the organization's public page."""
    return shown_of(project.organization).filter(pk=project.pk).exists()


def deliverables_of(project: Project) -> list[str]:
    """Return what the agreement says will be handed over."""
    content = agreements.in_force(project.agreement).content
    section = next(s for s in the_form().sections if s.slug == "deliverables")
    return list(fields_of(content, section).get("deliverable_list") or [])


def role_in(project: Project) -> str:
    """Return the participant's role as agreed."""
    return str(agreements.in_force(project.agreement).content["role"]["fields"]["volunteer_role"])


def needs_care(project: Project) -> bool:
    """Say whether personal or sensitive data was handled, so that its return has to be confirmed by both."""
    return level_of(agreements.in_force(project.agreement).content) in NEEDS_CARE
