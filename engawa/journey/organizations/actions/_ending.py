"""What the end of a registration does, whoever ended it."""
from engawa.base import history, notices
from engawa.base.files import actions as files
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.journey.organizations import queries
from engawa.journey.organizations.actions._moving import tell_members
from engawa.journey.organizations.models import MOVES, Organization, State
from engawa.journey.organizations.signals import organization_closing


def end_registration(by: User, organization: Organization, words: str) -> Organization:
    """Close what hangs on it, then the organization itself; the photo, open invitations and open decisions go."""
    organization_closing.send(sender=Organization, organization=organization, by=by, words=words)
    move(organization, State.CLOSED, moves=MOVES)
    organization.closed_at = now()
    organization.verified_until = organization.renewal_asked_at = organization.checker = organization.checking_since = None
    organization.save()
    if photo := queries.photo_of(organization):
        files.delete_file(by=by, file=photo.file)
    queries.open_invitations_of(organization).delete()
    queries.decisions_of(organization).filter(answered_at=None).delete()
    organization.memberships.update(chosen_at=None)  # who belongs to another one works for that from now on
    history.record(by=by, verb="organizations.closed", about=organization)
    tell_members(by, organization, "closed")
    if organization.asked_at:
        notices.tell(to=User.objects.desk_officers(), kind="organizations/closed_to_desk", by=by,
                     link=("desk:organization", {"pk": organization.pk}), organization=organization)
    return organization
