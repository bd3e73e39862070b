"""Reads of the door."""
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import serializers
from django.db.models import Q, QuerySet

from engawa.base import privacy
from engawa.base.accounts import links, rules
from engawa.base.accounts.models import OneTimeLink
from engawa.base.privacy.queries import has_accepted_terms
from engawa.base.times import now
from engawa.base.users.models import User

# Never shown, not even to the person: whoever has them can come in.
SECRETS = {"password", "session_key", "digest", "key"}
SECRET_DATA = {("mfa.authenticator", "data")}


def person_with(address: str) -> User | None:
    """Return the person who may sign in with a mail address, or None."""
    address = address.strip().lower()
    found = EmailAddress.objects.filter(email=address, verified=True, user__is_active=True).select_related("user").first()
    return found.user if found else User.objects.filter(email=address, is_active=True).first()


def has_basics(user: User) -> bool:
    """Say whether a person has a name and has accepted the terms in their present version."""
    return bool(user.name) and has_accepted_terms(user)


def has_app(user: User) -> bool:
    """Say whether a person has set up the app of the second factor."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())


def find_link(token: str) -> OneTimeLink | None:
    """Return the one-time link of a token, or None when the token was not made here."""
    secret = links.secret_of(token)
    return OneTimeLink.objects.select_related("user").filter(digest=links.digest(secret)).first() if secret else None


def sessions_of(user: User) -> list[UserSession]:
    """Return the sessions of a person that are still alive, newest first."""
    return sorted((s for s in UserSession.objects.filter(user=user) if s.exists()),
                  key=lambda s: s.created_at, reverse=True)


def due_for_erasing(moment: datetime | None = None) -> QuerySet[User]:
    """Return people whose 30 days have passed."""
    return User.objects.filter(closing_at__lte=moment or now())


def never_finished(moment: datetime | None = None) -> QuerySet[User]:
    """Return accounts that nobody ever entered, 7 days after they were begun (security.md §2.5)."""
    begun = (moment or now()) - timedelta(days=rules.UNFINISHED_DAYS)
    unconfirmed = ~Q(emailaddress__verified=True)
    return User.objects.filter(unconfirmed, last_login=None, joined_at__lt=begun, is_desk=False, is_superuser=False, name="")


def rows_of(user: User, entry: privacy.registry.Entry) -> QuerySet[Any]:
    """Return the rows of one table that are about a person."""
    return entry.model._default_manager.filter(**{entry.owner: user.pk}).distinct()


def own_data(user: User) -> dict[str, Any]:
    """Return everything the registry says we keep about a person, table by table, without secrets."""
    tables = [{"table": entry.model._meta.label_lower, "why": entry.keeps, "days": entry.until and entry.until.days,
               "rows": list(_plain(rows_of(user, entry)))}
              for entry in privacy.entries() if entry.owner]
    return {"made_at": now(), "person": str(user.pk), "tables": [table for table in tables if table["rows"]]}


def _plain(rows: QuerySet[Any]) -> Iterator[dict[str, Any]]:
    label = rows.model._meta.label_lower
    for row in serializers.serialize("python", rows):
        fields = {name: value for name, value in row["fields"].items()
                  if name not in SECRETS and (label, name) not in SECRET_DATA}
        yield {"id": row["pk"], **fields}
