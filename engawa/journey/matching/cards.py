"""A posting as the lists show it: the facts, the reasons, whether it is kept for later."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.matching import queries
from engawa.journey.matching.excerpts import Piece, excerpt, highlighted
from engawa.journey.matching.models import SavedPosting
from engawa.journey.matching.queries.suggesting import SHOWN, Suggested, postings_in_order
from engawa.journey.matching.reasons import sentences
from engawa.journey.matching.vocabulary import Vocabulary
from engawa.journey.postings.models import Posting, State
from engawa.journey.postings.reading import read

CAUSES = 2


@dataclass(frozen=True)
class Card:
    """One row of a list."""

    posting: Posting
    reasons: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    kept: bool = False
    causes: str = ""
    title: list[Piece] = field(default_factory=list)
    excerpt: list[Piece] = field(default_factory=list)

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


def cards(ids: list[UUID], found: queries.Search, known: Vocabulary, user: User | None) -> list[Card]:
    """Make the cards of one page of a search, in the order of the ids. One query."""
    made = []
    for posting in postings_in_order(ids, user):
        fit = found.fits.get(posting.pk) if found.fits is not None else None
        reasons, missing = sentences(fit, known, SHOWN) if fit else ([], [])
        causes = _in_one_line(known.cause(slug) for slug in sorted(found.causes[posting.pk]))
        title = highlighted(read(posting).title.words, found.tokens) if found.tokens else []
        made.append(Card(posting, reasons, missing, posting.is_kept, causes, title, excerpt(_texts(posting), found.tokens)))
    return made


def _texts(posting: Posting) -> list[str]:
    return [posting.need, posting.task, *map(str, posting.deliverables), *(str(step.get("text", "")) for step in posting.steps)]


def _in_one_line(causes: Iterable[str]) -> str:
    return "・".join(list(causes)[:CAUSES])


def _causes_of(posting: Posting) -> str:
    return _in_one_line(cause.name for cause in posting.organization.causes.all())


def suggested_cards(suggested: list[Suggested], user: User) -> list[Card]:
    """Make the cards of suggestions."""
    kept = queries.saved_ids(user, [one.posting.pk for one in suggested])
    return [Card(one.posting, one.reasons, one.missing, one.posting.pk in kept, _causes_of(one.posting)) for one in suggested]


def kept_cards(saved: Iterable[SavedPosting]) -> list[Card]:
    """Make the cards of what somebody keeps."""
    return [Card(one.posting, kept=True, causes=_causes_of(one.posting)) for one in saved]
