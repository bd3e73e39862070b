"""Time in words on the pages of a project."""
from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def hours(minutes: int | None) -> str:
    """2.5 for 150 minutes, without trailing zeros."""
    return f"{(minutes or 0) / 60:.1f}".removesuffix(".0")


@register.filter
def time_words(minutes: int | None) -> str:
    """2時間30分, 45分, 3時間 / 2 h 30 min."""
    whole, rest = divmod(minutes or 0, 60)
    if whole and rest:
        return _("%(h)s h %(m)s min") % {"h": whole, "m": rest}
    return _("%(h)s h") % {"h": whole} if whole or not rest else _("%(m)s min") % {"m": rest}
