"""When a check-up may be begun, a question answered, an answer changed, a result shared."""
from collections.abc import Collection

from django.utils.translation import gettext as _

from engawa.base.users.models import User
from engawa.journey.diagnosis.models import CheckUp, Question
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.skills.models import Area


def why_not_start(areas: Collection[str]) -> str | None:
    """At least one area, and only areas we ask about."""
    if not areas:
        return _("Choose at least one area.")
    if Area.objects.current().filter(is_seed=True, pk__in=areas).count() != len(set(areas)):
        return _("One of the areas is not known here. Please choose again.")
    return None


def why_not_share(user: User, check_up: CheckUp, organization: Organization) -> str | None:
    """Say why a check-up may not be given to an organization, or None: one's own, to the colleagues one has."""
    if check_up.user_id != user.pk:
        return _("Only the person who answered can decide who sees it.")
    if not organizations.is_member(user, organization):
        return _("You are not a member of this organization.")
    return _("Your colleagues see this check-up already.") if check_up.organization_id else None


def why_not_keep(user: User, check_up: CheckUp) -> str | None:
    """Say why a check-up may not be taken back from an organization, or None."""
    if check_up.user_id != user.pk:
        return _("Only the person who answered can decide who sees it.")
    if check_up.organization is None:
        return _("Only you see this check-up.")
    return None if organizations.is_member(user, check_up.organization) else _("You are not a member of this organization.")


def why_not_change(check_up: CheckUp) -> str | None:
    """What is finished stays as it was on its day: a later one is compared with it, and colleagues have read it."""
    if check_up.is_finished:
        return _("This check-up is finished, so its answers stay as they were on that day. To answer anew, begin another check-up.")
    return None


def why_not_answer(check_up: CheckUp, question: Question, score: int | None) -> str | None:
    """The question belongs to the chosen areas and the answer to the question; None stands for 分からない."""
    if question.area_id not in check_up.areas or question.retired_at is not None:
        return _("This question does not belong to your check-up. Your answers so far are kept.")
    if score is not None and not question.answers.filter(score=score).exists():
        return _("This answer is not known here. Your answers so far are kept. Please choose again.")
    return None
