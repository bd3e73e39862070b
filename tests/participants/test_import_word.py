"""Word as people lay it out: employers in the heads of pages, notes, tables inside cells, forms with ages."""
import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from engawa.journey.participants.imports import readers, sheet
from tests.data.imports import forms
from tests.participants.test_import_layouts import told, workbook


def written(*lines, head="", foot=""):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text, document.sections[0].footer.paragraphs[0].text = head, foot
    for line in lines:
        document.add_paragraph(line)
    return document


def table_of(place, rows):
    table = place.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return table


def careers(document):
    return told(readers.read("docx", forms.saved(document)))


# ------------------------------------------------------------------ heads and feet of pages
@pytest.mark.parametrize("edge", ["職務経歴書　見本太郎　2020年4月1日現在", "氏名：見本太郎", "- 1 -", "© 株式会社みほんキャリア", "株式会社みほん人材　社外秘", "Confidential", "2020年4月1日", "職務経歴"])
def test_what_a_page_says_of_itself_is_no_work(edge):
    lines = ("職務経歴", "1985年4月～1999年3月", "・設計")
    assert careers(written(*lines, head=edge, foot=edge)) == careers(written(*lines)) == [(1985, 1999, "", "", "・設計")]


def test_the_employer_in_the_head_of_a_page_is_that_of_its_jobs():
    document = written("職務経歴", "1985年4月～1990年3月", "・設計", "1990年4月～1999年3月", "・保守", head="株式会社みほん電機")
    document.add_section(WD_SECTION.NEW_PAGE).header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "サンプル工業株式会社"
    for line in ("1999年4月～2010年3月", "・基幹系", "2010年4月～2015年3月　NPO法人みほん", "・名簿"):
        document.add_paragraph(line)
    document.add_section(WD_SECTION.NEW_PAGE)  # its head goes on as it was
    document.add_paragraph("2015年4月～2018年3月")
    assert [row[3:] for row in careers(document)] == [
        ("株式会社みほん電機", "・設計"), ("株式会社みほん電機", "・保守"), ("サンプル工業株式会社", "・基幹系"), ("NPO法人みほん", "・名簿"), ("サンプル工業株式会社", "")]


def test_a_period_in_the_foot_of_a_page_is_read_once():
    document = written("職務経歴", "1985年～1990年　株式会社みほん", foot="1990年～1995年　みほん市役所")
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_footer.paragraphs[0].text = "1990年～1995年　みほん市役所"
    assert [row[3] for row in careers(document)] == ["株式会社みほん", "みほん市役所"]


# ------------------------------------------------------------------ notes
def noted(document, kind, words, *places):
    """Give a document one note, called at each place."""
    name, content, relation = ("footnote", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES) if kind == "foot" else (
        "endnote", CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES)
    xml = (f'<w:{name}s {nsdecls("w")}><w:{name} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{name}>'
           f'<w:{name} w:id="1"><w:p><w:r><w:{name}Ref/></w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:{name}></w:{name}s>')
    document.part.relate_to(Part(PackURI(f"/word/{name}s.xml"), content, xml.encode(), document.part.package), relation)
    for place in places:
        call = OxmlElement(f"w:{name}Reference")
        call.set(qn("w:id"), "1")
        place.add_run()._r.append(call)
    return document


@pytest.mark.parametrize("kind", ["foot", "end"])
def test_a_note_follows_the_paragraph_that_calls_it(kind):
    document = written("職務経歴", "株式会社みほん", "1985年～1990年", "・設計", "株式会社サンプル", "1990年～1995年", "・保守")
    noted(document, kind, "COBOLを用い、8名で担当した。", document.paragraphs[3], document.paragraphs[6])
    assert careers(document) == [(1985, 1990, "", "株式会社みほん", "・設計\nCOBOLを用い、8名で担当した。"), (1990, 1995, "", "株式会社サンプル", "・保守")]


def test_a_note_of_a_cell_follows_its_row():
    document = written("職務経歴")
    table = table_of(document, [["期間", "業務内容", "役割"], ["1985年～1990年", "設計", "SE"], ["1990年～1995年", "保守", "PL"]])
    noted(document, "foot", "夜間のみ", table.cell(1, 1).paragraphs[0])
    assert [row[4] for row in careers(document)] == ["設計\n夜間のみ", "保守"]


# ------------------------------------------------------------------ tables inside cells
def test_a_page_of_two_columns_is_read_column_by_column():
    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "連絡先\n090-1111-2222\nスキル\nCOBOL\nOracle"
    for line in ("職務経歴", "株式会社みほん", "1985年4月～1999年3月", "・設計"):
        right.add_paragraph(line)
    table_of(right, [["期間", "業務内容", "役割"], ["1990年～1995年", "在庫管理", "SE"]])
    for line in ("株式会社サンプル", "1999年4月～2010年3月", "・保守"):
        right.add_paragraph(line)
    found = readers.read("docx", forms.saved(document))
    assert told(found) == [(1985, 1999, "", "株式会社みほん", "・設計"), (1990, 1995, "SE", "株式会社みほん", "在庫管理"), (1999, 2010, "", "株式会社サンプル", "・保守")]
    assert found.text == "COBOL\nOracle"


def test_a_table_in_a_cell_speaks_once_and_of_what_stands_beside_it():
    document = written("職務経歴書")
    outer = document.add_table(rows=2, cols=2)
    for row, when, work, role in zip(outer.rows, ("1985年～1999年\n株式会社みほん", "1999年～2010年\n株式会社サンプル"), ("設計", "保守"), ("主任", "課長"), strict=True):
        row.cells[0].text = when
        table_of(row.cells[1], [["業務", work], ["役割", role]])
    assert careers(document) == [(1985, 1999, "主任", "株式会社みほん", "設計"), (1999, 2010, "課長", "株式会社サンプル", "保守")]


def test_a_frame_of_one_cell_is_read_line_by_line():
    document = docx.Document()
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "職務経歴\n株式会社みほん\n1985年～1990年\n・設計\n株式会社サンプル\n1990年～1995年\n・保守"
    assert careers(document) == [(1985, 1990, "", "株式会社みほん", "・設計"), (1990, 1995, "", "株式会社サンプル", "・保守")]


# ------------------------------------------------------------------ forms
FORMS = {
    "job card, form 2": ([
        ["No.", "期間（年月～年月）\n（何年何ヶ月）\n会社名・所属・職名（雇用形態）", "職務の内容", "職務の中で学んだこと、得られた知識・技能等"],
        ["1", "1985年4月～1999年3月\n（14年0ヶ月）\n株式会社みほん　システム部　主任（正社員）", "販売管理の設計", "進捗の管理"],
        ["2", "1999年4月～2010年3月\n（11年0ヶ月）\nみほん市役所　情報政策課　係長（正職員）", "住民記録の保守", "Oracle"]],
        [(1985, 1999, "システム部　主任", "株式会社みほん", "販売管理の設計\n進捗の管理"), (1999, 2010, "情報政策課　係長", "みほん市役所", "住民記録の保守\nOracle")]),
    "orders of a city": ([
        ["発令年月日", "発令事項", "任命権者"], ["昭和58. 4. 1", "みほん市事務吏員に任命する\n総務部電子計算課勤務を命ずる", "みほん市長"], ["平成5. 4. 1", "情報政策課係長を命ずる", "〃"],
        ["平成25. 3. 31", "定年退職", "〃"], ["平成25. 4. 1", "再任用職員に採用する", "〃"]],
        [(1983, 2013, "", "みほん市事務吏員", "総務部電子計算課勤務を命ずる\n1993年 情報政策課係長を命ずる"), (2013, None, "", "みほん市事務吏員", "再任用職員に採用する")]),
    "JIS with ages": ([
        ["年", "月", "年齢", "学歴・職歴"], ["", "", "", "学歴"], ["昭和54", "3", "18", "みほん高校卒業"], ["", "", "", "職歴"], ["昭和54", "4", "18", "株式会社みほん入社"],
        ["平成2", "3", "29", "株式会社みほん退社"], ["平成2", "4", "29歳", "サンプル工業株式会社入社"], ["令和3", "3", "60歳", "定年退職"]],
        [(1979, 1990, "", "株式会社みほん", ""), (1990, 2021, "", "サンプル工業株式会社", "")]),
    "ages first": ([
        ["年齢", "年月", "経歴"], ["23歳", "昭和58年4月", "株式会社みほん入社"], ["", "昭和63年4月", "主任"], ["37歳", "平成10年3月", "株式会社みほん退社"]],
        [(1983, 1998, "", "株式会社みほん", "1988年 主任")]),
    "a place in the work": ([
        ["勤務先名", "株式会社みほん"], ["在職期間", "昭和58年4月～平成11年3月"], ["職務内容", "販売管理\n勤務先：東京本社\n・設計"], ["勤務先名", "みほん市役所"],
        ["在職期間", "平成11年4月～現在"], ["職務内容", "窓口"]],
        [(1983, 1999, "", "株式会社みほん", "販売管理\n東京本社\n・設計"), (1999, None, "", "みほん市役所", "窓口")]),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms_of_offices_are_read(name):
    rows, expected = FORMS[name]
    document = written("職員履歴書")
    table_of(document, rows)
    assert careers(document) == expected


def test_a_branch_is_no_employer_in_a_column_either():
    found = sheet.read(workbook([["氏名", "M.T", "年齢", "58歳"], ["No", "期間", "勤務先", "業務内容", "役割"], [1, "1985/4～1990/3", "東京本社", "契約", "SE"],
                                 [2, "1990/4～1995/3", "みほん銀行", "預金", "PL"]]))
    assert told(found) == [(1985, 1990, "SE", "", "東京本社\n契約"), (1990, 1995, "PL", "みほん銀行", "預金")]
