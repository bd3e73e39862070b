"""The only writes of this step."""
from engawa.journey.organizations.actions.checking import note_call, take_up_check, tick_points
from engawa.journey.organizations.actions.closing import close_organization
from engawa.journey.organizations.actions.deciding import (
    appoint_representative,
    confirm_decision,
    decide_closing,
    remind_of_decisions,
    restore_organization,
    suspend_organization,
    take_back_decision,
    verify_organization,
)
from engawa.journey.organizations.actions.handing import hand_over, invite_successor, withdraw_appointment
from engawa.journey.organizations.actions.members import (
    accept_invitation,
    change_role,
    invite_member,
    leave_organization,
    remove_member,
    take_back_invitation,
    work_for,
)
from engawa.journey.organizations.actions.organizations import register_organization, save_organization
from engawa.journey.organizations.actions.papers import add_paper, drop_old_papers, remove_paper
from engawa.journey.organizations.actions.photo import remove_photo, save_photo
from engawa.journey.organizations.actions.renewal import (
    ask_about_renewal,
    ask_renewal,
    correct_facts,
    remind_renewals,
    renew_organization,
)
from engawa.journey.organizations.actions.verification import (
    ask_for_more,
    ask_verification,
    refuse_organization,
)

__all__ = [
    "accept_invitation", "add_paper", "appoint_representative", "ask_about_renewal", "ask_for_more", "ask_renewal", "ask_verification",
    "change_role", "close_organization", "confirm_decision", "correct_facts", "decide_closing", "drop_old_papers", "hand_over", "invite_member",
    "invite_successor", "leave_organization", "note_call", "refuse_organization", "register_organization",
    "remind_of_decisions", "remind_renewals", "remove_member", "remove_paper", "remove_photo", "renew_organization", "restore_organization",
    "save_organization", "save_photo", "suspend_organization", "take_back_decision", "take_back_invitation", "take_up_check",
    "tick_points", "verify_organization", "withdraw_appointment", "work_for",
]
