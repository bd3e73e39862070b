"""The whole history of a posting: every submission with what changed, every return with its comments, every other act."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from engawa.base import history
from engawa.base.history.models import Event
from engawa.base.users.models import User
from engawa.journey.postings import differences, queries
from engawa.journey.postings.models import Posting, ReviewComment


@dataclass(frozen=True)
class Entry:
    """One thing that happened: when, what, who; with a submission what changed, with a return the comments."""

    at: datetime
    words: str
    by: str
    is_submission: bool = False
    changes: list[differences.Part] = field(default_factory=list)
    comments: list[ReviewComment] = field(default_factory=list)


def said(verb: str) -> str:
    """Say an act in words; nothing for acts that are told in another way or are nobody's business."""
    return {
        "postings.started": _("Begun"), "postings.copied": _("Begun as a copy"), "postings.taken_back": _("Taken back"),
        "postings.waits": _("The draft waits for a later day"),
        "postings.published": _("Opened by the coordinator team"), "postings.paused": _("Paused for a while"),
        "postings.resumed": _("Opened again"), "postings.extended": _("Closing day moved"),
        "postings.seats_changed": _("The number of people was changed"), "postings.seat_taken": _("One more person was found"),
        "postings.closed": _("Closed for good"), "postings.allowed": _("More hours a week or weeks allowed by the coordinator team"),
        "postings.allowance_mended": _("The reason why more hours or weeks are allowed was mended by the coordinator team"),
        "postings.allowance_taken_back": _("The coordinator team no longer allows more hours a week or weeks than usual"),
    }.get(verb, "")


def timeline(rows: Iterable[Event]) -> list[tuple[Event, str]]:
    """Return what happened to a posting in short, with its words; steps of writing are left out."""
    short = {
        "postings.submitted": _("Submitted to the coordinator team"), "postings.returned": _("Returned with a comment"),
        "postings.changed": _("Changed; the coordinator team reads it once more"), "postings.dropped": _("The change was dropped"),
    }
    said_of = ((row, short.get(row.verb) or said(row.verb)) for row in rows)
    return [(row, words) for row, words in said_of if words]


def who(person: User | None, reader: User) -> str:
    """Name who acted; officers are the coordinator team to everybody else."""
    if person is None:
        return ""
    if person.is_desk and not (reader.is_desk or reader.is_superuser):
        return _("The coordinator team")
    return person.name


def entries(posting: Posting, reader: User) -> list[Entry]:
    """Return everything that happened to a posting, oldest first; at one moment in the order in which it can happen."""
    acts = list(_acts(posting, reader))
    begun, later = acts[:1], acts[1:]
    return sorted([*begun, *_submissions(posting, reader), *_returns(posting, reader), *later], key=lambda entry: entry.at)


def _submissions(posting: Posting, reader: User) -> Iterator[Entry]:
    before = None
    for each in posting.submissions.select_related("by"):
        words = _("The change was dropped: open again with the words before it") if each.was_dropped else (
            _("Changed after publication (submission %(n)s)") if each.was_published
            else _("Submitted to the coordinator team (submission %(n)s)")) % {"n": each.number}
        yield Entry(each.at, words, who(each.by, reader), is_submission=not each.was_dropped, changes=differences.since_last(each, before))
        before = each


def _returns(posting: Posting, reader: User) -> Iterator[Entry]:
    sent = queries.sent_comments().filter(posting=posting)
    for at, rows in groupby(sent, key=lambda comment: comment.at):
        comments = list(rows)
        yield Entry(at, _("Returned with comments"), who(comments[0].by, reader), comments=comments)


def _acts(posting: Posting, reader: User) -> Iterator[Entry]:
    first = posting.submissions.first()
    for event in history.of(posting):
        words = said(event.verb)
        # Before submissions were kept, only the act was noted.
        if event.verb == "postings.submitted" and (first is None or event.at < first.at):
            words = _("Submitted to the coordinator team")
        if words:
            if because := event.data.get("because"):
                words = _("%(words)s: %(because)s") % {"words": words, "because": because}
            yield Entry(event.at, words, who(event.by, reader))
