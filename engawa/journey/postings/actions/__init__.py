"""The only writes of this step."""
from engawa.journey.postings.actions.templates import load_templates

__all__ = ["load_templates"]
