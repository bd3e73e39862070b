"""The desk's verification: asked, answered, suspended, restored."""
from django.db import transaction

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.actions._year import begin_year
from engawa.journey.organizations.models import MOVES, Organization, State
from engawa.journey.organizations.signals import organization_changed

PAGE: tuple[str, dict[str, object]] = ("organizations:verification", {})


def _locked(organization: Organization) -> Organization:
    return Organization.objects.select_for_update().get(pk=organization.pk)


def _tell(by: User, organization: Organization, name: str) -> None:
    """Every change of state is told to all members, and to later steps."""
    notices.tell(to=queries.people_of(organization), kind=f"organizations/{name}", link=PAGE, by=by,
                 organization=organization)
    organization_changed.send(sender=Organization, organization=organization)


@transaction.atomic
def ask_verification(*, by: User, organization: Organization, words: str = "") -> Organization:
    """Ask the desk to verify the organization, or ask again with an answer to what it wanted."""
    organization = _locked(organization)
    refuse_if(rules.why_not_ask(by, organization))
    move(organization, State.ASKED, moves=MOVES)
    organization.asked_at, organization.answer_words = now(), words
    organization.save()
    history.record(by=by, verb="organizations.asked", about=organization)
    _tell(by, organization, "asked")
    notices.tell(to=User.objects.desk_officers(), kind="organizations/to_check", by=by,
                 link=("desk:organization", {"pk": organization.pk}), organization=organization)
    return organization


@transaction.atomic
def verify_organization(*, by: User, organization: Organization, despite: str = "") -> Organization:
    """Confirm that the organization is what it says; it may now submit postings.

    `despite` says for the desk why a point of the list was left open; it is needed only then.
    """
    organization = _locked(organization)
    refuse_if(rules.why_not_verify(by, organization, despite=despite))
    move(organization, State.VERIFIED, moves=MOVES)
    organization.verified_despite = despite
    organization.verified_at = organization.answered_at = now()
    organization.verified_by, organization.desk_words = by, ""
    organization.verified_until = None  # a new verification begins a new year
    begin_year(organization)
    organization.save()
    history.record(by=by, verb="organizations.verified", about=organization)
    _tell(by, organization, "verified")
    return organization


@transaction.atomic
def ask_for_more(*, by: User, organization: Organization, words: str) -> Organization:
    """Say what is missing for the verification; the organization answers and asks again."""
    organization = _locked(organization)
    refuse_if(rules.why_not_ask_for_more(by, organization))
    move(organization, State.MORE_WANTED, moves=MOVES)
    organization.desk_words = words
    organization.save()
    history.record(by=by, verb="organizations.more_wanted", about=organization)
    _tell(by, organization, "more_wanted")
    return organization


@transaction.atomic
def refuse_organization(*, by: User, organization: Organization, words: str) -> Organization:
    """Do not accept the organization, with reasons it can answer."""
    organization = _locked(organization)
    refuse_if(rules.why_not_refuse(by, organization))
    move(organization, State.REFUSED, moves=MOVES)
    organization.desk_words, organization.answered_at = words, now()
    organization.save()
    history.record(by=by, verb="organizations.refused", about=organization)
    _tell(by, organization, "refused")
    return organization


@transaction.atomic
def suspend_organization(*, by: User, organization: Organization, words: str) -> Organization:
    """Stop everything the organization does here, with reasons; its members can still read."""
    organization = _locked(organization)
    refuse_if(rules.why_not_suspend(by, organization))
    move(organization, State.SUSPENDED, moves=MOVES)
    organization.desk_words = words
    organization.save()
    history.record(by=by, verb="organizations.suspended", about=organization)
    _tell(by, organization, "suspended")
    return organization


@transaction.atomic
def restore_organization(*, by: User, organization: Organization) -> Organization:
    """Lift a suspension."""
    organization = _locked(organization)
    refuse_if(rules.why_not_restore(by, organization))
    move(organization, State.VERIFIED, moves=MOVES)
    organization.desk_words = ""
    organization.save()
    history.record(by=by, verb="organizations.restored", about=organization)
    _tell(by, organization, "restored")
    return organization
