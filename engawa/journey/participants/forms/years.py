"""Years the way they stand in a résumé: 昭和58年4月, 1985/4, s60.4, 昭和58年（1983年）; and how many, 約20年."""
import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engawa.base.times import today
from engawa.base.ui.dates import ERAS, year_of

FIRST = 1940
_YEAR = rf"(?P<year>(?:{'|'.join(ERAS)})?\.?(?:\d{{1,4}}|元))"
_MONTH, _DAY = "(?:1[0-2]|0?[1-9])", "(?:3[01]|[12]\\d|0?[1-9])"
_NAMES = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?"
_DATES = tuple(re.compile(form) for form in (
    rf"{_YEAR}(?:年度?)?", rf"{_YEAR}[年/.-]{_MONTH}月?(?:[/.-]?{_DAY}日?)?",
    r"(?P<year>\d{4})(?:0[1-9]|1[0-2])(?:[0-3]\d)?", rf"(?:{_MONTH}/)?(?:{_DAY}/)?(?P<year>\d{{4}})",
    rf"(?:{_DAY})?{_NAMES}(?:{_DAY})?(?P<year>\d{{4}})", rf"(?P<year>\d{{4}}){_NAMES}"))
_AROUND = re.compile(r"^(?:西暦|約|およそ|about|from|since|in|until|till)+|(?:頃|ころ|ごろ|春|夏|秋|冬|から|より|まで|[~〜～-])+$")
GOES_ON = {"現在", "現在まで", "現在に至る", "至現在", "至る現在", "今", "今も", "いま", "継続中", "在職中", "present", "now", "today", "current"}
_COUNT = re.compile(r"(?:約|およそ|だいたい|計|about|around|over)*(?P<count>\d+|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
                    r"(?:年半?|years?|yrs?)?(?:間|余り|あまり|余|以上|ほど|程度?|くらい|ぐらい|位|\+)*")
_DIGITS = {sign: number for number, sign in enumerate("〇一二三四五六七八九")}


def _close(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower().replace("‐", "-").replace("−", "-").replace("–", "-")
    return re.sub(r"[\s,]+", "", text)


def year_in(text: str) -> int | None:
    """Return the calendar year of a year or a date; None when there is none, or more than one."""
    found = {_year(part) for part in re.split(r"[()]", _close(text)) if part}
    return found.pop() if len(found) == 1 else None


def _year(text: str) -> int | None:
    text = _AROUND.sub("", text)
    return next((year for form in _DATES if (found := form.fullmatch(text)) and (year := year_of(found["year"]))), None)


def count_in(text: str) -> str:
    """Return how many years 20年, 約20年, 二十年以上 or "about 20 years" says, in digits; the text itself when it says something else."""
    found = _COUNT.fullmatch(_close(text))
    if not found:
        return text
    count = found["count"]
    if count.isdigit():
        return count
    tens, ten, ones = count.rpartition("十")
    return str((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))


class YearField(forms.CharField):
    """A calendar year, also as 昭和58年, S58 or out of a date. Cleans to int or None.

    Args:
        may_go_on: whether 現在 and the like mean that it goes on, which is no year.
    """

    def __init__(self, *, may_go_on: bool = False, **kwargs: Any) -> None:
        self.may_go_on = may_go_on
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"class": "input--s", "inputmode": "text"}), **kwargs)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]  # because a text becomes a number
        text = super().clean(value)
        if not text or (self.may_go_on and _close(text) in GOES_ON):
            return None
        year, last = year_in(text), today().year + 1
        if year is None:
            raise forms.ValidationError(_("Please write one year, like 1983, 昭和58年 or S58. A month behind it does no harm."))
        if not FIRST <= year <= last:
            raise forms.ValidationError(_("%(year)s cannot be right: the year lies between %(first)s and %(last)s. Please look at it again."),
                                        params={"year": year, "first": FIRST, "last": last})
        return year

    def prepare_value(self, value: Any) -> str:
        return "" if value is None else str(value)


class YearsField(forms.IntegerField):
    """How many years; 20年 and 約20年 are understood."""

    def to_python(self, value: Any) -> int | None:
        return super().to_python(count_in(value) if isinstance(value, str) else value)
