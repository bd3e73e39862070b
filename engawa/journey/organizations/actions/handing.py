"""Handing over: when staff change, one representative takes the place of another."""
from django.db import transaction

from engawa.base import history, notices
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.actions._moving import about, locked
from engawa.journey.organizations.actions._people import change_places, invite
from engawa.journey.organizations.models import After, Invitation, Membership, Organization, Role


@transaction.atomic
def hand_over(*, by: User, organization: Organization, to: Membership, after: str) -> Membership:
    """Make another member the representative in one's own place; one stays as staff in charge or leaves.

    Args:
        to: the membership of the person who takes over.
        after: what the former representative becomes, one of `After`.

    Raises:
        Refused: not a representative, or the other one is not a member.
    """
    organization = locked(organization)
    to = Membership.objects.select_related("organization", "user").get(pk=to.pk)
    refuse_if(rules.why_not_hand_over(by, organization, to))
    change_places(organization, by, to, After(after))
    return to


@transaction.atomic
def invite_successor(*, by: User, organization: Organization, email: str, after: str) -> Invitation:
    """Invite somebody who is not here yet to take over; what `after` says happens when the invitation is accepted.

    Raises:
        Refused: not a representative, or an address that cannot be invited.
    """
    refuse_if(rules.why_not_hand_over(by, organization))
    return invite(by, organization, email, Role.OWNER, After(after))


@transaction.atomic
def withdraw_appointment(*, by: User, invitation: Invitation) -> None:
    """Withdraw the invitation of an appointed representative before it is taken up, such as one to a mistyped address; members are told.

    Raises:
        Refused: not the desk, one's own organization, or not an appointment that waits to be taken up.
    """
    organization = locked(invitation.organization)
    refuse_if(rules.why_not_withdraw_appointment(by, invitation))
    invitation.delete()
    history.record(by=by, verb="organizations.appointment_withdrawn", about=organization)
    notices.tell(to=queries.people_of(organization), kind="organizations/appointment_withdrawn", by=by,
                 link=about(organization, "members"), organization=organization)
