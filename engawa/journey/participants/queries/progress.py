"""How far an inventory is."""
from engawa.journey.participants.models import Participant


def done_steps(participant: Participant) -> dict[str, bool]:
    """Say of each step of the inventory whether something is written: {step: True}."""
    return {
        "areas": participant.areas.exists(), "skills": participant.held_skills.exists(),
        "career": participant.careers.exists(), "tools": participant.held_tools.exists(),
        "time": participant.hours_per_week is not None, "check": participant.inventory_done_at is not None,
    }


def next_step(participant: Participant) -> str:
    """Return the first step that is not done, or `sheet` when all are."""
    return next((step for step, done in done_steps(participant).items() if not done), "sheet")
