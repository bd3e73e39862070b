"""Steps of several actions that move an organization: the lock, and telling all members and later steps."""
from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.journey.organizations import queries
from engawa.journey.organizations.models import MOVES, Organization, State
from engawa.journey.organizations.signals import organization_changed


def locked(organization: Organization) -> Organization:
    """Lock the row and read it again."""
    return Organization.objects.select_for_update().get(pk=organization.pk)


def about(organization: Organization, page: str) -> tuple[str, dict[str, object]]:
    """Return the link of a notice to a page of just this organization, for people who belong to several."""
    return "organizations:about", {"pk": organization.pk, "page": page}


def tell_members(by: User, organization: Organization, name: str) -> None:
    """Tell a change of state to all members, and to later steps."""
    notices.tell(to=queries.people_of(organization), kind=f"organizations/{name}", by=by,
                 link=about(organization, "verification"), organization=organization)
    organization_changed.send(sender=Organization, organization=organization)


def take_up(by: User, organization: Organization) -> None:
    """Note who checks it and since when; the first act at the desk takes an organization up."""
    if organization.state == State.ASKED:
        move(organization, State.CHECKING, moves=MOVES)
    organization.checker, organization.checking_since = by, now()
    organization.save(update_fields=["state", "checker", "checking_since"])
    history.record(by=by, verb="organizations.taken_up", about=organization)


def take_up_if_new(by: User, organization: Organization) -> None:
    """Take it up unless somebody has."""
    if organization.state == State.ASKED:
        take_up(by, organization)
