"""Why something cannot be done with a posting in the list."""
from django.utils.translation import gettext as _

from engawa.base.users.models import User
from engawa.journey.postings.models import Posting, State


def why_not_save(user: User, posting: Posting) -> str | None:
    """Only an open posting is worth keeping for later."""
    if posting.state != State.OPEN or not posting.organization.is_verified:
        return _("This posting is not open now, so it cannot be kept for later.")
    return None
