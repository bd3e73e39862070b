"""The check of an organization by the desk: asked for, more wanted, refused."""
from django.db import transaction

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import rules
from engawa.journey.organizations.actions._moving import locked, take_up_if_new, tell_members
from engawa.journey.organizations.models import MOVES, Organization, State


@transaction.atomic
def ask_verification(*, by: User, organization: Organization, words: str = "") -> Organization:
    """Ask the desk to verify the organization, or ask again with an answer to what it wanted."""
    organization = locked(organization)
    refuse_if(rules.why_not_ask(by, organization))
    move(organization, State.ASKED, moves=MOVES)
    organization.asked_at, organization.answer_words = now(), words
    organization.checker = organization.checking_since = None
    organization.save()
    history.record(by=by, verb="organizations.asked", about=organization)
    tell_members(by, organization, "asked")
    notices.tell(to=User.objects.desk_officers(), kind="organizations/to_check", by=by,
                 link=("desk:organization", {"pk": organization.pk}), organization=organization)
    return organization


@transaction.atomic
def ask_for_more(*, by: User, organization: Organization, words: str) -> Organization:
    """Say what is missing for the verification; the organization answers and asks again."""
    organization = locked(organization)
    refuse_if(rules.why_not_ask_for_more(by, organization))
    take_up_if_new(by, organization)
    move(organization, State.MORE_WANTED, moves=MOVES)
    organization.desk_words = words
    organization.save()
    history.record(by=by, verb="organizations.more_wanted", about=organization)
    tell_members(by, organization, "more_wanted")
    return organization


@transaction.atomic
def refuse_organization(*, by: User, organization: Organization, words: str) -> Organization:
    """Do not accept the organization, with reasons it can answer."""
    organization = locked(organization)
    refuse_if(rules.why_not_refuse(by, organization))
    take_up_if_new(by, organization)
    move(organization, State.REFUSED, moves=MOVES)
    organization.desk_words, organization.answered_at = words, now()
    organization.save()
    history.record(by=by, verb="organizations.refused", about=organization)
    tell_members(by, organization, "refused")
    return organization
