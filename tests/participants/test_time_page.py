"""The step of time: a week by parts, days and hours; languages; start and length; whom the desk may call."""
import re
from datetime import date

from engawa.journey.participants import queries
from tests.participants.reading import Fields, url, words


def test_the_week_is_seven_groups_of_named_boxes(me):
    page = me.get(url("time")).content.decode()
    assert page.count('name="grid"') == 84
    assert page.count('name="parts"') == 6 + 21
    assert page.count('<fieldset class="week__day"><legend>') == 7
    assert "<span>12～14時</span>" in page
    assert len(re.findall(r'name="grid" value="\d+" checked', page)) == 15


def test_in_english_the_hours_of_the_table_are_short(me, saeki):
    from django.utils import translation
    saeki.user.language = "en"
    saeki.user.save()
    with translation.override("en"):
        assert "<span>12–14</span>" in me.get(url("time")).content.decode()


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




def test_a_part_of_one_day_ticks_its_hours(me, saeki):
    sent = Fields(me.get(url("time"))).sent
    me.post(url("time"), {**sent, "parts": [*sent["parts"], "5-morning"]})
    saeki.refresh_from_db()
    assert set(saeki.free_times) - {day * 12 + row for day in range(5) for row in (6, 7, 8)} == {64, 65}


def test_how_the_week_is_shown_is_no_answer(me, saeki):
    before = saeki.free_times
    me.post(url("time"), {**Fields(me.get(url("time"))).sent, "week_as": "list"})
    saeki.refresh_from_db()
    assert saeki.free_times == before


def test_other_languages_get_a_row_each(me, saeki):
    page = me.get(url("time")).content.decode()
    assert page.count('name="other_level_') == 2
    sent = {**Fields(me.get(url("time"))).sent, "other_0": "jsl", "other_level_0": "conversation", "other_1": "vi", "other_level_1": "meeting"}
    me.post(url("time"), sent)
    saeki.refresh_from_db()
    assert saeki.languages == [{"code": "ja", "level": "native"}, {"code": "jsl", "level": "conversation"}, {"code": "vi", "level": "meeting"}]
    again = me.get(url("time"))
    assert again.content.decode().count('name="other_level_') == 4
    for name in ("日本手話", "ベトナム語"):
        assert name in words(me.get(url("check")))
    me.post(url("time"), {**Fields(again).sent, "other_0": "", "other_level_0": ""})
    saeki.refresh_from_db()
    assert saeki.languages == [{"code": "ja", "level": "native"}, {"code": "vi", "level": "meeting"}]


def test_the_same_language_twice_counts_once_and_a_language_needs_its_level(me, saeki):
    sent = Fields(me.get(url("time"))).sent
    wrong = me.post(url("time"), {**sent, "other_0": "fr"})
    assert wrong.status_code == 422
    assert "この言葉がどのくらいできるかを選んでください。" in words(wrong)
    sent = Fields(me.get(url("time"))).sent
    me.post(url("time"), {**sent, "other_0": "fr", "other_level_0": "native", "other_1": "fr", "other_level_1": "meeting"})
    saeki.refresh_from_db()
    assert saeki.languages == [{"code": "ja", "level": "native"}, {"code": "fr", "level": "native"}]


def test_a_language_that_left_the_list_stays(me, saeki):
    saeki.languages = [{"code": "ja", "level": "native"}, {"code": "xx", "level": "meeting"}]
    saeki.save()
    me.post(url("time"), Fields(me.get(url("time"))).sent)
    saeki.refresh_from_db()
    assert saeki.languages[1] == {"code": "xx", "level": "meeting"}


def test_whoever_lives_abroad_chooses_the_zone(me, saeki):
    me.post(url("time"), {**Fields(me.get(url("time"))).sent, "time_zone": "Asia/Manila"})
    saeki.user.refresh_from_db()
    assert (saeki.user.time_zone, saeki.user.language) == ("Asia/Manila", "ja")
    assert "Asia/Manila" in words(me.get(url("time")))


def test_number_of_projects_and_the_person_to_call(me, saeki):
    sent = {**Fields(me.get(url("time"))).sent, "at_once": "3", "trusted_name": "佐伯 花子", "trusted_phone": "０９０ー１２３４ー５６７８"}
    me.post(url("time"), sent)
    saeki.refresh_from_db()
    assert (saeki.at_once, saeki.trusted_name, saeki.trusted_phone) == (3, "佐伯 花子", "09012345678")
    check = words(me.get(url("check")))
    assert "同時に3件まで" in check
    assert "佐伯 花子" in check
    for page in ("sheet", "profile"):      # only the desk sees it
        assert "佐伯 花子" not in words(me.get(url(page)))


def test_a_number_needs_its_name(me):
    wrong = me.post(url("time"), {**Fields(me.get(url("time"))).sent, "trusted_phone": "03-0000-1234"})
    assert wrong.status_code == 422
    assert "どなたの番号か、名前を書いてください。" in words(wrong)


def test_who_sees_what_is_said_beside_each_private_answer(me):
    page = words(me.get(url("time")))
    for sentence in ("団体には、応募のときに選んだ日時だけが見えます。", "事務局だけに見えます。", "おすすめのためだけに使います。団体には見えません。",
                     "応募のときに外さなければ、団体に届きます。", "始められる日と期間は、応募のときに外さなければ、団体に届きます。",
                     "言葉は、応募のときに外さなければ、団体に届きます。", "ほかの人には見えません。", "この内容は、あなたが応募するまで、だれにも見えません。"):
        assert sentence in page
    assert "だれにも見えません" in words(me.get(url("career_text")))


# ------------------------------------------------------------------ the start
def test_a_day_that_has_passed_is_any_time(me, saeki):
    sent = {**Fields(me.get(url("time"))).sent, "starts_on_year": "2020", "starts_on_month": "4", "starts_on_day": "1"}
    assert me.post(url("time"), sent).status_code == 302
    saeki.refresh_from_db()
    assert saeki.starts_on is None


def test_a_start_that_passes_is_no_longer_said(me, saeki):
    saeki.starts_on = date(2020, 4, 1)
    saeki.save()
    assert queries.sheet_of(saeki)["time"]["starts_on"] is None
    for page in ("check", "sheet", "profile"):
        assert "2020年" not in words(me.get(url(page)))


def test_half_a_date_has_its_own_sentence(me):
    wrong = me.post(url("time"), {**Fields(me.get(url("time"))).sent, "starts_on_year": "2027"})
    assert wrong.status_code == 422
    assert "年・月・日を、すべて書いてください。いつでもよければ、三つとも空にしてください。" in words(wrong)
    assert Fields(wrong).sent["starts_on_year"] == "2027"


def test_the_tools_lead_to_how_they_are_tried(me):
    page = me.get(url("tools")).content.decode()
    assert 'href="/guide/tools/"' in page
    assert me.get("/guide/tools/").status_code == 200
