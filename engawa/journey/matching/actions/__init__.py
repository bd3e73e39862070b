"""What matching writes: the index, the kept postings, avoided organizations, demand and attention."""
from engawa.journey.matching.actions.avoiding import avoid_organization, stop_avoiding
from engawa.journey.matching.actions.demand import (
    be_quiet,
    end_application,
    fold_shown,
    note_application,
    note_change,
    note_shown,
    write_shown,
)
from engawa.journey.matching.actions.index import index_organization, index_posting, index_skill, rebuild_index
from engawa.journey.matching.actions.keeping import save_posting, unsave_posting

__all__ = ["avoid_organization", "be_quiet", "end_application", "fold_shown", "index_organization", "index_posting", "index_skill",
           "note_application", "note_change", "note_shown", "rebuild_index", "save_posting", "stop_avoiding", "unsave_posting",
           "write_shown"]
