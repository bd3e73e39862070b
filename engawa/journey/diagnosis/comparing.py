"""A check-up beside an earlier one of the same reader: what got better, what did not."""
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from engawa.base.users.models import User
from engawa.journey.diagnosis.models import BEST, CheckUp
from engawa.journey.diagnosis.queries import Line, lines, visible_to
from engawa.journey.skills import queries as vocabulary
from engawa.journey.skills.models import Area


@dataclass(frozen=True)
class Step:
    """One question that was answered differently: the answer then and the answer now."""

    before: Line
    now: Line


@dataclass(frozen=True)
class Change:
    """One area in both check-ups, over the questions that both answered; points of the points possible."""

    area: Area
    before: int
    now: int
    possible: int
    steps: tuple[Step, ...]

    @property
    def words(self) -> str:
        if self.now > self.before:
            return _("Better than last time.")
        if self.now < self.before:
            return _("Lower than last time. Perhaps you see it more clearly now.")
        return _("As last time.")


def earlier(check_up: CheckUp, user: User | AnonymousUser, session_key: str = "") -> list[CheckUp]:
    """The finished check-ups the reader may see, from before this one, that share an area with it, the latest first.

    Those of colleagues are among them where they were given to the organization: it is compared with itself.
    """
    found = visible_to(user, session_key).filter(finished_at__isnull=False, started_at__lt=check_up.started_at)
    return [one for one in found if set(one.areas) & set(check_up.areas)]


def compare(check_up: CheckUp, before: CheckUp) -> list[Change]:
    """Every area both are about. Questions only one of them answered are left out, so that the two can be compared."""
    then = {line.question.pk: line for line in lines(before)}
    pairs = [Step(then[line.question.pk], line) for line in lines(check_up) if line.question.pk in then]
    changes = []
    for area in vocabulary.seed_areas():
        own = [pair for pair in pairs if pair.now.question.area_id == area.pk]
        if own:
            changes.append(Change(
                area, sum(one.before.points for one in own), sum(one.now.points for one in own), BEST * len(own),
                tuple(one for one in own if one.before.chosen != one.now.chosen)))
    return changes
