"""The writes of this step: ask, confirm, "not yet", thanks, certificates, consent to be shown."""
from typing import Any

from django.db import transaction

from engawa.base import history, notices
from engawa.base.times import now, today
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.outcomes import queries, rules
from engawa.journey.outcomes.codes import new_code
from engawa.journey.outcomes.models import Certificate, Completion, Showing, Thanks
from engawa.journey.participants.models import Participant
from engawa.journey.projects import actions as project_actions
from engawa.journey.projects import queries as projects
from engawa.journey.projects.models import Project


def _lock(project: Project) -> Project:
    return Project.objects.select_for_update(of=("self",)).select_related("organization", "agreement__agreed_version").get(
        pk=project.pk)


def _tell(project: Project, kind: str, *, by: User, page: str, **context: Any) -> None:
    notices.tell(to=projects.other_side(by, project), kind=f"outcomes/{kind}", link=(page, {"pk": project.pk}), by=by,
                 project=project, **context)


@transaction.atomic
def ask_completion(*, by: User, project: Project, delivered: list[str], data_returned: bool = False,
                   words: str = "") -> Completion:
    """Ask the other side to confirm that all is handed over; after a "not yet" it can be asked again.

    Args:
        delivered: the deliverables of the agreement that were handed over.
        data_returned: data was returned or deleted and access given back.
        words: a word to the other side.

    Raises:
        Refused: no part of it, ended, asked already, or personal data not yet returned.
    """
    project = _lock(project)
    refuse_if(rules.why_not_ask(by, project) or rules.why_not_without_care(project, data_returned))
    agreed = queries.deliverables_of(project)
    completion, _made = Completion.objects.update_or_create(project=project, defaults={
        "asked_by": by, "asked_by_organization": not projects.is_participant(by, project), "asked_at": now(),
        "delivered": [each for each in agreed if each in delivered], "data_returned": data_returned, "words": words,
        "not_yet_by": None, "not_yet_at": None, "not_yet_words": ""})
    history.record(by=by, verb="outcomes.asked", about=project, delivered=len(completion.delivered), agreed=len(agreed))
    _tell(project, "asked", by=by, page="outcomes:confirm")
    return completion


@transaction.atomic
def answer_not_yet(*, by: User, project: Project, words: str) -> Completion:
    """Say that something is still missing; the project goes on.

    Raises:
        Refused: nothing was asked, or one's own side asked.
    """
    project = _lock(project)
    completion = queries.completion_of(project)
    refuse_if(rules.why_not_answer(by, project, completion))
    assert completion is not None
    completion.not_yet_by, completion.not_yet_at, completion.not_yet_words = by, now(), words
    completion.save(update_fields=["not_yet_by", "not_yet_at", "not_yet_words"])
    history.record(by=by, verb="outcomes.not_yet", about=project)
    _tell(project, "not_yet", by=by, page="outcomes:close")
    return completion


@transaction.atomic
def confirm_completion(*, by: User, project: Project, data_returned: bool = False) -> list[Certificate]:
    """Confirm what the other side asked; the project is finished and each participant has a certificate at once.

    Raises:
        Refused: nothing was asked, one's own side asked, or the data was not seen to.
    """
    project = _lock(project)
    completion = queries.completion_of(project)
    refuse_if(rules.why_not_answer(by, project, completion) or rules.why_not_without_care(project, data_returned))
    assert completion is not None
    completion.confirmed_by, completion.confirmed_at, completion.data_confirmed = by, now(), data_returned
    completion.save(update_fields=["confirmed_by", "confirmed_at", "data_confirmed"])
    history.record(by=by, verb="outcomes.confirmed", about=project)
    project = project_actions.finish_project(by=by, project=project)
    certificates = [_issue(project, participant, completion) for participant in project.participants.select_related("user")]
    notices.tell(to=projects.people_of(project), kind="outcomes/finished", link=("outcomes:done", {"pk": project.pk}),
                 by=None, project=project)
    return certificates


def _issue(project: Project, participant: Participant, completion: Completion) -> Certificate:
    certificate = Certificate.objects.create(
        code=new_code(), project=project, participant=participant, name=str(participant.user),
        organization_name=project.organization.name, title=project.title, role=queries.role_in(project)[:200],
        deliverables=completion.delivered, language=project.agreement.language, starts_on=project.starts_on,
        ends_on=max(project.starts_on, min(project.ends_on, today())),
        minutes=projects.minutes_by(participant, project), issued_at=now())
    history.record(by=None, verb="outcomes.certificate_issued", about=certificate)
    return certificate


@transaction.atomic
def write_thanks(*, by: User, project: Project, words: str, may_be_shown: bool = False) -> Thanks:
    """Write a word of thanks to the other side.

    Args:
        words: the thanks.
        may_be_shown: the writer agrees to show it in public, without a name.

    Raises:
        Refused: no part of it, not finished, or written already.
    """
    project = _lock(project)
    refuse_if(rules.why_not_thank(by, project))
    thanks = Thanks.objects.create(project=project, by=by, from_organization=not projects.is_participant(by, project),
                                   words=words, may_be_shown=may_be_shown, at=now())
    history.record(by=by, verb="outcomes.thanked", about=project)
    _tell(project, "thanked", by=by, page="outcomes:done")
    return thanks


@transaction.atomic
def agree_to_show(*, by: User, project: Project) -> Showing:
    """Agree, for one's own side, that the finished project stands on the organization's public page.

    It stands there once the organization and every participant agree. The other side is told, once, that it is asked.

    Raises:
        Refused: no part of it, not a representative, not finished, or agreed already.
    """
    project = _lock(project)
    refuse_if(rules.why_not_show(by, project))
    showing = Showing.objects.create(project=project, participant=queries.participant_in(by, project), by=by, at=now())
    history.record(by=by, verb="outcomes.showing_agreed", about=project)
    if not queries.is_shown(project):
        _tell(project, "showing_asked", by=by, page="outcomes:done")
    return showing


@transaction.atomic
def take_back_showing(*, by: User, project: Project) -> None:
    """Take one's own consent back: the project leaves the public page at once.

    Raises:
        Refused: no part of it, not a representative, or there is no consent.
    """
    project = _lock(project)
    refuse_if(rules.why_not_hide(by, project))
    Showing.objects.filter(project=project, participant=queries.participant_in(by, project)).delete()
    history.record(by=by, verb="outcomes.showing_taken_back", about=project)
