"""The best postings for many participants at once, for the mails: the same order as each would see alone."""
from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from engawa.base.times import today
from engawa.journey.matching import fit, kernel, open_postings, scan
from engawa.journey.matching.models import Suggestion, Told
from engawa.journey.matching.queries.people import persons_of
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.participants.models import Participant


def best_for_many(people: Sequence[Participant], limit: int, without: Collection[UUID] = ()) -> dict[UUID, list[UUID]]:
    """Return for each participant the open postings that suit best and never reached the person, best first.

    The number of queries is the same for one and for thousands.

    Args:
        people: the participants, with their users.
        limit: how many postings each gets at most.
        without: postings that nobody gets.
    """
    known, at = vocabulary(), open_postings.this_hour()
    found = open_postings.current(known)
    closed = ~found.live(today())
    closed[[found.place[one] for one in without if one in found.place]] = True
    persons, reached = persons_of(people), _reached(people)

    def seekers() -> Iterator[kernel.Seeker]:
        for one in people:
            person = persons[one.pk]
            sight = scan.sight_of(person, fit.reach(person, known.links), found.names, at)
            yield kernel.Seeker(sight, [found.place[posting] for posting in reached.get(one.pk, ()) if posting in found.place])
    best = kernel.best_for_many(seekers(), found.arrays, at, limit, closed)
    return {one.pk: [found.lines[row].posting for row, _score in rows] for one, rows in zip(people, best, strict=True)}


def _reached(people: Sequence[Participant]) -> dict[UUID, set[UUID]]:
    """Return the postings that reached each participant before (see `news.reached`). Two queries."""
    found: dict[UUID, set[UUID]] = {}
    told = Told.objects.filter(user__participant__in=people).values_list("user__participant__pk", "posting_id")
    suggested = Suggestion.objects.filter(participant__in=people).values_list("participant_id", "posting_id")
    for pk, posting in (*told, *suggested):
        found.setdefault(pk, set()).add(posting)
    return found
