"""Words of which the spelling slipped still find their skill; words of the list find what they always found."""
import pytest

from engawa.journey.skills import queries
from engawa.journey.skills.mistyped import Mistyped, is_one_edit, loose


@pytest.mark.parametrize(("one", "other"), [
    ("セキュリテイ", "セキュリティ"), ("サアバア", "サーバー"), ("サーバ", "サーバー"), ("ネットワアク", "ネットワーク"), ("ねっとわーく", "ネツトワク"),
    ("メイル", "メール"), ("リョーシュウ", "リョウシュー"), ("excel", "excel"), ("名簿", "名簿")])
def test_small_kana_and_long_vowels_do_not_matter(one, other):
    assert loose(one) == loose(other)


def test_other_vowels_stay():
    assert loose("カイケイ") == "カイケ"
    assert loose("ーア") == "ーア"
    assert loose("") == ""


@pytest.mark.parametrize(("one", "other", "is_near"), [
    ("exel", "excel", True), ("excell", "excel", True), ("axcel", "excel", True), ("ecxel", "excel", True), ("excel", "excel", True),
    ("exl", "excel", False), ("lecxe", "excel", False), ("abcd", "badc", False)])
def test_one_edit(one, other, is_near):
    assert is_one_edit(one, other) is is_near


@pytest.mark.parametrize(("typed", "spelled", "rank"), [
    ("セキュリテイ", "セキュリティ", 0), ("セキュリテイ", "セキュリティ監査", 1), ("セキュリテイ", "情報セキュリティ", 3), ("exel", "excel", 2),
    ("exl", "excel", None), ("x", "x", None), ("テイ", "情報セキュリティ", None)])
def test_the_nearest_way_counts(typed, spelled, rank):
    assert Mistyped.read(typed).rank(spelled, "") == rank


@pytest.mark.parametrize(("typed", "meant"), [("Exel", "Excel"), ("セキュリテイ", "セキュリティ"), ("nettowaaku", "ネットワーク"), ("saabaa", "サーバー"),
                                              ("パワポイント", "プレゼン資料作成"), ("JavaScrpt", "JavaScript")])
def test_what_slipped_is_found(vocabulary, typed, meant):
    found = queries.find_skills(typed, 5)
    assert any(meant in skill.ja for skill in found), [skill.ja for skill in found]


def test_what_nobody_means_finds_nothing_still(vocabulary, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert queries.find_skills("ほげふが") == []
    with django_assert_num_queries(1):
        assert queries.find_skills("COBOL")[0].pk == "cobol"
