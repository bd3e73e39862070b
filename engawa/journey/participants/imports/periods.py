"""When: the dates and periods of a résumé, in every usual way of writing.

1983年4月, 昭和58年4月, S58.4, 1983/04, Apr 1983; 1983年4月〜1990年3月, 自 昭和58年4月 至 平成2年3月, 1983-04 to Present.
"""
import re
from dataclasses import dataclass

from engawa.base.ui.dates import year_of

# One letter for one letter, so that a place found here is the same place in the text as written.
NARROW = {0xFF01 + n: 0x21 + n for n in range(94)} | {ord("\u3000"): " ", ord("\n"): " ", ord("\t"): " ", ord("\xa0"): " "}
MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
ERA = r"(?:(?:令和|平成|昭和|大正)\s*(?:\d{1,2}|元)|(?<![A-Za-z])[RHST]\.?\s?\d{1,2})"
FULL = r"(?<!\d)(?:西暦\s*)?(?:19|20)\d\d"
REST = r"(?:\s*年度?(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|\s?[/.\-]\s?\d{1,2}(?!\d)(?:\s?[/.\-]\s?\d{1,2}(?!\d))?)"
# A year alone is a date only where a period needs one.
DATED = rf"(?:{ERA}{REST}|{FULL}{REST}|{MONTHS}\.?,?\s+{FULL}|(?<!\d)\d{{1,2}}/{FULL})"
DATE = rf"(?:{DATED}|{ERA}(?!\d)|{FULL}(?!\d))"
NOW = r"(?:現在|現職|在職中?|在籍中|継続中|今日?(?!\w)|至現在|(?i:present|current|now|today)\b)"
DASH = r"(?:[~〜\-–—―─‐−ー→]|から|より|(?i:to|until)\b)"
JOINED = r"(?:\s*[(（]?(?:入社|入庁|入行|入所|入職)[)）]?)?"
PERIOD = re.compile(
    rf"(?:自\s*)?(?P<start>{DATE}){JOINED}\s*(?:{DASH}+\s*(?:至\s*)?(?P<end>{DATE}|{NOW})?|至\s*(?P<until>{DATE}|{NOW}))")
FROM = re.compile(rf"^\s*自\s*(?P<start>{DATE})")
UNTIL = re.compile(rf"^\s*(?:至|{DASH})\s*(?P<end>{DATE}|{NOW})")
FIRST = re.compile(rf"^\W*(?P<date>{DATED})")
BARE = re.compile(rf"^\s*(?P<end>{DATE})\s*$")
DASHED = re.compile(rf"^\s*{DASH}+\s*(?:(?:至\s*)?(?:{DATE}|{NOW}))?\s*$")
ENDED = re.compile(rf"^\s*(?:{DATE}|{NOW})\s*$")
# What a cell of a table may hold of a period: a date, a dash, or both.
PART = re.compile(rf"^\s*[自至]?\s*{DASH}*\s*(?:{DATE}|{NOW})?\s*{DASH}*\s*$")
OPENS = re.compile(rf"^\s*{DASH}|{DASH}\s*$")
# How long or how somebody was employed, which a period says already: 15年, 在籍15年3ヶ月, 正社員として15年間勤務.
LENGTH = (r"(?:[\d\s・、,/年月ヶか箇カケヵ間約計で]|半年|通算|合計|満|在籍|在職|勤務|勤続|就業|正社員|正職員|契約社員|派遣社員|嘱託社員|嘱託職員|嘱託|パート|アルバイト|非?常勤|フルタイム|として"
          r"|(?i:years?|months?|yrs?|mos?|full[- ]time|part[- ]time|permanent|contract)\b\.?)")
LASTING = re.compile(rf"(?:{LENGTH}|[()])*")
BRACKETED = re.compile(rf"\s*[(（]{LENGTH}+[)）]")
# Beside a period that stands on a line of its own: | Leeds, ・在宅.
SET_APART = re.compile(r"\s*[|｜·•]\s*[^|｜·•]{1,40}$")
# Columns of a form without their 年 and 月: "1983 4 …", "昭和58 4 …"; and the row below, where the year is not repeated.
COLUMNS = re.compile(rf"^\s*(?P<date>{ERA}|{FULL})\s*年?\s+(?P<month>1[0-2]|0?[1-9])\s*月?\s+(?=\D)")
SAME_YEAR = re.compile(r"^\s*(?:[〃\"”々]|同年?)?\s*(?P<month>1[0-2]|0?[1-9])\s*月?\s+(?=\D)")
YEAR_IN = re.compile(rf"{ERA}|{FULL}")


@dataclass(frozen=True)
class Period:
    """`is_waiting` when a dash stands there and what follows it does not."""

    start: int | None
    end: int | None
    span: tuple[int, int]
    is_now: bool = False
    is_waiting: bool = False


def narrow(text: str) -> str:
    """Full-width letters, digits and spaces narrow; as long as before."""
    return text.translate(NARROW)


def year_in(text: str) -> int | None:
    """The calendar year of a date as written."""
    found = YEAR_IN.search(text)
    return year_of(re.sub(r"[\s.]|西暦", "", found[0])) if found else None


def is_length(text: str) -> bool:
    """Whether a narrowed text says only how long: 15 years 2 months, 15年間."""
    return bool(re.search(r"\d", text) and LASTING.fullmatch(text) and not FIRST.match(text))


def find_period(text: str) -> Period | None:
    """The first period in a narrowed text."""
    found = PERIOD.search(text)
    if not found:
        return None
    end = found["end"] or found["until"]
    length = BRACKETED.match(text, found.end())
    year = year_in(end) if end else None
    return Period(year_in(found["start"]), year, (found.start(), length.end() if length else found.end()),
                  is_now=bool(end and year is None), is_waiting=not end)
