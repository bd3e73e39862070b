"""What two coordinators decide: to verify, suspend or close an organization, to appoint a representative. One decides, another confirms."""
from django.db import transaction
from django.utils import timezone

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.times import now, today
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.organizations import queries, rules
from engawa.journey.organizations.actions._ending import end_registration
from engawa.journey.organizations.actions._moving import about, locked, take_up_if_new, tell_members
from engawa.journey.organizations.actions._people import write_invitation
from engawa.journey.organizations.actions._year import begin_year
from engawa.journey.organizations.models import MOVES, Act, Decision, Organization, Role, State
from engawa.journey.organizations.signals import suspension_changed

REMINDED_AFTER = (3, 7)  # days; a suspension that nobody has looked at should not stand for long


@transaction.atomic
def verify_organization(*, by: User, organization: Organization, despite: str = "") -> Organization:
    """Decide that the organization is what it says; once a colleague has confirmed it, it may submit postings.

    Where nobody else at the desk could confirm it, the decision holds at once, and says so.

    Args:
        despite: says for the desk why a point of the list was left open; it is needed only then.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_verify(by, organization, despite=despite))
    take_up_if_new(by, organization)
    decision = _decide(by, organization, Act.VERIFY, despite)
    if decision.is_open:
        history.record(by=by, verb="organizations.decided", about=organization, act=decision.act)
        return organization
    return _verify(by, organization, decision)


@transaction.atomic
def suspend_organization(*, by: User, organization: Organization, words: str) -> Organization:
    """Stop everything the organization does here, with reasons; its members can still read.

    It holds at once, because danger does not wait; a colleague looks at it within some days.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_suspend(by, organization))
    if queries.open_decision(organization):  # an appointment; danger does not wait for it
        take_back_decision(by=by, organization=organization, words=words)
    decision = _decide(by, organization, Act.SUSPEND, words)
    move(organization, State.SUSPENDED, moves=MOVES)
    organization.desk_words = words
    organization.save()
    history.record(by=by, verb="organizations.suspended", about=organization, alone=decision.alone)
    tell_members(by, organization, "suspended")
    suspension_changed.send(sender=Organization, organization=organization, by=by)
    return organization


@transaction.atomic
def appoint_representative(*, by: User, organization: Organization, email: str, words: str) -> Organization:
    """Decide who represents it when nobody is left to hand over: a member at once, somebody new on accepting an invitation.

    Args:
        email: the mail address of a member, or of somebody who is not here yet.
        words: why, for the desk.
    """
    organization, email = locked(organization), email.strip().lower()
    refuse_if(rules.why_not_appoint(by, organization))
    refuse_if(rules.why_not_become(organization, email))
    decision = _decide(by, organization, Act.APPOINT, words, email)
    if decision.is_open:
        history.record(by=by, verb="organizations.decided", about=organization, act=decision.act)
        return organization
    return _appoint(by, organization, decision)


@transaction.atomic
def decide_closing(*, by: User, organization: Organization, words: str) -> Organization:
    """Decide that a registration ends, such as that of an organization that is no more; it ends once a colleague has confirmed it.

    Args:
        words: the reason, for its members and for those who wait for an answer.
    """
    organization = locked(organization)
    refuse_if(rules.why_not_decide_closing(by, organization))
    decision = _decide(by, organization, Act.CLOSE, words)
    if decision.is_open:
        history.record(by=by, verb="organizations.decided", about=organization, act=decision.act)
        return organization
    return _close(by, organization, decision)


@transaction.atomic
def confirm_decision(*, by: User, organization: Organization) -> Organization:
    """Confirm what a colleague decided; who decided it may do so only when nobody else is left at the desk."""
    organization = locked(organization)
    refuse_if(rules.why_not_confirm(by, organization))
    decision = _open(organization)
    decision.answered_at, decision.alone = now(), decision.by == by
    decision.second = None if decision.alone else by
    decision.save()
    if decision.act == Act.VERIFY:
        return _verify(by, organization, decision)
    if decision.act == Act.APPOINT:
        return _appoint(by, organization, decision)
    if decision.act == Act.CLOSE:
        return _close(by, organization, decision)
    history.record(by=by, verb="organizations.suspension_confirmed", about=organization, alone=decision.alone)
    return organization


@transaction.atomic
def take_back_decision(*, by: User, organization: Organization, words: str) -> Organization:
    """Take back what waits for a second person, with a sentence for the desk: it is checked on, or open again."""
    organization = locked(organization)
    refuse_if(rules.why_not_take_back_decision(by, organization))
    decision = _open(organization)
    decision.second, decision.answered_at, decision.back_words = by, now(), words
    decision.save()
    history.record(by=by, verb="organizations.decision_taken_back", about=organization, act=decision.act)
    notices.tell(to=[decision.by] if decision.by else [], kind="organizations/taken_back", by=by,
                 link=("desk:organization", {"pk": organization.pk}), organization=organization)
    return _restore(by, organization) if decision.act == Act.SUSPEND else organization


@transaction.atomic
def restore_organization(*, by: User, organization: Organization) -> Organization:
    """End a suspension: one coordinator may, because what two have verified still stands; the colleagues are told, and can suspend anew at once."""
    organization = locked(organization)
    refuse_if(rules.why_not_restore(by, organization))
    notices.tell(to=queries.seconds_for(organization, by), kind="organizations/suspension_ended", by=by,
                 link=("desk:organization", {"pk": organization.pk}), organization=organization)
    return _restore(by, organization)


@transaction.atomic
def remind_of_decisions() -> int:
    """Remind those who may confirm what waits for a second person, after three days and once more after a week; return of how many.

    Where nobody else could confirm any more, the one who decided is reminded, and may confirm alone.
    """
    waiting = Decision.objects.select_for_update(of=("self",)).filter(answered_at=None, reminded__lt=len(REMINDED_AFTER))
    return sum(_remind(decision) for decision in waiting.select_related("organization", "by"))


def _remind(decision: Decision) -> bool:
    organization, waited = decision.organization, (today() - timezone.localdate(decision.at)).days
    step = sum(waited >= days for days in REMINDED_AFTER)
    if step <= decision.reminded:
        return False
    decision.reminded = step
    decision.save(update_fields=["reminded"])
    history.record(by=None, verb="organizations.decision_reminded", about=organization, act=decision.act, step=step)
    people = list(queries.seconds_for(organization, decision.by)) or ([decision.by] if decision.by else [])
    notices.tell(to=people, kind="organizations/still_to_confirm", link=("desk:organization", {"pk": organization.pk}),
                 organization=organization, decision=decision)
    return True


def _decide(by: User, organization: Organization, act: Act, words: str, email: str = "") -> Decision:
    """Keep a decision and ask the colleagues; it is closed where there is nobody to ask."""
    seconds, at = list(queries.seconds_for(organization, by)), now()
    decision = Decision.objects.create(organization=organization, act=act, words=words, email=email, by=by, at=at,
                                       alone=not seconds, answered_at=None if seconds else at)
    notices.tell(to=seconds, kind="organizations/to_confirm", by=by, link=("desk:organization", {"pk": organization.pk}),
                 organization=organization, decision=decision)
    return decision


def _open(organization: Organization) -> Decision:
    return Decision.objects.select_for_update(of=("self",)).select_related("by").get(organization=organization, answered_at=None)


def _verify(by: User, organization: Organization, decision: Decision) -> Organization:
    move(organization, State.VERIFIED, moves=MOVES)
    organization.verified_despite = decision.words
    organization.verified_at = organization.answered_at = now()
    organization.verified_by, organization.desk_words = decision.by, ""
    organization.verified_until = None  # a new verification begins a new year
    begin_year(organization)
    organization.save()
    history.record(by=by, verb="organizations.verified", about=organization, alone=decision.alone)
    tell_members(by, organization, "verified")
    return organization


def _close(by: User, organization: Organization, decision: Decision) -> Organization:
    organization.desk_words = decision.words
    return end_registration(by, organization, decision.words)


def _restore(by: User, organization: Organization) -> Organization:
    move(organization, State.VERIFIED, moves=MOVES)
    organization.desk_words = ""
    organization.save()
    history.record(by=by, verb="organizations.restored", about=organization)
    tell_members(by, organization, "restored")
    suspension_changed.send(sender=Organization, organization=organization, by=by)
    return organization


def _appoint(by: User, organization: Organization, decision: Decision) -> Organization:
    member = organization.memberships.select_related("user").filter(user__email=decision.email, user__is_active=True).first()
    if member:
        member.role = Role.OWNER
        member.save(update_fields=["role"])
    else:
        write_invitation(by, organization, decision.email, Role.OWNER)
    history.record(by=by, verb="organizations.appointed", about=organization, to=str(member.user_id) if member else "", alone=decision.alone)
    notices.tell(to=queries.people_of(organization), kind="organizations/appointed", link=about(organization, "members"), by=by,
                 organization=organization, member=member)
    return organization
