"""A posting as the lists show it: the facts, the reasons, whether it is kept for later."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.matching import queries
from engawa.journey.matching.fit import Fit
from engawa.journey.matching.queries.suggesting import SHOWN, Suggested, postings_in_order
from engawa.journey.matching.reasons import sentences
from engawa.journey.matching.vocabulary import Vocabulary
from engawa.journey.postings.models import Posting, State


@dataclass(frozen=True)
class Card:
    """One row of a list."""

    posting: Posting
    reasons: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    kept: bool = False

    @property
    def causes(self) -> str:
        """The fields of activity of the organization, in one line."""
        return "・".join(cause.name for cause in self.posting.organization.causes.all()[:2])

    @property
    def days_left(self) -> int | None:
        """Days until the posting closes, when it is near."""
        left = (self.posting.deadline - today()).days if self.posting.deadline else None
        return left if left is not None and 0 <= left <= 14 else None

    @property
    def is_open(self) -> bool:
        """Whether one can still apply."""
        return self.posting.state == State.OPEN and self.posting.organization.is_verified and not (
            self.posting.deadline and self.posting.deadline < today())


def cards(ids: list[UUID], fits: Mapping[UUID, Fit], known: Vocabulary, user: User | None) -> list[Card]:
    """Make the cards of one page, in the order of the ids."""
    kept = queries.saved_ids(user, ids) if user else set()
    found = []
    for posting in postings_in_order(ids):
        reasons, missing = sentences(fits[posting.pk], known, SHOWN) if posting.pk in fits else ([], [])
        found.append(Card(posting, reasons, missing, posting.pk in kept))
    return found


def suggested_cards(suggested: list[Suggested], user: User) -> list[Card]:
    """Make the cards of suggestions."""
    kept = queries.saved_ids(user, [one.posting.pk for one in suggested])
    return [Card(one.posting, one.reasons, one.missing, one.posting.pk in kept) for one in suggested]
