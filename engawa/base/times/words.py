"""Dates and times in words (ux.md §1.2: 2026年10月1日（木）午前10時～10時30分（日本時間）)."""
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WEEKDAYS_JA = "月火水木金土日"


def _is_ja() -> bool:
    return (get_language() or "ja").startswith("ja")


def day_words(day: date | datetime | None, *, year: bool = True) -> str:
    """Return a date with its weekday: 2026年10月1日（木） / Thursday 1 October 2026."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    if _is_ja():
        return (f"{day.year}年" if year else "") + f"{day.month}月{day.day}日（{WEEKDAYS_JA[day.weekday()]}）"
    return f"{day:%A} {day.day} {day:%B}" + (f" {day.year}" if year else "")


def clock_words(moment: datetime) -> str:
    """Return the time of day: 午前10時, 午後2時30分 / 10:00 am."""
    local = timezone.localtime(moment)
    if not _is_ja():
        return f"{local.hour % 12 or 12}:{local.minute:02} {'am' if local.hour < 12 else 'pm'}"
    half = "午前" if local.hour < 12 else "午後"
    return f"{half}{local.hour % 12}時" + (f"{local.minute}分" if local.minute else "")


def zone_words() -> str:
    """Name the zone that times are shown in: 日本時間, or the city of the reader's own zone."""
    name = timezone.get_current_timezone_name()
    if name in {"JST", "Asia/Tokyo"}:
        return _("Japan time")
    return name.rsplit("/", 1)[-1].replace("_", " ")


def when_words(moment: datetime | None, *, year: bool = False) -> str:
    """Return day and time together."""
    if moment is None:
        return ""
    return day_words(moment, year=year) + ("" if _is_ja() else ", ") + clock_words(moment)


def span_words(moment: datetime, minutes: int) -> str:
    """Return day, start, end and zone of a meeting that lasts `minutes`."""
    end = clock_words(moment + timedelta(minutes=minutes))
    if _is_ja() and end[:2] == clock_words(moment)[:2]:
        end = end[2:]
    dash, left, right = ("～", "（", "）") if _is_ja() else ("–", " (", ")")
    return f"{when_words(moment)}{dash}{end}{left}{zone_words()}{right}"
