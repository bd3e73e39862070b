"""The only writes of the vocabulary: loading it from its files."""
from engawa.journey.skills.actions.vocabulary import load_vocabulary

__all__ = ["load_vocabulary"]
