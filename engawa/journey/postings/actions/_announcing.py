"""Steps that several moves of a posting share: noting, telling, opening."""
from typing import Any

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.users.models import User
from engawa.journey.organizations import queries as organizations
from engawa.journey.postings.models import MOVES, Posting, State
from engawa.journey.postings.signals import posting_changed


def announce(by: User | None, posting: Posting, verb: str) -> Posting:
    """Note what happened and let later steps hear it."""
    history.record(by=by, verb=f"postings.{verb}", about=posting)
    posting_changed.send(sender=Posting, posting=posting)
    return posting


def tell_organization(by: User | None, posting: Posting, kind: str, page: str, **words: Any) -> None:
    """Tell everybody of the organization, except who did it."""
    notices.tell(to=organizations.people_of(posting.organization), by=by, kind=f"postings/{kind}",
                 link=(page, {"pk": posting.pk}), title=posting.title, **words)


def open_or_filled(posting: Posting) -> None:
    """Open a posting; one whose seats are all taken is filled at once."""
    move(posting, State.OPEN, moves=MOVES)
    if posting.is_full:
        move(posting, State.FILLED, moves=MOVES)
