"""Once a year: the organization confirms its details, the desk reads and confirms it for another year."""
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from engawa.base import history, notices
from engawa.base.times import now, today
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.actions._moving import about, locked
from engawa.journey.organizations.actions._year import VERIFIED_FOR, begin_year
from engawa.journey.organizations.models import (
    RENEWAL_OPENS,
    Organization,
    State,
    YearlyWords,
)
from engawa.journey.organizations.names import name_key
from engawa.journey.organizations.signals import organization_changed

WEEK_BEFORE = timedelta(days=7)
MONTH, WEEK, OVER = 1, 2, 3  # the reminders of a year, as kept in `renewal_told`


@transaction.atomic
def ask_renewal(*, by: User, organization: Organization, words: str = "") -> Organization:
    """Confirm that everything is still right, or say in `words` what has changed; the desk is told.

    Raises:
        Refused: not a representative, not verified, too early, or confirmed already.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_renew(by, organization))
    organization.renewal_asked_at, organization.renewal_words, organization.renewal_question = now(), words, ""
    organization.save()
    if words:
        YearlyWords.objects.create(organization=organization, by=by, words=words)
    history.record(by=by, verb="organizations.renewal_asked", about=organization, changed=bool(words))
    notices.tell(to=User.objects.desk_officers(), kind="organizations/renewal_to_read", by=by,
                 link=("desk:organization", {"pk": organization.pk}), organization=organization)
    return organization


@transaction.atomic
def renew_organization(*, by: User, organization: Organization) -> Organization:
    """Confirm the organization for another year.

    Raises:
        Refused: not the desk, one's own organization, or nothing has been confirmed by it.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_answer_renewal(by, organization))
    begin_year(organization)
    organization.renewed_at = now()
    organization.save()
    history.record(by=by, verb="organizations.renewed", about=organization, until=str(organization.verified_until))
    notices.tell(to=queries.people_of(organization), kind="organizations/renewed", link=about(organization, "verification"),
                 by=by, organization=organization)
    return organization


@transaction.atomic
def ask_about_renewal(*, by: User, organization: Organization, words: str) -> Organization:
    """Ask something before confirming; the organization answers by confirming again.

    Raises:
        Refused: not the desk, one's own organization, or nothing has been confirmed by it.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_answer_renewal(by, organization))
    organization.renewal_asked_at, organization.renewal_question = None, words
    organization.save()
    YearlyWords.objects.create(organization=organization, by=by, words=words, of_desk=True)
    history.record(by=by, verb="organizations.renewal_question", about=organization)
    notices.tell(to=queries.owners_of(organization), kind="organizations/renewal_question", by=by,
                 link=about(organization, "renewal"), organization=organization)
    return organization


@transaction.atomic
def correct_facts(*, by: User, organization: Organization, name: str, legal_form: str, corporate_number: str = "",
                  prefecture: str = "", country: str = "JP", foreign_number: str = "") -> Organization:
    """Correct what was verified, at the wish of the organization; its members are told.

    Raises:
        Refused: not the desk, one's own organization, a draft, or a number that another organization carries.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_correct(by, organization, corporate_number=corporate_number))
    values: dict[str, Any] = {"name": name, "legal_form": legal_form, "corporate_number": corporate_number,
                              "prefecture": prefecture, "country": country, "foreign_number": foreign_number}
    changes = sorted(field for field, value in values.items() if getattr(organization, field) != value)
    if not changes:
        return organization
    for field in changes:
        setattr(organization, field, values[field])
    organization.name_key = name_key(name)
    organization.save()
    history.record(by=by, verb="organizations.corrected", about=organization, fields=changes)
    notices.tell(to=queries.people_of(organization), kind="organizations/corrected", link=about(organization, "profile"),
                 by=by, organization=organization)
    organization_changed.send(sender=Organization, organization=organization)
    return organization


@transaction.atomic
def remind_renewals() -> int:
    """Remind a month and a week before the last day, and tell once when it has passed; return how many were told.

    Representatives are reminded; that it has passed is told to all members, because none of them can submit now.
    An organization verified before years were counted gets its last day here, a month ahead at least.
    """
    for organization in Organization.objects.select_for_update().filter(state=State.VERIFIED, verified_until=None):
        assert organization.verified_at is not None
        since = timezone.localdate(organization.verified_at)
        organization.verified_until = max(since + VERIFIED_FOR, today() + RENEWAL_OPENS)
        organization.save(update_fields=["verified_until"])
    due = Organization.objects.select_for_update().filter(
        state=State.VERIFIED, renewal_asked_at=None, verified_until__lte=today() + RENEWAL_OPENS, renewal_told__lt=OVER)
    return sum(_remind(organization) for organization in due)


def _remind(organization: Organization) -> bool:
    assert organization.verified_until is not None
    left = organization.verified_until - today()
    step = OVER if left < timedelta(0) else WEEK if left <= WEEK_BEFORE else MONTH
    if step <= organization.renewal_told:
        return False
    organization.renewal_told = step
    organization.save(update_fields=["renewal_told"])
    history.record(by=None, verb="organizations.renewal_reminded", about=organization, step=step)
    people = queries.people_of(organization) if step == OVER else queries.owners_of(organization)
    notices.tell(to=people, kind="organizations/renewal_over" if step == OVER else "organizations/renewal_due",
                 link=about(organization, "renewal"), organization=organization)
    return True
