"""Mails about what somebody watches: for whom one is due, and what is new in it.

A mail belongs to a morning of the person's zone. What opened between the last look through a watch and that morning goes
into it; so a worker that comes late, twice or after a crash finds the same, or nothing.
"""
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Q

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.matching import open_postings
from engawa.journey.matching.models import Avoided, Followed, News, SavedSearch, Suggestion, Told, Watch
from engawa.journey.matching.queries.columns import Columns, Marks, columns_of, microseconds
from engawa.journey.matching.queries.watching import followed_by, found_by, searches_of
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.organizations.models import Membership
from engawa.journey.participants.models import Participant

MORNING = 7                                  # the hour of the mails, in the zone of each person
SETTLED = timedelta(minutes=5)               # what is being published at the stroke of the hour is visible by then
A_WEEK = timedelta(days=6, hours=12)         # from one morning to that of a week later, when the clocks change too


def morning_before(moment: datetime, zone: str) -> datetime:
    """Return the last morning hour of a zone that has come: what opened until then goes into the mails of that morning."""
    local = moment.astimezone(ZoneInfo(zone))
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if local < morning:
        morning -= timedelta(days=1)
    return morning.astimezone(ZoneInfo("UTC"))


def _due(morning: datetime) -> Q:
    weekly = Q(mails=News.WEEKLY) & (Q(mailed_at=None) | Q(mailed_at__lte=morning - A_WEEK))
    return Q(read_until__lt=morning) & (Q(mails=News.DAILY) | weekly)


def due_searches(user: User, morning: datetime) -> list[SavedSearch]:
    """Return the saved searches of somebody that a mail of this morning looks through, the first saved first."""
    return list(searches_of(user).filter(_due(morning)).order_by("at", "pk"))


def due_followed(user: User, morning: datetime) -> list[Followed]:
    """Return the followed organizations of somebody that a mail of this morning looks at."""
    return list(followed_by(user).filter(_due(morning)))


def due_people(moment: datetime) -> list[tuple[User, datetime]]:
    """Return the people for whom something has to be looked through, each with the morning whose mail it is."""
    found: list[tuple[User, datetime]] = []
    living = User.objects.filter(is_active=True, closing_at=None)
    for zone in living.order_by().values_list("time_zone", flat=True).distinct():
        morning = morning_before(moment - SETTLED, zone)
        watching = Q(pk__in=SavedSearch.objects.filter(_due(morning)).values("user")) | Q(
            pk__in=Followed.objects.filter(_due(morning)).values("user"))
        found += [(user, morning) for user in living.filter(watching, time_zone=zone).order_by("joined_at", "pk")]
    return found


def is_left_in_peace(user: User, moment: datetime) -> bool:
    """Say whether no mail goes to a person now: taking a break, or a mail went on this day already."""
    participant = Participant.objects.filter(user=user).select_related("suggestion_choice").first()
    choice = getattr(participant, "suggestion_choice", None)
    if participant and participant.is_paused:
        return True
    midnight = midnight_before(moment, user.time_zone)
    return bool(choice and choice.mailed_at and choice.mailed_at >= midnight) or told_since(user, midnight)


def midnight_before(moment: datetime, zone: str) -> datetime:
    """Return the beginning of the day in a zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)


def told_since(user: User, moment: datetime) -> bool:
    """Say whether a mail about saved searches and followed organizations went to a person since a moment."""
    return Told.objects.filter(user=user, at__gte=moment).exists()


class Section(NamedTuple):
    """One part of a mail: what was watched, and the postings that are new for it, the newest first."""

    watch: SavedSearch | Followed
    postings: list[UUID]


def news_for(user: User, searches: Sequence[SavedSearch], followed: Sequence[Followed], morning: datetime) -> list[Section]:
    """Return what opened for each watch since it was last looked through, until this morning, and never reached the person.

    Postings of organizations the person works for or would not serve are left out; each posting stands in one part only.
    """
    known = vocabulary()
    columns = columns_of(open_postings.current(known))
    live = columns.deadline >= today().toordinal()
    allowed = live & ~_of_organizations(columns, _not_wanted(user)) & ~_of_postings(columns, reached(user))
    sections: list[Section] = []
    watches: list[tuple[SavedSearch | Followed, Marks]] = [
        *((search, marks) for search, (_asked, marks) in zip(searches, found_by(searches, columns, known), strict=True)),
        *((one, _of_organizations(columns, {one.organization_id})) for one in followed)]
    for watch, marks in watches:
        new = np.flatnonzero(marks & allowed & _opened_between(columns, watch, morning))
        if len(new):
            allowed[new] = False
            sections.append(Section(watch, [columns.lines[at].posting for at in new[np.argsort(columns.newest[new])]]))
    return sections


def _opened_between(columns: Columns, watch: Watch, morning: datetime) -> Marks:
    marks: Marks = (columns.opened > microseconds(watch.read_until)) & (columns.opened <= microseconds(morning))
    return marks


def _of_organizations(columns: Columns, organizations: Collection[UUID]) -> Marks:
    return np.fromiter((line.organization in organizations for line in columns.lines), dtype=np.bool_, count=len(columns.lines))


def _of_postings(columns: Columns, postings: Collection[UUID]) -> Marks:
    return np.fromiter((line.posting in postings for line in columns.lines), dtype=np.bool_, count=len(columns.lines))


def _not_wanted(user: User) -> set[UUID]:
    own = Membership.objects.filter(user=user).values_list("organization", flat=True)
    return {*own, *Avoided.objects.filter(participant__user=user).values_list("organization", flat=True)}


def reached(user: User) -> set[UUID]:
    """Return the postings that reached a person: told before, suggested by mail, by invitation, or applied to."""
    return {*Told.objects.filter(user=user).values_list("posting", flat=True),
            *Suggestion.objects.filter(participant__user=user).values_list("posting", flat=True)}
