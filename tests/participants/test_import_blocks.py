"""Employments one after the other: blocks of labels, names above their periods, 同社, heads in two rows."""
from itertools import chain

import docx
import pytest

from engawa.journey.participants.imports import sheet, word
from engawa.journey.participants.imports.found import Found, FoundCareer
from engawa.journey.participants.imports.meaning import understood
from engawa.journey.participants.imports.resume import found_in, lines_in
from tests.data.imports import forms
from tests.participants.test_import_layouts import told, workbook

# ------------------------------------------------------------------ 会社名／在籍期間／職務内容, again and again
JOBS = [[("会社名", "株式会社みほん百貨店"), ("在籍期間", "1980年4月～2015年3月"), ("職務内容", "POSの導入")],
        [("会社名", "みほん生命保険"), ("在籍期間", "2015年4月～2018年3月"), ("職務内容", "契約管理")],
        [("会社名", "NPO法人みほんの会"), ("在籍期間", "2018年4月～現在"), ("職務内容", "名簿の整理")]]
READ = [(1980, 2015, "", "株式会社みほん百貨店", "POSの導入"), (2015, 2018, "", "みほん生命保険", "契約管理"), (2018, None, "", "NPO法人みほんの会", "名簿の整理")]


def tables(*blocks) -> Found:
    document = docx.Document()
    document.add_paragraph("職務経歴書")
    for block in blocks:
        table = document.add_table(rows=0, cols=len(block[0]))
        for row in block:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("")
    return word.read(forms.saved(document))


BLOCKS = {
    "lines": lines_in(f"{label}：{words}" for label, words in chain(*JOBS)),
    "brackets": lines_in(f"【{label}】{words}" for label, words in chain(*JOBS)),
    "lines below": lines_in(chain(*chain(*JOBS))),
    "workplace": lines_in(f"{label.replace('会社名', '勤務先')}：{words}" for label, words in chain(*JOBS)),
    "cells": sheet.read(workbook([["職務経歴書"], *chain(*JOBS)])),
    "pairs of cells": sheet.read(workbook([list(chain(*job, ("役職", "主任"))) for job in JOBS])),
    "one table": tables(list(chain(*JOBS))),
    "three tables": tables(*JOBS),
    "joined and left": lines_in(chain(*([f"会社名：{name[1]}", f"入社年月：{when[1][:7]}", *([f"退社年月：{when[1][8:]}"] if "現在" not in when[1] else []),
                                         f"職務内容：{work[1]}"] for name, when, work in JOBS))),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_keeps_its_own_employer(name):
    assert [(start, end, "", place, did) for start, end, _, place, did in told(BLOCKS[name])] == READ


def test_the_projects_of_a_labelled_employer_take_its_name():
    found = lines_in(["会社名：株式会社みほん", "在籍期間：1980年4月～2015年3月", "1980年4月～1990年3月　販売管理", "・設計", "1990年4月～2015年3月　POS", "・導入",
                      "会社名：みほん市", "2015年4月～現在", "・窓口"])
    assert told(found) == [(1980, 1990, "", "株式会社みほん", "販売管理\n・設計"), (1990, 2015, "", "株式会社みほん", "POS\n・導入"), (2015, None, "", "みほん市", "・窓口")]


def test_an_employer_above_a_table_of_projects_is_no_entry():
    found = sheet.read(workbook([["スキルシート"], ["会社名", "株式会社みほん"], ["期間", "業務内容", "役割"], ["1990～1995", "帳票", "SE"], ["1995～2000", "窓口", "PM"]]))
    assert told(found) == [(1990, 1995, "SE", "", "帳票"), (1995, 2000, "PM", "", "窓口")]


def test_work_without_a_period_keeps_its_employer():
    assert told(lines_in(["会社名：みほん市", "職務内容：窓口", "期間：1990年～1995年", "入社年月：1996年", "・帳票", "退社年月：1999年", "退社年月：2001年"])) == [
        (1990, 1995, "", "みほん市", "窓口"), (1996, 1999, "", "", "・帳票")]
    assert lines_in(["退社年月：1999年"]) == Found()


# ------------------------------------------------------------------ the name above the period
ABOVE = {
    "English, one line and two": ("""\
Experience
Head of IT, Northern Sample plc
March 1998 – June 2019
• Ran a team
Systems Analyst
Mihon Shipping Co.
1984 - 1998
• Built stock control
Tester — Sample & Sons
1980 - 1984
• Tested""", [(1998, 2019, "Head of IT", "Northern Sample plc", "• Ran a team"),
              (1984, 1998, "Systems Analyst", "Mihon Shipping Co.", "• Built stock control"), (1980, 1984, "Tester", "Sample & Sons", "• Tested")]),
    "names nobody knows for names": ("""\
Career History

IT Director
Northern Sample
March 1998 - June 2019
Ran a team of 24.

Systems Analyst
Mihon Shipping
1984 - 1998
Built stock control.""", [(1998, 2019, "IT Director", "Northern Sample", "Ran a team of 24."),
                          (1984, 1998, "Systems Analyst", "Mihon Shipping", "Built stock control.")]),
    "as many as above the first": ("""\
Experience
IT Manager
Northern Sample Ltd
Mar 1998 - Jun 2019
Ran a team of 24
Analyst
Mihon Shipping Co.
1984 - 1998
Built stock control""", [(1998, 2019, "IT Manager", "Northern Sample Ltd", "Ran a team of 24"),
                            (1984, 1998, "Analyst", "Mihon Shipping Co.", "Built stock control")]),
    "no legal form": ("""\
職務経歴
みほん電機（株）　情報システム部
1990年4月～2000年3月
・社内LANの構築
日本みほん生命
2000年4月～2010年3月
・契約管理の保守
みほん通信
2010年4月～現在
・窓口""", [(1990, 2000, "", "みほん電機（株）\u3000情報システム部", "・社内LANの構築"), (2000, 2010, "", "日本みほん生命", "・契約管理の保守"),
         (2010, None, "", "みほん通信", "・窓口")]),
    "after a period beside its name": ("""\
職務経歴
1990年4月～2000年3月　みほん市役所
【実績】
・表彰
日本みほん生命
2000年4月～2010年3月
・契約""", [(1990, 2000, "", "みほん市役所", ""), (2000, 2010, "", "日本みほん生命", "・契約")]),
    "projects in an employment": ("""\
職務経歴
みほん株式会社（1990年4月～2000年3月）
販売管理の再構築
1990年4月～1995年3月
・設計
人事給与の印刷
1995年4月～2000年3月
・開発""", [(1990, 1995, "", "みほん株式会社", "販売管理の再構築\n・設計"), (1995, 2000, "", "みほん株式会社", "人事給与の印刷\n・開発")]),
    "the period first": ("""\
職務経歴
1990年4月～2000年3月
みほん商事
社内ヘルプデスク
2000年4月～2010年3月
みほん市
・窓口
社内LAN
2010年4月～現在
帳票""", [(1990, 2000, "", "", "みほん商事\n社内ヘルプデスク"), (2000, 2010, "", "", "みほん市\n・窓口\n社内LAN"), (2010, None, "", "", "帳票")]),
    "no heading": ("""\
Taro Mihon
Retired
1990 - 2000
- Tests""", [(1990, 2000, "", "", "- Tests")]),
}


@pytest.mark.parametrize("name", ABOVE)
def test_what_stands_above_a_period_belongs_to_it(name):
    text, careers = ABOVE[name]
    assert told(lines_in(text.splitlines())) == careers


@pytest.mark.parametrize(("did", "slug"), [("IT Manager\nNorthern Sample", "is-manager"), ("Northern Sample\nSenior Systems Engineer", "business-se"),
                                           ("帳票の設計 プログラマー", "open-programmer"), ("窓口\n帳票\nPM", ""), ("", ""), ("プログラマーの指導", "")])
def test_a_role_that_stands_alone_is_the_role(house, did, slug):
    assert understood(Found(careers=(FoundCareer(1990, did=did, place="銀行"),))).careers[0].role == slug


# ------------------------------------------------------------------ 同社
@pytest.mark.parametrize(("words", "place", "did"), [
    ("同社　情報通信部", "学校法人みほん学園", "情報通信部"), ("同社情報通信部", "学校法人みほん学園", "情報通信部"), ("同学園　嘱託職員として再雇用", "学校法人みほん学園", "嘱託職員として再雇用"),
    ("同上", "学校法人みほん学園", ""), ("同法人（事務局）", "学校法人みほん学園", "（事務局）"), ("〃 事務局", "学校法人みほん学園", "事務局"),
    ("同社会福祉協議会", "", "同社会福祉協議会"), ("同志社大学", "同志社大学", ""), ("同行した客先の帳票", "", "同行した客先の帳票")])
def test_the_same_employer_is_the_one_before(words, place, did):
    for lines in ([f"1991年4月～2008年6月　{words}"], [words, "1991年4月～2008年6月"], ["1991年4月～2008年6月", words]):
        found = lines_in(["職歴", "1981年4月～1991年3月　学校法人みほん学園", "・保守", *lines, "・設計"])
        assert told(found)[1] == (1991, 2008, "", place, f"{did}\n・設計".strip())


def test_the_same_employer_in_a_form_and_without_one_before():
    form = [["年", "月", "職歴"], ["昭和59", "4", "学校法人みほん学園 入職"], ["令和3", "3", "定年により退職"], ["令和3", "4", "同学園　嘱託職員として再雇用"]]
    assert told(found_in(map(enumerate, form))) == [(1984, 2021, "", "学校法人みほん学園", ""), (2021, None, "", "学校法人みほん学園", "嘱託職員として再雇用")]
    assert told(lines_in(["職歴", "1991年～2008年 同社 電算室"])) == [(1991, 2008, "", "", "電算室")]


# ------------------------------------------------------------------ heads in two rows
HEADS = [["No", "期間", None, "業務内容", "役割", "言語", "担当工程"], [None, None, None, None, "規模", "DB", "要\n件", "設\n計", "製\n造"]]


def test_a_second_row_of_heads_says_more_of_the_merged_ones():
    found = sheet.read(workbook([*HEADS, [1, "1985/4", "1990/3", "契約", "PL", "COBOL", "●", None, "●"], [None, None, None, "夜間", "20名", "IMS"],
                                 [2, "1990/4", "現在", "保守", "SE", "C"], [None, None, None, None, "5名", "Oracle", None, "○"]], ["B1:C1", "G1:I1"]))
    assert told(found) == [(1985, 1990, "PL", "", "契約\nCOBOL\n要件、製造\n夜間\n20名\nIMS"), (1990, None, "SE", "", "保守\nC\n5名\nOracle\n設計")]


def test_heads_that_stand_alone_are_replaced_and_a_row_of_work_is_no_head():
    found = found_in(map(enumerate, [["期間", "業務内容", "役割"], ["年月", "案件", "言語"], ["1985～1990", "契約", "C"]]))
    assert told(found) == [(1985, 1990, "", "", "契約\nC")]
    table = [[(0, "期間"), (1, "業務内容"), (4, "役割")], [(1, "夜間バッチの設計と、毎月の長い帳票の作成"), (2, "帳票"), (4, "SE")], [(0, "1985～1990"), (1, "契約"), (3, "設計")]]
    assert told(found_in(table)) == [(1985, 1990, "", "", "契約\n設計")]


# ------------------------------------------------------------------ more ways to label and to name
def test_labels_stand_before_a_space_too():
    found = lines_in(["職務経歴", "会社名　　みほん百貨店", "期間　　　1980年4月～2015年3月", "部署　　　システム課", "職務内容　POSの導入", "会社名 みほん市", "在籍期間 2015年4月～現在", "職務内容 窓口"])
    assert told(found) == [(1980, 2015, "", "みほん百貨店", "システム課\nPOSの導入"), (2015, None, "", "みほん市", "窓口")]
    kept = lines_in(["Employment", "Sample Ltd 1990 - 1995", "Team of five", "業務 改善", "Company growth was small"])
    assert told(kept) == [(1990, 1995, "", "Sample Ltd", "Team of five\n業務 改善\nCompany growth was small")]


def test_the_number_of_an_employment_is_no_part_of_its_name():
    found = lines_in(["職務経歴", "(1) 株式会社みほん（昭和58年4月～平成10年3月）", "・給与", "２．みほん商会（平成10年4月～平成30年3月）", "・窓口"])
    assert told(found) == [(1983, 1998, "", "株式会社みほん", "・給与"), (1998, 2018, "", "みほん商会", "・窓口")]


def test_the_employer_above_a_line_with_role_and_period():
    found = lines_in(["WORK EXPERIENCE", "Sample Corporation | London", "IT Manager | Jan 2005 – Present", "• Led",
                      "Other Limited | Leeds", "Tester | 1995 – 2004", "• Built"])
    assert told(found) == [(2005, None, "IT Manager", "Sample Corporation | London", "• Led"), (1995, 2004, "Tester", "Other Limited | Leeds", "• Built")]


def test_a_named_period_takes_no_line_from_the_work_before():
    found = lines_in(["職務経歴", "みほん商事株式会社（1990年4月～1995年3月）", "株式会社乙へ出向", "1995年4月～2000年3月　株式会社みほん", "・開発"])
    assert told(found) == [(1990, 1995, "", "みほん商事株式会社", "株式会社乙へ出向"), (1995, 2000, "", "株式会社みほん", "・開発")]


@pytest.mark.parametrize(("cell", "place", "did"), [
    ("みほん工業（株） COBOLで給与計算", "みほん工業（株）", "COBOLで給与計算"), ("株式会社みほん\n給与計算 運用", "株式会社みほん", "給与計算 運用"), ("株式会社 運用", "", "株式会社 運用"),
    ("株式会社みほん様向け 運用", "", "株式会社みほん様向け 運用"), ("給与計算 株式会社みほん", "", "給与計算 株式会社みほん")])
def test_the_employer_at_the_head_of_a_cell_of_work(cell, place, did):
    assert told(found_in(map(enumerate, [["自", "至", "内容"], ["S60.4", "H11.3", cell]]))) == [(1985, 1999, "", place, did)]


def test_a_row_of_the_person_is_kept_for_skills_wherever_it_stands():
    found = sheet.read(workbook([["スキルシート"], ["得意分野", "汎用機"], ["自己PR", "要件定義から"], ["資格", "基本情報技術者", "語学", "英語（日常会話）"],
                                 ["期間", "業務内容", "役割"], ["1990～1995", "帳票", "SE"], ["資格取得支援", "窓口"], ["（5年）"]]))
    assert (told(found), found.about, found.text) == ([(1990, 1995, "SE", "", "帳票\n資格取得支援\n窓口")], "要件定義から", "汎用機\n基本情報技術者\n英語（日常会話）")
    assert [(one.words, one.level_words) for one in found.languages] == [("英語", "日常会話")]


def test_what_follows_a_label_alone_is_kept():
    found = lines_in(["職務経歴", "2001年～2005年", "【担当工程】", "設計、製造", "【役割】", "メンバー", "【規模】", "【業務内容】", "帳票"])
    assert told(found) == [(2001, 2005, "メンバー", "", "【担当工程】\n設計、製造\n【規模】\n帳票")]


def test_blocks_that_begin_with_their_period_name_the_employer_last():
    found = lines_in(["期間：1985年～1990年", "業務内容：帳票", "会社名：甲社", "期間：1990年～1995年", "業務内容：窓口", "会社名：乙社", "会社名：丙社", "業務内容：保守"])
    assert told(found) == [(1985, 1990, "", "甲社", "帳票"), (1990, 1995, "", "乙社", "窓口"), (None, None, "", "丙社", "保守")]


def test_a_table_may_begin_with_its_employers_each_merged_over_several_rows():
    found = sheet.read(workbook([["会社名", "期間", "職務内容"], ["みほん製作所", "1985年4月～1990年3月\n（5年）", "給与"], [None, "1990年4月～1995年3月", "在庫"],
                                 ["みほん商事", "1995年4月～2000年3月", "窓口"], [None, None, "帳票"]]))
    assert told(found) == [(1985, 1990, "", "みほん製作所", "給与"), (1990, 1995, "", "みほん製作所", "在庫"), (1995, 2000, "", "みほん商事", "窓口\n帳票")]
