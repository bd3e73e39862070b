"""Times of the week one may ask for: `wed-pm`, `weekend`, `any-eve`, `not-mon`, `not-sat-eve` and so on, as blocks of two hours and in words."""
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

BLOCKS = 12   # of two hours, a day
DAYS = {
    "mon": gettext_lazy("Monday"), "tue": gettext_lazy("Tuesday"), "wed": gettext_lazy("Wednesday"), "thu": gettext_lazy("Thursday"),
    "fri": gettext_lazy("Friday"), "sat": gettext_lazy("Saturday"), "sun": gettext_lazy("Sunday")}
SEVERAL = {"any": range(7), "weekday": range(5), "weekend": range(5, 7)}
PARTS = {"am": range(4, 6), "pm": range(6, 9), "day": range(4, 9), "eve": range(9, 12), "late": range(6, 12), "": range(4, 12)}
# The three that the list always offers, as earlier addresses have them.
FIXED = {"day": "weekday-day", "evening": "weekday-eve", "weekend": "weekend"}
WORDS = {
    "weekday-day": gettext_lazy("Weekdays in the daytime"), "weekday-eve": gettext_lazy("Weekday evenings"), "weekend": gettext_lazy("Weekends"),
    "weekday": gettext_lazy("Weekdays"), "weekday-am": gettext_lazy("Weekday mornings"), "weekday-pm": gettext_lazy("Weekday afternoons"),
    "weekend-am": gettext_lazy("Weekend mornings"), "weekend-pm": gettext_lazy("Weekend afternoons"),
    "weekend-day": gettext_lazy("Weekends in the daytime"), "weekend-eve": gettext_lazy("Weekend evenings"),
    "any-am": gettext_lazy("Mornings"), "any-pm": gettext_lazy("Afternoons"), "any-day": gettext_lazy("In the daytime"),
    "any-eve": gettext_lazy("Evenings"), "any-late": gettext_lazy("Afternoons and evenings"),
    "weekday-late": gettext_lazy("Weekday afternoons and evenings"), "weekend-late": gettext_lazy("Weekend afternoons and evenings")}
PART_WORDS = {"am": pgettext_lazy("behind a day of the week", "%s morning"), "pm": pgettext_lazy("behind a day of the week", "%s afternoon"),
              "day": pgettext_lazy("behind a day of the week", "%s in the daytime"), "eve": pgettext_lazy("behind a day of the week", "%s evening"),
              "late": pgettext_lazy("behind a day of the week", "%s afternoon and evening")}
CODE = re.compile(r"(mon|tue|wed|thu|fri|sat|sun|any|weekday|weekend)(?:-(am|pm|day|eve|late))?")
# Every day but some: those that will not do, in the order of the week (a week without any day is no time).
NOT = re.compile("not(?!$|(?:-[a-z]+){7})" + "".join(f"(?:-{day})?" for day in DAYS))

# Every time but one: every time but Saturday evenings, all but afternoons.
NOT_TIME = re.compile(f"not-((?:{'|'.join((*DAYS, *SEVERAL))})-(?:{'|'.join(filter(None, PARTS))}))")


def is_code(code: str) -> bool:
    """Whether this names a time of the week; `any` alone says nothing."""
    return code in FIXED or (code != "any" and CODE.fullmatch(code) is not None) or _is_not(code)


def _is_not(code: str) -> bool:
    return bool(NOT.fullmatch(code) or NOT_TIME.fullmatch(code))


def every_day_but(days: Iterable[str]) -> str:
    """Return the code of all days but these."""
    return "-".join(("not", *(day for day in DAYS if day in set(days))))


def blocks_of(code: str) -> frozenset[int]:
    """Return the blocks (weekday * 12 + hour // 2) of a time of the week; from 8 o'clock where no part of the day is said."""
    if NOT.fullmatch(code):
        out = code.split("-")
        return frozenset().union(*(blocks_of(day) for day in DAYS if day not in out))
    if but := NOT_TIME.fullmatch(code):
        return blocks_of("any") - blocks_of(but[1])
    found = CODE.fullmatch(FIXED.get(code, code))
    if found is None:
        return frozenset()
    day, part = found[1], found[2] or ""
    days = SEVERAL[day] if day in SEVERAL else [list(DAYS).index(day)]
    return frozenset(one * BLOCKS + block for one in days for block in PARTS[part])


def blocks_of_all(codes: Iterable[str]) -> frozenset[int]:
    """Return the blocks of several times together: any of them will do, but never on a day or at a time that will not (夜 月曜以外)."""
    every = frozenset(codes)
    but = frozenset(filter(_is_not, every))
    found = frozenset[int]().union(*map(blocks_of, every - but or but))
    return found.intersection(*map(blocks_of, but))


def words_of(code: str) -> str:
    """Name a time of the week in the reader's language."""
    if NOT.fullmatch(code):
        out = code.split("-")
        days = pgettext("between days of the week", ", ").join(str(name) for day, name in DAYS.items() if day in out)
        return _("Any day but %(days)s") % {"days": days}
    if but := NOT_TIME.fullmatch(code):
        return _("%(time)s excepted") % {"time": words_of(but[1])}
    code = FIXED.get(code, code)
    if code in WORDS:
        return str(WORDS[code])
    day, _dash, part = code.partition("-")
    return str(PART_WORDS[part]) % DAYS[day] if part else _("%s, the whole day") % DAYS[day]
