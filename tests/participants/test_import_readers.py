"""Every reader on at least three layouts that people use: what is taken, and what is left in the file."""
import json
import re
from dataclasses import replace

import pytest

from engawa.journey.participants.imports import json_resume, readers, texts
from engawa.journey.participants.imports.found import (
    CAREERS,
    DID,
    Found,
    FoundCareer,
    FoundLanguage,
    FoundSkill,
    Unreadable,
    capped,
)
from engawa.journey.participants.imports.periods import find_period, narrow
from engawa.journey.participants.imports.resume import found_in, lines_in
from tests.data.imports import forms

BLOCKS = [(1983, 1990, "プログラマー", "銀行の情報処理", "預金システムの開発\n・夜間バッチをCOBOLで作成\n・JCLの整備", "処理時間を半分にしました。"),
          (1990, 2003, "プロジェクトリーダー", "銀行の情報処理", "顧客ファイルの統合\n・名寄せの仕様をまとめた\n開発環境：COBOL、DB2", ""),
          (2003, None, "", "みどりソフト株式会社", "社内のヘルプデスクを担当。2010年度から運用も見ました。", "")]
FORM = [(1983, 2003, "", "中央銀行", "システム部に配属\n1990年 株式会社データ処理へ出向", ""), (2003, 2020, "", "みどりソフト株式会社", "", "")]
EXPECTED = {
    "text_blocks": (forms.TEXTS["blocks"].encode(), "txt", BLOCKS),
    "text_form": (forms.TEXTS["form"].encode("cp932"), "txt", FORM),
    "text_labels": (forms.TEXTS["labels"].replace("～", "〜").encode("euc_jp"), "txt", [
        (1983, 1990, "汎用機SE", "東都電機株式会社", "生産管理システムの設計", "停止なし"), (1988, None, "", "△△サービス", "ネットワークの運用", "")]),
    "text_prose": (forms.TEXTS["prose"].encode("utf-16"), "txt", [
        (1982, 1994, "", "銀行", "預金の夜間処理を作りました。", ""), (1995, 2005, "", "", "役所の窓口システムを、汎用機SEとして担当。", ""),
        (2005, None, "", "Example Bank, help desk", "Answered 30 calls a day.", "")]),
    "text_employers": (forms.TEXTS["employers"].encode("cp932"), "txt", [
        (1980, 2015, "情報システム部 部長", "百貨店", "POSの導入を統括\n顧客カードの分析", "レジ待ちを半分に"), (2015, 2018, "", "みほん生命保険", "契約管理の保守", ""),
        (2018, None, "", "NPO法人みほんの会", "名簿の整理", "")]),
    "text_english": (forms.TEXTS["english"].encode(), "txt", [
        (1998, 2019, "Head of IT", "Northern Sample plc", "- Ran a team of 24\n- Moved the stores to new tills", ""),
        (1984, 1998, "Systems Analyst", "Harbour Shipping Co.", "- Built stock control in RPG", ""),
        (1982, 1984, "Trainee Programmer", "Sample Data Inc., Leeds", "- Wrote reports in COBOL", "")]),
    "sheet_phases": (forms.sheet_phases(), "xlsx", [
        (1985, 1993, "PG 15名", "", "契約管理の開発\n・夜間バッチの設計\nCOBOL、JCL\nMVS\n基本設計、製造、テスト", ""),
        (1993, 2001, "PL、20名", "", "融資審査の再構築\nC\nHP-UX\n要件定義、基本設計\nデータの移行\nテスト", ""),
        (2002, None, "PM／6名", "", "住民情報の保守\nJava\nRHEL", "")]),
    "word_lines": (forms.word_lines(), "docx", BLOCKS),
    "word_table": (forms.word_table(), "docx", [
        (1981, 1988, "プログラマー", "東都電機株式会社", "生産管理システムの設計\n・COBOLによる開発\n・帳票の設計", ""),
        (1988, 1999, "プロジェクトリーダー", "東都電機株式会社", "工場間ネットワークの構築\n開発環境：UNIX、C言語", ""),
        (1999, None, "ヘルプデスク", "みなと情報サービス株式会社", "社内の問い合わせ窓口", "")]),
    "word_form": (forms.word_form(), "docx", [
        (1983, 2003, "", "中央銀行", "システム部に配属、預金の夜間処理を担当", ""), (2003, 2020, "", "みなと情報サービス株式会社", "", "")]),
    "sheet_form": (forms.sheet_form(), "xlsx", [
        (1983, 2003, "", "東都電機株式会社", "（生産管理システムの開発に従事）\n1990年 システム部 主任に昇格", ""), (2003, 2020, "", "みなと市役所", "情報政策課", "")]),
    "sheet_from_until": (forms.sheet_from_until(), "xlsx", [
        (1981, 1989, "", "株式会社みほん商事", "販売管理システムをRPGで開発\n・帳票を30本作成", ""), (1989, 1999, "リーダー", "", "社内LANの構築と運用", ""),
        (1999, None, "", "みほん法人会", "会計ソフトの導入を支援", "")]),
    "sheet_two_pages": (forms.sheet_two_pages(), "xlsx", [
        (1984, 1991, "オペレーター", "みほん計算センター", "給与計算を月200社分、COBOLで処理", ""), (1991, 2021, "PM", "株式会社みほんデータ", "", "")]),
    "pdf_lines": (forms.pdf("lines"), "pdf", [
        (1983, 2003, "", "株式会社みほんデータ", "預金システムの開発。夜間バッチをCOBOLで作成し、長い説明の文が行の終わりで折り返されても、"
                                      "一つの仕事として読めることを確かめるための文章です。", ""),
        (2003, None, "", "みどりソフト株式会社", "・社内のヘルプデスク\n・手順書の整備", "")]),
    "pdf_table": (forms.pdf("table"), "pdf", [
        (1981, 1988, "", "", "生産管理システムの設計 プログラマー", ""), (1988, 1999, "", "", "工場間ネットワークの構築 リーダー", ""),
        (1999, None, "", "", "問い合わせ窓口 担当", "")]),
    "pdf_form": (forms.pdf("form"), "pdf", [(1983, 2003, "", "中央銀行", "", ""), (2003, 2020, "", "みどりソフト株式会社", "", "")]),
    "linkedin": (forms.linkedin(), "zip", [
        (1983, 1990, "Programmer", "Example Bank", "Built nightly batches in COBOL,\nwith \"JCL\".", ""),
        (1990, None, "プロジェクトマネージャー", "見本データ", "", "")]),
    "linkedin_positions": (forms.table(forms.LINKEDIN["Positions.csv"]), "csv", [
        (1983, 1990, "Programmer", "Example Bank", "Built nightly batches in COBOL,\nwith \"JCL\".", ""),
        (1990, None, "プロジェクトマネージャー", "見本データ", "", "")]),
    "json_resume": (forms.json_resume(), "json", [
        (1983, 1990, "Programmer", "Example Bank", "Nightly batches.", "No stop in seven years\nManual used for ten years"),
        (1990, None, "", "Older Form Ltd.", "Written to version 0.", ""), (2016, None, "Teacher", "Example Society", "Taught Scratch.", "Forty children"),
        (1998, 2000, "Team Lead", "Example Bank", "Year 2000\nChecked all batches.\nPL/I、DB2", ""), (None, None, "", "", "Newsletter", "")]),
}
# What is in the files and must never come out of them.
PERSONAL = re.compile(r"見本 ?太郎|みほん たろう|Mihon|000-0000|03-0000|1-2-3|@example|1960|昭和35|卒業|見せない|Secret|secret|秘")


def read(content: bytes) -> Found:
    return readers.read(readers.kind_of(content), content)


def plain(found: Found) -> list[tuple]:
    return [(one.from_year, one.to_year, one.role_words, one.place, one.did, one.result) for one in found.careers]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_careers_of_a_file_are_read_as_they_stand_there(name):
    content, kind, careers = EXPECTED[name]
    assert readers.kind_of(content) == kind
    assert plain(read(content)) == careers


@pytest.mark.parametrize("name", EXPECTED)
def test_personal_data_and_schools_stay_in_the_file(name):
    assert PERSONAL.findall(json.dumps(read(EXPECTED[name][0]).to_json(), ensure_ascii=False)) == []


def test_skills_languages_and_the_summary_are_read_from_their_parts():
    text, archive, resume = read(EXPECTED["text_blocks"][0]), read(forms.linkedin()), read(forms.json_resume())
    assert text.text == "・PL/I\n・英語（読み書き）\n1987年10月 第一種情報処理技術者"
    assert [(one.words, one.level_words) for one in text.languages] == [("英語", "読み書き")]
    assert text.about == "銀行で20年間、勘定系の開発を担当しました。2001年からは部下10名を率いました。\n最後までやりとげます。連絡先は  です。"
    assert [one.words for one in archive.skills] == ["COBOL", "Microsoft Excel", "Basket weaving"]
    assert [(one.words, one.level_words) for one in archive.languages] == [
        ("Japanese", "Native or bilingual proficiency"), ("English", "Limited working proficiency"), ("Klingon", "Elementary proficiency")]
    assert archive.about == resume.about == "Forty years of systems."
    assert resume.text == "CCNA\n情報処理技術者"
    assert [(one.words, one.level_words) for one in resume.skills] == [("Web Development", "Master"), ("PHP", ""), ("MySQL", ""), ("COBOL", "独学")]


@pytest.mark.parametrize("name", ["Skills.csv", "Languages.csv", "Profile.csv"])
def test_each_file_of_the_linkedin_archive_is_known_by_its_columns(name):
    one, whole = read(forms.table(forms.LINKEDIN[name])), read(forms.linkedin())
    part = {"Skills.csv": "skills", "Languages.csv": "languages", "Profile.csv": "about"}[name]
    assert getattr(one, part) == getattr(whole, part)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("name", forms.TEXTS)
def test_the_usual_encodings_are_told_apart(name, encoding):
    # The two wave dashes: Windows writes one, the older Japanese standards the other.
    text = forms.TEXTS[name].replace("～", "〜") if encoding in ("euc_jp", "iso2022_jp") else forms.TEXTS[name]
    assert texts.decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(("written", "years"), [
    ("1983年4月～1990年3月", (1983, 1990)), ("昭和５８年４月　〜　平成２年３月（7年）", (1983, 1990)), ("自 昭和58年4月 至 平成2年3月", (1983, 1990)),
    ("S58.4-H2.3", (1983, 1990)), ("1983/04〜現在", (1983, None)), ("Apr 1983 - Mar 1990", (1983, 1990)), ("1983-04 to Present", (1983, None)),
    ("04/1983 - 03/1990", (1983, 1990)), ("平成元年〜令和元年5月", (1989, 2019)), ("2001年～", (2001, None)), ("西暦1990年－1995年", (1990, 1995)),
])
def test_periods_in_every_usual_way_of_writing(written, years):
    period = find_period(narrow(written))
    assert (period.start, period.end) == years


@pytest.mark.parametrize("written", ["電話 03-1234-5678", "1983年4月", "12-34", "従業員 1200～1300名", ""])
def test_what_is_no_period(written):
    assert find_period(narrow(written)) is None


@pytest.mark.parametrize("sentence", ["課長として2001年～2003年に3名を指導しました。", "資格取得を支援しました。", "電話交換機を保守しました。", "写真管理ソフトの改良"])
def test_a_sentence_inside_an_entry_stays_in_it(sentence):
    found = lines_in(["職務経歴", "1995年4月～2005年3月 みほん株式会社", "・帳票を作成", sentence])
    assert plain(found) == [(1995, 2005, "", "みほん株式会社", f"・帳票を作成\n{sentence}", "")]


def test_a_frame_told_in_full_by_its_projects_gives_them_its_name():
    found = lines_in(["■職務経歴", "みほん株式会社（1990年4月～2000年3月）", "1990年4月～1995年3月　販売管理", "・設計", "1995年4月～2000年3月　人事給与", "・開発"])
    assert plain(found) == [(1990, 1995, "", "みほん株式会社", "販売管理\n・設計", ""), (1995, 2000, "", "みほん株式会社", "人事給与\n・開発", "")]


def test_two_jobs_left_in_any_order_end_where_their_names_stand():
    found = lines_in(["職歴", "1980年4月 甲株式会社 入社", "1985年4月 乙株式会社 入社（兼務）", "1990年3月 甲株式会社 退社", "1995年3月 乙株式会社 退社"])
    assert [(one.from_year, one.to_year, one.place) for one in found.careers] == [(1980, 1990, "甲株式会社"), (1985, 1995, "乙株式会社")]


def test_more_than_the_limit_is_counted_and_cleaning_twice_changes_nothing():
    many = Found(careers=tuple(FoundCareer(did=f"仕事{n}" + "あ" * 3000, from_year=1200) for n in range(CAREERS + 5)),
                 skills=(FoundSkill(words=" COBOL\n"), FoundSkill(words=" "), FoundSkill(words="\x00")),
                 languages=(FoundLanguage(words="英語\x00"),), about="a\r\nb\ud800")
    once = capped(many)
    assert (len(once.careers), once.dropped, len(once.careers[0].did), once.careers[0].from_year) == (CAREERS, 5, DID, None)
    assert (once.skills, once.languages, once.about) == ((FoundSkill(words="COBOL"),), (FoundLanguage(words="英語"),), "a\nb")
    assert capped(once) == once == Found.from_json(json.loads(json.dumps(once.to_json())))
    assert Found().is_empty
    assert not replace(Found(), about="x").is_empty


@pytest.mark.parametrize(("content", "code"), [
    (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "unknown"), (b"<html>", "unknown"), (b"\0\1\2\3", "unknown"), (bytes(range(128, 256)), "unknown"),
    (readers.OLD_OFFICE + b"\0" * 600, "old_office"), (readers.OLD_OFFICE + b"\0" * 600 + readers.ENCRYPTED, "encrypted"),
    (b"PK\x03\x04 cut", "broken"), (forms.archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "unknown"),
    (forms.archive({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "unknown"), ("あ".encode() * 400_000, "too_much"),
    (forms.archive({"a.txt": b"x"}), "not_linkedin"), (b'{"a": 1}', "not_resume"), (b"[1, 2]", "not_resume"), (b"{cut", "broken"),
])
def test_what_cannot_be_read_has_its_own_sentence(content, code):
    with pytest.raises(Unreadable) as unreadable:
        read(content)
    assert unreadable.value.code == code


# https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json: the parts we use, their properties and types.
# Nothing is required by the schema; dates match `iso8601`; outside the listed parts nothing may stand at the top.
TOP = {"$schema", "basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills", "languages", "interests",
       "references", "projects", "meta"}
ISO8601 = re.compile(r"^([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})$")
PROPERTIES = {
    "basics": {"name": str, "label": str, "summary": str}, "skills": {"name": str, "level": str, "keywords": list},
    "work": {"name": str, "location": str, "description": str, "position": str, "url": str, "startDate": str, "endDate": str, "summary": str,
             "highlights": list},
    "languages": {"language": str, "fluency": str}, "meta": {"canonical": str, "version": str, "lastModified": str},
}
OURS = {"skills": {"lastUse": str, "years": int}, "work": {"isKind": bool}}  # the schema allows further properties inside every part


def test_what_is_written_keeps_to_the_schema():
    made = json_resume.written(
        {"name": "見本 太郎", "about": "", "careers": [
            {"place": "銀行", "role": "", "from_year": 1982, "to_year": None, "did": "作った", "result": "一\n二"}],
         "skills": [{"name": "COBOL", "level": "一人でできる", "last_use": "over10", "years": 12}], "languages": [("日本語", "母語")]},
        canonical="https://example.jp/skills/sheet/resume.json", modified="2026-10-01T10:00:00")
    assert set(made) <= TOP
    for part, known in PROPERTIES.items():
        for row in made[part] if isinstance(made[part], list) else [made[part]]:
            assert {key: type(value) for key, value in row.items()}.items() <= {**known, **OURS.get(part, {})}.items()
    assert made["work"] == [{"name": "銀行", "startDate": "1982", "summary": "作った", "highlights": ["一", "二"], "isKind": True}]
    assert ISO8601.match(made["work"][0]["startDate"])
    assert made["meta"] == {"canonical": "https://example.jp/skills/sheet/resume.json", "version": "v1.0.0", "lastModified": "2026-10-01T10:00:00"}


@pytest.mark.parametrize("part", sorted(json_resume.PARTS))
def test_no_property_is_required_and_wrong_types_are_left_out(part):
    for value in (None, 1, "x", [], {}, [None], [[]], [{}], [{"name": 1, "summary": [], "highlights": "x", "keywords": {}, "startDate": 1983}]):
        assert json_resume.read(json.dumps({part: value}).encode()) == Found()


# ------------------------------------------------------------------ more layouts, as lines and as cells
LINES = {
    "english": ("""\
TARO MIHON
Email: secret@example.com  Phone: +81 90 1234 5678
SUMMARY
Forty years in banking systems.
PROFESSIONAL EXPERIENCE
Example Bank, Tokyo — Senior Programmer
April 1983 – March 1990
• Built nightly batches in COBOL
• Led a team of 5
Sample Data Ltd.                      Apr 1990 - Present
IT Manager
Ran the help desk.
EDUCATION
B.Sc., University of Somewhere, 1979 - 1983
SKILLS
COBOL, JCL, SQL
LANGUAGES
Japanese (native), English (business)""", [
        (1983, 1990, "Senior Programmer", "Example Bank, Tokyo", "• Built nightly batches in COBOL\n• Led a team of 5", ""),
        (1990, None, "IT Manager", "Sample Data Ltd.", "Ran the help desk.", ""),
    ]),
    "years only": ("""\
■ 経歴
1983年 ○○銀行に入行。システム部で預金を担当
1990年 同部 主任
1995年 △△情報システム株式会社に出向
2003年 退職
2004年～2010年　NPO法人で会計ソフトの導入支援（ボランティア）""", [
        (1983, 2003, "", "○○銀行", "システム部で預金を担当\n1990年 同部 主任\n1995年 △△情報システム株式会社に出向", ""),
        (2004, 2010, "", "NPO法人", "会計ソフトの導入支援（ボランティア）", ""),
    ]),
    "below each other": ("""\
職務経歴
1983年4月
～
1990年3月
東都電機株式会社
システム部　生産管理課
生産管理システムの開発
1990年4月
～
現在
みほん市役所
住民情報システムの運用""", [
        (1983, 1990, "", "東都電機株式会社", "システム部\u3000生産管理課\n生産管理システムの開発", ""),
        (1990, None, "", "みほん市役所", "住民情報システムの運用", ""),
    ]),
    "slashes": ("""\
【職務経歴】
◆1983年4月 ～ 1990年3月 ／ 東都電機株式会社 ／ システム部
　［業務］生産管理システムの開発（COBOL、IMS）
　［成果］納期を3日短縮
◆1990年4月 ～ 2020年3月 ／ みほん商事 ／ 情報システム課長
　［業務］全社のメールとLANの導入""", [
        (1983, 1990, "", "東都電機株式会社 ／ システム部", "生産管理システムの開発（COBOL、IMS）", "納期を3日短縮"),
        (1990, 2020, "情報システム課長", "みほん商事", "全社のメールとLANの導入", ""),
    ]),
    "numbered": ("""\
1. 経歴
(1) 昭和58年4月～平成2年3月　中央計算センター（オペレーター）
    汎用機の運用、帳票の印刷
(2) 平成2年4月～平成15年3月　中央計算センター（課長）
    運用チーム20名のまとめ
2. 資格
情報処理安全確保支援士""", [
        (1983, 1990, "", "中央計算センター（オペレーター）", "汎用機の運用、帳票の印刷", ""),
        (1990, 2003, "", "中央計算センター（課長）", "運用チーム20名のまとめ", ""),
    ]),
    "own business": ("""\
職歴
平成元年４月１日　みほん株式会社　入社
　　　　　　　　　ソフトウェア開発部配属
平成８年１０月　　ネットワーク部　課長
平成２０年３月３１日　みほん株式会社　退職
平成２０年４月　フリーランスとして独立
　　　　　　　　中小企業のホームページ制作
現在に至る""", [
        (1989, 2008, "", "みほん株式会社", "ソフトウェア開発部配属\n1996年 ネットワーク部\u3000課長", ""),
        (2008, None, "", "フリーランス", "中小企業のホームページ制作", ""),
    ]),
}
CELLS = {
    "kv": ([
        ["職務経歴"],
        ["期間", "1983年4月～1990年3月"],
        ["会社名", "東都電機株式会社"],
        ["事業内容", "電機メーカー"],
        ["職務内容", "生産管理\nCOBOL"],
        ["役職", "主任"],
        ["実績", "3日短縮"],
        [],
        ["期間", "1990年4月～現在"],
        ["会社名", "みほん商事"],
        ["職務内容", "LAN"],
    ], [
        (1983, 1990, "主任", "電機メーカー", "生産管理\nCOBOL", "3日短縮"),
        (1990, None, "", "みほん商事", "LAN", ""),
    ]),
    "project list": ([
        ["職務経歴"],
        ["No", "期間", "案件名", "担当工程", "言語", "役割", "規模"],
        ["1", "1998/04\n～\n2001/03", "販売管理システム再構築", "基本設計～テスト", "COBOL\nDB2", "PL", "10名"],
        ["2", "2001/04～2003/03", "人事給与パッケージ導入", "要件定義", "SAP", "PM", "30名"],
    ], [
        (1998, 2001, "PL", "", "販売管理システム再構築\n基本設計～テスト\nCOBOL、DB2\n10名", ""),
        (2001, 2003, "PM", "", "人事給与パッケージ導入\n要件定義\nSAP\n30名", ""),
    ]),
    "era cells": ([
        ["年", "月", "職歴"],
        ["昭和", "58", "4", "みほん銀行 入行"],
        ["S60", "4", "本店 電算部"],
        ["〃", "10", "主任"],
        ["H15", "3", "みほん銀行 退行"],
    ], [
        (1983, 2003, "", "みほん銀行", "1985年 本店 電算部\n1985年 主任", ""),
    ]),
    "from until": ([
        ["職務経歴"],
        ["自", "至", "勤務先", "内容"],
        ["1983年4月", "1990年3月", "みほん銀行", "預金システム"],
        ["1990年4月", "現在", "みほん市役所", "住民記録"],
    ], [
        (1983, 1990, "", "みほん銀行", "預金システム", ""),
        (1990, None, "", "みほん市役所", "住民記録", ""),
    ]),
}


@pytest.mark.parametrize("name", LINES)
def test_more_ways_to_write_a_working_life(name):
    text, careers = LINES[name]
    assert plain(lines_in(text.splitlines())) == careers


@pytest.mark.parametrize("name", CELLS)
def test_more_ways_to_draw_a_table(name):
    rows, careers = CELLS[name]
    assert plain(found_in([list(enumerate(row)) for row in rows])) == careers


def test_several_languages_in_one_line():
    found = lines_in(LINES["english"][0].splitlines())
    assert [(one.words, one.level_words) for one in found.languages] == [("Japanese", "native"), ("English", "business")]
    assert "secret" not in str(found)
