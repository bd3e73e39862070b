"""Once a day: papers of answered checks go, the yearly confirmation is asked for, and what waits for a second coordinator is brought to mind."""
from django.utils import timezone

from engawa.base.jobs import every
from engawa.base.times import now
from engawa.journey.organizations import actions

FROM_HOUR, TO_HOUR = 7, 21  # nobody is written to at night


@every(minutes=24 * 60)
def drop_papers() -> None:
    actions.drop_old_papers()


def is_daytime() -> bool:
    """Whether people may be written to now."""
    return FROM_HOUR <= now().astimezone(timezone.get_default_timezone()).hour < TO_HOUR


@every(minutes=6 * 60)
def remind_renewals() -> int:
    """Each reminder goes once; the six hours let one of the runs of a day fall into the daytime."""
    return actions.remind_renewals() if is_daytime() else 0


@every(minutes=6 * 60)
def remind_of_decisions() -> int:
    """As above, to the coordinators: what one of them decided waits for a second."""
    return actions.remind_of_decisions() if is_daytime() else 0
