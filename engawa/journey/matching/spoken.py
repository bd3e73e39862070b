"""Conditions inside what people type: 「夜だけ」「月10時間まで」「英語で」「個人情報なし」「来月から」 in either language.

Pure: the patterns stand in data/spoken.yaml. What is understood is taken out of the words; the page shows it as
conditions that can be taken off, and the rest of the words is searched.
"""
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from math import floor
from typing import Any

from engawa.base.text.normal import normal
from engawa.journey.matching.lists.week import QUARTERS_A_DAY, QUARTERS_A_HOUR, week_of
from engawa.journey.matching.times_of_week import every_day_but
from engawa.journey.skills.reference import read_data

MOST_HOURS, MOST_WEEKS, WEEKS_OF_A_MONTH = 40, 52, 4
LITTLE_HOURS, SHORT_WEEKS = 2, 8
# So many hours a week is one hour in each; so many weeks is one of each.
HOURS = {"day": 7.0, "week": 1.0, "month": 1 / WEEKS_OF_A_MONTH}
WEEKS = {"week": 1, "month": WEEKS_OF_A_MONTH, "year": 52}
KANJI = {letter: number for number, letter in enumerate("〇一二三四五六七八九")}
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Days that have a name together, and what is left of a day without one part of it, where that is one part.
TOGETHER = {"weekday": WEEK[:5], "weekend": WEEK[5:]}
OTHER_PART = {"eve": "day", "day": "eve", "am": "late", "late": "am"}
# The hours of each part of the day, the narrowest first; who can at five is asked in the evening.
HOURS_OF_PARTS = {"am": range(13), "pm": range(12, 19), "eve": range(17, 25), "day": range(19), "late": range(12, 25), "": range(25)}
ABOUT = re.compile("頃|ごろ|between ")
# Of the hours that may be two, the later one: 1時から3時, 9時から5時.
BARE, LATER = re.compile(r"^(?=[1-5](?:時|[〜~ー–-]))"), re.compile(r"((?:から|[〜~ー–-]) ?)(?=[1-9](?:時|$))")
RANGE = re.compile(r"\s*(?:[〜~ー–-]|から|to|through)\s*")
# Where something was taken out, with the particles and signs that led on from it; a letter of what is a name.
CUT, KEPT = "\0", "\1"
LEFT = re.compile(r"は?[\s、。,・]*\0[\s、。,・\0]*(?:です|でも|で(?!き)|の|に|は|を|も(?!の)|と)?[\s、。,・]*")
BETWEEN = re.compile(r"(?<=\0)\s*(?:[かやと]|から|または|もしくは|or|and|but)\s*(?=\0)")
ENDS = re.compile(r"^[\s、。,・]+|[\s、。,・]+$")
PIECE = re.compile(r"@\{(\w+)\}")


@dataclass(frozen=True)
class Spoken:
    """What was understood, in the terms of the question, and the words that are left.

    `times` are codes of `times_of_week`; `hours` a week; `start` the first possible day; `calm`: no date presses.
    """

    rest: str
    hours: int | None = None
    weeks: int | None = None
    times: tuple[str, ...] = ()
    language: str = ""
    data: str = ""
    start: date | None = None
    calm: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether a condition was understood."""
        return bool(self.hours or self.weeks or self.times or self.language or self.data or self.start or self.calm)


@cache
def _data() -> Any:
    return read_data("engawa.journey.matching", "spoken.yaml")


def _pattern(written: str) -> re.Pattern[str]:
    """Compile a pattern with its pieces; it neither begins nor ends inside a Latin word."""
    while PIECE.search(written):
        written = PIECE.sub(lambda found: _data()["pieces"][found[1]], written)
    return re.compile(f"(?<![a-z0-9])(?:{written})(?![a-z0-9])")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    return tuple((_pattern(row["when"]), row["gives"]) for row in _data()["conditions"])


@cache
def _kept() -> tuple[re.Pattern[str], ...]:
    return tuple(map(_pattern, _data()["kept"]))


@cache
def _names(what: str) -> re.Pattern[str]:
    """How the `days` or the `parts` of a day are called; the group that is met is the code."""
    return re.compile("|".join(f"(?P<{code}>{called})" for code, called in _data()[what].items()))


@cache
def words_about(what: str) -> tuple[str, ...]:
    """Words about `looking` for a posting, `meeting` and so on, in dictionary form."""
    return tuple(map(str, _data()[f"about_{what}"]))


@cache
def _kana() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?:(?<![ぁ-ゖ])|(?<=[一-鿿]の)){spelled}"), word) for word, spelled in _data()["kana"].items())


def understand(text: str, today: date) -> Spoken:
    """Take the conditions out of a question, those in kana too; the first of each kind counts, further ones stay words."""
    typed = written = normal(text).replace(CUT, "").replace(KEPT, "")
    for spelled, word in _kana():
        written = spelled.sub(word, written)
    said = _understood(written, today)
    return replace(said, rest=typed) if said.rest == written else said


def _understood(text: str, today: date) -> Spoken:
    low = text.lower() if len(text.lower()) == len(text) else text
    for name in _kept():
        low = name.sub(lambda found: KEPT * len(found[0]), low)
    found: dict[str, Any] = {}
    for pattern, gives in _patterns():
        for match in reversed(list(pattern.finditer(low))):
            made = _made(gives, match, today)
            if made is None or any(found.get(part, made[part]) != made[part] for part in made if part != "times"):
                continue
            times = (*made.get("times", ()), *found.get("times", ()))
            found |= made
            if times:
                found["times"] = tuple(dict.fromkeys(times))
            text, low = (f"{one[:match.start()]}{CUT}{one[match.end():]}" for one in (text, low))
    return Spoken(rest=_tidy(text) if CUT in text else text, **found)


def _tidy(text: str) -> str:
    return " ".join(ENDS.sub("", LEFT.sub(" ", BETWEEN.sub("", text))).split())


def _made(gives: dict[str, Any], match: re.Match[str], today: date) -> dict[str, Any] | None:
    """Turn one match into the parts of a question; None when its number makes no sense."""
    if "hours" in gives:
        return _hours(gives["hours"], match)
    if "weeks" in gives:
        return _weeks(gives["weeks"], match, today)
    if "times" in gives:
        times = _times(gives["times"], match)
        return None if times is None else {"times": times}
    if "except" in gives:
        times = _without(_times(gives["except"], match) or ())
        return {"times": times} if times else None
    if "start" in gives:
        start = _month(match, today) if gives["start"] == "month" else _start(gives["start"], today)
        return {"start": start} if start else None
    return gives


def _hours(unit: str, match: re.Match[str]) -> dict[str, Any] | None:
    if unit == "little":
        return {"hours": LITTLE_HOURS}
    groups = match.groupdict()
    number, often = _number(groups.get("to") or groups["n"]), _number(groups.get("times") or "1")
    if number is None or not often:
        return None
    number = (number + (.5 if groups.get("half") else 0)) / (60 if groups.get("minutes") else 1)
    hours = floor(number * often * HOURS[unit])
    return {"hours": max(1, hours)} if number > 0 and hours <= MOST_HOURS else None


def _weeks(unit: str, match: re.Match[str], today: date) -> dict[str, Any] | None:
    if unit == "short":
        return {"weeks": SHORT_WEEKS}
    if unit in ("this_year", "until"):
        end = _last_day(unit, match, today)
        return {"weeks": max(1, (end - today).days // 7)} if end else None
    groups = match.groupdict()
    number = _number(groups.get("to") or groups["n"])
    weeks = floor((number or 0) * WEEKS[unit])
    return {"weeks": weeks} if 1 <= weeks <= MOST_WEEKS else None


def _number(written: str) -> float | None:
    """Return the number of figures, kanji (十五, 半) or words; None when it is none."""
    if written in _data()["numbers"]:
        return float(_data()["numbers"][written])
    try:
        return float(written)
    except ValueError:
        tens, _, ones = written.rpartition("十")
        if not all(letter in KANJI for letter in tens + ones):
            return None
        return 10.0 * ((KANJI[tens[-1]] if tens else 1) if "十" in written else 0) + (KANJI[ones[-1]] if ones else 0)


def _times(kind: str | list[str], match: re.Match[str]) -> tuple[str, ...] | None:
    """Return the codes of times; none for every day and hour, None where the clock is not clear."""
    if not isinstance(kind, str):
        return tuple(kind)
    groups = match.groupdict()
    named = _names("parts").search(groups.get("part") or "")
    part = _part_of(groups["clock"]) if groups.get("clock") else str(named.lastgroup) if named else ""
    days = _days(groups["days"]) if groups.get("days") else ["any"]
    return None if part is None else tuple(f"{day}-{part}" if part else day for day in days if part or day != "any")


def _part_of(clock: str) -> str | None:
    """Return the part of the day that holds a time of the clock (13時〜15時, 午前10時ごろ, after 6pm); None when it is not clear."""
    clock = BARE.sub("午後", ABOUT.sub("", clock).replace(" and ", "-"))
    point = f"{clock}から"
    read, week = next(((text, week) for text in (clock, LATER.sub(r"\1午後", clock), point) for week, is_clear in [week_of(text)] if is_clear), ("", 0))
    day = f"{week >> QUARTERS_A_DAY & (1 << QUARTERS_A_DAY) - 1:0{QUARTERS_A_DAY}b}"[::-1]   # of a Tuesday
    if not week:
        return None
    # What goes on over midnight begins the day as well.
    first = day.rindex("01") + 1 if "01" in day else 0
    last = first + 1 if read == point else day.rindex("1") + 1
    return next(part for part, hours in HOURS_OF_PARTS.items()
                if hours[0] * QUARTERS_A_HOUR <= first and last <= hours[-1] * QUARTERS_A_HOUR)


def _days(written: str) -> list[str]:
    """The days that are named one by one or from one to another; all of a weekend or of five days by the name they have together."""
    written = re.sub("曜(?:日(?!曜))?|[()]", "", written)
    days: list[str] = []
    end = 0
    for found in _names("days").finditer(written):
        day = str(found.lastgroup)
        if days and {day, days[-1]} <= set(WEEK) and RANGE.fullmatch(written[end:found.start()]):
            days += WEEK[WEEK.index(days[-1]) + 1:WEEK.index(day)]
        days.append(day)
        end = found.end()
    return _together(days)


def _together(days: list[str]) -> list[str]:
    for name, several in TOGETHER.items():
        if set(several) <= set(days):
            days = [name, *(day for day in days if day not in several)]
    return list(dict.fromkeys(days))


def _without(times: tuple[str, ...]) -> tuple[str, ...]:
    """What is left of a week without some days, of every day without a part of it, or of all times without a part of some days."""
    if not times:
        return ()
    days, parts = zip(*(time.partition("-")[::2] for time in times), strict=True)
    if not any(parts):
        out = {day for name in days for day in TOGETHER.get(name, (name,))}
        left = _together([day for day in WEEK if day not in out])
        return tuple(left) if len(left) < 2 else (every_day_but(out),)
    if days == ("any",) and parts[0] in OTHER_PART:
        return (f"any-{OTHER_PART[parts[0]]}",)
    return tuple(f"not-{time}" for time in times)


def _month(match: re.Match[str], today: date) -> date | None:
    groups = match.groupdict()
    month, day = _number(groups["month"]) or 0, int(_number(groups.get("day") or "1") or 0)
    named_day = date(today.year, today.month, 1) if not groups.get("day") else today
    try:
        first = date(today.year, int(month), day)
        return first.replace(year=today.year + 1) if groups.get("year") or first < named_day else first
    except ValueError:
        return None


def _last_day(unit: str, match: re.Match[str], today: date) -> date | None:
    """The day until which all has to be over: of this year, this business year, or a month that is named."""
    if unit == "this_year":
        return date(today.year + (today.month > 3), 3, 31) if "年度" in match[0] else date(today.year, 12, 31)
    first = _month(match, today)
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1) if first else None


def _start(kind: str, today: date) -> date:
    first, monday = today.replace(day=1), today - timedelta(days=today.weekday())
    next_month = (first + timedelta(days=32)).replace(day=1)
    april = date(today.year, 4, 1)
    return {"today": today, "tomorrow": today + timedelta(days=1), "day_after": today + timedelta(days=2),
            "this_week": monday, "next_week": monday + timedelta(days=7), "week_after": monday + timedelta(days=14),
            "this_month": first, "next_month": next_month, "month_after": (next_month + timedelta(days=32)).replace(day=1),
            "next_year": date(today.year + 1, 1, 1), "april": april if april > today else april.replace(year=today.year + 1)}[kind]
