"""While an organization is suspended nobody can be answered: who waits is told once, and gets a new day when it works again."""
from django.db import transaction

from engawa.base import history
from engawa.base.users.models import User
from engawa.journey.applications import queries
from engawa.journey.applications.actions import _times
from engawa.journey.applications.dues import begin_step
from engawa.journey.applications.models import Application
from engawa.journey.organizations.models import Organization


@transaction.atomic
def follow_suspension(*, by: User, organization: Organization) -> list[Application]:
    """Tell each open applicant that no answer comes for now; once the suspension has ended, the present step begins anew."""
    found = [_times.locked(one) for one in queries.open_at(organization)]
    for application in found:
        if organization.is_suspended:
            history.record(by=by, verb="applications.suspended", about=application)
            _times.tell(application, "suspended", to=[application.participant.user], by=by)
        else:
            begin_step(application)
            application.save(update_fields=["answer_due", "reminded_at", "desk_told_at"])
            history.record(by=by, verb="applications.restored", about=application)
    return found
