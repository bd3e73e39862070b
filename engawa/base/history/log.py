"""Write and read the log of acts."""
from django.db import models

from engawa.base.history.models import Event
from engawa.base.users.models import User


def record(*, by: User | None, verb: str, about: models.Model, **data: object) -> Event:
    """Note one act in the transaction that does it.

    Args:
        by: who acted; None when the house itself did (a sweep, a command).
        verb: `<app>.<past tense>`, e.g. `applications.submitted`; stored data, never renamed.
        about: the row it was done to.
        data: small JSON facts; no mail addresses, names or message texts (security.md T19).
    """
    return Event.objects.create(by=by, verb=verb, about_type=about._meta.label_lower, about_id=str(about.pk), data=data)


def of(about: models.Model) -> models.QuerySet[Event]:
    """Return the acts on one row, oldest first."""
    return Event.objects.filter(about_type=about._meta.label_lower, about_id=str(about.pk)).select_related("by")
