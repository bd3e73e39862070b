"""Suggestions: open postings that suit a participant, and why."""
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db.models import prefetch_related_objects

from engawa.journey.matching import fit
from engawa.journey.matching.models import Demand, Suggestion
from engawa.journey.matching.needed import demands_of, words_of
from engawa.journey.matching.open_postings import Fits, this_hour
from engawa.journey.matching.queries.people import person_of
from engawa.journey.matching.queries.searching import fits_of
from engawa.journey.matching.reasons import sentences
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting

SHOWN = 3
FROM_WORK = (fit.Kind.SKILL, fit.Kind.WORDS, fit.Kind.WISH)   # time and hours alone suggest nothing
NEARLY = 2      # two scores are as good as each other when they are the same to so many figures
LOOKED_AT = 3   # so many times the wanted number are looked at, because some share nothing but numbers


@dataclass(frozen=True)
class Suggested:
    """A posting with why it suits and what may be missing, as sentences in the reader's language."""

    posting: Posting
    reasons: list[str]
    missing: list[str]


def postings_in_order(ids: list[UUID]) -> list[Posting]:
    """Return postings in the order of the ids, with organization and area. One query."""
    by_id = Posting.objects.select_related("organization", "area").in_bulk(ids)
    return [by_id[one] for one in ids if one in by_id]


def best_for(participant: Participant, fits: Fits, limit: int, without: Collection[UUID] = ()) -> list[UUID]:
    """Return the open postings that suit a participant best and meet something of the person's work, best first.

    Among those that suit as well as each other, the ones in another language that the person speaks well come first: fewer people do.
    """
    applied = Suggestion.objects.filter(participant=participant, way=Suggestion.Way.APPLIED).values_list("posting", flat=True)
    best = fits.best(limit * LOOKED_AT, without={*without, *applied})
    results = {one: fits[one] for one in best}
    kinds = {one: {reason.kind for reason in result.reasons} for one, result in results.items()}
    best.sort(key=lambda one: (-round(results[one].score, NEARLY), fit.Kind.LANGUAGE not in kinds[one]))
    return list(islice((one for one in best if not kinds[one].isdisjoint(FROM_WORK)), limit))


def suggestions(participant: Participant, limit: int = 3) -> list[Suggested]:
    """Return the open postings that suit a participant best, each with at least one reason.

    Postings of own and avoided organizations and those the person applied to are left out.
    """
    known = vocabulary()
    fits = fits_of(person_of(participant), known)
    return with_reasons(best_for(participant, fits, limit), fits, known)


def suggested(participant: Participant, ids: list[UUID]) -> list[Suggested]:
    """Return these open postings in this order, with why they suit the participant."""
    known = vocabulary()
    fits = fits_of(person_of(participant), known)
    return with_reasons([one for one in ids if one in fits], fits, known)


def with_reasons(ids: list[UUID], fits: Fits, known: Vocabulary) -> list[Suggested]:
    """Return postings with why they suit, as sentences in the reader's language."""
    postings = postings_in_order(ids)
    prefetch_related_objects(postings, "organization__causes")
    return [Suggested(posting, *sentences(fits[posting.pk], known, SHOWN)) for posting in postings]


def work_of(posting: Posting, at: datetime) -> fit.Work:
    """Put a posting of any state into the shape of the fit. Three queries."""
    demand = Demand.objects.filter(posting=posting).first()
    return fit.Work(
        demands=demands_of(posting),
        contact=frozenset(posting.contact_times), zone=posting.organization.time_zone, hours=posting.hours_per_week,
        language=posting.language, causes=frozenset(posting.organization.causes.values_list("pk", flat=True)),
        starts_on=posting.starts_on, weeks=posting.weeks, data=posting.confidentiality,
        waiting=fit.faded(demand.weight, demand.noted_at, at) if demand else 0.0, seats=max(1, posting.seats_left),
        organization=posting.organization_id, words=words_of(posting))


def fit_of(participant: Participant, posting: Posting) -> fit.Fit:
    """Compare one participant with one posting, whatever its state."""
    known, person, at = vocabulary(), person_of(participant), this_hour()
    return fit.fit(person, work_of(posting, at), fit.reach(person, known.links), at)


def reasons_for(participant: Participant, posting: Posting) -> Suggested:
    """Return everything one participant and one posting have in common, and what may be missing, as sentences.

    Nothing of either when the participant avoids the organization or works for it.
    """
    return Suggested(posting, *sentences(fit_of(participant, posting), vocabulary()))
