"""Small words of the sheet's pages."""
from django import template

from engawa.base.text.language import reads_english
from engawa.journey.agreements.form import GROUPS

register = template.Library()
KANJI = "一二三四五六七八九"


@register.filter
def numeral(number: int) -> str:
    """Number of a section: 三, 十二 in Japanese, 3, 12 in English."""
    if reads_english():
        return str(number)
    tens, ones = divmod(number, 10)
    return ("十" if tens == 1 else "") + (KANJI[ones - 1] if ones else "")


@register.filter
def group_of(section: str) -> str:
    """Slug of the group a section stands in."""
    return next((slug for slug, (_title, sections) in GROUPS.items() if section in sections), "aim")
