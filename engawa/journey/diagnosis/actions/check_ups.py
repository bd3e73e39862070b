"""Beginning, answering and keeping a check-up."""
from collections.abc import Mapping

from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.diagnosis import queries, rules
from engawa.journey.diagnosis.models import CheckUp, Question


@transaction.atomic
def start_check_up(*, by: User | None, session_key: str = "", areas: list[str]) -> CheckUp:
    """Begin a check-up of one or more areas, for a person or for a visitor known by their session."""
    refuse_if(rules.why_not_start(areas))
    # In the fixed order of the areas, however they were ticked.
    ordered = [area.pk for area in queries.areas() if area.pk in areas]
    check_up = CheckUp.objects.create(user=by, session_key="" if by else session_key, areas=ordered)
    history.record(by=by, verb="diagnosis.started", about=check_up, areas=ordered)
    return check_up


def answer_question(*, by: User | None, check_up: CheckUp, question: Question, score: int | None) -> CheckUp:
    """Keep one answer (None: 分からない), as `answer_questions` does."""
    return answer_questions(by=by, check_up=check_up, answers={question: score})


@transaction.atomic
def answer_questions(*, by: User | None, check_up: CheckUp, answers: Mapping[Question, int | None]) -> CheckUp:
    """Keep answers (None: 分からない). With the last open question the check-up is finished.

    An answer can be given anew at any time, also after the end: people go back when they have looked.

    Raises:
        Refused: a question or an answer does not belong here; nothing is kept then.
    """
    check_up = CheckUp.objects.select_for_update().get(pk=check_up.pk)
    for question, score in answers.items():
        refuse_if(rules.why_not_answer(check_up, question, score))
        check_up.answers[question.pk] = score
    fields = ["answers"]
    if check_up.finished_at is None and queries.first_open(check_up) is None:
        check_up.finished_at = now()
        fields.append("finished_at")
        history.record(by=by, verb="diagnosis.finished", about=check_up)
    check_up.save(update_fields=fields)
    return check_up


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
