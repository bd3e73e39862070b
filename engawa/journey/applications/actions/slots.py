"""Dated times an organization offers for interviews, for all its postings."""
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.applications import rules
from engawa.journey.applications.models import Slot
from engawa.journey.organizations.models import Organization

MINUTES = 30


@transaction.atomic
def add_slots(*, by: User, organization: Organization, times: Sequence[datetime]) -> list[Slot]:
    """Offer half hours that begin at `times` (aware); a time removed before is offered again, twice is harmless.

    Raises:
        Refused: not a member, no time, a time in the past or too far ahead, too many times.
    """
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    refuse_if(rules.why_not_add_slots(by, organization, times))
    slots = []
    for time in sorted(set(times)):
        slot, _made = Slot.objects.get_or_create(organization=organization, starts_at=time, defaults={"minutes": MINUTES})
        if slot.removed_at:
            slot.removed_at = None
            slot.save(update_fields=["removed_at"])
        slots.append(slot)
    history.record(by=by, verb="applications.slots_added", about=organization, count=len(slots))
    return slots


@transaction.atomic
def remove_slot(*, by: User, slot: Slot) -> Slot:
    """Take an offered time back; twice is harmless.

    Raises:
        Refused: not a member, or an interview is fixed at this time.
    """
    slot = Slot.objects.select_for_update(of=("self",)).select_related("organization").get(pk=slot.pk)
    refuse_if(rules.why_not_remove_slot(by, slot))
    if slot.removed_at is None:
        slot.removed_at = now()
        slot.save(update_fields=["removed_at"])
        history.record(by=by, verb="applications.slot_removed", about=slot.organization)
    return slot
