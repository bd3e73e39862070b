"""Conditions inside what people type: 「夜だけ」「月10時間まで」「英語で」「個人情報なし」「来月から」 in either language.

Pure: the patterns stand in data/spoken.yaml. What is understood is taken out of the words; the page shows it as
conditions that can be taken off, and the rest of the words is searched.
"""
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import floor
from typing import Any

from engawa.base.text.normal import normal
from engawa.journey.skills.reference import read_data

MOST_HOURS, MOST_WEEKS, WEEKS_OF_A_MONTH = 40, 52, 4
LITTLE_HOURS, SHORT_WEEKS = 2, 8
KANJI = {letter: number for number, letter in enumerate("〇一二三四五六七八九")}
DAYS = {"月": "mon", "火": "tue", "水": "wed", "木": "thu", "金": "fri", "土": "sat", "日": "sun",
        "mon": "mon", "tues": "tue", "wednes": "wed", "thurs": "thu", "fri": "fri", "satur": "sat", "sun": "sun"}
PARTS = {"午前": "am", "午前中": "am", "朝": "am", "午後": "pm", "夕方": "eve", "夜": "eve", "夜間": "eve", "昼": "day", "昼間": "day",
         "日中": "day", "morning": "am", "afternoon": "pm", "evening": "eve", "night": "eve", "daytime": "day"}
# Where something was taken out, with the particles and signs that led on from it.
CUT = "\0"
LEFT = re.compile(r"[\s、。,・]*\0[\s、。,・\0]*(?:でも|で(?!き)|の|に|は|を|も|と)?[\s、。,・]*")
ENDS = re.compile(r"^[\s、。,・]+|[\s、。,・]+$")


@dataclass(frozen=True)
class Spoken:
    """What was understood, in the terms of the question, and the words that are left.

    `times` are codes of `asked.blocks_of`; `hours` a week; `start` the first possible day; `calm`: no date presses.
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


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    edge = r"(?<![a-z0-9])(?:{})(?![a-z0-9])"
    return tuple((re.compile(edge.format(row["when"])), row["gives"]) for row in _data()["conditions"])


@cache
def words_about(what: str) -> tuple[str, ...]:
    """Words about `looking` for a posting or about `meeting`, in dictionary form."""
    return tuple(map(str, _data()[f"about_{what}"]))


def understand(text: str, today: date) -> Spoken:
    """Take the conditions out of a question; the first of each kind counts, further ones stay words."""
    text = normal(text).replace(CUT, "")
    low = text.lower() if len(text.lower()) == len(text) else text
    found: dict[str, Any] = {}
    for pattern, gives in _patterns():
        for match in reversed(list(pattern.finditer(low))):
            made = _made(gives, match, today)
            if made is None or any(found.get(part, made[part]) != made[part] for part in made if part != "times"):
                continue
            times = (*found.get("times", ()), *made.get("times", ()))
            found |= made
            if times:
                found["times"] = tuple(dict.fromkeys(times))
            text, low = (f"{one[:match.start()]}{CUT}{one[match.end():]}" for one in (text, low))
    return Spoken(rest=_tidy(text) if CUT in text else text, **found)


def _tidy(text: str) -> str:
    return " ".join(ENDS.sub("", LEFT.sub(" ", text)).split())


def _made(gives: dict[str, Any], match: re.Match[str], today: date) -> dict[str, Any] | None:
    """Turn one match into the parts of a question; None when its number makes no sense."""
    made = dict(gives)
    if "hours" in made or "weeks" in made:
        return _amount(made, match)
    if "times" in made and isinstance(made["times"], str):
        made["times"] = _times(made["times"], match)
    elif "times" in made:
        made["times"] = tuple(made["times"])
    if "start" in made:
        made["start"] = _start(made["start"], match, today)
    return made


def _amount(made: dict[str, Any], match: re.Match[str]) -> dict[str, Any] | None:
    unit = made.get("hours") or made.get("weeks")
    if unit in ("little", "short"):
        return {"hours": LITTLE_HOURS} if unit == "little" else {"weeks": SHORT_WEEKS}
    groups = match.groupdict()
    number = _number(groups.get("to") or groups["n"])
    if number is None:
        return None
    if "hours" in made:
        hours = floor(number / WEEKS_OF_A_MONTH) if unit == "month" else floor(number)
        return {"hours": max(1, hours)} if number > 0 and hours <= MOST_HOURS else None
    weeks = floor(number * WEEKS_OF_A_MONTH) if unit == "month" else floor(number)
    return {"weeks": weeks} if 1 <= weeks <= MOST_WEEKS else None


def _number(written: str) -> float | None:
    """Return the number of figures or kanji (十五, 半); None when it is none."""
    if written == "半":
        return 0.5
    try:
        return float(written)
    except ValueError:
        tens, _, ones = written.rpartition("十")
        if not all(letter in KANJI for letter in tens + ones):
            return None
        return 10.0 * ((KANJI[tens] if tens else 1) if "十" in written else 0) + (KANJI[ones[-1]] if ones else 0)


def _times(kind: str, match: re.Match[str]) -> tuple[str, ...]:
    groups = match.groupdict()
    part = PARTS.get(groups.get("part") or "", "")
    days = [kind] if kind != "days" else _days(groups["days"])
    return tuple(f"{day}-{part}" if part else day for day in dict.fromkeys(days))


def _days(written: str) -> list[str]:
    letters = [written] if written in DAYS else re.sub("曜日?", "", written)
    return [DAYS[day] for day in letters if day in DAYS]


def _start(kind: str, match: re.Match[str], today: date) -> date:
    first = today.replace(day=1)
    next_month = (first + timedelta(days=32)).replace(day=1)
    if kind == "month":
        month = int(match["month"])
        return date(today.year + (month < today.month), month, 1)
    return {"next_month": next_month, "month_after": (next_month + timedelta(days=32)).replace(day=1),
            "next_week": today + timedelta(days=7 - today.weekday()), "next_year": date(today.year + 1, 1, 1)}[kind]
