"""Conditions as people type them, in both languages."""
from datetime import date

import pytest

from engawa.journey.matching.spoken import Spoken, understand
from engawa.journey.matching.times_of_week import blocks_of, is_code, words_of

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(("typed", "rest", "parts"), [
    ("夜だけ ホームページ", "ホームページ", {"times": ("any-eve",)}),
    ("土日", "", {"times": ("weekend",)}),
    ("月10時間まで", "", {"hours": 2}),
    ("月に十五時間以内", "", {"hours": 3}),
    ("月2時間", "", {"hours": 1}),
    ("週3時間", "", {"hours": 3}),
    ("週に2〜3時間くらいでSNS", "SNS", {"hours": 3}),
    ("週二十時間", "", {"hours": 20}),
    ("少しの時間で名簿", "名簿", {"hours": 2}),
    ("週90時間", "週90時間", {}),
    ("水曜の午後にできるエクセル", "できるエクセル", {"times": ("wed-pm",)}),
    ("火・木の夜", "", {"times": ("tue-eve", "thu-eve")}),
    ("火曜日と木曜日の夜", "", {"times": ("tue-eve", "thu-eve")}),
    ("月水金の午前", "", {"times": ("mon-am", "wed-am", "fri-am")}),
    ("平日の夜だけできる動画編集", "できる動画編集", {"times": ("weekday-eve",)}),
    ("平日は無理", "", {"times": ("weekend",)}),
    ("土日以外", "", {"times": ("weekday",)}),
    ("仕事の後に", "", {"times": ("any-eve",)}),
    ("英語で名簿の整理", "名簿の整理", {"language": "en"}),
    ("英語が苦手でもできる", "できる", {"language": "ja"}),
    ("個人情報なし", "", {"data": "internal"}),
    ("公開情報だけ", "", {"data": "none"}),
    ("急がない 名簿", "名簿", {"calm": True}),
    ("急がないもの、のんびり", "", {"calm": True}),
    ("来月から", "", {"start": date(2026, 12, 1)}),
    ("再来月から", "", {"start": date(2027, 1, 1)}),
    ("来週から", "", {"start": date(2026, 11, 30)}),
    ("年明けから", "", {"start": date(2027, 1, 1)}),
    ("4月から", "", {"start": date(2027, 4, 1)}),
    ("12月から", "", {"start": date(2026, 12, 1)}),
    ("3か月以内", "", {"weeks": 12}),
    ("半月以内", "", {"weeks": 2}),
    ("6週間まで", "", {"weeks": 6}),
    ("短期の名簿", "名簿", {"weeks": 8}),
    ("在宅でできるデータ入力", "データ入力", {}),
    ("個人情報を扱わない Excel 夜だけ 週2時間", "Excel", {"hours": 2, "times": ("any-eve",), "data": "internal"}),
    ("website in English", "website", {"language": "en"}),
    ("evenings only, Excel", "Excel", {"times": ("any-eve",)}),
    ("up to 10 hours a month", "", {"hours": 2}),
    ("3 hours a week", "", {"hours": 3}),
    ("Wednesday afternoon data cleaning", "data cleaning", {"times": ("wed-pm",)}),
    ("no personal data", "", {"data": "internal"}),
    ("no rush video editing from next month", "video editing", {"start": date(2026, 12, 1), "calm": True}),
    ("within 2 months", "", {"weeks": 8}),
    ("週3時間 週5時間", "週3時間", {"hours": 5}),
])
def test_conditions_are_taken_out_of_the_words(typed, rest, parts):
    assert understand(typed, FRIDAY) == Spoken(rest=rest, **parts)


@pytest.mark.parametrize("typed", [
    "英語のホームページ", "夜間中学の名簿", "土曜教室", "日曜大工", "毎月の集計", "月1回", "週1回の会議", "月5000円", "オンライン会議", "を、", "会費", "",
    "個人情報の取り扱い", "短期大学"])
def test_what_is_no_condition_stays_a_word(typed):
    assert understand(typed, FRIDAY) == Spoken(rest=typed)


def test_something_was_understood_or_not():
    assert [understand(typed, FRIDAY).is_anything for typed in ("夜だけ", "名簿", "在宅で")] == [True, False, False]


def test_times_of_the_week():
    assert blocks_of("evening") == blocks_of("weekday-eve") == frozenset(d * 12 + b for d in range(5) for b in (9, 10, 11))
    assert blocks_of("wed-pm") == {30, 31, 32}
    assert blocks_of("any-am") == frozenset(d * 12 + b for d in range(7) for b in (4, 5))
    assert (blocks_of("nothing"), blocks_of("any-day") == blocks_of("any-am") | blocks_of("any-pm")) == (frozenset(), True)
    assert [is_code(code) for code in ("day", "wed-pm", "weekend", "any", "any-eve", "x", "")] == [True, True, True, False, True, False, False]
    assert [words_of(code) for code in ("day", "wed-pm", "sat", "any-eve", "weekend-am")] == [
        "平日の昼", "水曜日の午後", "土曜日", "夜", "土日の午前"]
