"""The week as people think of it: 7 days × 12 two-hour rows, and parts of the day that tick several at once.

An index is weekday*12 + hour//2, Monday 0–2 o'clock being 0, in the time zone of the person or the organization.
"""
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

DAYS, ROWS = 7, 12
WEEKDAYS = (gettext_lazy("Mon"), gettext_lazy("Tue"), gettext_lazy("Wed"), gettext_lazy("Thu"), gettext_lazy("Fri"),
            gettext_lazy("Sat"), gettext_lazy("Sun"))
LONG_WEEKDAYS = (gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday"),
                 gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday"))
# Parts of the day: name → rows (two-hour steps of the day).
PARTS = {"morning": range(4, 6), "day": range(6, 9), "evening": range(9, 11)}
PART_NAMES = {"morning": gettext_lazy("Morning"), "day": gettext_lazy("Daytime"), "evening": gettext_lazy("Evening")}
WEEK, WEEKEND = range(5), range(5, 7)


def part_choices() -> list[tuple[str, str]]:
    """Return the quick choices: (code, words)."""
    return [
        ("week-morning", _("Weekdays, morning (8 to 12)")), ("week-day", _("Weekdays, daytime (12 to 18)")),
        ("week-evening", _("Weekdays, evening (18 to 22)")), ("end-morning", _("Weekends, morning (8 to 12)")),
        ("end-day", _("Weekends, daytime (12 to 18)")), ("end-evening", _("Weekends, evening (18 to 22)")),
    ]


def day_part_choices() -> list[tuple[str, str]]:
    """Return the quick choices of single days: (code such as `0-morning`, words), Monday first."""
    return [(f"{day}-{name}", _("%(day)s, %(part)s") % {"day": LONG_WEEKDAYS[day], "part": PART_NAMES[name]})
            for day in range(DAYS) for name in PARTS]


def indices_of(part: str) -> set[int]:
    """Return the grid indices of a quick choice such as `week-day`, `end-morning` or `0-evening`."""
    when, name = part.split("-")
    days = {"week": WEEK, "end": WEEKEND}.get(when) or [int(when)]
    return {day * ROWS + row for day in days for row in PARTS[name]}


def parts_of(indices: Iterable[int]) -> list[str]:
    """Return the quick choices of the week that are wholly contained in a grid."""
    return _contained(part_choices(), indices)


def all_parts_of(indices: Iterable[int]) -> list[str]:
    """Return the quick choices of the week and of single days that are wholly contained in a grid."""
    return _contained([*part_choices(), *day_part_choices()], indices)


def _contained(choices: Iterable[tuple[str, str]], indices: Iterable[int]) -> list[str]:
    held = set(indices)
    return [code for code, _words in choices if indices_of(code) <= held]


def clean(indices: Iterable[int]) -> list[int]:
    """Return valid indices, each once, in order."""
    return sorted({index for index in indices if 0 <= index < DAYS * ROWS})


def merged(held: Iterable[int], cells: Iterable[int], parts: Iterable[str]) -> list[int]:
    """Return the new grid from what was ticked: single hours, whole parts of a day and of the week.

    A part that was ticked anew adds its hours; a part that was unticked takes away its saved hours; an hour counts
    as it stands. So all ways of answering work together without a script that keeps them equal.
    """
    before, cells = set(held), set(cells)
    was, now = set(all_parts_of(before)), set(parts)
    added = {index for part in now - was for index in indices_of(part)}
    taken = {index for part in was - now for index in indices_of(part)} & before
    return clean((cells - taken) | added)


def day_rows() -> list[tuple[str, list[tuple[str, str, str]], list[tuple[str, str]]]]:
    """Return the seven days: (name, three parts, twelve two-hour rows with the small hours last).

    A part is (code, name, hours), a row (index, hours), both as strings for the page.
    """
    order = (*range(3, ROWS), *range(3))
    return [(str(name),
             [(f"{day}-{part}", str(words), hours_of(PARTS[part].start, len(PARTS[part]))) for part, words in PART_NAMES.items()],
             [(str(day * ROWS + row), hours_of(row)) for row in order])
            for day, name in enumerate(LONG_WEEKDAYS)]


def hours_of(row: int, count: int = 1) -> str:
    """Say from when to when `count` two-hour rows last."""
    return _("%(start)s:00 to %(end)s:00") % {"start": row * 2, "end": (row + count) * 2}


def by_day(indices: Iterable[int]) -> str:
    """Say a grid exactly, day by day, neighbouring hours joined."""
    held, said = set(indices), []
    for day, name in enumerate(WEEKDAYS):
        rows = [row for row in range(ROWS) if day * ROWS + row in held]
        starts = [row for row in rows if row - 1 not in rows]
        spans = [hours_of(row, next(n for n in range(1, ROWS + 1) if row + n not in rows)) for row in starts]
        if spans:
            said.append(f"{name} {pgettext('between items of a list', ', ').join(spans)}")
    return "\n".join(said)


def in_words(indices: Iterable[int]) -> str:
    """Say a grid in words: whole parts first, then what is left as a number of hours."""
    held = set(indices)
    if not held:
        return _("not yet chosen")
    whole = parts_of(held)
    covered = set().union(*[indices_of(code) for code in whole]) if whole else set()
    names = dict(part_choices())
    said = [names[code] for code in whole]
    if rest := held - covered:
        said.append(_("%(hours)s more hours a week") % {"hours": len(rest) * 2})
    return pgettext("between items of a list", ", ").join(said)
