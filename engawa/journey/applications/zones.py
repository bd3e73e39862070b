"""Times in two zones at once: the reader's, and the other side's when its clocks stand elsewhere."""
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from engawa.base.times.words import clock_words, span_words
from engawa.journey.applications.models import Application


def other_zone(application: Application, user_id: object) -> str:
    """Name the zone of the side that is not reading."""
    if application.participant.user_id == user_id:
        return application.posting.organization.time_zone
    return application.participant.user.time_zone


def in_other_zone(moment: datetime, minutes: int, zone: str) -> str:
    """Say a time by the clocks of another zone; nothing when they show the same as the reader's."""
    there = moment.astimezone(ZoneInfo(zone)).utcoffset()
    if there == timezone.localtime(moment).utcoffset():
        return ""
    with timezone.override(zone):
        return _("For the other side: %(time)s") % {"time": span_words(moment, minutes)}


def hours_words(moment: datetime, minutes: int) -> str:
    """Say start, end and zone of a meeting whose day stands elsewhere."""
    words = span_words(moment, minutes)
    return words[words.index(clock_words(moment)):]
