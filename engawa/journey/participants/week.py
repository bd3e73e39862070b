"""The week of a person; see engawa.base.times.week. In the table of the page an hour is said as shortly as it can be."""
from django.utils.translation import pgettext

from engawa.base.times.week import (
    DAYS,
    ROWS,
    all_parts_of,
    by_day,
    clean,
    day_part_choices,
    hours_of,
    in_words,
    indices_of,
    merged,
    part_choices,
    parts_of,
)
from engawa.base.times.week import day_rows as _day_rows

__all__ = ["DAYS", "ROWS", "all_parts_of", "by_day", "clean", "day_part_choices", "day_rows", "hours_of", "in_words",
           "indices_of", "merged", "part_choices", "parts_of"]


def day_rows() -> list[tuple[str, list[tuple[str, str, str]], list[tuple[str, str]]]]:
    """Return the seven days as the house does, the two-hour rows as “12–14”: seven of them stand side by side."""
    return [(name, parts, [(index, _short(int(index) % ROWS)) for index, _hours in rows]) for name, parts, rows in _day_rows()]


def _short(row: int) -> str:
    return pgettext("hours in the table of a week", "%(start)s–%(end)s") % {"start": row * 2, "end": row * 2 + 2}
