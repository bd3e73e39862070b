"""Who did what to what, when: one table and one function, `record`, append-only.

Also here because they belong to the same moment: one-time keys of forms (a second arrival of the same
form is sent to the first result) and `states.move`, which moves a thing through its table of moves.
"""
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engawa.base.history.log import of, record

__all__ = ["of", "record"]


def __getattr__(name: str) -> object:
    """Give the function only when asked: tables cannot be read while the apps are still being loaded."""
    if name in __all__:
        return getattr(import_module("engawa.base.history.log"), name)
    raise AttributeError(name)
