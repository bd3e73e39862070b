"""Time as people read it: one clock (`now`, `today`), zones, eras, working days, calendar files. No models.

Everything that asks for the time asks here, so that a test or the told story can set the day.
"""
from engawa.base.times.clock import add_working_days, at_moment, is_working_day, now, today, working_days_between

__all__ = ["add_working_days", "at_moment", "is_working_day", "now", "today", "working_days_between"]
