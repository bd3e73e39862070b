"""Once a day: papers of answered checks go, and the yearly confirmation is asked for."""
from django.utils import timezone

from engawa.base.jobs import every
from engawa.base.times import now
from engawa.journey.organizations import actions

FROM_HOUR, TO_HOUR = 7, 21  # nobody is written to at night


@every(minutes=24 * 60)
def drop_papers() -> None:
    actions.drop_old_papers()


@every(minutes=6 * 60)
def remind_renewals() -> int:
    """Each reminder goes once; the six hours let one of the runs of a day fall into the daytime."""
    hour = now().astimezone(timezone.get_default_timezone()).hour
    return actions.remind_renewals() if FROM_HOUR <= hour < TO_HOUR else 0
