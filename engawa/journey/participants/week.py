"""The week of a person; see engawa.base.times.week."""
from engawa.base.times.week import (
    DAYS,
    ROWS,
    all_parts_of,
    by_day,
    clean,
    day_part_choices,
    day_rows,
    hours_of,
    in_words,
    indices_of,
    merged,
    part_choices,
    parts_of,
)

__all__ = ["DAYS", "ROWS", "all_parts_of", "by_day", "clean", "day_part_choices", "day_rows", "hours_of", "in_words",
           "indices_of", "merged", "part_choices", "parts_of"]
