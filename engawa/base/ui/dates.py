"""Reads the dates people write: 2026年10月1日, 令和8年10月1日, R8.10.1, 2026/10/1, 20261001, full-width or not."""
import re
import unicodedata
from datetime import date

# Year before the first of each era: Reiwa 1 is 2019.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867,
        "r": 2018, "h": 1988, "s": 1925, "t": 1911, "m": 1867}
_ERA = "|".join(ERAS)
_WRITTEN = re.compile(rf"(?:({_ERA})\.?)?(\d{{1,4}}|元)[年/.\-](\d{{1,2}})[月/.\-](\d{{1,2}})日?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(rf"(?:西暦)?({_ERA})?\.?(\d{{1,4}}|元)年?")
_WEEKDAY = re.compile(r"\(.曜?日?\)$")


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower()
    return _WEEKDAY.sub("", re.sub(r"\s+|,", "", text).replace("‐", "-").replace("−", "-").replace("ー", "-"))


def year_of(text: str) -> int | None:
    """Return the calendar year of 2026, 令和8年 or R8; None when it is not a year with four digits or an era."""
    found = _YEAR.fullmatch(_plain(text))
    if not found:
        return None
    era, number = found.groups()
    year = (1 if number == "元" else int(number)) + (ERAS[era] if era else 0)
    return year if year >= 1000 else None


def read_date(text: str) -> date | None:
    """Return the date a person wrote, or None when it cannot be one (also 2026年2月30日)."""
    text = _plain(text)
    if found := _SOLID.fullmatch(text):
        era, year, month, day = None, *found.groups()
    elif found := _WRITTEN.fullmatch(text):
        era, year, month, day = found.groups()
    else:
        return None
    full_year = year_of((era or "") + year)
    try:
        return date(full_year, int(month), int(day)) if full_year else None
    except ValueError:
        return None
