"""The end of a registration by a representative; the desk's stands with what two coordinators decide."""
from django.db import transaction

from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import rules
from engawa.journey.organizations.actions._ending import end_registration
from engawa.journey.organizations.actions._moving import locked
from engawa.journey.organizations.models import Organization


@transaction.atomic
def close_organization(*, by: User, organization: Organization, words: str = "") -> Organization:
    """End the registration of one's organization for good; its postings close, and who waits is told with these words.

    Members go on reading what was. Finished projects, agreements and certificates stay with the participants.

    Raises:
        Refused: not a representative, suspended, closed already, or a project or an alignment sheet is still going on.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_close(by, organization))
    return end_registration(by, organization, words)
