"""When something of the door may not happen, in words for the person."""
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engawa.base.accounts.models import OneTimeLink
from engawa.base.times import now
from engawa.base.users.models import User

CLOSING_DAYS = 30
LINK_HOURS = 48
UNFINISHED_DAYS = 7
DESK_SESSION_SECONDS = 12 * 3600
FORMER = gettext_lazy("Former participant")
WRONG_CODE = gettext_lazy(
    "The code does not fit, or 10 minutes have passed. What you entered is still here. "
    "Press “Send a new code” and we send you another one.")

CODE_OVER = gettext_lazy("This code has run out: it is good for 10 minutes. Please have a new one sent.")


def why_not_use_link(link: OneTimeLink | None) -> str | None:
    """Say why a one-time link does not sign anybody in, or None."""
    if link is None:
        return _("This link is not complete. Please copy it again from the first to the last letter.")
    if link.used_at is not None:
        return _("This link has been used. Each link signs in once. Please ask for a new one.")
    if link.expires_at <= now():
        return _("This link has run out after 48 hours. Please ask for a new one.")
    if not link.user.is_active:
        return _("This account is closed. Please call us if you would like to use it again.")
    return None


def why_not_close(user: User) -> str | None:
    """Say why a person may not close the account now, or None."""
    if user.is_superuser and not User.objects.filter(is_superuser=True, is_active=True, closing_at=None).exclude(
            pk=user.pk).exists():
        return _("You are the only person who looks after this installation. Please give that to somebody else first.")
    return None
