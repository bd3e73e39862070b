"""あとで見る."""
from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.matching import rules
from engawa.journey.matching.models import SavedPosting
from engawa.journey.postings.models import Posting


@transaction.atomic
def save_posting(*, by: User, posting: Posting) -> SavedPosting:
    """Keep a posting to look at later; twice is harmless.

    Raises:
        Refused: the posting is not open.
    """
    refuse_if(rules.why_not_save(by, posting))
    saved, made = SavedPosting.objects.get_or_create(user=by, posting=posting, defaults={"at": now()})
    if made:
        history.record(by=by, verb="matching.saved", about=posting)
    return saved


@transaction.atomic
def unsave_posting(*, by: User, posting: Posting) -> None:
    """Take a posting out of the kept ones; twice is harmless, and a closed one may be taken out too."""
    if SavedPosting.objects.filter(user=by, posting=posting).delete()[0]:
        history.record(by=by, verb="matching.unsaved", about=posting)
