"""Reads of the inventory, by noun."""
from engawa.journey.participants.languages import LANGUAGE_NAMES
from engawa.journey.participants.queries.choices import (
    EQUIPMENT,
    examples_for,
    role_words,
    roles_named,
    tools_in_order,
    wishable,
)
from engawa.journey.participants.queries.offers import (
    SHOWN_AT_ONCE,
    Offered,
    evidence_of,
    new_evidence,
    offered_skills,
    refused_of,
    shelves,
)
from engawa.journey.participants.queries.own import (
    TEXT_ENOUGH,
    careers_of,
    changed_at,
    has_career,
    held_of,
    long_gap,
    participant_of,
    role_to_tell,
    visible_to,
    was_removed,
)
from engawa.journey.participants.queries.progress import done_steps, next_step, waiting_files, worth_adding
from engawa.journey.participants.queries.proposals import open_proposals, proposals_of
from engawa.journey.participants.queries.sheet import PARTS, TEXT, Sheet, chosen_of, read_sheet, sheet_of, shown

__all__ = [
    "EQUIPMENT", "LANGUAGE_NAMES", "PARTS", "SHOWN_AT_ONCE", "TEXT", "TEXT_ENOUGH", "Offered", "Sheet", "careers_of",
    "changed_at", "chosen_of", "done_steps", "evidence_of", "examples_for", "has_career", "held_of", "long_gap", "new_evidence",
    "next_step", "offered_skills", "open_proposals", "participant_of", "proposals_of", "read_sheet", "refused_of",
    "role_to_tell", "role_words", "roles_named", "sheet_of", "shelves", "shown", "tools_in_order", "visible_to",
    "waiting_files", "was_removed", "wishable", "worth_adding",
]
