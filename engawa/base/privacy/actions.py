"""Consents are written here."""
from django.db import transaction

from engawa.base.privacy.models import Consent
from engawa.base.users.models import User

# The versions in force; raise one when the text of that page changes in substance.
VERSIONS = {"terms": "2026-11-25", "privacy": "2026-11-25"}


@transaction.atomic
def accept_terms(*, by: User) -> list[Consent]:
    """Note that a person accepts the terms and the privacy text in their present versions."""
    return [Consent.objects.get_or_create(user=by, document=document, version=version)[0]
            for document, version in VERSIONS.items()]
