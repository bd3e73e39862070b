"""What is kept each time a posting goes to the desk. Called inside the transaction that submits it."""
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.journey.postings.models import Posting, Submission
from engawa.journey.postings.written import words_of


def keep_submission(by: User, posting: Posting, *, was_published: bool) -> Submission:
    """Keep the words of a posting as they are sent now; the number counts the submissions of this posting."""
    return Submission.objects.create(posting=posting, number=posting.submissions.count() + 1, by=by, at=now(), words=words_of(posting),
                                     was_published=was_published)
