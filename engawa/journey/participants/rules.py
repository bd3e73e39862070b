"""When a participant may do what."""
from django.utils.translation import gettext as _

from engawa.base.users.models import User
from engawa.journey.participants.models import Career, Participant, Proposal, ProposalState
from engawa.journey.skills.rules import why_not_new_word

CAREERS_MAX = 30
PROPOSALS_MAX = 10
ROLES_MAX = 3


def why_not_edit(user: User, participant: Participant) -> str | None:
    """Say why a person may not change an inventory: it belongs to its owner alone (security.md §5.1)."""
    if participant.user_id != user.pk:
        return _("Only the owner can change an inventory.")
    return None


def why_not_add_career(user: User, participant: Participant) -> str | None:
    """Say why no further entry can be added, or None."""
    if reason := why_not_edit(user, participant):
        return reason
    if participant.careers.count() >= CAREERS_MAX:
        return _("There are 30 entries already. Please join or remove one first. What you typed is still here.")
    return None


def why_not_finish(user: User, participant: Participant) -> str | None:
    """Say what is still missing for a first inventory, or None. One skill and one experience are enough to begin."""
    if reason := why_not_edit(user, participant):
        return reason
    if not participant.held_skills.exists():
        return _("No skill has been chosen yet. Choose at least one; the rest can be added later.")
    if not participant.careers.exists():
        return _("No experience has been written yet. One is enough to begin.")
    return None


def why_not_move(user: User, career: Career) -> str | None:
    """Say why an entry may not be moved or removed, or None."""
    return why_not_edit(user, career.participant)


def why_not_propose(user: User, participant: Participant, words: str) -> str | None:
    """Say why these words cannot be proposed as a missing skill, or None."""
    if reason := why_not_edit(user, participant) or why_not_new_word(words):
        return reason
    if participant.proposals.filter(state=ProposalState.ASKED).count() >= PROPOSALS_MAX:
        return _("The coordinator team is still looking at 10 of your proposals. Please wait for the answers first.")
    return None


def why_not_answer_proposal(user: User, proposal: Proposal) -> str | None:
    """Say why a proposed skill cannot be answered, or None: only the desk answers, and only once."""
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    if proposal.state != ProposalState.ASKED:
        return _("This proposal has been answered already.")
    return None
