"""A career written freely becomes skills: what is named, and how it stands there.

Pure: `extract_skills` is given the text and a prepared vocabulary. Nothing found here is ever added silently; people
see each skill with the words it came from.
"""
from engawa.journey.skills.extraction.mentions import Kind, Mention, SkillInText, summed
from engawa.journey.skills.extraction.reasons import Reason

__all__ = ["Kind", "Mention", "Reason", "SkillInText", "summed"]
