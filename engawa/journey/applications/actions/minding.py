"""Nobody is left in silence: reminders to the side that is asked, the desk is told when something stands still, and the
organization hears what it could change when nobody applies."""
from functools import partial

from django.db import transaction

from engawa.base import history, notices
from engawa.base.times import now
from engawa.base.users.models import User
from engawa.journey.applications import queries
from engawa.journey.applications.actions import _times
from engawa.journey.applications.models import Application, QuietNotice, State
from engawa.journey.applications.quiet import proposals_for
from engawa.journey.organizations import queries as organizations
from engawa.journey.postings.models import Posting


def _asked_side(application: Application) -> tuple[str, list[User]]:
    if application.state == State.SENT:
        return "remind_organization", _times.people_of(application)
    return "remind_participant", [application.participant.user]


@transaction.atomic
def remind_late() -> int:
    """Remind the side whose answer is due tomorrow or earlier, once a step; return how many applications."""
    found = list(queries.due_soon())
    for application in found:
        kind, people = _asked_side(application)
        _mark(application, "reminded_at", verb="applications.reminded")
        _times.tell(application, kind, to=people, by=None)
    return len(found)


@transaction.atomic
def ask_after_interviews() -> int:
    """Ask both sides how the interview was, once, when it is over; return how many applications."""
    found = [interview.application for interview in queries.to_be_asked()]
    for application in found:
        _mark(application, "reminded_at", verb="applications.asked_after_interview")
        notices.tell(to=[application.participant.user, *_times.people_of(application)], kind="applications/how_was_it",
                     link=("applications:notes", {"pk": application.pk}), application=application,
                     posting=application.posting_as_read)
    return len(found)


@transaction.atomic
def tell_desk() -> int:
    """Tell the coordinator team, once a step, of answers that are overdue and interviews that stay undecided."""
    officers = list(User.objects.desk_officers())
    late = [(one, "overdue") for one in queries.overdue().filter(desk_told_at=None)]
    late += [(one.application, "undecided") for one in queries.undecided() if one.application.desk_told_at is None]
    for application, kind in late:
        _mark(application, "desk_told_at", verb="applications.desk_told")
        notices.tell(to=officers, kind=f"applications/{kind}", link=("desk:queue", {}), application=application,
                     posting=application.posting_as_read)
    return len(late)


@transaction.atomic
def tell_quiet() -> int:
    """Tell organizations to whose open posting nobody has applied for 9 days what they could change, and once more after
    9 further days; return how many postings."""
    found = list(queries.quiet())
    for posting in found:
        _told_quiet(posting)
    return len(found)


def _told_quiet(posting: Posting) -> None:
    QuietNotice.objects.create(posting=posting, number=posting.quiet_notices.count() + 1, at=now())
    history.record(by=None, verb="applications.quiet_told", about=posting)
    # The words are made anew for each reader, in the reader's language.
    notices.tell(to=organizations.people_of(posting.organization), kind="applications/quiet", link=("applications:quiet", {"pk": posting.pk}),
                 title=posting.title, proposals=partial(proposals_for, posting))


def _mark(application: Application, stamp: str, *, verb: str) -> None:
    setattr(application, stamp, now())
    application.save(update_fields=[stamp])
    history.record(by=None, verb=verb, about=application)
