"""Reads of the inventory, by noun."""
from engawa.journey.participants.queries.choices import time_answers, tools_in_order, wishable
from engawa.journey.participants.queries.offers import SHOWN_AT_ONCE, Offered, offered_skills
from engawa.journey.participants.queries.own import careers_of, held_of, participant_of, role_to_tell, visible_to
from engawa.journey.participants.queries.progress import done_steps, next_step
from engawa.journey.participants.queries.proposals import open_proposals, proposals_of
from engawa.journey.participants.queries.sheet import LANGUAGE_NAMES, sheet_of, shown

__all__ = [
    "LANGUAGE_NAMES", "SHOWN_AT_ONCE", "Offered", "careers_of", "done_steps", "held_of", "next_step", "offered_skills",
    "open_proposals", "participant_of", "proposals_of", "role_to_tell", "sheet_of", "shown", "time_answers",
    "tools_in_order", "visible_to", "wishable",
]
