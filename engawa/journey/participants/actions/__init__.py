"""The writes of the participant, by noun: the inventory, its career entries, proposed skills."""
from engawa.journey.participants.actions.careers import (
    move_career,
    remove_career,
    save_career,
    save_career_text,
    sort_careers,
)
from engawa.journey.participants.actions.imports import (
    confirm_import,
    drop_import,
    keep_found,
    keep_typed,
    remove_kept_file,
)
from engawa.journey.participants.actions.inventory import (
    finish_inventory,
    free_busy,
    note_busy,
    pause,
    save_areas,
    save_skills,
    save_time,
    save_tools,
    start_inventory,
)
from engawa.journey.participants.actions.proposals import (
    accept_proposal_as_skill,
    accept_proposal_as_word,
    decline_proposal,
    propose_skill,
)

__all__ = [
    "accept_proposal_as_skill", "accept_proposal_as_word", "confirm_import", "decline_proposal", "drop_import",
    "finish_inventory", "free_busy", "keep_found", "keep_typed", "move_career", "note_busy", "pause", "propose_skill",
    "remove_career", "remove_kept_file", "save_areas", "save_career", "save_career_text", "save_skills", "save_time", "save_tools",
    "sort_careers", "start_inventory",
]
