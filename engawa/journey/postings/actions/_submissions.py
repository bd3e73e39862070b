"""What is kept each time a posting goes to the desk, or a change of it is dropped. Called inside the transaction that does it."""
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.journey.postings.models import Posting, Submission
from engawa.journey.postings.written import words_of


def keep_submission(by: User, posting: Posting, *, was_dropped: bool = False) -> Submission:
    """Keep the words of a posting as they are now, and what was open before; the number counts what is kept of this posting."""
    return Submission.objects.create(
        posting=posting, number=posting.submissions.count() + 1, by=by, at=now(), words=words_of(posting),
        before=posting.was_open.get("words", {}), was_published=posting.published_at is not None, was_dropped=was_dropped)
