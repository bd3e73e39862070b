"""When completion can be asked for, confirmed, and thanks written; each answer is a sentence or None."""
from django.utils.translation import gettext as _

from engawa.base.users.models import User
from engawa.journey.organizations import rules as organization_rules
from engawa.journey.outcomes import queries
from engawa.journey.outcomes.models import Completion, Thanks
from engawa.journey.projects import queries as projects
from engawa.journey.projects import rules as project_rules
from engawa.journey.projects.models import Project, State


def why_not_ask(user: User, project: Project) -> str | None:
    """Say why a person may not ask for the completion, or None."""
    if reason := project_rules.why_not_part(user, project) or project_rules.why_not_finish(project):
        return reason
    completion = queries.completion_of(project)
    if completion and completion.is_open:
        return _("The completion has been asked for already. The other side answers next.")
    return None


def why_not_without_care(project: Project, data_returned: bool) -> str | None:
    """Say why the completion cannot go on before data was returned or deleted, or None."""
    if queries.needs_care(project) and not data_returned:
        return _("Personal data was handled in this project. Please return or delete it first, and tick that it is done.")
    return None


def why_not_answer(user: User, project: Project, completion: Completion | None) -> str | None:
    """Say why a person may not confirm the completion or answer "not yet", or None."""
    if reason := project_rules.why_not_part(user, project):
        return reason
    if completion is None or completion.not_yet_at:
        return _("The completion has not been asked for.")
    if completion.confirmed_at:
        return _("The completion is confirmed already.")
    if completion.asked_by_organization != projects.is_participant(user, project):
        return _("Your side asked for it. The other side answers.")
    return project_rules.why_not_finish(project)


def why_not_thank(user: User, project: Project) -> str | None:
    """Say why a person may not write thanks now, or None."""
    if reason := project_rules.why_not_part(user, project):
        return reason
    if project.state != State.FINISHED:
        return _("Thanks are written when both sides have confirmed the completion.")
    if Thanks.objects.filter(project=project, by=user).exists():
        return _("You have written your thanks already.")
    return None


def _why_not_decide(user: User, project: Project) -> str | None:
    """Each participant decides alone; for the organization a representative, who also edits the public page."""
    if reason := project_rules.why_not_part(user, project):
        return reason
    if queries.participant_in(user, project) is None:
        return organization_rules.why_not_manage(user, project.organization)
    return None


def why_not_show(user: User, project: Project) -> str | None:
    """Say why a person may not agree to show a project on the organization's public page, or None."""
    if reason := _why_not_decide(user, project):
        return reason
    if project.state != State.FINISHED:
        return _("A project is shown once both sides have confirmed its completion.")
    return _("You have agreed already.") if queries.own_showing(user, project) else None


def why_not_hide(user: User, project: Project) -> str | None:
    """Say why a person may not take the consent back, or None. It is possible at any time."""
    if reason := _why_not_decide(user, project):
        return reason
    return None if queries.own_showing(user, project) else _("You have not agreed, so nothing is shown.")
