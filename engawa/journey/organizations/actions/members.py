"""The people of an organization: invited, joined, changed, gone."""
from django.db import transaction

from engawa.base import history, notices
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.actions._moving import about, locked
from engawa.journey.organizations.actions._people import invite, take_over
from engawa.journey.organizations.models import Invitation, Membership, Organization, Role


@transaction.atomic
def invite_member(*, by: User, organization: Organization, email: str, role: str = Role.MEMBER) -> Invitation:
    """Invite a mail address. The mail is the same whether or not somebody here has this address."""
    return invite(by, organization, email, role)


@transaction.atomic
def take_back_invitation(*, by: User, invitation: Invitation) -> None:
    """Make an invitation that was not used yet worthless."""
    invitation = Invitation.objects.select_for_update().select_related("organization").get(pk=invitation.pk)
    refuse_if(rules.why_not_take_back(by, invitation))
    history.record(by=by, verb="organizations.invitation_taken_back", about=invitation.organization)
    invitation.delete()


@transaction.atomic
def accept_invitation(*, by: User, invitation: Invitation) -> Membership:
    """Join the organization by an invitation to one's own address, and work for it. Who is in already keeps the higher role."""
    invitation = Invitation.objects.select_for_update().select_related("organization").get(pk=invitation.pk)
    refuse_if(rules.why_not_accept(by, invitation))
    invitation.answered_at = now()
    invitation.save(update_fields=["answered_at"])
    organization = invitation.organization
    membership, _new = Membership.objects.get_or_create(
        organization=organization, user=by, defaults={"role": invitation.role})
    if invitation.role == Role.OWNER:
        membership.role = Role.OWNER
    membership.chosen_at = now()
    membership.save(update_fields=["role", "chosen_at"])
    history.record(by=by, verb="organizations.joined", about=organization, role=membership.role)
    notices.tell(to=queries.owners_of(organization), kind="organizations/joined", by=by,
                 link=about(organization, "members"), organization=organization)
    if invitation.after:
        take_over(invitation, membership)
    return membership


@transaction.atomic
def work_for(*, by: User, organization: Organization) -> Membership:
    """Choose, among the organizations one belongs to, the one that one works for here; the others stay as they are.

    Raises:
        Refused: not a member of it.
    """
    refuse_if(rules.why_not_work_for(by, organization))
    membership = Membership.objects.select_for_update().get(organization=organization, user=by)
    membership.chosen_at = now()
    membership.save(update_fields=["chosen_at"])
    return membership


def _locked(membership: Membership) -> Membership:
    """The lock is on the organization, so that two representatives cannot step down at the same moment."""
    Organization.objects.select_for_update().get(pk=membership.organization_id)
    return Membership.objects.select_related("organization", "user").get(pk=membership.pk)


@transaction.atomic
def change_role(*, by: User, membership: Membership, role: str) -> Membership:
    """Make a member a representative or the other way round."""
    membership = _locked(membership)
    refuse_if(rules.why_not_change_role(by, membership, role))
    membership.role = role
    membership.save(update_fields=["role"])
    history.record(by=by, verb="organizations.role_changed", about=membership.organization, role=role)
    notices.tell(to=[membership.user], kind="organizations/role_changed", by=by,
                 link=about(membership.organization, "members"), organization=membership.organization, membership=membership)
    return membership


@transaction.atomic
def remove_member(*, by: User, membership: Membership) -> None:
    """Take somebody's rights away; they end with the next page that person opens."""
    membership = _locked(membership)
    refuse_if(rules.why_not_remove(by, membership))
    organization, user = membership.organization, membership.user
    membership.delete()
    history.record(by=by, verb="organizations.member_removed", about=organization)
    notices.tell(to=[user], kind="organizations/removed", link=("notices:list", {}), by=by, organization=organization)


@transaction.atomic
def leave_organization(*, by: User, organization: Organization) -> None:
    """Leave; the last representative cannot."""
    organization = locked(organization)
    refuse_if(rules.why_not_leave(by, organization))
    organization.memberships.filter(user=by).delete()
    history.record(by=by, verb="organizations.left", about=organization)
    notices.tell(to=queries.owners_of(organization), kind="organizations/left", by=by,
                 link=about(organization, "members"), organization=organization)
