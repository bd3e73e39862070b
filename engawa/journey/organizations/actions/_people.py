"""Steps of several actions with the people of an organization: an invitation, and changing places."""
from engawa.base import history, notices
from engawa.base.notices.actions import tell_address
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.actions._moving import about, locked
from engawa.journey.organizations.models import After, Invitation, Membership, Organization, Role


def invite(by: User, organization: Organization, email: str, role: str, after: str = "") -> Invitation:
    """Invite if the rules allow it, in the transaction of the action that calls it."""
    organization = locked(organization)
    email = email.strip().lower()
    refuse_if(rules.why_not_invite(by, organization, email=email))
    return write_invitation(by, organization, email, role, after)


def write_invitation(by: User, organization: Organization, email: str, role: str, after: str = "") -> Invitation:
    """Write the invitation and its mail; an open one to the same address gives way."""
    queries.open_invitations_of(organization).filter(email=email).delete()
    invitation = Invitation.objects.create(organization=organization, email=email, role=role, invited_by=by, after=after)
    history.record(by=by, verb="organizations.invited", about=organization, invitation=str(invitation.pk), role=role)
    tell_address(address=email, language=organization.language, kind="organizations/invited",
                 link=("organizations:invitation", {"pk": invitation.pk}), by=by, organization=organization,
                 invitation=invitation)
    return invitation


def take_over(invitation: Invitation, membership: Membership) -> None:
    """Change places when an invited successor accepts, if who invited is a representative still."""
    organization, former = Organization.objects.select_for_update().get(pk=invitation.organization_id), invitation.invited_by
    if former is not None and queries.is_owner(former, organization):
        change_places(organization, former, membership, After(invitation.after))


def change_places(organization: Organization, former: User, to: Membership, after: After) -> None:
    """Make one member the representative in the place of another; both, and other representatives, are told."""
    to.role = Role.OWNER
    to.save(update_fields=["role"])
    own = organization.memberships.filter(user=former)
    if after == After.LEAVES:
        own.delete()
    else:
        own.update(role=Role.MEMBER)
    history.record(by=former, verb="organizations.handed_over", about=organization, to=str(to.user_id), after=str(after))
    new, page = to.user, about(organization, "members")
    notices.tell(to=[new], kind="organizations/took_over", link=page, by=former, organization=organization)
    others = [person for person in queries.owners_of(organization) if person != new]
    notices.tell(to=others, kind="organizations/handed_over", link=page, organization=organization, new=new, former=former)
    notices.tell(to=[former], kind="organizations/handed_over", organization=organization, new=new, former=former,
                 link=("notices:list", {}) if after == After.LEAVES else page)
