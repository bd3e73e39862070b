"""What the desk notes while it checks an organization: who checks it, points looked at, calls."""
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.actions._moving import locked, take_up, take_up_if_new
from engawa.journey.organizations.models import Call, Check, Organization, Point


@transaction.atomic
def take_up_check(*, by: User, organization: Organization) -> Organization:
    """Say that one checks this organization oneself, so that colleagues see it and the organization knows."""
    organization = locked(organization)
    refuse_if(rules.why_not_take_up(by, organization))
    take_up(by, organization)
    return organization


@transaction.atomic
def tick_points(*, by: User, organization: Organization, points: Iterable[str]) -> None:
    """Keep which points of the list are looked at: new ones with this person and the time, others are taken back.

    A point that was ticked before keeps who ticked it and when.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_check(by, organization))
    take_up_if_new(by, organization)
    wanted = {Point(point) for point in points}
    organization.checks.exclude(point__in=wanted).delete()
    for point in set(queries.points_left(organization)) & wanted:
        Check.objects.create(organization=organization, point=point, by=by)
    history.record(by=by, verb="organizations.checked", about=organization, points=sorted(wanted))


@transaction.atomic
def note_call(*, by: User, organization: Organization, person: str, said: str, at: datetime | None = None) -> Call:
    """Note a call to the organization: who answered and what was said; `at` is now unless told otherwise."""
    organization = locked(organization)
    refuse_if(rules.why_not_note_call(by, organization))
    take_up_if_new(by, organization)
    call = Call.objects.create(organization=organization, person=person, said=said, by=by, at=at or now())
    history.record(by=by, verb="organizations.called", about=organization)
    return call
