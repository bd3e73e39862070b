"""Telling people: an in-app notice and a mail, written as rows in the transaction of the act itself.

One function, `tell`; one vocabulary of kinds, the files `templates/<app>/notices/<kind>.txt`; one outbox
that the worker delivers with back-off and a fixed Message-ID. A mail server that is down loses nothing.
"""
from engawa.base.notices.actions import tell

__all__ = ["tell"]
