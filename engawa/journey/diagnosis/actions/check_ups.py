"""Beginning, answering and keeping a check-up."""
from collections.abc import Mapping

from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.diagnosis import queries, rules
from engawa.journey.diagnosis.models import CheckUp, Question
from engawa.journey.organizations.models import Organization


@transaction.atomic
def start_check_up(*, by: User | None, session_key: str = "", areas: list[str], organization: Organization | None = None) -> CheckUp:
    """Begin a check-up of one or more areas, for a person or for a visitor known by their session.

    With `organization` the result is given to it from the beginning.
    """
    refuse_if(rules.why_not_start(areas))
    # In the fixed order of the areas, however they were ticked.
    ordered = [area.pk for area in queries.areas() if area.pk in areas]
    check_up = CheckUp.objects.create(user=by, session_key="" if by else session_key, areas=ordered)
    history.record(by=by, verb="diagnosis.started", about=check_up, areas=ordered)
    return share_check_up(by=by, check_up=check_up, organization=organization) if by and organization else check_up


@transaction.atomic
def answer_questions(*, by: User | None, check_up: CheckUp, answers: Mapping[Question, int | None], finish: bool = True) -> CheckUp:
    """Keep answers (None: 分からない); each can be given anew until the check-up is finished.

    Args:
        finish: the person asks for the result: with no question open, the check-up is finished, and stays as it is from
            then on. False when they go back or stop, also where the last question has just been answered.

    Raises:
        Refused: it is finished, or a question or an answer does not belong here; nothing is kept then.
    """
    check_up = CheckUp.objects.select_for_update().get(pk=check_up.pk)
    refuse_if(rules.why_not_change(check_up))
    for question, score in answers.items():
        refuse_if(rules.why_not_answer(check_up, question, score))
        check_up.answers[question.pk] = score
    fields = ["answers"]
    if finish and queries.first_open(check_up) is None:
        check_up.finished_at = now()
        fields.append("finished_at")
        history.record(by=by, verb="diagnosis.finished", about=check_up)
    check_up.save(update_fields=fields)
    return check_up


@transaction.atomic
def share_check_up(*, by: User, check_up: CheckUp, organization: Organization) -> CheckUp:
    """Give a check-up to an organization: when it is finished, everybody who works for it sees the result.

    Raises:
        Refused: somebody else answered, not a member, or given already.
    """
    check_up = CheckUp.objects.select_for_update().get(pk=check_up.pk)
    refuse_if(rules.why_not_share(by, check_up, organization))
    check_up.organization = organization
    check_up.save(update_fields=["organization"])
    history.record(by=by, verb="diagnosis.shared", about=check_up, organization=str(organization.pk))
    return check_up


@transaction.atomic
def keep_check_up(*, by: User, check_up: CheckUp) -> CheckUp:
    """Take a check-up back from an organization: only who answered sees it from now on.

    Raises:
        Refused: somebody else answered, or it was not given.
    """
    check_up = CheckUp.objects.select_for_update().get(pk=check_up.pk)
    refuse_if(rules.why_not_keep(by, check_up))
    check_up.organization = None
    check_up.save(update_fields=["organization"])
    history.record(by=by, verb="diagnosis.kept", about=check_up)
    return check_up


@transaction.atomic
def leave_check_ups(*, by: User) -> int:
    """A person is erased: finished check-ups that were given to an organization stay with it, without the name. Returns how many."""
    return CheckUp.objects.filter(user=by, organization__isnull=False, finished_at__isnull=False).update(user=None)


@transaction.atomic
def adopt_check_ups(*, by: User, session_key: str) -> int:
    """A visitor signs in: the check-ups of their session become theirs. Returns how many."""
    if not session_key:
        return 0
    adopted = list(CheckUp.objects.select_for_update().filter(user=None, session_key=session_key))
    for check_up in adopted:
        check_up.user, check_up.session_key = by, ""
        check_up.save(update_fields=["user", "session_key"])
        history.record(by=by, verb="diagnosis.adopted", about=check_up)
    return len(adopted)
