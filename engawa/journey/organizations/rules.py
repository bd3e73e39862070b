"""Who may do what with an organization, each refusal as a sentence for the person."""
from django.utils.translation import gettext as _

from engawa.base.times.words import day_words
from engawa.base.users.models import User
from engawa.journey.organizations import queries
from engawa.journey.organizations.closing import closing_of
from engawa.journey.organizations.models import (
    WITH_THE_DESK,
    Act,
    Invitation,
    Membership,
    Organization,
    Paper,
    Role,
    State,
)

UNVERIFIED_LIMIT = 3
OPEN_INVITATIONS_LIMIT = 10
PAPERS_LIMIT = 5
PHOTO_KINDS = ("jpg", "png", "webp")
PHOTO_SIDE = 1600  # points of the longer side; enough for every screen
PAPER_KINDS = ("pdf", "jpg", "png")
# What the desk verified; a change of it would make the verification untrue.
IDENTITY = ("name", "legal_form", "corporate_number", "prefecture", "country")
LOCKED = (*IDENTITY, "foreign_number")  # once it is verified; the number may come while the desk still reads
NEEDED_TO_ASK = ("name", "summary", "phone")


def why_not_register(user: User, *, corporate_number: str = "") -> str | None:
    """Refuse a number that somebody registered before, and piles of unverified organizations."""
    if reason := why_not_number(corporate_number):
        return reason
    if queries.of_user(user).exclude(state__in=[State.VERIFIED, State.SUSPENDED, State.CLOSED]).count() >= UNVERIFIED_LIMIT:
        return _("You have registered three organizations that are not verified yet. "
                 "Please finish one of them first, or talk to us by phone.")
    return None


def why_not_number(corporate_number: str, organization: Organization | None = None) -> str | None:
    """Refuse a corporate number that another organization carries."""
    others = queries.with_number(corporate_number)
    if organization is not None:
        others = others.exclude(pk=organization.pk)
    if corporate_number and others.exists():
        return _("An organization with this corporate number is registered already. "
                 "Please ask your colleagues to invite you. If you do not know who it is, we help by phone.")
    return None


def why_not_work(user: User, organization: Organization) -> str | None:
    """Refuse strangers, and everybody while the organization is suspended or once its registration has ended."""
    if not queries.is_member(user, organization):
        return _("You are not a member of this organization.")
    if organization.state == State.SUSPENDED:
        return _("The coordinator team has suspended this organization. You can read everything. Please call us.")
    return _why_closed(organization)


def _why_closed(organization: Organization) -> str | None:
    day = day_words(organization.closed_at)
    return _("The registration of this organization ended on %(day)s. What was written can still be read.") % {"day": day} if day else None


def why_not_work_for(user: User, organization: Organization) -> str | None:
    """Everybody chooses among the organizations they belong to, in whatever state these are."""
    return None if queries.is_member(user, organization) else _("You are not a member of this organization.")


def why_not_manage(user: User, organization: Organization) -> str | None:
    """Refuse what only a representative may do."""
    if reason := why_not_work(user, organization):
        return reason
    if not queries.is_owner(user, organization):
        return _("Only a representative of the organization can do this.")
    return None


def why_not_save(user: User, organization: Organization, *, changes: tuple[str, ...] = ()) -> str | None:
    """Refuse a change of what was verified, besides what only representatives may do."""
    if reason := why_not_manage(user, organization):
        return reason
    locked = LOCKED if organization.is_verified else IDENTITY if organization.is_with_desk else ()
    return why_locked(organization) if set(changes) & set(locked) else None


def why_locked(organization: Organization) -> str | None:
    """Say why the facts that the desk verifies are changed by phone: they are verified, or the desk is reading them."""
    if organization.is_verified:
        return _("Name, legal form, number and place are part of the verification. Please call us to change them.")
    if organization.is_with_desk:
        return _("Name, legal form, number and place are what you sent for the verification. Please call us to change them.")
    return None


def why_not_ask(user: User, organization: Organization) -> str | None:
    """Refuse to ask for the verification twice, or with gaps."""
    if reason := why_not_manage(user, organization):
        return reason
    if organization.is_with_desk:
        return _("You have asked for the verification already. The coordinator team answers within two working days.")
    if organization.state == State.VERIFIED:
        return _("The organization is verified already.")
    if [name for name in NEEDED_TO_ASK if not getattr(organization, name)] or not organization.causes.exists():
        return _("Please fill in the name, the fields of activity, the summary and the phone number first.")
    return why_not_number(organization.corporate_number, organization)


def _why_not_desk(user: User, organization: Organization) -> str | None:
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    if queries.is_member(user, organization):
        return _("You are a member of this organization, so a colleague at the desk has to decide.")
    return None


def why_not_close(user: User, organization: Organization) -> str | None:
    """A representative ends the registration once nothing runs any more that others rely on."""
    return why_not_manage(user, organization) or _why_not_end(organization)


def why_not_decide_closing(user: User, organization: Organization) -> str | None:
    """The desk ends a registration that nobody else ends, never of its own organization, and not during another decision."""
    return why_not_correct(user, organization) or _why_not_while_open(organization) or _why_not_end(organization)


def _why_not_end(organization: Organization) -> str | None:
    if closing_of(organization).first:
        return _("Something is still going on with participants. Please end it together with them first; the registration can end after that.")
    return None


def why_not_note_call(user: User, organization: Organization) -> str | None:
    """The desk notes its calls in any state, not those to its own organization."""
    return _why_not_desk(user, organization)


def _why_not_while_open(organization: Organization) -> str | None:
    if queries.open_decision(organization):
        return _("A decision about this organization waits for a second person at the desk. Please confirm it or take it back first.")
    return None


def why_not_ask_for_more(user: User, organization: Organization) -> str | None:
    """Only the desk asks, never its own organization, and only while it is being checked."""
    if reason := _why_not_desk(user, organization):
        return reason
    if not organization.is_with_desk:
        return _("This organization is not waiting for a verification.")
    return _why_not_while_open(organization)


def why_not_take_up(user: User, organization: Organization) -> str | None:
    """A colleague may take over what another one checks; oneself takes it up once."""
    return why_not_ask_for_more(user, organization) or (
        _("You are checking this organization already.") if organization.checker == user else None)


def why_not_verify(user: User, organization: Organization, *, despite: str = "") -> str | None:
    """The conditions of asking for more, and a complete list or a sentence why a point is left open."""
    if reason := why_not_ask_for_more(user, organization):
        return reason
    if not despite and queries.points_left(organization):
        return _("Not every point of the list has been looked at. Please tick what you have checked, "
                 "or write why it is verified all the same.")
    return None


def why_not_refuse(user: User, organization: Organization) -> str | None:
    """The desk refuses what is asked, or what never came after it asked for more."""
    return why_not_check(user, organization) or _why_not_while_open(organization)


def why_not_check(user: User, organization: Organization) -> str | None:
    """Points are ticked while the organization is being checked, also while it looks for what is wanted."""
    if reason := _why_not_desk(user, organization):
        return reason
    if organization.state not in (*WITH_THE_DESK, State.MORE_WANTED):
        return _("This organization is not waiting for a verification.")
    return None


def why_not_suspend(user: User, organization: Organization) -> str | None:
    """Only a verified organization can be suspended."""
    return _why_not_desk(user, organization) or (
        None if organization.is_verified else _("Only a verified organization can be suspended."))


def why_not_restore(user: User, organization: Organization) -> str | None:
    """Only a suspended organization can be restored."""
    return _why_not_desk(user, organization) or _why_not_while_open(organization) or (
        None if organization.state == State.SUSPENDED else _("This organization is not suspended."))


def why_not_take_back_decision(user: User, organization: Organization) -> str | None:
    """Everybody at the desk may take back what waits for a second person, also who decided it."""
    if reason := _why_not_desk(user, organization):
        return reason
    if queries.open_decision(organization) is None:
        return _("No decision about this organization waits for a second person.")
    return None


def why_not_appoint(user: User, organization: Organization) -> str | None:
    """The desk appoints a representative when nobody else can, never of its own organization, and not during another decision."""
    return why_not_correct(user, organization) or _why_not_while_open(organization)


def why_not_withdraw_appointment(user: User, invitation: Invitation) -> str | None:
    """The desk withdraws the invitation of a representative it appointed until it is taken up, never of its own organization."""
    if reason := _why_not_desk(user, invitation.organization):
        return reason
    if not queries.appointments_of(invitation.organization).filter(pk=invitation.pk).exists():
        return _("This invitation is not an appointment of the coordinator team that waits to be taken up.")
    return None


def why_not_become(organization: Organization, email: str) -> str | None:
    """Refuse who represents it already, and the people of the desk."""
    if queries.owners_of(organization).filter(email=email).exists():
        return _("This person is a representative already.")
    if User.objects.desk_officers().filter(email=email).exists():
        return _("Somebody of the coordinator team cannot represent an organization by appointment.")
    return None


def why_not_confirm(user: User, organization: Organization) -> str | None:
    """Another coordinator confirms; who decided does so only when nobody else at the desk can any more."""
    if reason := why_not_take_back_decision(user, organization):
        return reason
    decision = queries.open_decision(organization)
    assert decision is not None
    if decision.by == user and queries.seconds_for(organization, user).exists():
        return _("You have decided this yourself, so a colleague at the desk has to confirm it.")
    if decision.act == Act.APPOINT:
        return why_not_become(organization, decision.email)
    if decision.act == Act.CLOSE:
        return _why_not_end(organization)
    if decision.act == Act.VERIFY and not decision.words and queries.points_left(organization):
        return _("Not every point of the list has been looked at any more. Please tick what you have checked, or take the decision back.")
    return None


def why_not_renew(user: User, organization: Organization) -> str | None:
    """Representatives confirm the details once a year, from a month before the last day on."""
    if reason := why_not_manage(user, organization):
        return reason
    if not organization.is_verified:
        return _("The details are confirmed once the organization is verified.")
    if organization.renewal_asked_at:
        return _("Your confirmation has arrived. The coordinator team reads it; you do not have to do anything.")
    if not organization.is_renewal_due:
        return _("Nothing has to be confirmed now.")
    return None


def why_not_answer_renewal(user: User, organization: Organization) -> str | None:
    """The desk answers a yearly confirmation that has come, never of its own organization."""
    if reason := _why_not_desk(user, organization):
        return reason
    if not organization.is_verified or organization.renewal_asked_at is None:
        return _("This organization is not waiting for a yearly confirmation.")
    return None


def why_not_correct(user: User, organization: Organization, *, corporate_number: str = "") -> str | None:
    """The desk corrects what was verified when the organization has told it, never of its own organization."""
    if reason := _why_not_desk(user, organization):
        return reason
    if organization.state == State.DRAFT:
        return _("This organization has not asked for its verification yet.")
    return _why_closed(organization) or why_not_number(corporate_number, organization)


def why_not_submit_more(organization: Organization) -> str | None:
    """Refuse further postings while the yearly confirmation is overdue; what is open stays open."""
    if not organization.is_overdue:
        return None
    if organization.renewal_asked_at:
        return _("The coordinator team is reading your yearly confirmation. Your draft is kept; submit it after that.")
    return _("The yearly confirmation of your organization is overdue. Your draft is kept; a representative confirms the "
             "details in one minute, and you submit it after that. Postings that are open stay open.")


def why_not_add_paper(user: User, organization: Organization) -> str | None:
    """Representatives send papers for a check that is not decided, or for the yearly confirmation; five at most."""
    if reason := why_not_manage(user, organization):
        return reason
    if organization.is_verified and not organization.is_renewal_due:
        return _("The organization is verified already. Papers can be sent again when the yearly confirmation is due.")
    if organization.papers.count() >= PAPERS_LIMIT:
        return _("Five papers are here already. Please remove one first.")
    return None


def why_not_open_paper(user: User, paper: Paper) -> str | None:
    """Papers are opened by the desk and by the representatives who sent them, also while suspended."""
    if user.is_desk or queries.is_owner(user, paper.organization):
        return None
    return _("Only a representative of the organization can do this.")


def why_not_remove_paper(user: User, paper: Paper) -> str | None:
    """Representatives may take a paper away at any time."""
    return why_not_manage(user, paper.organization)


def why_not_save_photo(user: User, organization: Organization, *, is_sent: bool = True) -> str | None:
    """Representatives send the photo; its words alone can be changed once there is one."""
    if reason := why_not_manage(user, organization):
        return reason
    if not is_sent and queries.photo_of(organization) is None:
        return _("Please choose a photo first.")
    return None


def why_not_remove_photo(user: User, organization: Organization) -> str | None:
    """Representatives take the photo away, and the desk when it should not be there."""
    if user.is_desk and not queries.is_member(user, organization):
        return None
    return why_not_manage(user, organization)


def why_not_invite(user: User, organization: Organization, *, email: str = "") -> str | None:
    """Refuse an address that is invited or in already, and too many open invitations."""
    if reason := why_not_manage(user, organization):
        return reason
    if email and organization.memberships.filter(user__email=email).exists():
        return _("The person with this mail address is a member already.")
    open_ones = [one for one in queries.open_invitations_of(organization) if not one.is_expired]
    if email and any(one.email == email for one in open_ones):
        return _("You have invited this mail address already. The invitation is still open.")
    if len(open_ones) >= OPEN_INVITATIONS_LIMIT:
        return _("Ten invitations are open. Please wait for an answer or take one back.")
    return None


def why_not_take_back(user: User, invitation: Invitation) -> str | None:
    """Refuse to take back an invitation that was answered."""
    return why_not_manage(user, invitation.organization) or (_("This invitation was used already.") if invitation.answered_at else None)


def why_not_accept(user: User, invitation: Invitation) -> str | None:
    """An invitation holds for one address, once, for two weeks; those of a closed organization are gone with it."""
    if user.email != invitation.email:
        return _("This invitation was sent to another mail address.")
    if invitation.answered_at:
        return _("This invitation was used already.")
    if invitation.is_expired:
        return _("This invitation is older than two weeks. Please ask for a new one.")
    return None


def _is_last_owner(membership: Membership) -> bool:
    others = queries.staying_owners_of(membership.organization).exclude(pk=membership.user_id)
    return membership.role == Role.OWNER and not others.exists()


def why_not_change_role(user: User, membership: Membership, role: str) -> str | None:
    """Representatives change roles; one of them has to remain."""
    if reason := why_not_manage(user, membership.organization):
        return reason
    if role != Role.OWNER and _is_last_owner(membership):
        return _("One representative has to remain. Please make somebody else a representative first.")
    return None


def why_not_remove(user: User, membership: Membership) -> str | None:
    """Representatives remove others; nobody removes themselves this way."""
    if reason := why_not_manage(user, membership.organization):
        return reason
    if membership.user_id == user.pk:
        return _("To leave the organization yourself, use “Leave this organization”.")
    return None


def why_not_hand_over(user: User, organization: Organization, to: Membership | None = None) -> str | None:
    """A representative hands over to another member of the same organization, not to themselves."""
    if reason := why_not_manage(user, organization):
        return reason
    if to is None:
        return None
    if to.organization_id != organization.pk or not to.user.is_active:
        return _("This person is not a member of the organization.")
    if to.user_id == user.pk:
        return _("Please choose another person than yourself.")
    return None


def why_not_leave(user: User, organization: Organization) -> str | None:
    """Everybody may leave, except the last representative while the registration lasts."""
    membership = organization.memberships.filter(user=user).first()
    if membership is None:
        return _("You are not a member of this organization.")
    if organization.closed_at is None and _is_last_owner(membership):
        return _("You are the only representative. Please make somebody else a representative before you leave.")
    return None
