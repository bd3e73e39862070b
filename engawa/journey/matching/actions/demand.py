"""What the numbers of matching follow: changes of open postings, pending applications, attention.

Whoever changes something here does it in the transaction of the cause, so that an error undoes both.
"""
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from threading import Lock
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, F, Min, Sum

from engawa.base.times import now, today
from engawa.journey.matching import fit, fulltext
from engawa.journey.matching.models import Demand, Exposure, OpenVersion, Suggestion, SuggestionChoice
from engawa.journey.matching.queries.attention import attention_of_place
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting

QUIET = timedelta(days=14)      # no suggestions by mail so long after somebody applied or was invited
NEXT_NUMBER = "UPDATE matching_openversion SET number = number + 1 WHERE id = 1 RETURNING number"
CHANGED_AT = """INSERT INTO matching_openchange (posting_id, number) VALUES (%s, %s)
 ON CONFLICT (posting_id) DO UPDATE SET number = excluded.number"""
FLUSH_AFTER, FLUSH_PAGES = timedelta(minutes=1), 50


@transaction.atomic(savepoint=False)
def note_change(*, postings: Collection[UUID]) -> int:
    """Note that these postings changed for whoever keeps the open ones in memory; return the new number.

    The row of the counter stays locked until the transaction ends, so numbers become visible in their order. Call it last.
    """
    with connection.cursor() as cursor:  # at every change of every posting, so without the cost of building queries
        cursor.execute(NEXT_NUMBER)
        row = cursor.fetchone()
        if row is None:
            OpenVersion.objects.get_or_create(pk=1)
            cursor.execute(NEXT_NUMBER)
            row = cursor.fetchone()
        number = int(row[0])
        cursor.executemany(CHANGED_AT, [(fulltext.key_in_sql(posting), number) for posting in sorted(postings)])
    return number


@transaction.atomic
def note_application(*, posting: Posting, participant: Participant | None = None) -> None:
    """Count one more pending application; the applicant is left alone with suggestions for a while.

    Applications call it in the transaction in which one is sent.
    """
    _add(posting, 1.0)
    Demand.objects.filter(posting=posting).update(applications=F("applications") + 1)
    if participant:
        Suggestion.objects.get_or_create(participant=participant, posting=posting, way=Suggestion.Way.APPLIED, defaults={"at": now()})
        be_quiet(participant=participant)


@transaction.atomic
def end_application(*, posting: Posting, sent_at: datetime) -> None:
    """Take one application off those that wait: withdrawn, declined, accepted or closed. What is left of it by now goes."""
    _add(posting, -fit.faded(1.0, sent_at, now()))


def _add(posting: Posting, more: float) -> None:
    Demand.objects.get_or_create(posting=posting, defaults={"noted_at": now()})
    row = Demand.objects.select_for_update().get(posting=posting)
    moment = now()
    row.weight, row.noted_at = max(0.0, fit.faded(row.weight, row.noted_at, moment) + more), moment
    row.save(update_fields=["weight", "noted_at"])
    note_change(postings=[posting.pk])


@transaction.atomic
def be_quiet(*, participant: Participant) -> None:
    """Send a participant no suggestions by mail for a while."""
    SuggestionChoice.objects.update_or_create(participant=participant, defaults={"quiet_until": now() + QUIET})


Weights = defaultdict[UUID, float]


class _Seen:
    """Attention seen by this process and not written yet. A minute of it may be lost when the process is killed."""

    def __init__(self) -> None:
        self.lock, self.pages, self.since = Lock(), 0, now()
        self.weights: Weights = defaultdict(float)

    def add(self, postings: Iterable[UUID], first: int) -> Weights | None:
        """Add one page; return everything when it is time to write it."""
        with self.lock:
            for place, posting in enumerate(postings, first):
                self.weights[posting] += attention_of_place(place)
            self.pages += 1
            if self.pages < FLUSH_PAGES and now() - self.since < FLUSH_AFTER:
                return None
            return self.take()

    def take(self) -> Weights:
        """Return everything and begin anew."""
        taken, self.weights, self.pages, self.since = self.weights, defaultdict(float), 0, now()
        return taken


_seen = _Seen()


def note_shown(*, postings: Iterable[UUID], first: int = 1) -> None:
    """Count one shown page: its postings from place `first` on. Kept in memory and written in batches of new rows."""
    if taken := _seen.add(postings, first):
        _write(taken)


def write_shown() -> None:
    """Write what this process has counted so far."""
    with _seen.lock:
        taken = _seen.take()
    _write(taken)


@transaction.atomic
def _write(taken: Weights) -> None:
    there = Posting.objects.filter(pk__in=taken).values_list("pk", flat=True)
    Exposure.objects.bulk_create(Exposure(posting_id=pk, on=today(), weight=taken[pk]) for pk in there)


@transaction.atomic
def fold_shown(*, before: date) -> int:
    """Make one row of the many that each earlier day has for a posting; return how many rows went."""
    rows = Exposure.objects.filter(on__lt=before)
    many = rows.values("posting", "on").annotate(all=Sum("weight"), first=Min("pk"), rows=Count("pk")).filter(rows__gt=1)
    gone = 0
    for one in list(many):
        Exposure.objects.filter(pk=one["first"]).update(weight=one["all"])
        gone += rows.filter(posting=one["posting"], on=one["on"]).exclude(pk=one["first"]).delete()[0]
    return gone
