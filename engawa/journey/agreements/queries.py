"""Reads on sheets and agreements."""
from django.db.models import Q, QuerySet

from engawa.base.users.models import User
from engawa.journey.agreements.models import Agreement, Consent, Party, State, Version
from engawa.journey.agreements.written import digest_of
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization


def visible_to(user: User) -> QuerySet[Agreement]:
    """Return the agreements of which a person is a party: as participant, or through the organization."""
    return (Agreement.objects.filter(Q(parties__participant__user=user) | Q(organization__members=user))
            .select_related("organization", "application__posting", "agreed_version").distinct())


def being_written() -> QuerySet[Agreement]:
    """Return sheets that wait for both sides, oldest first (the desk sees states and ages, not contents)."""
    return Agreement.objects.filter(state=State.DRAFT).select_related("organization").order_by("opened_at")


def of_organization(organization: Organization) -> QuerySet[Agreement]:
    """Return an organization's sheets that are still being written."""
    return Agreement.objects.filter(organization=organization, state=State.DRAFT)


def latest(agreement: Agreement) -> Version:
    """Return the newest version."""
    return agreement.versions.select_related("by").latest("number")


def in_force(agreement: Agreement) -> Version:
    """Return the version that counts: the agreed one, else the newest."""
    return agreement.agreed_version or latest(agreement)


def side_of(user: User, agreement: Agreement) -> Party | None:
    """Return the party a person belongs to: own row of a participant, or the organization's; None for a stranger."""
    for party in agreement.parties.select_related("participant"):
        if party.participant and party.participant.user_id == user.pk:
            return party
        if party.is_organization and organizations.is_member(user, agreement.organization):
            return party
    return None


def people_of(agreement: Agreement) -> list[User]:
    """Return everybody of both sides."""
    participants = [party.participant.user for party in agreement.parties.select_related("participant__user")
                    if party.participant]
    return [*participants, *organizations.people_of(agreement.organization)]


def consent_of(party: Party, version: Version) -> Consent | None:
    """Return a party's consent to a version, or None."""
    return Consent.objects.filter(party=party, version=version).select_related("by").first()


def all_agree(agreement: Agreement, version: Version) -> bool:
    """Say whether every party has agreed to this very version."""
    return set(agreement.parties.values_list("pk", flat=True)) == set(version.consents.values_list("party", flat=True))


def is_untouched(version: Version) -> bool:
    """Say whether a version still reads as it did when its digest was taken (security.md T18)."""
    return digest_of(version) == version.digest
