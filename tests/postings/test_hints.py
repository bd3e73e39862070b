"""Remarks on the words: where they stand, and that good words get none."""
from datetime import timedelta

import pytest

from engawa.base.times import today
from engawa.journey.postings import hints
from engawa.journey.postings.models import Posting

GOOD = {
    "title": "会報の発送先を一つにまとめたい", "need": "同じ方に会報が二通届きました。", "task": "三つの表を一つにまとめてください。", "language": "ja",
    "deliverables": ["一つの表"], "out_of_scope": ["毎月の入力"], "npo_prepares": ["今ある表"], "hours_per_week": 3, "weeks": 7, "hours_total": 21,
    "steps": [{"text": "聞き取る", "hours": 21}], "contact_words": "週に1回、30分", "confidentiality": "internal", "data_words": "外に出しません。"}


def hinted(**changes):
    return [(hint.section, hint.words) for hint in hints.hints_for(Posting(**{**GOOD, **changes}))]


def test_good_words_get_no_remark():
    assert hinted() == []


@pytest.mark.parametrize(("changes", "section", "begins"), [
    ({"need": "いろいろ困っています。"}, "need", "「いろいろ」は、読む人によって"),
    ({"task": "謝礼をお渡しします。"}, "task", "「謝礼」という言葉があります。プロボノにお金のやりとりはありません。"),
    ({"task": "We pay a small fee.", "language": "en"}, "task", "「fee」という言葉があります。"),
    ({"task": "毎日、事務所に来てください。"}, "task", "「毎日」は、職員の仕事のように"),
    ({"need": "長" * 91}, "need", "91文字の文があります。"),
    ({"deliverables": list("一二三四五六")}, "deliverables", "成果物が6個あります。"),
    ({"out_of_scope": []}, "deliverables", "しないことを一つ書いておくと"),
    ({"hours_total": 40, "steps": []}, "time", "週3時間で7週だと21時間です。"),
    ({"steps": [{"text": "聞き取る", "hours": 5}]}, "time", "進めかたの時間を足すと5時間です。"),
    ({"deadline": today(), "starts_on": today() - timedelta(days=1)}, "time", "始める日が、応募のしめきりより前"),
    ({"task": "会員の名簿を一つにします。"}, "data", "「名簿」という言葉があります。個人情報を"),
])
def test_each_remark_stands_at_its_section(changes, section, begins):
    (found,) = hinted(**changes)
    assert found[0] == section
    assert found[1].startswith(begins)


def test_a_word_inside_another_is_no_remark():
    assert hinted(task="We need feedback and coffee.", language="en") == []


def test_a_long_english_sentence_is_no_remark():
    assert hinted(need="word " * 30, language="en") == []


def test_two_seats_share_the_hours():
    assert hinted(hours_total=42, seats=2, steps=[]) == []


def test_personal_data_is_no_remark_when_the_class_says_so():
    assert hinted(task="会員の名簿を一つにします。", confidentiality="personal") == []


@pytest.mark.parametrize("section", ["need", "task", "deliverables", "time", "contact", "data"])
def test_each_gap_has_a_sentence(section):
    assert hints.missing_words(Posting(), section).endswith("書いてください。")


def test_a_passed_day_has_its_own_sentence():
    assert hints.missing_words(Posting(deadline=today() - timedelta(days=1)), "time") == "応募のしめきりを過ぎています。新しい日を選んでください。"
