"""A skill that was missing in the list: asked for by the participant, answered by the desk."""
from collections.abc import Iterable

from django.db import transaction

from engawa.base import history, notices
from engawa.base.history.states import move
from engawa.base.text import normal
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User
from engawa.journey.participants import rules
from engawa.journey.participants.models import PROPOSAL_MOVES, HeldSkill, Participant, Proposal, ProposalState
from engawa.journey.skills import actions as skills
from engawa.journey.skills.models import Alias, Area, Group, Skill


@transaction.atomic
def propose_skill(*, by: User, participant: Participant, words: str, note: str = "", level: int = 3) -> Proposal:
    """Ask the desk for a skill that the list does not have. The same words twice give the first proposal again.

    Args:
        by: the owner.
        participant: whose skill it is.
        words: how the person calls it, at most 120 letters.
        note: what it is, for the desk, at most 400 letters.
        level: how well the person knows it, 1 to 5; held at this level once the desk has added it.

    Raises:
        Refused: not the owner, no words, the list has the words already, or too many are waiting.
    """
    # Locked, so that two pages at once cannot pass the limit together.
    mine = Participant.objects.select_for_update().get(pk=participant.pk)
    same = [one for one in mine.proposals.filter(state=ProposalState.ASKED) if normal.key(one.words) == normal.key(words)]
    refuse_if(rules.why_not_edit(by, mine) if same else rules.why_not_propose(by, mine, words))
    if same:
        return same[0]
    proposal = Proposal.objects.create(participant=mine, words=words, note=note, level=level, proposed_at=now())
    history.record(by=by, verb="participants.skill_proposed", about=proposal)
    return proposal


@transaction.atomic
def accept_proposal_as_skill(*, by: User, proposal: Proposal, group: Group, areas: Iterable[Area], ja: str, en: str) -> Proposal:
    """Add what was proposed to the list as a skill of its own. The proposer holds it from now on and is told.

    Args:
        by: an officer of the desk.
        proposal: what was asked for.
        group: the shelf the new skill stands on.
        areas: the seed areas it serves.
        ja: its name in Japanese.
        en: its name in English.

    Raises:
        Refused: not the desk, answered already, or a name (or the proposed words) belongs to a skill already.
    """
    proposal = _locked(by, proposal)
    skill = skills.add_skill(by=by, group=group, areas=areas, ja=ja, en=en)
    return _add(by, proposal, skill)


@transaction.atomic
def accept_proposal_as_word(*, by: User, proposal: Proposal, skill: Skill) -> Proposal:
    """Let a skill of the list be known by the proposed words too. The proposer holds it from now on and is told.

    Raises:
        Refused: not the desk, answered already, or the words belong to another skill.
    """
    return _add(by, _locked(by, proposal), skill)


@transaction.atomic
def decline_proposal(*, by: User, proposal: Proposal, answer: str) -> Proposal:
    """Leave the list as it is, with a sentence to the proposer.

    Raises:
        Refused: not the desk, or answered already.
    """
    proposal = _locked(by, proposal)
    proposal.answer = answer
    return _settle(by, proposal, ProposalState.DECLINED)


def _locked(by: User, proposal: Proposal) -> Proposal:
    proposal = Proposal.objects.select_for_update().select_related("participant__user").get(pk=proposal.pk)
    refuse_if(rules.why_not_answer_proposal(by, proposal))
    return proposal


def _add(by: User, proposal: Proposal, skill: Skill) -> Proposal:
    """Let the words find the skill (another proposal may have brought them there) and the proposer hold it."""
    if not Alias.objects.filter(skill=skill, key=normal.key(proposal.words)).exists():
        skills.add_alias(by=by, skill=skill, text=proposal.words)
    HeldSkill.objects.get_or_create(participant=proposal.participant, skill=skill, defaults={"level": proposal.level})
    proposal.skill = skill
    return _settle(by, proposal, ProposalState.ADDED)


def _settle(by: User, proposal: Proposal, state: ProposalState) -> Proposal:
    move(proposal, state, moves=PROPOSAL_MOVES)
    proposal.decided_by, proposal.decided_at = by, now()
    proposal.save(update_fields=["state", "skill", "answer", "decided_by", "decided_at"])
    history.record(by=by, verb=f"participants.proposal_{state}", about=proposal)
    notices.tell(to=[proposal.participant.user], kind=f"participants/proposal_{state}", link=("participants:proposals", {}),
                 by=by, proposal=proposal)
    return proposal
