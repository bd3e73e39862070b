"""Regular work of this step."""
from django.utils import timezone

from engawa.base.jobs.schedule import every
from engawa.base.times import now
from engawa.journey.projects import actions

FROM_HOUR, TO_HOUR = 7, 21  # nobody is written to at night


@every(minutes=30)
def remind_report_days() -> int:
    """Remind of reports in the daytime of the installation."""
    hour = now().astimezone(timezone.get_default_timezone()).hour
    return actions.remind_reports() if FROM_HOUR <= hour < TO_HOUR else 0


@every(minutes=60)
def tell_desk_of_silence() -> int:
    """Tell the coordinator team where no report comes."""
    return actions.tell_desk()
