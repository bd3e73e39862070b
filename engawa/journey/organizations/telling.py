"""What an organization is told of, in words to who has just acted. Beside the actions, because they do the telling."""
from django.utils.translation import gettext as _

from engawa.base import history
from engawa.journey.organizations.models import Organization

# Acts of the desk by which the members of an organization get a notice; what is not here, the desk does for itself.
TOLD = frozenset(f"organizations.{verb}" for verb in (
    "verified", "more_wanted", "refused", "suspended", "restored", "appointed", "renewed", "renewal_question", "corrected", "photo_removed", "closed"))
WAITS = "organizations.decided"


def said_of_last_act(organization: Organization) -> str:
    """Say what has come of the latest act at the desk: told, noted, or waiting for a second person."""
    last = history.of(organization).last()
    verb = last.verb if last else ""
    if verb == WAITS:
        return _("Kept. A colleague at the desk confirms it; the organization is told after that.")
    return _("Done. The organization has been told.") if verb in TOLD else _("Noted.")
