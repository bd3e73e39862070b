"""Who may do what with the outbox."""
from django.utils.translation import gettext as _

from engawa.base.notices.models import Mail
from engawa.base.users.models import User


def why_not_send_again(user: User, mail: Mail) -> str | None:
    """Say why a mail is not tried again, or None: only the desk, and only what was given up."""
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    if mail.state != Mail.State.GIVEN_UP:
        return _("This mail is not given up: it was sent, or it is still being tried.")
    return None
