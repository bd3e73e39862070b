"""What the desk decides about a submitted posting, and what the organization says to its comments."""
from django.db import transaction
from django.db.models import Max

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries as organizations
from engawa.journey.postings import queries, rules
from engawa.journey.postings.actions._announcing import announce, open_or_filled, tell_organization
from engawa.journey.postings.actions.postings import locked
from engawa.journey.postings.models import MOVES, Posting, ReviewComment, State

FIRST_NUMBER = 101


@transaction.atomic
def publish_posting(*, by: User, posting: Posting) -> Posting:
    """The desk opens a posting to everybody; the first time it gets the number people say on the phone.

    Raises:
        Refused: not a desk officer, a member of the organization, not waiting for a check, an unverified organization,
            or comments are noted that nobody has received.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_publish(by, posting))
    refuse_if(rules.why_not_publish_with(queries.held_comments(posting).count()))
    open_or_filled(posting)
    posting.number = posting.number or (Posting.objects.aggregate(last=Max("number"))["last"] or FIRST_NUMBER - 1) + 1
    posting.opened_at, posting.reviewed_by, posting.was_open = now(), by, {}
    posting.published_at = posting.published_at or posting.opened_at
    posting.save(update_fields=["state", "number", "published_at", "opened_at", "reviewed_by", "was_open"])
    tell_organization(by, posting, "published", "public:posting")
    return announce(by, posting, "published")


@transaction.atomic
def allow_more(*, by: User, posting: Posting, because: str) -> Posting:
    """The desk allows a posting to ask for more hours a week or weeks than usual; the reason stays in the history.

    Args:
        by: a desk officer.
        posting: one that is being written, read or published.
        because: why, for the desk and the organization.

    Raises:
        Refused: not a desk officer, a member of the organization, a talk, filled, closed, or allowed already.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_allow(by, posting))
    _allow(by, posting, because.strip())
    history.record(by=by, verb="postings.allowed", about=posting, because=because.strip())
    tell_organization(by, posting, "allowed", "postings:posting")
    return posting


@transaction.atomic
def mend_allowance(*, by: User, posting: Posting, because: str) -> Posting:
    """The desk writes anew why a posting may ask for more than usual; the history keeps the former reason too.

    Raises:
        Refused: not a desk officer, a member of the organization, nothing is allowed, closed, or the reason is the same.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_mend_allowance(by, posting, because))
    _allow(by, posting, because.strip())
    history.record(by=by, verb="postings.allowance_mended", about=posting, because=because.strip())
    tell_organization(by, posting, "allowance_mended", "postings:posting")
    return posting


@transaction.atomic
def take_allowance_back(*, by: User, posting: Posting, because: str) -> Posting:
    """The desk no longer allows a posting to ask for more than usual, and says why; the history keeps both reasons.

    Raises:
        Refused: not a desk officer, a member of the organization, nothing is allowed, closed, filled, or it is published
            and asks for more than usual.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_take_allowance_back(by, posting))
    _allow(by, posting, "")
    history.record(by=by, verb="postings.allowance_taken_back", about=posting, because=because.strip())
    tell_organization(by, posting, "allowance_taken_back", "postings:posting")
    return posting


def _allow(by: User, posting: Posting, because: str) -> None:
    """Keep why more than usual is allowed, and who says so; an empty reason allows no more than usual."""
    posting.allowed_because, posting.allowed_by, posting.allowed_at = because, by if because else None, now() if because else None
    posting.save(update_fields=["allowed_because", "allowed_by", "allowed_at"])


@transaction.atomic
def note_comment(*, by: User, posting: Posting, section: str, text: str) -> ReviewComment:
    """The desk notes a comment on a section while it reads; nobody else sees it until the posting is returned.

    Noting again for the same section replaces what was noted; an empty text is not sent.

    Args:
        by: a desk officer.
        posting: a posting that waits for a check.
        section: a key of `rules.SECTIONS`, or empty for the whole posting.
        text: what to change, and how.

    Raises:
        Refused: not a desk officer, a member of the organization, or not waiting for a check.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_note(by, posting))
    comment, _made = ReviewComment.objects.update_or_create(
        posting=posting, section=section, held=True, defaults={"by": by, "text": text.strip(), "at": now()})
    return comment


@transaction.atomic
def return_posting(*, by: User, posting: Posting, words: str = "") -> Posting:
    """The desk returns a posting with everything it has noted, and with words about the whole; one mail lists all.

    Comments are never deleted: each keeps its round and who wrote it.

    Raises:
        Refused: not a desk officer, a member of the organization, not waiting for a check, or nothing is said.
    """
    posting = locked(posting)
    refuse_if(rules.why_not_return(by, posting))
    if words.strip():
        note_comment(by=by, posting=posting, section="", text=words)
    comments = list(queries.held_comments(posting))
    refuse_if(rules.why_not_return_with(len(comments), words))
    submission, _before = queries.last_submissions(posting)
    moment = now()
    for comment in comments:
        comment.held, comment.at, comment.submission = False, moment, submission
        comment.save(update_fields=["held", "at", "submission"])
    move(posting, State.DRAFT, moves=MOVES)
    posting.save(update_fields=["state"])
    notices.tell(to=organizations.people_of(posting.organization), by=by, kind="postings/returned",
                 link=("postings:check", {"pk": posting.pk}), title=posting.title, comments=comments)
    return announce(by, posting, "returned")


@transaction.atomic
def answer_comment(*, by: User, comment: ReviewComment, answer: str = "") -> ReviewComment:
    """The organization marks a comment of the desk as done, with one line if it likes; the desk reads it with the next submission.

    Raises:
        Refused: not a member, not sent yet, or marked already.
    """
    comment = ReviewComment.objects.select_for_update(of=("self",)).select_related("posting__organization").get(pk=comment.pk)
    refuse_if(rules.why_not_answer_comment(by, comment))
    comment.answer, comment.answered_at, comment.answered_by = answer.strip(), now(), by
    comment.save(update_fields=["answer", "answered_at", "answered_by"])
    history.record(by=by, verb="postings.comment_answered", about=comment.posting, section=comment.section)
    return comment
