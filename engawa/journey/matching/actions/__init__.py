"""What matching writes: the index, the kept postings, avoided organizations, the count of applications."""
from engawa.journey.matching.actions.avoiding import avoid_organization, stop_avoiding
from engawa.journey.matching.actions.index import index_organization, index_posting, index_skill, rebuild_index
from engawa.journey.matching.actions.keeping import note_application, save_posting, unsave_posting

__all__ = ["avoid_organization", "index_organization", "index_posting", "index_skill", "note_application", "rebuild_index", "save_posting",
           "stop_avoiding", "unsave_posting"]
