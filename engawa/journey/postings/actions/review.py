"""What the desk decides about a submitted posting."""
from django.db import transaction
from django.db.models import Max

from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.postings import rules
from engawa.journey.postings.actions._announcing import announce, open_or_filled, tell_organization
from engawa.journey.postings.actions.postings import locked
from engawa.journey.postings.models import MOVES, Posting, ReviewComment, State

FIRST_NUMBER = 101


@transaction.atomic
def publish_posting(*, by: User, posting: Posting) -> Posting:
    """The desk opens a posting to everybody; the first time it gets the number people say on the phone.

    Raises:
        Refused: not a desk officer, a member of the organization, not waiting for a check, or an unverified organization.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_publish(by, posting))
    open_or_filled(posting)
    posting.number = posting.number or (Posting.objects.aggregate(last=Max("number"))["last"] or FIRST_NUMBER - 1) + 1
    posting.published_at, posting.reviewed_by = posting.published_at or now(), by
    posting.save(update_fields=["state", "number", "published_at", "reviewed_by"])
    tell_organization(by, posting, "published", "public:posting")
    return announce(by, posting, "published")


@transaction.atomic
def return_posting(*, by: User, posting: Posting, words: str) -> Posting:
    """The desk returns a posting with a comment, which is never deleted.

    Raises:
        Refused: not a desk officer, a member of the organization, or not waiting for a check.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_return(by, posting))
    ReviewComment.objects.create(posting=posting, by=by, text=words, at=now())
    move(posting, State.DRAFT, moves=MOVES)
    posting.save(update_fields=["state"])
    tell_organization(by, posting, "returned", "postings:check")
    return announce(by, posting, "returned")
