"""Leaving: 30 days to come back, then everything is erased as the registry says."""
from datetime import timedelta

from django.db import transaction
from django.utils import translation

from engawa.base import history, notices, privacy
from engawa.base.accounts import queries, rules, signals
from engawa.base.accounts.actions.sessions import end_sessions
from engawa.base.privacy.actions import empty, remove
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User


@transaction.atomic
def close_account(*, by: User) -> User:
    """Begin the 30 days after which an account is erased; the person is signed out everywhere.

    Raises:
        Refused: the last person who looks after the installation.
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    refuse_if(rules.why_not_close(user))
    user.closing_at = now() + timedelta(days=rules.CLOSING_DAYS)
    user.save(update_fields=["closing_at"])
    history.record(by=user, verb="accounts.closing", about=user)
    notices.tell(to=[user], kind="accounts/closing", link=("account_login", {}), day=user.closing_at)
    signals.account_closing.send(User, user=user)
    end_sessions(by=user)
    return user


@transaction.atomic
def keep_account(*, by: User) -> User:
    """Stop the closing of an account within its 30 days; twice is harmless."""
    user = User.objects.select_for_update().get(pk=by.pk)
    if user.closing_at is not None:
        user.closing_at = None
        user.save(update_fields=["closing_at"])
        history.record(by=user, verb="accounts.kept", about=user)
    return user


@transaction.atomic
def erase_account(*, user: User) -> User:
    """Erase a person as the privacy registry says: rows deleted, fields emptied, or kept without a name.

    The row of the person stays, nameless and without an address, so that what others keep still has a side to stand on.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    signals.account_erasing.send(User, user=user)
    end_sessions(by=user)
    for entry in privacy.entries():
        if not entry.owner or entry.model is User:
            continue
        rows = entry.model._default_manager.filter(**{entry.owner: user.pk})
        if entry.erase == "delete":
            remove(entry=entry, rows=rows)
        elif entry.erase == "anonymise" and entry.blank:
            empty(rows=rows, names=entry.blank)
    with translation.override(user.language):
        user.name = str(rules.FORMER)
    user.furigana = user.phone = ""
    user.email = f"{user.pk.hex}@closed.invalid"
    user.is_active = user.is_desk = user.is_staff = user.is_superuser = False
    user.closing_at = None
    user.set_unusable_password()
    user.save()
    history.record(by=None, verb="accounts.erased", about=user)
    return user


@transaction.atomic
def drop_unfinished() -> int:
    """Delete accounts nobody ever entered; count them."""
    begun = list(queries.never_finished())
    for user in begun:
        user.delete()
    return len(begun)
