"""The step of time: a week by parts, days and hours; languages; start and length; whom the desk may call."""
import re

from tests.participants.reading import Fields, url


def test_the_week_is_seven_groups_of_named_boxes(me):
    page = me.get(url("time")).content.decode()
    assert page.count('name="grid"') == 84
    assert page.count('name="parts"') == 6 + 21
    assert page.count('<fieldset class="week__day"><legend>') == 7
    assert "<span>12～14時</span>" in page
    assert len(re.findall(r'name="grid" value="\d+" checked', page)) == 15


def test_an_hour_more_and_a_part_less(me, saeki):
    sent = Fields(me.get(url("time"))).sent
    me.post(url("time"), {**sent, "parts": [], "grid": [*sent["grid"], "80"]})
    saeki.refresh_from_db()
    assert saeki.free_times == [80]


def test_languages_do_not_depend_on_the_language_of_the_page(me, saeki):
    from django.utils import translation
    with translation.override("en"):
        place = url("time")
        me.post(place, {**Fields(me.get(place)).sent, "language_en": "business"})
    saeki.refresh_from_db()
    assert saeki.languages == [{"code": "ja", "level": "native"}, {"code": "en", "level": "business"}]


def test_time_keeps_everything_typed_when_hours_and_languages_are_missing(me):
    page = me.post(url("time"), {"language_ja": "", "parts": ["end-day"], "grid": ["80"], "starts_on_year": "令和9年",
                                 "starts_on_month": "13", "starts_on_day": "1"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "言葉を一つ以上選んでください。" in text
    assert re.search(r'value="end-day"[^>]*checked|checked[^>]*value="end-day"', text)
    assert re.search(r'name="grid" value="80" checked', text)
    assert "令和9年" in text


def test_start_and_length_are_kept(me, saeki):
    me.post(url("time"), {**Fields(me.get(url("time"))).sent, "starts_on_year": "令和9年", "starts_on_month": "1",
                          "starts_on_day": "4", "months_max": "3"})
    saeki.refresh_from_db()
    assert (str(saeki.starts_on), saeki.months_max) == ("2027-01-04", 3)


