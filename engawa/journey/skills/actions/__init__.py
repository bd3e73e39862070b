"""The only writes of the vocabulary: loading it from its files, and the versions that the desk makes of it."""
from engawa.journey.skills.actions.additions import add_alias, add_skill
from engawa.journey.skills.actions.editions import (
    Changed,
    add_row,
    follow_files,
    import_rows,
    restore_row,
    retire_row,
    save_row,
    settle_clash,
)
from engawa.journey.skills.actions.vocabulary import AREA, CAUSE, LEVEL, ROLE, SKILL, TOOL, load_vocabulary

__all__ = ["AREA", "CAUSE", "LEVEL", "ROLE", "SKILL", "TOOL", "Changed", "add_alias", "add_row", "add_skill", "follow_files",
           "import_rows", "load_vocabulary", "restore_row", "retire_row", "save_row", "settle_clash"]
