"""The life of a published posting: paused, opened again, filled, its closing day moved, closed."""
from datetime import date

from django.db import transaction
from django.db.models import F

from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import queries, rules
from engawa.journey.postings.actions._announcing import announce, open_or_filled, tell_organization
from engawa.journey.postings.actions.postings import locked
from engawa.journey.postings.models import MOVES, Posting, State
from engawa.journey.postings.signals import posting_closed


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
    tell_organization(by, posting, "paused", "postings:check")
    return announce(by, posting, "paused")


@transaction.atomic
def resume_posting(*, by: User, posting: Posting) -> Posting:
    """Open a paused posting again.

    Raises:
        Refused: neither a member nor the desk, or not paused.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_resume(by, posting))
    open_or_filled(posting)
    posting.save(update_fields=["state"])
    tell_organization(by, posting, "resumed", "public:posting")
    return announce(by, posting, "resumed")


@transaction.atomic
def extend_deadline(*, by: User, posting: Posting, deadline: date) -> Posting:
    """Move the closing day of an open or paused posting.

    Raises:
        Refused: not a member, neither open nor paused, a day that has passed or is more than half a year ahead.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_extend(by, posting, deadline))
    posting.deadline = deadline
    posting.save(update_fields=["deadline"])
    return announce(by, posting, "extended")


def tell_of_closing_days() -> int:
    """Tell the people of each open posting whose closing day has passed, once for each day; return how many postings."""
    due = list(queries.over().exclude(told_over=F("deadline")))
    for row in due:
        _tell_over(row)
    return len(due)


@transaction.atomic
def _tell_over(row: Posting) -> None:
    posting = locked(row)
    posting.told_over = posting.deadline
    posting.save(update_fields=["told_over"])
    tell_organization(None, posting, "over", "postings:posting")


@transaction.atomic
def change_seats(*, by: User, posting: Posting, seats: int) -> Posting:
    """Look for more people, or for fewer: one more seat opens a filled posting, the last one taken away fills an open one.

    Raises:
        Refused: not a member, not published, or fewer than have been found already.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_seats(by, posting, seats))
    posting.seats = seats
    if posting.state == State.FILLED and not posting.is_full:
        move(posting, State.OPEN, moves=MOVES)
        tell_organization(by, posting, "resumed", "public:posting")
    elif posting.state in (State.OPEN, State.PAUSED) and posting.is_full:
        move(posting, State.FILLED, moves=MOVES)
        tell_organization(by, posting, "filled", "postings:check")
    posting.save(update_fields=["seats", "state"])
    return announce(by, posting, "seats_changed")


@transaction.atomic
def close_posting(*, by: User, posting: Posting, words: str = "") -> Posting:
    """Close a posting for good; those who wait are told with these words.

    Raises:
        Refused: neither a member nor the desk, or closed already.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_close(by, posting))
    waiting = queries.people_waiting(posting)
    _close(by, posting, words)
    tell_organization(by, posting, "closed", "postings:check", waiting=waiting)
    return posting


@transaction.atomic
def close_postings_of(*, by: User, organization: Organization, words: str = "") -> list[Posting]:
    """Close every posting of an organization whose registration ends; its members hear of all of them at once, from there.

    Raises:
        Refused: neither a representative nor the desk.
    """
    refuse_if(rules.why_not_close_all(by, organization))
    found = [locked(one) for one in queries.not_closed(organization)]
    for posting in found:
        _close(by, posting, words)
    return found


def _close(by: User, posting: Posting, words: str) -> None:
    if posting.state == State.IN_REVIEW:
        move(posting, State.DRAFT, moves=MOVES)
    move(posting, State.CLOSED, moves=MOVES)
    posting.closed_at = now()
    posting.save(update_fields=["state", "closed_at"])
    posting_closed.send(sender=Posting, posting=posting, words=words, by=by)
    announce(by, posting, "closed")


@transaction.atomic
def take_seat(*, by: User | None, posting: Posting) -> Posting:
    """Count one more person; the last seat fills the posting. Called when an application is accepted.

    Raises:
        Refused: all seats are taken. An organization that wants more people changes their number first, so that
            nobody is accepted whom the posting does not name.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_take_seat(posting))
    posting.seats_taken += 1
    if posting.is_full and posting.state in (State.OPEN, State.PAUSED):
        move(posting, State.FILLED, moves=MOVES)
        tell_organization(by, posting, "filled", "postings:check")
    posting.save(update_fields=["seats_taken", "state"])
    return announce(by, posting, "seat_taken")
