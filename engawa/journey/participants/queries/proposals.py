"""Skills people missed in the list."""
from django.db.models import QuerySet

from engawa.journey.participants.models import Participant, Proposal, ProposalState


def proposals_of(participant: Participant) -> QuerySet[Proposal]:
    """Return the skills a person missed in the list, the newest first, with what they became."""
    return participant.proposals.select_related("skill").order_by("-proposed_at")


def open_proposals() -> QuerySet[Proposal]:
    """Return proposed skills that wait for the desk, the oldest first. The words, not who wrote them, are what the desk reads."""
    return Proposal.objects.filter(state=ProposalState.ASKED)
