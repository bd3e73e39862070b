"""The calendar file of an interview."""
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from engawa.base.times.calendars import Meeting, meeting_file
from engawa.base.users.models import User
from engawa.journey.applications.models import Application


def calendar_file(application: Application, user: User, *, cancelled: bool = False) -> bytes:
    """Write the .ics file of an interview in a reader's language."""
    interview, posting = application.interview, application.posting_as_read
    with translation.override(user.language), timezone.override(user.time_zone):
        other = posting.organization.name if user.pk == application.participant.user_id else str(application.participant.user)
        return meeting_file(Meeting(
            uid=f"interview-{interview.pk}@{settings.SITE_HOST}", title=_("Interview with %(name)s") % {"name": other},
            start=interview.starts_at, minutes=interview.minutes, link=interview.link, sequence=interview.sequence,
            note=_("Posting: %(title)s") % {"title": posting.title}, cancelled=cancelled))
