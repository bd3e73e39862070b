"""What the desk decides, and the life of a published posting."""
from django.db import transaction
from django.db.models import Max

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries as organizations
from engawa.journey.postings import rules
from engawa.journey.postings.actions.postings import locked
from engawa.journey.postings.models import MOVES, Posting, ReviewComment, State
from engawa.journey.postings.signals import posting_changed, posting_closed


def _announce(by: User | None, posting: Posting, verb: str) -> Posting:
    history.record(by=by, verb=f"postings.{verb}", about=posting)
    posting_changed.send(sender=Posting, posting=posting)
    return posting


def _tell(by: User, posting: Posting, kind: str, page: str) -> None:
    notices.tell(to=organizations.people_of(posting.organization), by=by, kind=f"postings/{kind}",
                 link=(page, {"pk": posting.pk}), title=posting.title)


@transaction.atomic
def publish_posting(*, by: User, posting: Posting) -> Posting:
    """The desk opens a posting to everybody; the first time it gets the number people say on the phone.

    Raises:
        Refused: not a desk officer, a member of the organization, or not waiting for a check.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_publish(by, posting))
    move(posting, State.OPEN, moves=MOVES)
    posting.number = posting.number or (Posting.objects.aggregate(last=Max("number"))["last"] or 100) + 1
    posting.published_at, posting.reviewed_by = posting.published_at or now(), by
    posting.save(update_fields=["state", "number", "published_at", "reviewed_by"])
    _tell(by, posting, "published", "public:posting")
    return _announce(by, posting, "published")


@transaction.atomic
def return_posting(*, by: User, posting: Posting, words: str) -> Posting:
    """The desk returns a posting with a comment, which is never deleted.

    Raises:
        Refused: not a desk officer, a member of the organization, or not waiting for a check.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_publish(by, posting))
    ReviewComment.objects.create(posting=posting, by=by, text=words, at=now())
    move(posting, State.DRAFT, moves=MOVES)
    posting.save(update_fields=["state"])
    _tell(by, posting, "returned", "postings:check")
    return _announce(by, posting, "returned")


@transaction.atomic
def pause_posting(*, by: User, posting: Posting) -> Posting:
    """Take an open posting off the list for a while.

    Raises:
        Refused: neither a member nor the desk, or not open.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_pause(by, posting))
    move(posting, State.PAUSED, moves=MOVES)
    posting.save(update_fields=["state"])
    return _announce(by, posting, "paused")


@transaction.atomic
def resume_posting(*, by: User, posting: Posting) -> Posting:
    """Open a paused posting again.

    Raises:
        Refused: neither a member nor the desk, or not paused.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_resume(by, posting))
    move(posting, State.OPEN, moves=MOVES)
    posting.save(update_fields=["state"])
    return _announce(by, posting, "resumed")


@transaction.atomic
def close_posting(*, by: User, posting: Posting, words: str = "") -> Posting:
    """Close a posting for good; those who wait are told with these words.

    Raises:
        Refused: neither a member nor the desk, or closed already.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_close(by, posting))
    if posting.state == State.IN_REVIEW:
        move(posting, State.DRAFT, moves=MOVES)
    move(posting, State.CLOSED, moves=MOVES)
    posting.closed_at = now()
    posting.save(update_fields=["state", "closed_at"])
    posting_closed.send(sender=Posting, posting=posting, words=words, by=by)
    return _announce(by, posting, "closed")


@transaction.atomic
def take_seat(*, by: User | None, posting: Posting) -> Posting:
    """Count one more person; the last seat fills the posting. Called when an application is accepted."""
    posting = locked(posting)
    posting.seats_taken = min(posting.seats, posting.seats_taken + 1)
    if posting.seats_taken == posting.seats and posting.state == State.OPEN:
        move(posting, State.FILLED, moves=MOVES)
    posting.save(update_fields=["seats_taken", "state"])
    return _announce(by, posting, "seat_taken")
