"""Suggestions: open postings that suit a participant, and why."""
from dataclasses import dataclass
from uuid import UUID

from django.db.models import prefetch_related_objects

from engawa.base.times import now
from engawa.journey.matching import fit
from engawa.journey.matching.queries.people import avoided_by, person_of
from engawa.journey.matching.queries.searching import fits_of, lines
from engawa.journey.matching.reasons import sentences
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary
from engawa.journey.participants.models import Participant
from engawa.journey.postings.models import Posting

SHOWN = 3


@dataclass(frozen=True)
class Suggested:
    """A posting with why it suits and what may be missing, as sentences in the reader's language."""

    posting: Posting
    reasons: list[str]
    missing: list[str]


def postings_in_order(ids: list[UUID]) -> list[Posting]:
    """Return postings in the order of the ids, with organization and area. One query."""
    rows = Posting.objects.filter(pk__in=ids).select_related("organization", "area")
    by_id = {posting.pk: posting for posting in rows}
    return [by_id[one] for one in ids if one in by_id]


def own_postings(participant: Participant) -> set[UUID]:
    """Return the postings of organizations the participant works for: nobody is sent to the own door."""
    return set(Posting.objects.filter(organization__memberships__user=participant.user).values_list("pk", flat=True))


def suggestions(participant: Participant, limit: int = 3) -> list[Suggested]:
    """Return the open postings that suit a participant best, each with at least one reason; own and avoided organizations left out."""
    known, person = vocabulary(), person_of(participant)
    fits = fits_of(lines(), person, known)
    own = own_postings(participant)
    best = sorted((one for one in fits if fits[one].reasons and one not in own),
                  key=lambda one: (-fits[one].score, one))[:limit]
    return _with_reasons(best, fits, known)


def suggested(participant: Participant, ids: list[UUID]) -> list[Suggested]:
    """Return these open postings in this order, with why they suit the participant."""
    known = vocabulary()
    fits = fits_of([line for line in lines() if line.posting in set(ids)], person_of(participant), known)
    return _with_reasons([one for one in ids if one in fits], fits, known)


def _with_reasons(ids: list[UUID], fits: dict[UUID, fit.Fit], known: Vocabulary) -> list[Suggested]:
    postings = postings_in_order(ids)
    prefetch_related_objects(postings, "organization__causes")
    return [Suggested(posting, *sentences(fits[posting.pk], known, SHOWN)) for posting in postings]


def fit_of(participant: Participant, posting: Posting) -> fit.Fit:
    """Compare one participant with one posting, whatever its state."""
    known, person = vocabulary(), person_of(participant)
    work = fit.Work(
        demands=tuple(fit.Demand(*row) for row in posting.skills.order_by("-is_required", "pk").values_list(
            "skill_id", "level", "is_required")),
        contact=frozenset(posting.contact_times), zone=posting.organization.time_zone, hours=posting.hours_per_week,
        language=posting.language, causes=frozenset(posting.organization.causes.values_list("pk", flat=True)))
    at = now().replace(minute=0, second=0, microsecond=0)
    return fit.fit(person, work, fit.reach(person.skills, known.links), at)


def reasons_for(participant: Participant, posting: Posting) -> Suggested:
    """Return everything one participant and one posting have in common, and what may be missing, as sentences.

    Nothing of either when the participant avoids the organization.
    """
    if avoided_by(participant).filter(organization=posting.organization_id).exists():
        return Suggested(posting, [], [])
    return Suggested(posting, *sentences(fit_of(participant, posting), vocabulary()))
