"""What somebody watches: saved searches and followed organizations, and what they find now.

Only postings with all the words of a search are counted and mailed; the list also offers near ones, which are no news.
"""
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np
from django.core import signing
from django.db.models import QuerySet
from django.http import QueryDict

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.matching import open_postings
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.models import Followed, News, SavedSearch
from engawa.journey.matching.queries.columns import Columns, Marks, columns_of, microseconds
from engawa.journey.matching.queries.facets import passing, tests_of
from engawa.journey.matching.queries.words import exactly
from engawa.journey.matching.vocabulary import Vocabulary, vocabulary
from engawa.journey.organizations.models import State as OrganizationState

_signer = signing.Signer(salt="engawa.matching.news-off")


def searches_of(user: User) -> QuerySet[SavedSearch]:
    """Return the saved searches of somebody, the last saved first."""
    return SavedSearch.objects.filter(user=user).order_by("-at", "pk")


def followed_by(user: User) -> QuerySet[Followed]:
    """Return the organizations somebody follows that can be seen now, by name."""
    return (Followed.objects.filter(user=user, organization__state=OrganizationState.VERIFIED).select_related("organization")
            .prefetch_related("organization__causes").order_by("organization__name", "pk"))


def followed_ids(user: User) -> set[UUID]:
    """Return which organizations somebody follows."""
    return set(Followed.objects.filter(user=user).values_list("organization", flat=True))


def question_of(search: SavedSearch, known: Vocabulary) -> Asked | None:
    """Return what a saved search asks; None when a part of it is no longer in the vocabulary, so that it would find too much."""
    asked = Asked.written(QueryDict(search.query), known)
    return asked if asked.kept == search.query else None


class Watched(NamedTuple):
    """A saved search with what it asks for in words, whether that can still be answered, how many postings it finds now, and
    how many of them opened since the last look."""

    search: SavedSearch
    conditions: list[str]
    is_whole: bool
    open: int
    new: int


def watched(user: User) -> list[Watched]:
    """Look through the open postings for every saved search of somebody. Four queries while no posting changed."""
    known, searches = vocabulary(), list(searches_of(user))
    columns = columns_of(open_postings.current(known))
    rows = []
    for search, (asked, marks) in zip(searches, found_by(searches, columns, known), strict=True):
        new = marks & (columns.opened > microseconds(search.looked_at))
        rows.append(Watched(search, [chosen.words for chosen in asked.chosen(known)] if asked else [], asked is not None,
                            int(marks.sum()), int(new.sum())))
    return rows


def found_by(searches: Sequence[SavedSearch], columns: Columns, known: Vocabulary) -> list[tuple[Asked | None, Marks]]:
    """Mark for each saved search what it finds among the postings still open today. One query for all of their words."""
    asked = [question_of(search, known) for search in searches]
    live = columns.deadline >= today().toordinal()
    marks = iter(exactly([one for one in asked if one], columns, live))
    return [(one, _marks(one, next(marks), columns, live) if one else live & False) for one in asked]


def _marks(asked: Asked, found: Marks | None, columns: Columns, live: Marks) -> Marks:
    return passing(live if found is None else found, tests_of(asked, columns))


def open_counts(known: Vocabulary | None = None) -> Mapping[UUID, int]:
    """Count the open postings of each organization. One query while no posting changed, one more without the vocabulary."""
    columns = columns_of(open_postings.current(known or vocabulary()))
    counts: dict[UUID, int] = {}
    for at in np.flatnonzero(columns.deadline >= today().toordinal()):
        organization = columns.lines[at].organization
        counts[organization] = counts.get(organization, 0) + 1
    return counts


def news_token(user: User, watch: SavedSearch | Followed | None = None) -> str:
    """Return what the link in a mail carries, so that mails are ended without signing in: those of one watch, or all."""
    if watch is None:
        return _signer.sign(f"all:{user.pk}")
    return _signer.sign(f"{watch._meta.model_name}:{watch.pk}")


def watch_of_token(token: str) -> tuple[User, SavedSearch | Followed | None] | None:
    """Return whose mails a link ends, and of which watch (None for all); nothing when it was not made here or is gone."""
    try:
        kind, _sep, pk = _signer.unsign(token).partition(":")
    except signing.BadSignature:
        return None
    if kind == "all":
        user = User.objects.filter(pk=pk).first()
        return (user, None) if user else None
    rows: Iterable[SavedSearch | Followed] = (
        SavedSearch.objects.filter(pk=pk).select_related("user") if kind == "savedsearch"
        else Followed.objects.filter(pk=pk).select_related("user", "organization"))
    return next(((row.user, row) for row in rows), None)


def is_off(user: User, watch: SavedSearch | Followed | None) -> bool:
    """Say whether no mail comes any more: of one watch, or of all."""
    if watch is not None:
        return watch.mails == News.OFF
    return not any(rows.filter(user=user).exclude(mails=News.OFF).exists() for rows in (SavedSearch.objects, Followed.objects))
