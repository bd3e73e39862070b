"""The only writes of the vocabulary: loading it from its files, and words the desk adds."""
from engawa.journey.skills.actions.additions import add_alias, add_skill
from engawa.journey.skills.actions.vocabulary import load_vocabulary

__all__ = ["add_alias", "add_skill", "load_vocabulary"]
