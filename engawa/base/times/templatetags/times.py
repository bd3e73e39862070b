"""Template filters for dates and times, always with weekday."""
from datetime import date, datetime

from django import template
from django.utils import timezone

from engawa.base.times import today, words

register = template.Library()
register.filter("when", words.when_words)
register.filter("clock", words.clock_words)
register.filter("span", words.span_words)


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年10月1日（木）"""
    return words.day_words(value)


@register.filter
def short_day(value: date | datetime | None) -> str:
    """10月1日（木）"""
    return words.day_words(value, year=False)


@register.filter
def ago_days(value: date | datetime | None) -> int:
    """Whole days since a day or moment."""
    if value is None:
        return 0
    start = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return (today() - start).days
