"""One clock, working days, dates in words, calendar files."""
import datetime
import os
import shutil
import subprocess
import zoneinfo
from datetime import UTC, date, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from icalendar import Calendar

from engawa.base.times import add_working_days, at_moment, clock, now, today, words, working_days_between
from engawa.base.times.calendars import Meeting, meeting_file
from engawa.base.times.templatetags import times as filters

TEN = datetime.datetime(2026, 10, 1, 1, tzinfo=UTC)  # ten in the morning in Japan
TOKYO, BERLIN = zoneinfo.ZoneInfo("Asia/Tokyo"), zoneinfo.ZoneInfo("Europe/Berlin")


# ------------------------------------------------------------------ the clock
def test_the_clock_can_be_set_and_goes_back():
    with at_moment(TEN):
        assert now() == TEN
        with at_moment(TEN + timedelta(days=1)):
            assert today() == date(2026, 10, 2)
        assert now() == TEN
    assert abs(now() - datetime.datetime.now(UTC)) < timedelta(seconds=5)


def test_the_clock_goes_back_after_an_error():
    with pytest.raises(ZeroDivisionError), at_moment(TEN):
        raise ZeroDivisionError
    assert now() != TEN


def test_today_is_the_readers_own():
    late = datetime.datetime(2026, 10, 1, 20, tzinfo=UTC)
    with at_moment(late):
        with timezone.override(TOKYO):
            assert today() == date(2026, 10, 2)
        with timezone.override(BERLIN):
            assert today() == date(2026, 10, 1)


# ------------------------------------------------------------------ working days
@pytest.mark.parametrize(("start", "count", "end"), [
    (date(2026, 10, 1), 1, date(2026, 10, 2)),   # Thursday to Friday
    (date(2026, 10, 2), 1, date(2026, 10, 5)),   # over a weekend
    (date(2026, 10, 9), 1, date(2026, 10, 13)),  # スポーツの日 on the Monday
    (date(2026, 9, 18), 1, date(2026, 9, 24)),   # 敬老の日, 国民の休日, 秋分の日
    (date(2026, 4, 28), 3, date(2026, 5, 7)),    # Golden Week with a substitute holiday
    (date(2026, 12, 31), 1, date(2027, 1, 4)),   # the New Year holiday and a weekend
    (date(2028, 2, 28), 1, date(2028, 2, 29)), (date(2026, 10, 1), 0, date(2026, 10, 1))])
def test_working_days_leave_out_weekends_and_holidays_of_japan(start, count, end):
    assert add_working_days(start, count) == end
    assert working_days_between(start, end) == count


def test_no_working_days_backwards():
    assert working_days_between(date(2026, 10, 2), date(2026, 10, 1)) == 0
    assert not clock.is_working_day(date(2026, 10, 3))


# ------------------------------------------------------------------ words
@pytest.mark.parametrize(("language", "said"), [
    ("ja", ("2026年10月1日（木）", "午前10時", "10月1日（木）午前10時", "10月1日（木）午前10時～10時30分（日本時間）")),
    ("en", ("Thursday 1 October 2026", "10:00 am", "Thursday 1 October, 10:00 am",
            "Thursday 1 October, 10:00 am–10:30 am (Japan time)"))])
def test_dates_and_times_in_words(language, said):
    with translation.override(language), timezone.override(TOKYO):
        assert (words.day_words(TEN), words.clock_words(TEN), words.when_words(TEN), words.span_words(TEN, 30)) == said


@pytest.mark.parametrize(("hour", "minute", "japanese", "english"), [
    (0, 0, "午前0時", "12:00 am"), (9, 5, "午前9時5分", "9:05 am"), (12, 0, "午後0時", "12:00 pm"),
    (14, 30, "午後2時30分", "2:30 pm"), (23, 59, "午後11時59分", "11:59 pm")])
def test_the_time_of_day(hour, minute, japanese, english):
    moment = datetime.datetime(2026, 10, 1, hour, minute, tzinfo=TOKYO)
    with timezone.override(TOKYO):
        assert words.clock_words(moment) == japanese
        with translation.override("en"):
            assert words.clock_words(moment) == english


def test_a_meeting_over_noon_names_both_halves_and_abroad_the_city():
    noon = datetime.datetime(2026, 10, 1, 2, 45, tzinfo=UTC)
    with timezone.override(TOKYO):
        assert words.span_words(noon, 30) == "10月1日（木）午前11時45分～午後0時15分（日本時間）"
    with timezone.override(BERLIN):
        assert words.span_words(noon, 30) == "10月1日（木）午前4時45分～5時15分（Berlin）"
    with timezone.override("America/New_York"):
        assert words.zone_words() == "New York"


def test_nothing_is_said_of_no_date():
    assert words.day_words(None) == words.when_words(None) == filters.day(None) == filters.short_day(None) == ""
    assert filters.ago_days(None) == 0


def test_filters_in_a_template():
    template = Template("{{ at|when }}|{{ at|day }}|{{ on|day }}|{{ on|short_day }}|{{ at|clock }}|{{ at|span:45 }}|"
                        "{{ at|ago_days }}|{{ on|ago_days }}")
    with at_moment(TEN + timedelta(days=3)), timezone.override(TOKYO):
        assert template.render(Context({"at": TEN, "on": date(2026, 10, 1)})) == (
            "10月1日（木）午前10時|2026年10月1日（木）|2026年10月1日（木）|10月1日（木）|午前10時|"
            "10月1日（木）午前10時～10時45分（日本時間）|3|3")


def test_with_the_year_when_asked():
    with timezone.override(TOKYO):
        assert words.when_words(TEN, year=True) == "2026年10月1日（木）午前10時"


# ------------------------------------------------------------------ calendar files
MEETING = Meeting(uid="1@engawa", title="面談：会員名簿の整理", start=TEN, minutes=30, link="https://meet.jit.si/engawa-abc",
                  note="はじめの面談です\n質問を3つ", organizer="desk@example.jp", sequence=2)


def event_of(file: bytes):
    calendar = Calendar.from_ical(file)
    return calendar, calendar.walk("VEVENT")[0]


def test_a_calendar_file_says_the_moment_in_utc_the_link_and_the_version():
    calendar, event = event_of(meeting_file(MEETING))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (TEN, TEN + timedelta(minutes=30))
    assert (event["uid"], event["summary"], event["sequence"], event["status"]) == (
        "1@engawa", "面談：会員名簿の整理", 2, "CONFIRMED")
    assert (event["location"], event["url"], str(event["organizer"])) == (
        "https://meet.jit.si/engawa-abc", "https://meet.jit.si/engawa-abc", "mailto:desk@example.jp")
    assert event["description"] == "はじめの面談です\n質問を3つ"
    assert calendar["method"] == "PUBLISH"
    assert b"DTSTART:20261001T010000Z" in meeting_file(MEETING)


def test_a_cancelled_meeting_says_so_and_empty_lines_are_left_out():
    calendar, event = event_of(meeting_file(Meeting(uid="1", title="面談", start=TEN, minutes=30, cancelled=True)))
    assert (calendar["method"], event["status"]) == ("CANCEL", "CANCELLED")
    assert not {"location", "url", "description", "organizer"} & {key.lower() for key in event}


@pytest.mark.skipif(not shutil.which("khal"), reason="no khal on this machine")
def test_a_calendar_program_shows_it_in_the_zone_of_its_reader(tmp_path):
    (tmp_path / "cal").mkdir()
    (tmp_path / "config").write_text(
        f"[calendars]\n[[home]]\npath = {tmp_path / 'cal'}\n[locale]\nlocal_timezone = Asia/Tokyo\n"
        f"default_timezone = Asia/Tokyo\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        f"datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {tmp_path / 'db'}\n")
    (tmp_path / "meeting.ics").write_bytes(meeting_file(MEETING))

    def khal(*arguments: str) -> str:
        return subprocess.run(["khal", "-c", str(tmp_path / "config"), *arguments], check=True, capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}).stdout

    khal("import", "--batch", str(tmp_path / "meeting.ics"))
    shown = khal("list", "--format", "{start-time}-{end-time} {title}", "2026-10-01", "1d")
    assert "10:00-10:30 面談：会員名簿の整理" in shown
