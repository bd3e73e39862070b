"""Times of the week as people write them in a list, to the quarter of an hour; what is not clear is said to be so.

Read are {day, start, end}, several of them, a day as key, and words such as 「月・水 13時～16時」「平日の夜」, "Tue 1-4pm". A text is read
whole or not at all: what is left over may turn it round (「水曜以外」). A day without a time is the whole day, as in a search.
"""
import re
from typing import Any

from engawa.base.text.normal import folded
from engawa.journey.matching.fit import ALL_WEEK, QUARTERS_A_BLOCK, QUARTERS_A_WEEK
from engawa.journey.matching.lists.fields import LONGEST
from engawa.journey.matching.times_of_week import PARTS

QUARTERS_A_HOUR, MINUTES_A_QUARTER = 4, 15
QUARTERS_A_DAY, NOON = 24 * QUARTERS_A_HOUR, 12 * QUARTERS_A_HOUR
LAST_HOUR = 30                        # 26時 is two in the night after
LONGEST_NIGHT = NOON                  # from 16:00 to 13:00 is rather a slip than a night
MORNING = PARTS[""][0] * QUARTERS_A_BLOCK
Span = tuple[int, int]                # quarters of an hour from the beginning of a day; the end may lie on the next

DAY_NAMES = {
    range(7): "毎日|いつでも|全日|daily|every ?day|any ?day|any ?time", range(5): "平日|ウィークデー|weekdays?", range(5, 7): "週末|休日|weekends?",
    **{range(at, at + 1): f"{letter}(?:曜日?)?|{name}" for at, (letter, name) in enumerate(zip("月火水木金土日", (
        "mon(?:days?)?", "tue(?:s(?:days?)?)?", "wed(?:nesdays?)?", "thu(?:r?s?(?:days?)?)?", "fri(?:days?)?", "sat(?:urdays?)?", "sun(?:days?)?"),
        strict=True))}}
PART_NAMES = {"am": "午前中?|早朝|朝|mornings?", "pm": "午後|afternoons?", "day": "日中|お?昼間?|day ?time", "eve": "夕方(?:以降|から)?|夜間?|evenings?|nights?",
              "": "終日|1日中|all day"}
HALVES = "午前|午後|お?昼|朝|夕方|夜|深夜"
TO = "から|[〜~ー–—−‐-]|to|until|till|through"
# The later half of the day: from which hour each word means it.
LATER = {"午後": 0, "pm": 0, "p.m.": 0, "昼": 1, "お昼": 1, "夕方": 3, "夜": 6, "深夜": 10}
MIDNIGHT = ("夜", "深夜")               # whose twelve o'clock ends the day
EARLIER = ("午前", "朝", "am", "a.m.")


def _clock(at: int) -> str:
    return (rf"(?:(?P<half{at}>{HALVES})の? ?)?(?P<hour{at}>\d{{1,2}})"
            rf"(?:[:h](?P<minute{at}>\d\d)(?::\d\d)?|h| ?時(?:(?P<minutes{at}>\d{{1,2}})分|(?P<thirty{at}>半))?)?"
            rf" ?(?P<after{at}>[ap]m|[ap]\.m\.)?(?!\d|[月日回](?!曜))")


TOKEN = re.compile("|".join((
    rf"(?P<time>(?:from |after )?{_clock(1)} ?(?:(?:{TO}|以降) ?{_clock(2)}(?: ?まで)?|(?P<open>から|以降|以後|過ぎ|すぎ|[〜~](?! ?\d)))|(?:after|from) {_clock(3)})",
    rf"(?P<until>(?:until |before |[〜~] ?){_clock(4)}|{_clock(5)} ?まで)",
    rf"(?P<part>{'|'.join(f'(?P<part_{code}>{names})' for code, names in PART_NAMES.items())})(?![a-z])",
    rf"(?P<day>{'|'.join(f'(?P<days{days.start}_{days.stop}>{names})' for days, names in DAY_NAMES.items())})\.?(?![a-z])",
    rf"(?P<to>{TO})",
    r"(?P<fill>[\s、,・/;。.()&]|と|および|及び|または|もしくは|のみ|だけ|[やかのはにもが]|です|ok|可能?|大丈夫|希望|主に|毎週|祝日?|頃|ごろ"
    r"|(?:and|or|on|at|in|the|only)(?![a-z]))")))
FIGURES = {letter: str(number) for number, letter in enumerate("〇一二三四五六七八九")}
KANJI = re.compile(r"([一二]?)(十?)([〇一二三四五六七八九]?)(?=時)")
WORDS = {"正午": "12時", "noon": "12:00", "midnight": "24:00", "24時間": "終日"}


def week_of(value: Any) -> tuple[int, bool]:
    """Read times of the week.

    Returns:
        A number with a bit for each quarter of an hour of the week, Monday first; whether all was clear.
    """
    if value is None or value in ("", [], {}):
        return 0, True
    week, clear = 0, True
    for one in value if isinstance(value, list) else [value]:
        read = [_week_of_text(text) for text in _texts(one)]
        clear = clear and bool(read) and None not in read
        for times in read:
            week |= times or 0
    return week, clear


def _texts(one: Any) -> list[str]:
    """An item of a list in words; nothing when it is none."""
    if isinstance(one, str):
        return [one]
    if not isinstance(one, dict):
        return []
    named = {str(name).strip().casefold(): found for name, found in one.items() if found not in (None, "", [])}
    days = _joined(_first(named, "day", "days", "曜日"))
    if days:
        start, end = (_edge(_first(named, *names)) for names in (("start", "from", "開始"), ("end", "to", "until", "終了")))
        time = f"{start}〜{end}" if start and end else f"{start}から" if start else f"{end}まで" if end else ""
        return [f"{days} {time} {_joined(_first(named, 'time', 'times', '時間', '時間帯'))}"]
    return [f"{name} {time}" for name, several in named.items() for time in (several if isinstance(several, list) else [several])]


def _first(named: dict[str, Any], *names: str) -> Any:
    return next((named[name] for name in names if name in named), None)


def _joined(value: Any) -> str:
    return "・".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _edge(value: Any) -> str:
    return re.sub(r"(?:から|まで|以降|[〜~-])\s*$", "", _joined(value)).strip()


def _week_of_text(text: str) -> int | None:
    """The times of a text; None when something in it is not clear."""
    groups = _groups(text)
    if groups is None or any(not days and len(groups) > 1 for days, _spans in groups):
        return None
    week = 0
    for days, spans in groups:
        for day in days or range(7):
            for start, end in spans or [(MORNING, QUARTERS_A_DAY)]:
                bits = ((1 << end - start) - 1) << day * QUARTERS_A_DAY + start
                week |= (bits | bits >> QUARTERS_A_WEEK) & ALL_WEEK
    return week or None


def _groups(text: str) -> list[tuple[list[int], list[Span]]] | None:
    """Days with the times that are said of them; days that follow on times begin anew."""
    text = folded(text)
    if len(text) > LONGEST:
        return None
    for word, other in WORDS.items():
        text = text.replace(word, other)
    text = KANJI.sub(_figures, text)
    groups: list[tuple[list[int], list[Span]]] = [([], [])]
    at, ranged = 0, False
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            return None
        at = found.end()
        kind = next(name for name in ("time", "until", "part", "day", "to", "fill") if found[name] is not None)
        days, spans = groups[-1]
        if kind == "day":
            if days and spans:
                groups.append(([], []))
            if not _add_days(groups[-1][0], found, ranged=ranged):
                return None
        elif kind in ("time", "until", "part"):
            span = _span(found, kind)
            if span is None or ranged:
                return None
            spans.append(span)
        elif kind == "to" and (ranged or not days or spans):
            return None
        ranged = kind == "to" or (ranged and kind == "fill")
    return None if ranged or groups == [([], [])] else groups


def _add_days(days: list[int], found: re.Match[str], *, ranged: bool) -> bool:
    """Add the days of a name, with those between when it ends a range; whether it could be done."""
    start, stop = next(map(int, name[4:].split("_")) for name, value in found.groupdict().items() if name.startswith("days") and value)
    if ranged:
        if stop - start > 1:
            return False
        days += [(days[-1] + step) % 7 for step in range(1, (start - days[-1]) % 7)]
    days += range(start, stop)
    return True


def _figures(found: re.Match[str]) -> str:
    tens, ten, ones = found.groups()
    if not ten:
        return "".join(FIGURES.get(letter, "") for letter in tens + ones)
    return (FIGURES[tens] if tens else "1") + (FIGURES[ones] if ones else "0")


def _span(found: re.Match[str], kind: str) -> Span | None:
    if kind == "part":
        part = next(name[5:] for name, value in found.groupdict().items() if name.startswith("part_") and value)
        return PARTS[part].start * QUARTERS_A_BLOCK, PARTS[part].stop * QUARTERS_A_BLOCK
    if kind == "until":
        end = _quarter(found, 4) if found["hour4"] else _quarter(found, 5)
        return None if end is None else _checked(MORNING if end > MORNING else 0, end)
    start, end = _quarter(found, 3) if found["hour3"] else _quarter(found, 1), _quarter(found, 2) if found["hour2"] else QUARTERS_A_DAY
    if start is None or end is None:
        return None
    if found["hour2"] and not _half(found, 2) and _half(found, 1) in LATER and end <= start < QUARTERS_A_DAY and start < end + NOON:
        end += NOON   # 午後1時〜4時
    if found["hour2"] and _half(found, 2) in ("pm", "p.m.") and not _half(found, 1) and start < NOON and start + NOON < end:
        start += NOON   # 1-4pm
    return _checked(start, end)


def _checked(start: int, end: int) -> Span | None:
    """A span of one day at most that may go over midnight; None when it is none."""
    if end <= start:
        end += QUARTERS_A_DAY if end % QUARTERS_A_DAY == 0 or (end < start and end + QUARTERS_A_DAY - start <= LONGEST_NIGHT) else 0
    return (start, end) if start < end <= start + QUARTERS_A_DAY else None


def _half(found: re.Match[str], at: int) -> str:
    return found[f"half{at}"] or found[f"after{at}"] or ""


def _quarter(found: re.Match[str], at: int) -> int | None:
    hour = int(found[f"hour{at}"])
    minute = 30 if found[f"thirty{at}"] else int(found[f"minute{at}"] or found[f"minutes{at}"] or 0)
    half = _half(found, at)
    if half in MIDNIGHT and hour == 12:
        hour = 24
    elif half in LATER and LATER[half] <= hour < 12:
        hour += 12
    elif half in EARLIER and hour == 12:
        hour = 0
    return hour * QUARTERS_A_HOUR + minute // MINUTES_A_QUARTER if hour <= LAST_HOUR and minute < 60 else None


def blocks_of_week(week: int) -> frozenset[int] | None:
    """The two-hour blocks (weekday * 12 + hour // 2) that a week touches; None when nothing is said."""
    mask = (1 << QUARTERS_A_BLOCK) - 1
    return frozenset(block for block in range(QUARTERS_A_WEEK // QUARTERS_A_BLOCK) if week >> block * QUARTERS_A_BLOCK & mask) or None

