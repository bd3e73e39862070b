"""Organizations a participant would not serve. The history says that it was done, never about whom."""
from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.matching import rules
from engawa.journey.matching.models import Avoided
from engawa.journey.organizations.models import Organization
from engawa.journey.participants.models import Participant


@transaction.atomic
def avoid_organization(*, by: User, participant: Participant, organization: Organization) -> Avoided:
    """Leave an organization out of suggestions and reasons; twice is harmless. Nobody is told.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_avoid(by, participant))
    avoided, made = Avoided.objects.get_or_create(participant=participant, organization=organization, defaults={"at": now()})
    if made:
        history.record(by=by, verb="matching.avoided", about=participant)
    return avoided


@transaction.atomic
def stop_avoiding(*, by: User, participant: Participant, organization: Organization) -> None:
    """Let an organization be suggested again; twice is harmless. Nobody is told.

    Raises:
        Refused: not the owner.
    """
    refuse_if(rules.why_not_avoid(by, participant))
    if Avoided.objects.filter(participant=participant, organization=organization).delete()[0]:
        history.record(by=by, verb="matching.no_longer_avoided", about=participant)
