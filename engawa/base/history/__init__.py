"""Who did what to what, when: one table and one function, `record`, append-only.

Also here because they belong to the same moment: one-time keys of forms (a second arrival of the same
form is sent to the first result) and `states.move`, which moves a thing through its table of moves.
"""
from engawa.base.history.log import of, record

__all__ = ["of", "record"]
