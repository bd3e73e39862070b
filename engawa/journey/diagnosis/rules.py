"""When a check-up may be begun and a question answered."""
from collections.abc import Collection

from django.utils.translation import gettext as _

from engawa.journey.diagnosis.models import CheckUp, Question
from engawa.journey.skills.models import Area


def why_not_start(areas: Collection[str]) -> str | None:
    """At least one area, and only areas we ask about."""
    if not areas:
        return _("Choose at least one area.")
    if Area.objects.current().filter(is_seed=True, pk__in=areas).count() != len(set(areas)):
        return _("One of the areas is not known here. Please choose again.")
    return None


def why_not_answer(check_up: CheckUp, question: Question, score: int | None) -> str | None:
    """The question belongs to the chosen areas and the answer to the question; None stands for 分からない."""
    if question.area_id not in check_up.areas or question.retired_at is not None:
        return _("This question does not belong to your check-up. Your answers so far are kept.")
    if score is not None and not question.answers.filter(score=score).exists():
        return _("This answer is not known here. Your answers so far are kept. Please choose again.")
    return None
