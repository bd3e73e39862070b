"""When words may be sent."""
from django.utils.translation import gettext as _

from engawa.base.threads.models import Block, Thread
from engawa.base.users.models import User


def why_not_post(user: User, thread: Thread) -> str | None:
    """Say why a person may not write into a thread, or None."""
    people = set(thread.people.values_list("pk", flat=True))
    if user.pk not in people:
        return _("Only the people of this conversation can write here.")
    if Block.objects.filter(by__in=people, blocked=user).exists():
        return _("The other person does not wish to receive messages now. Please ask the coordinator team.")
    return None


def why_not_report(user: User, thread: Thread) -> str | None:
    """Say why a person may not report a message of a thread, or None."""
    if not thread.people.filter(pk=user.pk).exists():
        return _("Only the people of this conversation can report a message.")
    return None


def why_not_handle(user: User) -> str | None:
    """Say why a person may not settle reports and questions, or None."""
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    return None
