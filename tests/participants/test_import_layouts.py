"""Files as programs really write them: PDFs of browsers, tables of Excel with dates in many cells, Word with boxes and tracked changes."""
import subprocess
import unicodedata
from copy import deepcopy
from datetime import datetime

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from engawa.journey.participants.imports import letters, linkedin, pdf, readers
from engawa.journey.participants.imports.found import Found, FoundCareer
from engawa.journey.participants.imports.resume import found_in, lines_in
from tests.conftest import CHROMIUM
from tests.data.imports import forms


def read(content: bytes) -> Found:
    return readers.read(readers.kind_of(content), content)


def told(found: Found) -> list[tuple]:
    return [(one.from_year, one.to_year, one.role_words, one.place, one.did) for one in found.careers]


# ------------------------------------------------------------------ letters that only look right
def test_every_kangxi_radical_becomes_the_letter_it_looks_like():
    radicals = [chr(code) for code in range(0x2F00, 0x2FD6)]
    made = letters.plain("".join(radicals))
    assert made == unicodedata.normalize("NFKC", "".join(radicals))
    assert letters.plain("⻑野の⻘果、⻝品と⻨、⺠間。‧⽉") == "長野の青果、食品と麦、民間。・月"
    assert letters.plain(made) == made
    assert len(letters.plain(letters.RADICALS)) == len(letters.RADICALS)
    profile = linkedin.read_csv(forms.table([["Headline", "Summary"], ["x", "⼿順書を作成"]]))
    assert profile.about == "手順書を作成"


def test_lines_with_radicals_are_read_as_if_they_were_typed():
    written = ["■ 職務経歴", "1990 年 4 ⽉〜 2005 年 3 ⽉\u2003株式会社みほんシステム", "‧⼿順書の作成も⾏いました。", "‧ ⻑期の運⽤"]
    assert told(lines_in(pdf.unwrapped([letters.plain(line) for line in written]))) == [
        (1990, 2005, "", "株式会社みほんシステム", "・手順書の作成も行いました。\n・ 長期の運用")]
    assert lines_in(written) == lines_in([letters.plain(line) for line in written])


@pytest.mark.browser
def test_a_pdf_of_a_browser_is_read(tmp_path):
    page = tmp_path / "a.html"
    page.write_text("<meta charset=utf-8><style>body{font-family:'Noto Sans CJK JP'}</style><h1>職務経歴書</h1><h2>■職務経歴</h2>"
                    "<p>1990年4月～2005年3月　株式会社みほんシステム</p><p>・手順書の作成と、毎月の長期の運用</p><p>・青果の民間の取引所で用いる</p>", encoding="utf-8")
    subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer",
                    f"--print-to-pdf={tmp_path / 'a.pdf'}", page.as_uri()], check=True, capture_output=True, timeout=120)
    found = read((tmp_path / "a.pdf").read_bytes())
    assert [(one.from_year, one.to_year, one.place) for one in found.careers] == [(1990, 2005, "株式会社みほんシステム")]
    assert found.careers[0].did == "・手順書の作成と、毎月の長期の運用\n・青果の民間の取引所で用いる"


def test_a_table_in_a_pdf_is_read_without_its_lines():
    extracted = ("■ 職務経歴\nみほん電機株式会社（ 1981 年 4 月〜 1999 年 9 月）\n期間 業務内容 役割\n1981 年 4 月\n〜\n1988 年 3 月\n帳票の設計\n"
                 "・ COBOL による開発\n1988 年 4 月\n〜\n1999 年 9 月\n開発環境： UNIX 、 C 言語（ 8 名）")
    assert told(lines_in(pdf.unwrapped(pdf.GAP.sub("", extracted).split("\n")))) == [
        (1981, 1988, "", "みほん電機株式会社", "帳票の設計\n・COBOLによる開発"), (1988, 1999, "", "みほん電機株式会社", "開発環境：UNIX、C 言語（8名）")]


# ------------------------------------------------------------------ Excel: when, in as many cells as there are
D = datetime
SKILL_SHEETS = {
    "one head over two dates": ([
        ["No", "期間", None, "業務内容", "役割", "言語・ツール"],
        [1, D(1985, 4, 1), D(1992, 9, 30), "勘定系の開発", "SE", "COBOL"],
        [None, None, None, "夜間処理の設計"],
        [2, D(1992, 10, 1), "現在", "契約管理", "PL", "VB6"]], ["B1:C1"]),
    "start and end after a number": ([
        ["No", "開始", "終了", "業務内容", "役割", "言語"],
        [1, "1985年4月", "1992年9月", "勘定系の開発\n夜間処理の設計", "SE", "COBOL"],
        [2, "1992年10月", None, "契約管理", "PL", "VB6"]], []),
    "start and end below one head": ([
        ["項番", "期間", None, "内容", "役割", "使用言語"],
        [None, "開始", "終了"],
        [1, "S60.4", "H4.9", "勘定系の開発\n夜間処理の設計", "SE", "COBOL"],
        [2, "H4.10", "現在", "契約管理", "PL", "VB6"]], ["B1:C1"]),
    "a dash between": ([
        ["期間", None, None, "業務内容", "役割", "言語"],
        ["1985/4", "～", "1992/9", "勘定系の開発\n夜間処理の設計", "SE", "COBOL"],
        ["1992/10", "～", "現在", "契約管理", "PL", "VB6"]], ["A1:C1"]),
    "below each other": ([
        ["No", "期間", "業務内容", "役割", "言語"],
        [1, "1985/4", "勘定系の開発", "SE", "COBOL"], [None, "～", "夜間処理の設計"], [None, "1992/9"],
        [2, "1992/10", "契約管理", "PL", "VB6"], [None, "～"], [None, "現在"]], []),
    "below each other without a dash": ([
        ["№", "期間", "業務内容", "役割", "言語"],
        [1, D(1985, 4, 1), "勘定系の開発", "SE", "COBOL"], [None, D(1992, 9, 1), "夜間処理の設計"],
        [2, "1992年10月", "契約管理", "PL", "VB6"], [None, "現在"]], []),
    "with heads nobody knows": ([
        ["項", "期間", "システム名", "役割", "何か"],
        [1, "1985/4-1992/9\n（7年6ヶ月）", "勘定系の開発\n夜間処理の設計", "SE", "COBOL"],
        [2, "1992/10-\n現在", "契約管理", "PL", "VB6"]], []),
}


def workbook(rows, merged=()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    return forms.saved(book)


@pytest.mark.parametrize("name", SKILL_SHEETS)
def test_the_period_of_a_skill_sheet_is_put_together(name):
    found = read(workbook(*SKILL_SHEETS[name]))
    assert [(one.from_year, one.to_year, one.role_words, one.place, sorted(one.did.splitlines())) for one in found.careers] == [
        (1985, 1992, "SE", "", sorted(["勘定系の開発", "夜間処理の設計", "COBOL"])), (1992, None, "PL", "", sorted(["契約管理", "VB6"]))]


@pytest.mark.parametrize("work", ["銀行", "銀行勘定系システムの開発", "株式会社みほん様向け販売管理\n・設計", "病院"])
def test_work_is_never_taken_for_the_workplace(work):
    table = read(workbook([["期間", "業務内容", "役割"], ["1985/4～1992/9", work, "SE"]]))
    lines = lines_in(["1985/4～1992/9", "業務内容：", *work.split("\n")])
    assert [told(found)[0][3:] for found in (table, lines)] == [("", work)] * 2


def test_where_the_workplace_has_a_column_of_its_own_it_stands_there_only():
    found = read(workbook([["期間", "会社名", "業務内容"], ["1985/4～1992/9", "みほん商事", "株式会社べつの\n販売管理"]]))
    assert told(found) == [(1985, 1992, "", "みほん商事", "株式会社べつの\n販売管理")]


def test_ticked_work_and_tools_above_the_table_are_read():
    found = read(workbook([
        ["スキルシート"], ["言語", "COBOL", "Java"], ["経験年数", "20年", "5年"], [],
        ["期間", "案件", "要件定義", "設計", "製造", "テスト"], ["2001/4～2005/3", "保険の契約管理", None, "●", "●", "○"]]))
    assert told(found) == [(2001, 2005, "", "", "保険の契約管理\n設計、製造、テスト")]
    assert found.text == "言語：COBOL、Java"


# ------------------------------------------------------------------ Word as it is shown
LINES = ["職務経歴", "1985年4月～1999年3月　みほん銀行 電算部", "・COBOLで夜間処理を設計"]
EXPECTED = [(1985, 1999, "", "みほん銀行 電算部", "・COBOLで夜間処理を設計")]


def paragraphs():
    document = docx.Document()
    return document, [document.add_paragraph(line) for line in LINES]


def wrapped(name: str, *elements, **attributes):
    """The elements inside a new one that stands in their place."""
    wrapper = OxmlElement(name, attrs={qn(key): value for key, value in attributes.items()})
    elements[0].addprevious(wrapper)
    for element in elements:
        wrapper.append(element)
    return wrapper


def test_content_controls_are_read_and_their_hints_are_not():
    document, made = paragraphs()
    wrapped("w:sdt", wrapped("w:sdtContent", *(one._p for one in made[1:])))
    wrapped("w:sdt", wrapped("w:sdtContent", made[0].runs[0]._r))
    document.add_paragraph("・")
    hint = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>ここに入力</w:t></w:r></w:p>'
                     "</w:sdtContent></w:sdt>")
    made[2]._p.getparent().append(hint)
    assert told(read(forms.saved(document)))[0][:4] == EXPECTED[0][:4]
    assert "ここに入力" not in str(read(forms.saved(document)))


@pytest.mark.parametrize("is_table", [False, True])
def test_text_boxes_are_read_once(is_table):
    document, made = paragraphs()
    inner = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
    for one in made:
        one._p.getparent().remove(one._p)
    place = document.add_table(1, 1).cell(0, 0).paragraphs[0] if is_table else document.add_paragraph("")
    place.add_run()._r.append(parse_xml(
        f'<mc:AlternateContent {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{inner}</w:txbxContent></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"))
    assert told(read(forms.saved(document))) == EXPECTED


def test_tracked_words_are_read_as_they_are_to_be():
    document, made = paragraphs()
    changed = {"w:id": "1", "w:author": "x"}
    gone = deepcopy(made[2].runs[0]._r)
    gone.t_lst[0].tag = gone.t_lst[0].tag.replace("}t", "}delText")
    wrapped("w:ins", made[2].runs[0]._r, **changed)
    made[2]._p.append(gone)
    wrapped("w:del", gone, **changed)
    moved = deepcopy(made[2]._p)
    made[2]._p.addnext(moved)
    wrapped("w:moveFrom", moved, **changed)
    assert told(read(forms.saved(document))) == EXPECTED


def test_rows_of_a_table_are_read_inside_controls_and_not_when_deleted():
    document = docx.Document()
    document.add_paragraph("職務経歴")
    table = document.add_table(rows=0, cols=2)
    for period, work in (("1985年4月～1999年3月", "夜間処理"), ("1999年4月～2004年3月", "消した仕事"), ("2004年4月～現在", "窓口")):
        for cell, text in zip(table.add_row().cells, (period, work), strict=True):
            cell.text = text
    rows = [row._tr for row in table.rows]
    rows[1].get_or_add_trPr().append(OxmlElement("w:del"))
    wrapped("w:sdt", wrapped("w:sdtContent", rows[2].tc_lst[1]))
    wrapped("w:sdt", wrapped("w:sdtContent", rows[2]))
    assert told(read(forms.saved(document))) == [(1985, 1999, "", "", "夜間処理"), (2004, None, "", "", "窓口")]


def test_readings_above_kanji_are_left_out():
    document, made = paragraphs()
    made[2]._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:ruby><w:rt><w:r><w:t>ちょうひょう</w:t></w:r></w:rt>'
                                "<w:rubyBase><w:r><w:t>帳票</w:t></w:r></w:rubyBase></w:ruby></w:r>"))
    assert told(read(forms.saved(document)))[0][4] == "・COBOLで夜間処理を設計帳票"


# ------------------------------------------------------------------ plain words
def test_prose_without_heads_and_years_is_taken_whole():
    text = "昭和の終わりから電機会社で働き、JavaとOracleで受発注の仕組みを作りました。\n定年後は町内会の会計をしています。"
    for content in (text.encode(), f"職務経歴書\n氏名：見本 太郎\n{text}\n電話 03-0000-0000\nどこか高等学校 卒業".encode("cp932")):
        assert read(content) == Found(about=text)
    document = docx.Document()
    document.add_paragraph(text)
    assert read(forms.saved(document)).about == text
    assert read("こんにちは".encode()).is_empty


@pytest.mark.parametrize("line", ["【資格】 第二種情報処理技術者（昭和60年）", "［資格］：第二種情報処理技術者（昭和60年）", "〔保有資格〕第二種情報処理技術者（昭和60年）"])
def test_a_bracketed_heading_with_its_words_begins_its_part(line):
    found = lines_in(["【職務経歴】", "1990年4月～2000年3月　みほん商事", "・帳票を作成", line])
    assert (found.careers, found.text) == ((FoundCareer(1990, 2000, did="みほん商事\n・帳票を作成"),), "第二種情報処理技術者（昭和60年）")
    kept = lines_in(["【職務経歴】", "1990年4月～2000年3月　みほん商事", "【業務内容】帳票を作成", "【実績】3日短縮"])
    assert kept.careers == (FoundCareer(1990, 2000, did="みほん商事\n帳票を作成", result="3日短縮"),)


def test_columns_end_with_their_part():
    found = found_in([[(0, "期間"), (1, "業務内容")], [(0, "1990年～1995年"), (1, "帳票")], [(0, "【自己PR】")], [(0, "根気があります。")]])
    assert (told(found), found.about) == ([(1990, 1995, "", "", "帳票")], "根気があります。")
