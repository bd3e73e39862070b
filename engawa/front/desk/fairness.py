"""Whether the house is fair to organizations: who gets applications and attention, by size and by place.

Looked at are postings that have been out for at least 14 days, published within the last half year; attention is that of
the open ones in the last 30 days.
"""
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from uuid import UUID

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from engawa.base.times import now, today
from engawa.base.users.access import desk_only
from engawa.journey.matching import queries as matching
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.models import Posting

SOON, LOOKED_BACK, ATTENTION_DAYS = timedelta(days=14), timedelta(days=182), 30
SMALL, MIDDLE = 4, 19
EVEN, UNEVEN, SAME = 0.35, 0.6, 0.05
LESS, MORE = 0.8, 1.25
PLACES, ENOUGH = 12, 3   # fewer postings say nothing about a group


@dataclass(frozen=True)
class Group:
    """One row of the table: how many postings, how many had an application in time, and the attention against what suits."""

    name: str
    postings: int
    answered: int
    attention: str

    @property
    def percent(self) -> int:
        """Postings with an application within 14 days, of a hundred."""
        return round(100 * self.answered / self.postings)


@dataclass(frozen=True)
class Fairness:
    """The page: all postings together, then by size and by place."""

    every: Group
    applications: int
    spread: float
    half: int
    before: float | None
    by_size: list[Group]
    by_place: list[Group]

    @property
    def half_words(self) -> str:
        """What the figure means: how few postings have half of all applications."""
        return _("Half of all applications went to %(few)s of %(all)s postings.") % {"few": self.half, "all": self.every.postings}

    @property
    def trend_words(self) -> str:
        """Whether it is getting better: against the half year before; nothing where too few postings were out then."""
        if self.before is None:
            return ""
        if abs(self.spread - self.before) < SAME:
            return _("That is about as even as in the half year before.")
        return _("That is more even than in the half year before.") if self.spread < self.before else _(
            "That is less even than in the half year before.")

    @property
    def spread_words(self) -> str:
        """How evenly applications are spread, in words."""
        if self.spread <= EVEN:
            return _("Applications are spread evenly over the postings.")
        if self.spread <= UNEVEN:
            return _("Applications are spread somewhat unevenly over the postings.")
        return _("Most applications go to a few postings.")


def gini(counts: Sequence[float]) -> float:
    """Return how unevenly something is spread: 0 when all have the same, near 1 when one has everything."""
    ordered, total = sorted(counts), sum(counts)
    if not total:
        return 0.0
    weighted = sum(place * count for place, count in enumerate(ordered, 1))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def half_of(counts: Sequence[int]) -> int:
    """Return how many of the fullest together have at least half of everything; 0 of nothing."""
    reached = list(accumulate(sorted(counts, reverse=True)))
    return next((n for n, found in enumerate(reached, 1) if found and 2 * found >= reached[-1]), 0)


def _before() -> float | None:
    """Return the unevenness of the half year before, if enough postings were out."""
    since = now() - LOOKED_BACK
    counts = list(Posting.objects.filter(published_at__lte=since, published_at__gt=since - LOOKED_BACK).annotate(
        sent=Count("applications")).values_list("sent", flat=True))
    return gini(counts) if len(counts) >= ENOUGH else None


def fairness() -> Fairness | None:
    """Work the page out; None when no posting has been out long enough."""
    postings = list(Posting.objects.filter(published_at__lte=now() - SOON, published_at__gt=now() - LOOKED_BACK).select_related("organization")
                    .annotate(sent=Count("applications"), first=Min("applications__sent_at")).order_by("published_at"))
    if not postings:
        return None
    looked_at = {row.pk for row in postings}
    attention, merit = ({pk: value for pk, value in found.items() if pk in looked_at} for found in (
        matching.attention_since(today() - timedelta(days=ATTENTION_DAYS)), matching.merit_of_open()))

    def group(name: str, rows: Iterable[Posting]) -> Group:
        rows = list(rows)
        answered = sum(bool(row.first and row.published_at and row.first <= row.published_at + SOON) for row in rows)
        return Group(name, len(rows), answered, _attention(rows, attention, merit))

    def by(name: Callable[[Organization], str]) -> list[Group]:
        names = dict.fromkeys(name(row.organization) for row in postings)
        return [group(one, (row for row in postings if name(row.organization) == one)) for one in names]
    sent, of_place = [row.sent for row in postings], Counter(_place(row.organization) for row in postings)
    shown = [place for place, n in of_place.most_common(PLACES) if n >= ENOUGH]

    def place(organization: Organization) -> str:
        return name if (name := _place(organization)) in shown else _("Other places, each with a few postings")
    return Fairness(group(_("All postings"), postings), sum(sent), gini(sent), half_of(sent), _before(),
                    sorted(by(_size), key=lambda one: sizes().index(one.name)),
                    sorted(by(place), key=lambda one: (one.name not in shown, -one.postings)))


def sizes() -> list[str]:
    """Name the sizes of organizations, the smallest first."""
    return [pgettext("size of an organization", "Up to 4 people"), pgettext("size of an organization", "5 to 19 people"),
            pgettext("size of an organization", "20 people or more"), pgettext("size of an organization", "Size not written")]


def _size(organization: Organization) -> str:
    staff = organization.staff_size
    return sizes()[3 if staff is None else 0 if staff <= SMALL else 1 if staff <= MIDDLE else 2]


def _place(organization: Organization) -> str:
    return organization.place or _("Place not written")


def _attention(rows: list[Posting], attention: dict[UUID, float], merit: dict[UUID, float]) -> str:
    """Compare a group's share of all attention with its share of what suits people; both among those looked at that are open."""
    ours = [row.pk for row in rows if row.pk in merit]
    seen, suits = sum(attention.get(pk, 0.0) for pk in merit), sum(merit.values())
    deserved = sum(merit[pk] for pk in ours)   # never without what suits anybody
    if not seen or not deserved or len(ours) < ENOUGH:
        return _("Not enough counted yet")
    ratio = sum(attention.get(pk, 0.0) for pk in ours) / seen / (deserved / suits)
    if ratio < LESS:
        return _("Less than it would suit people")
    return _("More than it would suit people") if ratio > MORE else _("About as much as it suits people")


@desk_only
@require_safe
def fairness_page(request: HttpRequest) -> HttpResponse:
    found = fairness()
    chart = [(group.name, group.percent) for group in found.by_size] if found else []
    return render(request, "desk/fairness.html", {"found": found, "chart": chart})
