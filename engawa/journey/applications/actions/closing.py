"""When a posting closes, everybody who waits is told."""
from django.db import transaction

from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.applications import queries, rules
from engawa.journey.applications.actions import _times
from engawa.journey.applications.models import Application, State
from engawa.journey.postings.models import Posting


@transaction.atomic
def close_applications(*, by: User | None, posting: Posting, words: str = "") -> list[Application]:
    """End every open application to a closed posting and tell the applicants; accepted ones go on.

    Raises:
        Refused: the posting is not closed.
    """
    posting = Posting.objects.get(pk=posting.pk)
    refuse_if(rules.why_not_close(posting))
    ended = []
    for each in queries.waiting_about([posting]):
        application = _times.locked(each)
        _times.end(application, State.CLOSED, by=by, words=words, verb="applications.closed")
        _times.tell(application, "closed", to=[application.participant.user], by=by)
        ended.append(application)
    return ended
