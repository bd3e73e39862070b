"""The writes of the participant, by noun: the inventory and its career entries."""
from engawa.journey.participants.actions.careers import move_career, remove_career, save_career
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

__all__ = [
    "finish_inventory", "free_busy", "move_career", "note_busy", "pause", "remove_career", "save_areas", "save_career",
    "save_skills", "save_time", "save_tools", "start_inventory",
]
