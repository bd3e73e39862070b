"""A career written freely becomes skills: what is named or described, and how it stands there.

Pure: `extract_skills`, or `extract_each` for many texts, is given the text and a prepared vocabulary. Nothing found here is ever added silently; people
see each skill with the words it came from.

In the order of reading: `writing` (one width), `finding` (the names), `layout` (headings, sentences), `clauses`
(statements), `people` and `cues` (the deciding words), `stance` (who did it, or nobody), `support`, `strength`.
"""
from engawa.journey.skills.extraction.mentions import Kind, Mention, SkillInText, summed
from engawa.journey.skills.extraction.reading import extract_each, extract_skills
from engawa.journey.skills.extraction.reasons import Reason
from engawa.journey.skills.extraction.vocabulary import Vocabulary, Word, prepare

__all__ = ["Kind", "Mention", "Reason", "SkillInText", "Vocabulary", "Word", "extract_each", "extract_skills", "prepare", "summed"]
