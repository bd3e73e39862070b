"""Reads on consents."""
from engawa.base.privacy.actions import VERSIONS
from engawa.base.privacy.models import Consent
from engawa.base.users.models import User


def has_accepted_terms(user: User) -> bool:
    """Say whether the person has accepted every text in its present version."""
    accepted = set(Consent.objects.filter(user=user).values_list("document", "version"))
    return set(VERSIONS.items()) <= accepted
