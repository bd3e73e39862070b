"""Telling people: an in-app notice and a mail, written as rows in the transaction of the act itself.

One function, `tell`; one vocabulary of kinds, the files `templates/<app>/notices/<kind>.txt`; one outbox
that the worker delivers with back-off and a fixed Message-ID. A mail server that is down loses nothing.
"""
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engawa.base.notices.actions import tell

__all__ = ["tell"]


def __getattr__(name: str) -> object:
    """Give the function only when asked: tables cannot be read while the apps are still being loaded."""
    if name in __all__:
        return getattr(import_module("engawa.base.notices.actions"), name)
    raise AttributeError(name)
