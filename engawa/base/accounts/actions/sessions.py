"""Signing out other places."""
from allauth.usersessions.models import UserSession
from django.db import transaction

from engawa.base import history
from engawa.base.users.models import User


@transaction.atomic
def end_sessions(*, by: User, keep: str | None = None) -> int:
    """Sign a person out everywhere; return how many places that were.

    Args:
        keep: key of the one session that stays, usually the one in use.
    """
    ended = 0
    for session in UserSession.objects.filter(user=by).exclude(session_key=keep or ""):
        session.end()
        ended += 1
    history.record(by=by, verb="accounts.sessions_ended", about=by, count=ended)
    return ended
