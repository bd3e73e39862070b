"""Spellings that people see as one word are one word."""
import pytest

from engawa.base.text import normal


@pytest.mark.parametrize(("typed", "becomes"), [
    ("ＷｏｒｄＰｒｅｓｓ", "wordpress"), ("Word Press", "wordpress"), ("word-press", "wordpress"),
    ("ﾈｯﾄﾜｰｸ", "ネットワーク"), ("データ・分析", "データ分析"), ("z/OS", "zos"), ("Google_Meet", "googlemeet"),
    ("会計（基礎）", "会計基礎"), ("会計(基礎)", "会計基礎"), ("　会計　", "会計"), ("C＋＋", "c++"), ("", ""), ("・ - /", ""),
])
def test_key_folds_width_case_and_separators(typed, becomes):
    assert normal.key(typed) == becomes


def test_key_of_a_key_is_itself():
    for text in ("RPG・AS/400（IBM i）", "Ｅｘｃｅｌ　ＶＢＡ", "ß"):
        assert normal.key(normal.key(text)) == normal.key(text)


def test_normal_keeps_case_and_inner_spaces():
    assert normal.normal("　Ｌｏｏｋｅｒ　Ｓｔｕｄｉｏ ") == "Looker Studio"
    assert normal.folded("Ｌｏｏｋｅｒ　Ｓｔｕｄｉｏ") == "looker studio"


@pytest.mark.parametrize(("typed", "heard"), [
    ("かいけい", "カイケイ"), ("カイケイ", "カイケイ"), ("ｶｲｹｲ", "カイケイ"), ("kaikei", "カイケイ"), ("KAIKEI", "カイケイ"),
    ("kaik", "カイ"), ("kan", "カン"), ("wa-do", "ワード"), ("会計", ""), ("c++", ""), ("", ""), ("k", ""),
])
def test_sound_of_what_is_typed(typed, heard):
    assert normal.sound(typed) == heard
