"""The year for which an organization is verified."""
from datetime import timedelta

from engawa.base.times import today
from engawa.journey.organizations.models import Organization

VERIFIED_FOR = timedelta(days=365)


def begin_year(organization: Organization) -> None:
    """Set the last day of the verification a year ahead of today, or of the former last day when it is still ahead.

    Nothing is written; the action that calls it saves.
    """
    organization.verified_until = max(today(), organization.verified_until or today()) + VERIFIED_FOR
    organization.renewal_asked_at, organization.renewal_words, organization.renewal_question = None, "", ""
    organization.renewal_told = 0
