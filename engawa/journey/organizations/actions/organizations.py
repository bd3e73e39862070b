"""Registering an organization and what it says about itself."""
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from engawa.base import history
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import rules
from engawa.journey.organizations.actions._moving import locked
from engawa.journey.organizations.actions.verification import ask_verification
from engawa.journey.organizations.models import Membership, Organization, Point, Role
from engawa.journey.organizations.names import name_key
from engawa.journey.organizations.signals import organization_changed
from engawa.journey.skills.models import Cause

FIELDS = (
    "name", "legal_form", "corporate_number", "prefecture", "country", "language", "time_zone", "website", "phone",
    "staff_size", "founded_year", "summary", "vision", "story",
    "contact_times", "jurisdiction", "foreign_number",
)
LOOKED_AT = {"phone": Point.PHONE, "foreign_number": Point.REGISTER}  # the point of the list that is about a field


@transaction.atomic
def register_organization(*, by: User, name: str, legal_form: str, causes: Iterable[Cause], summary: str = "",
                          phone: str = "", corporate_number: str = "", prefecture: str = "", country: str = "JP",
                          website: str = "", ask: bool = False, **more: Any) -> Organization:
    """Register an organization; who registers it becomes its representative and works for it from now on.

    It starts with the language and the time zone of that person. With `ask` its verification is asked at once.
    """
    refuse_if(rules.why_not_register(by, corporate_number=corporate_number))
    _known(more)
    values = {"language": by.language, "time_zone": by.time_zone, **more}
    organization = Organization.objects.create(
        name=name, name_key=name_key(name), legal_form=legal_form, corporate_number=corporate_number, summary=summary,
        phone=phone, prefecture=prefecture, country=country, website=website, **values)
    organization.causes.set(causes)
    Membership.objects.create(organization=organization, user=by, role=Role.OWNER, chosen_at=now())
    history.record(by=by, verb="organizations.registered", about=organization)
    return ask_verification(by=by, organization=organization) if ask else organization


@transaction.atomic
def save_organization(*, by: User, organization: Organization, causes: Iterable[Cause] | None = None,
                      **values: Any) -> Organization:
    """Keep what the organization says about itself; only the given fields change."""
    _known(values)
    organization = locked(organization)
    changes = tuple(name for name, value in values.items() if getattr(organization, name) != value)
    others = causes is not None and {one.pk for one in causes} != {one.pk for one in organization.causes.all()}
    refuse_if(rules.why_not_save(by, organization, changes=changes))
    refuse_if(rules.why_not_number(values.get("corporate_number", ""), organization))
    for name in changes:
        setattr(organization, name, values[name])
    organization.name_key = name_key(organization.name)
    organization.save()
    # What the desk has looked at was about the old facts.
    if set(changes) & set(rules.IDENTITY):
        organization.checks.all().delete()
    else:
        organization.checks.filter(point__in=[point for field, point in LOOKED_AT.items() if field in changes]).delete()
    if causes is not None:
        organization.causes.set(causes)
    history.record(by=by, verb="organizations.saved", about=organization, fields=sorted([*changes, *["causes"] * others]))
    organization_changed.send(sender=Organization, organization=organization)
    return organization


def _known(values: dict[str, Any]) -> None:
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"no such fields of an organization: {sorted(unknown)}")
