"""The week as people think of it: 7 days × 12 two-hour rows, and parts of the day that tick several at once.

An index is weekday*12 + hour//2, Monday 0–2 o'clock being 0, in the person's own time zone.
"""
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

DAYS, ROWS = 7, 12
WEEKDAYS = (gettext_lazy("Mon"), gettext_lazy("Tue"), gettext_lazy("Wed"), gettext_lazy("Thu"), gettext_lazy("Fri"),
            gettext_lazy("Sat"), gettext_lazy("Sun"))
# Parts of the day: name → rows (two-hour steps of the day).
PARTS = {"morning": range(4, 6), "day": range(6, 9), "evening": range(9, 11)}
WEEK, WEEKEND = range(5), range(5, 7)


def part_choices() -> list[tuple[str, str]]:
    """Return the quick choices: (code, words)."""
    return [
        ("week-morning", _("Weekdays, morning (8 to 12)")), ("week-day", _("Weekdays, daytime (12 to 18)")),
        ("week-evening", _("Weekdays, evening (18 to 22)")), ("end-morning", _("Weekends, morning (8 to 12)")),
        ("end-day", _("Weekends, daytime (12 to 18)")), ("end-evening", _("Weekends, evening (18 to 22)")),
    ]


def indices_of(part: str) -> set[int]:
    """Return the grid indices of a quick choice such as `week-day`."""
    when, name = part.split("-")
    return {day * ROWS + row for day in (WEEK if when == "week" else WEEKEND) for row in PARTS[name]}


def parts_of(indices: Iterable[int]) -> list[str]:
    """Return the quick choices that are wholly contained in a grid."""
    held = set(indices)
    return [code for code, _words in part_choices() if indices_of(code) <= held]


def clean(indices: Iterable[int]) -> list[int]:
    """Return valid indices, each once, in order."""
    return sorted({index for index in indices if 0 <= index < DAYS * ROWS})


def merged(held: Iterable[int], cells: Iterable[int], parts: Iterable[str]) -> list[int]:
    """Return the new grid from what was ticked: single cells of the table and whole parts of the day.

    A part that was ticked anew adds its hours; a part that was unticked takes away its saved hours; a cell counts
    as it stands. So both ways of answering work together, also without a script that keeps them equal.
    """
    before, cells = set(held), set(cells)
    was, now = set(parts_of(before)), set(parts)
    added = {index for part in now - was for index in indices_of(part)}
    taken = {index for part in was - now for index in indices_of(part)} & before
    return clean((cells - taken) | added)


def day_names() -> list[str]:
    """Return the seven heads of the table, Monday first."""
    return [str(name) for name in WEEKDAYS]


def grid() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the rows of the table, the small hours last: (hours, seven cells of (index, day and hours in words))."""
    rows = []
    for row in (*range(3, ROWS), *range(3)):
        hours = _("%(start)s:00 to %(end)s:00") % {"start": row * 2, "end": row * 2 + 2}
        rows.append((hours, [(str(day * ROWS + row), f"{name} {hours}") for day, name in enumerate(day_names())]))
    return rows


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
