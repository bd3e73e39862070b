"""What each table keeps about people, why, how long, and how it is exported and erased.

Every app says it in its `privacy.py` with `register`; a test fails when a model has no entry
(security.md §2.5). Also here: which version of which text a person has accepted (consents).
"""
from engawa.base.privacy.registry import Until, entries, register

__all__ = ["Until", "entries", "register"]
