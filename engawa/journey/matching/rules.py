"""Why something cannot be done with the list or the suggestions."""
from django.utils.translation import gettext as _

from engawa.base.users.models import User
from engawa.journey.participants.models import Participant
from engawa.journey.participants.rules import why_not_edit
from engawa.journey.postings.models import Posting, State


def why_not_save(user: User, posting: Posting) -> str | None:
    """Only an open posting is worth keeping for later."""
    if posting.state != State.OPEN or not posting.organization.is_verified:
        return _("This posting is not open now, so it cannot be kept for later.")
    return None


def why_not_avoid(user: User, participant: Participant) -> str | None:
    """Say why a person may not change whom a participant avoids: as the inventory, it belongs to its owner alone."""
    return why_not_edit(user, participant)
