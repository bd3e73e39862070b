"""When a participant may do what."""
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from engawa.base.users.models import User
from engawa.journey.participants import drafts
from engawa.journey.participants.models import Career, Import, Participant, Proposal, ProposalState
from engawa.journey.participants.queries import has_career
from engawa.journey.skills.rules import why_not_new_word

CAREERS_MAX = 30
CAREER_TEXT_MAX = 12_000
IMPORTS_MAX = 5
KEPT_MAX = 5
KEPT_KINDS = ("pdf", "docx", "xlsx", "csv", "txt")  # originals that can be kept, by what they proved to be
PROPOSALS_MAX = 10
ROLES_MAX = 3


def why_not_edit(user: User, participant: Participant) -> str | None:
    """Say why a person may not change an inventory: it belongs to its owner alone (security.md §5.1)."""
    if participant.user_id != user.pk:
        return _("Only the owner can change an inventory.")
    return None


def why_not_overwrite(seen: str, saved: Mapping[str, Any]) -> str | None:
    """Say why a page may not be saved: what is `saved` is no longer what the page was shown with (mark `seen`, empty = any)."""
    if seen and seen != drafts.mark_of(saved):
        return _("This was changed on another page or device in the meantime. Nothing is lost: please look at the difference.")
    return None


def why_not_add_career(user: User, participant: Participant) -> str | None:
    """Say why no further entry can be added, or None."""
    if reason := why_not_edit(user, participant):
        return reason
    if participant.careers.count() >= CAREERS_MAX:
        return _("There are 30 entries already. Please join or remove one first. What you typed is still here.")
    return None


def why_not_keep_career(did: str, *years: int | None) -> str | None:
    """Say why an entry cannot be kept, or None: half of one can, and the page says what is still to be written."""
    return None if did or any(years) else _("Please write what you did, or at least a year. You can write the rest later.")


def why_not_finish(user: User, participant: Participant) -> str | None:
    """Say what is still missing for a first inventory, or None. One skill and one experience are enough to begin."""
    if reason := why_not_edit(user, participant):
        return reason
    if not participant.held_skills.exists():
        return _("No skill has been chosen yet. Choose at least one; the rest can be added later.")
    if not has_career(participant):
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


def why_not_import(user: User, participant: Participant) -> str | None:
    """Say why no further file can be read, or None: what was read is large and personal, and waits for an answer."""
    if reason := why_not_edit(user, participant):
        return reason
    if participant.imports.filter(found__is_confirmed=False).count() >= IMPORTS_MAX:
        return _("Five files are waiting to be looked through. Please finish or stop one of them first.")
    return None


def why_not_keep_file(user: User, participant: Participant) -> str | None:
    """Say why no further original can be kept, or None: a few are enough, and each is personal."""
    if reason := why_not_edit(user, participant):
        return reason
    if participant.kept_files.count() >= KEPT_MAX:
        return _("Five files are kept already. Please remove one of them first, or untick “Keep the original file too”.")
    return None


def why_not_keep_typed(user: User, participant: Participant, row: Import | None) -> str | None:
    """Say why what is changed in what was read (`row`, None when it is gone) cannot be kept for later, or None."""
    if reason := why_not_edit(user, participant):
        return reason
    if row is None or row.found["is_confirmed"]:
        return _("This was confirmed or stopped on another page already.")
    return None


def why_not_confirm(user: User, participant: Participant, row: Import | None, careers: int, about: str) -> str | None:
    """Say why what was read (`row`, None when it is gone) cannot be taken over with so many `careers` and this text, or None."""
    if reason := why_not_keep_typed(user, participant, row):
        return reason
    if careers > (room := room_for_careers(participant)):
        return _("There is room for %(room)s more experiences, and %(chosen)s are ticked: 30 fit in all. Please untick some. "
                 "Everything you changed is still here.") % {"room": room, "chosen": careers}
    if len(joined_text(participant.career_text, about)) > CAREER_TEXT_MAX:
        return _("Your working life as one text would be longer than 12,000 characters. Please untick the text or make it shorter.")
    return None


def room_for_careers(participant: Participant) -> int:
    """Return how many more entries fit."""
    return max(0, CAREERS_MAX - participant.careers.count())


def joined_text(text: str, more: str) -> str:
    """Return the working life as one text with something added, unless it says so already."""
    return text if more in text else f"{text}\n\n{more}".strip()
