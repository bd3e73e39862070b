"""The words of résumés: heads of columns and labels, how long somebody was employed, how well a language is spoken."""
import pytest

from engawa.journey.participants.imports import sheet
from engawa.journey.participants.imports.found import Found, FoundLanguage
from engawa.journey.participants.imports.headings import label_of, labelled
from engawa.journey.participants.imports.meaning import understood
from engawa.journey.participants.imports.resume import found_in, lines_in
from tests.participants.test_import_layouts import told, workbook


# ------------------------------------------------------------------ heads and labels
@pytest.mark.parametrize(("head", "label"), [
    ("作業期間", "period"), ("開発期間", "period"), ("参画期間", "period"), ("就業\n期間", "period"), ("年月日（期間）", "period"), ("勤務年月", "period"), ("経験期間", None),
    ("部署", "unit"), ("部署・役職", "role"), ("所属・役職", "role"), ("所属／職位", "role"), ("会社名・部署", "title"), ("就業先", "title"), ("法人名", "title"),
    ("担当業務・役割", "did"), ("業務内容・実績", "did"), ("プロジェクト名・業務内容", "did"), ("役割／規模", "role"), ("役割\n規模", "role"), ("実績と成果", "result"), ("FW・MW\nツール", "kept"),
    ("サーバOS", "kept"), ("言語・何か", None), ("・・", None), ("あなたの役割と今後の期間について長く", None)])
def test_what_a_head_says(head, label):
    assert label_of(head) == label


def test_a_label_of_two_words_is_one_before_a_colon_too():
    assert labelled("部署・役職：システム部 部長") == ("role", "部署・役職", "システム部 部長")


@pytest.mark.parametrize("head", ["期間", "作業期間", "開発期間", "就業期間", "参画期間", "従事期間", "業務期間", "担当期間", "所属期間", "雇用期間", "勤務年月"])
def test_whatever_the_period_is_called_its_table_is_read(head):
    found = found_in(map(enumerate, [["スキルシート"], [head, "業務内容", "役割"], ["1985年4月～1993年3月", "契約管理の設計", "SE"]]))
    assert told(found) == [(1985, 1993, "SE", "", "契約管理の設計")]


def test_the_department_is_told_and_is_the_workplace_only_by_its_name():
    table = found_in(map(enumerate, [["就業期間", "会社名", "所属部署", "職務内容"], ["1985年4月～1999年3月", "みほん工業", "電算室", "給与計算"]]))
    assert told(table) == [(1985, 1999, "", "みほん工業", "電算室\n給与計算")]
    lines = lines_in(["職務経歴", "1990年～1995年", "所属：みほん株式会社", "部署：電算室", "1995年～2000年", "所属：電算室", "・帳票"])
    assert told(lines) == [(1990, 1995, "", "みほん株式会社", "電算室"), (1995, 2000, "", "", "電算室\n・帳票")]


def test_a_head_of_a_role_with_its_place_or_size_tells_the_role(house):
    found = understood(found_in(map(enumerate, [
        ["期間", "業務内容", "役割・規模", "部署・役職"], ["1985年～1993年", "契約管理", "PL、20名"], ["1993年～1999年", "契約管理", "PG\n15名"],
        ["期間", "業務内容", "部署・役職"], ["1999年～2003年", "社内LAN", "情報システム部　部長"], ["2003年～2009年", "社内LAN", "情報システム部 課長"]])))
    assert [(one.role, one.did) for one in found.careers] == [
        ("project-leader", "契約管理"), ("open-programmer", "契約管理"), *[("is-manager", "社内LAN")] * 2]


# ------------------------------------------------------------------ how long
@pytest.mark.parametrize("length", ["（15年）", "（在籍15年）", " (15年3ヶ月)", "（正社員として15年間勤務）", "（契約社員）", "（通算約15年・非常勤）", "(15 years)", "（半年）", "\n（在籍15年）"])
def test_how_long_somebody_was_employed_is_no_work(length):
    lines = f"職務経歴\n株式会社みほん製作所\n1990年4月～2005年3月{length}\n◆1990年4月～1998年3月／電算室\n・帳票\n◆1998年4月～2005年3月／電算室\n・窓口"
    assert told(lines_in(lines.splitlines())) == [
        (1990, 1998, "", "株式会社みほん製作所", "電算室\n・帳票"), (1998, 2005, "", "株式会社みほん製作所", "電算室\n・窓口")]
    table = sheet.read(workbook([["期間", "業務内容", "役割"], [f"1990年4月～2005年3月{length}", "帳票"]]))
    assert told(table) == [(1990, 2005, "", "", "帳票")]


@pytest.mark.parametrize("told_of_it", ["客先に在籍", "15名", "on site"])
def test_other_words_in_brackets_are_told(told_of_it):
    assert told(lines_in(["職務経歴", f"1990年4月～2005年3月（{told_of_it}）", "・帳票"]))[0][4].count(told_of_it) == 1


# ------------------------------------------------------------------ how well
@pytest.mark.parametrize(("words", "level"), [
    ("日常会話程度", "conversation"), ("日常会話レベル", "conversation"), ("日常会話が可能", "conversation"), ("初級程度", "reading_writing"), ("ビジネス会話レベル", "business"),
    ("ビジネスレベル程度", "business"), ("Business level", "business"), ("Conversational level", "conversation"), ("Limited working proficiency", "conversation"),
    ("中級レベル", "meeting"), ("ネイティブレベル", "native"), ("Ｂｕｓｉｎｅｓｓ　level", "business"), ("TOEIC620点", ""), ("レベル", ""), ("", "")])
def test_how_well_a_language_is_spoken(house, words, level):
    assert understood(Found(languages=(FoundLanguage("英語", words),))).languages == (FoundLanguage("英語", words, "en", level),)
