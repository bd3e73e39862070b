"""The first way in for people of the desk: a link made on the command line, good for one sign-in within 48 hours."""
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from engawa.base import history
from engawa.base.accounts import links, queries, rules
from engawa.base.accounts.models import OneTimeLink
from engawa.base.times import now
from engawa.base.ui.refusal import refuse_if
from engawa.base.users.models import User


@transaction.atomic
def make_desk_officer(*, email: str, superuser: bool = False, language: str = "ja") -> User:
    """Make a person a desk officer, or with `superuser` one who looks after the installation; twice is harmless.

    Whoever may use the command line is believed about the address, so it counts as confirmed.
    """
    address = email.strip().lower()
    user = queries.person_with(address) or User.objects.create_user(address, language=language)
    if superuser:
        user.is_superuser = user.is_staff = True
    else:
        user.is_desk = True
    user.save(update_fields=["is_superuser", "is_staff", "is_desk"])
    EmailAddress.objects.filter(user=user).exclude(email=address).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    history.record(by=None, verb="accounts.desk_made", about=user, superuser=superuser)
    return user


@transaction.atomic
def make_link(*, user: User) -> str:
    """Make a one-time link for a person and return its token; earlier unused links of the person stop working."""
    secret = secrets.token_urlsafe(32)
    OneTimeLink.objects.filter(user=user, used_at=None).delete()
    OneTimeLink.objects.create(
        user=user, digest=links.digest(secret), made_at=now(), expires_at=now() + timedelta(hours=rules.LINK_HOURS))
    history.record(by=None, verb="accounts.link_made", about=user)
    return links.token_of(secret)


@transaction.atomic
def use_link(*, token: str) -> User:
    """Use up a one-time link and return its person.

    Raises:
        Refused: unknown, used, older than 48 hours, or the account is closed.
    """
    found = queries.find_link(token)
    link = OneTimeLink.objects.select_for_update().get(pk=found.pk) if found else None
    refuse_if(rules.why_not_use_link(link))
    assert link is not None  # because the rule refuses a missing link
    link.used_at = now()
    link.save(update_fields=["used_at"])
    history.record(by=link.user, verb="accounts.link_used", about=link.user)
    return link.user
