"""Dates as people write them."""
from datetime import date

import pytest

from engawa.base.ui.dates import read_date, year_of

FIRST_OF_OCTOBER = date(2026, 10, 1)


@pytest.mark.parametrize("text", [
    "2026年10月1日", "2026/10/1", "2026-10-01", "2026.10.1", "20261001", "２０２６／１０／１", "２０２６年１０月１日",
    "令和8年10月1日", "令和８年１０月１日", "R8.10.1", "r8/10/1", "Ｒ８．１０．１", " 2026 年 10 月 1 日 ", "2026年10月1日（木）",
    "令和8年10月1日(木)", "㋿8年10月1日",
])
def test_the_same_day_in_many_ways(text):
    assert read_date(text) == FIRST_OF_OCTOBER


@pytest.mark.parametrize(("text", "day"), [
    ("令和元年5月1日", date(2019, 5, 1)), ("平成31年4月30日", date(2019, 4, 30)), ("昭和34年7月8日", date(1959, 7, 8)),
    ("S34.7.8", date(1959, 7, 8)), ("大正15年12月1日", date(1926, 12, 1)), ("明治45年1月2日", date(1912, 1, 2)),
])
def test_eras(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["", "来月", "10月1日", "2026年2月30日", "2026/13/1", "26/10/1", "令和8年10月", "2026年", "1/10/2026"])
def test_what_is_no_date(text):
    assert read_date(text) is None


def test_years():
    assert [year_of(t) for t in ("2026", "令和8", "R8年", "西暦2026年", "8", "八", "元")] == [2026, 2026, 2026, 2026, None, None, None]
