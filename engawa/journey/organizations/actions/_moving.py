"""Steps of several actions that move an organization: the lock, and telling all members and later steps."""
from engawa.base import notices
from engawa.base.users.models import User
from engawa.journey.organizations import queries
from engawa.journey.organizations.models import Organization
from engawa.journey.organizations.signals import organization_changed

PAGE: tuple[str, dict[str, object]] = ("organizations:verification", {})


def locked(organization: Organization) -> Organization:
    """Lock the row and read it again."""
    return Organization.objects.select_for_update().get(pk=organization.pk)


def tell_members(by: User, organization: Organization, name: str) -> None:
    """Tell a change of state to all members, and to later steps."""
    notices.tell(to=queries.people_of(organization), kind=f"organizations/{name}", link=PAGE, by=by,
                 organization=organization)
    organization_changed.send(sender=Organization, organization=organization)
