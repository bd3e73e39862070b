"""Steps that several actions share; always inside the transaction of an action."""
from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.users.models import User
from engawa.journey.organizations import queries as organizations
from engawa.journey.postings.models import MOVES, Posting, State
from engawa.journey.postings.signals import posting_changed


def locked(posting: Posting) -> Posting:
    """Re-read a posting under a lock, with its organization."""
    return Posting.objects.select_for_update(of=("self",)).select_related("organization").get(pk=posting.pk)


def announce(by: User | None, posting: Posting, verb: str, **data: object) -> Posting:
    """Note what happened and let later steps hear it."""
    history.record(by=by, verb=f"postings.{verb}", about=posting, **data)
    posting_changed.send(sender=Posting, posting=posting)
    return posting


def tell_desk(by: User, posting: Posting, kind: str) -> None:
    """Tell the coordinator team."""
    notices.tell(to=User.objects.filter(is_desk=True, is_active=True), by=by, kind=f"postings/{kind}",
                 link=("desk:posting", {"pk": posting.pk}), title=posting.title, organization=posting.organization.name)


def tell_organization(by: User | None, posting: Posting, kind: str, page: str) -> None:
    """Tell everybody of the organization, except who did it."""
    notices.tell(to=organizations.people_of(posting.organization), by=by, kind=f"postings/{kind}",
                 link=(page, {"pk": posting.pk}), title=posting.title)


def open_or_filled(posting: Posting) -> None:
    """Open a posting; one whose seats are all taken is filled at once."""
    move(posting, State.OPEN, moves=MOVES)
    if posting.is_full:
        move(posting, State.FILLED, moves=MOVES)
