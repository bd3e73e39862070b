"""Handing over: when staff change, one representative takes the place of another."""
from django.db import transaction

from engawa.base import history, notices
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.models import After, Invitation, Membership, Organization, Role

PAGE: tuple[str, dict[str, object]] = ("organizations:members", {})


@transaction.atomic
def hand_over(*, by: User, organization: Organization, to: Membership, after: str) -> Membership:
    """Make another member the representative in one's own place; one stays as staff in charge or leaves.

    Args:
        to: the membership of the person who takes over.
        after: what the former representative becomes, one of `After`.

    Raises:
        Refused: not a representative, or the other one is not a member.
    """
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    to = Membership.objects.select_related("organization", "user").get(pk=to.pk)
    refuse_if(rules.why_not_hand_over(by, organization, to))
    _change_places(organization, by, to, After(after))
    return to


def take_over(invitation: Invitation, membership: Membership) -> None:
    """Change places when an invited successor accepts, if who invited is a representative still."""
    organization, former = Organization.objects.select_for_update().get(pk=invitation.organization_id), invitation.invited_by
    if former is not None and queries.is_owner(former, organization):
        _change_places(organization, former, membership, After(invitation.after))


def _change_places(organization: Organization, former: User, to: Membership, after: After) -> None:
    to.role = Role.OWNER
    to.save(update_fields=["role"])
    own = organization.memberships.filter(user=former)
    if after == After.LEAVES:
        own.delete()
    else:
        own.update(role=Role.MEMBER)
    history.record(by=former, verb="organizations.handed_over", about=organization, to=str(to.user_id), after=str(after))
    new = to.user
    notices.tell(to=[new], kind="organizations/took_over", link=PAGE, by=former, organization=organization)
    others = [person for person in queries.owners_of(organization) if person != new]
    notices.tell(to=others, kind="organizations/handed_over", link=PAGE, organization=organization, new=new, former=former)
    notices.tell(to=[former], kind="organizations/handed_over", organization=organization, new=new, former=former,
                 link=("notices:list", {}) if after == After.LEAVES else PAGE)
