"""Skills people missed in the list."""
from django.db.models import QuerySet

from engawa.journey.participants.models import Participant, Proposal, ProposalState


def proposals_of(participant: Participant) -> QuerySet[Proposal]:
    """Return the skills a person missed in the list, the newest first, with what they became."""
    return participant.proposals.select_related("skill").order_by("-proposed_at")


def every_proposal() -> QuerySet[Proposal]:
    """Return all proposed skills, the oldest first, for the desk: it reads the words, not who wrote them."""
    return Proposal.objects.select_related("skill")


def open_proposals() -> QuerySet[Proposal]:
    """Return proposed skills that wait for the desk, the oldest first."""
    return every_proposal().filter(state=ProposalState.ASKED)
