"""Reads on notices."""
from django.db.models import QuerySet

from engawa.base.notices.models import Mail, Notice
from engawa.base.users.models import User


def visible_to(user: User) -> QuerySet[Notice]:
    """Return a person's own notices, newest first."""
    return Notice.objects.filter(user=user)


def unread_count(user: User) -> int:
    """Count the notices a person has not opened."""
    return Notice.objects.filter(user=user, read_at=None).count()


def troubled_mails() -> QuerySet[Mail]:
    """Return mails that failed at least once and are not sent: the desk's list of mails that do not arrive."""
    return Mail.objects.exclude(state=Mail.State.SENT).filter(attempts__gt=0).select_related("user")
