"""Résumés of nobody, in the layouts people use, made by the libraries themselves."""
import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl

from engawa.base.files.pdf import build_pdf

HERE = Path(__file__).parent
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.txt"))}


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# ------------------------------------------------------------------ Word
def word_lines() -> bytes:
    """Paragraphs only, with headings and bullets."""
    document = docx.Document()
    document.add_heading("職務経歴書", 0)
    for line in TEXTS["blocks"].splitlines()[1:]:
        document.add_paragraph(line)
    return saved(document)


def word_table() -> bytes:
    """One table: period, work, role and size; the name of the company in a row that spans all columns."""
    document = docx.Document()
    document.add_paragraph("職務経歴書")
    document.add_paragraph("氏名　見本 太郎")
    document.add_paragraph("【職務経歴】")
    table = document.add_table(rows=0, cols=3)
    _spanning(table, "東都電機株式会社（1981年4月～1999年9月）")
    _cells(table, "期間", "業務内容", "役割")
    _cells(table, "1981年4月\n～\n1988年3月", "生産管理システムの設計\n・COBOLによる開発\n・帳票の設計", "プログラマー")
    _cells(table, "1988年4月\n～\n1999年9月", "工場間ネットワークの構築\n開発環境：UNIX、C言語", "プロジェクトリーダー")
    document.add_paragraph("")
    table = document.add_table(rows=0, cols=3)
    _spanning(table, "みなと情報サービス株式会社（1999年10月～現在）")
    _cells(table, "期間", "業務内容", "役割")
    _cells(table, "1999年10月\n～\n現在", "社内の問い合わせ窓口", "ヘルプデスク")
    return saved(document)


def word_form() -> bytes:
    """履歴書: one table of year, month and what happened, with the headings in merged cells."""
    document = docx.Document()
    document.add_paragraph("履 歴 書　　　2024年5月1日現在")
    person = document.add_table(rows=0, cols=2)
    _cells(person, "ふりがな", "みほん たろう")
    _cells(person, "氏　名", "見本 太郎")
    _cells(person, "生年月日", "1960年5月1日生（満64歳）　男")
    _cells(person, "現住所", "〒000-0000 東京都どこか区1-2-3")
    _cells(person, "電話", "03-0000-0000")
    table = document.add_table(rows=0, cols=3)
    for year, month, words in (
            ("年", "月", "学歴・職歴（各別にまとめて書く）"), ("", "", "学歴"), ("1979", "3", "どこか高等学校 卒業"),
            ("1983", "3", "どこか大学 工学部 卒業"), ("", "", "職歴"), ("1983", "4", "中央銀行 入行"), ("", "", "システム部に配属、預金の夜間処理を担当"),
            ("2003", "3", "中央銀行 退行"), ("", "4", "みなと情報サービス株式会社 入社"), ("2020", "3", "同社 定年退職"), ("", "", "現在に至る"),
            ("", "", "以上")):
        _cells(table, year, month, words)
    for row in (1, 4):
        table.cell(row, 0).merge(table.cell(row, 2))
    licences = document.add_table(rows=0, cols=3)
    _cells(licences, "年", "月", "免許・資格")
    _cells(licences, "1987", "10", "第一種情報処理技術者試験 合格")
    return saved(document)


def _cells(table, *texts: str) -> None:
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        cell.text = text


def _spanning(table, text: str) -> None:
    cells = table.add_row().cells
    cells[0].merge(cells[-1]).text = text


# ------------------------------------------------------------------ Excel
def sheet_form() -> bytes:
    """履歴書 on squared paper: merged cells, eras, the year written once, full-width digits."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "履歴書"
    sheet["B1"] = "履　歴　書"
    sheet.merge_cells("B1:D1")
    sheet["B3"], sheet["D3"] = "氏　　名", "見本 太郎"
    sheet["B4"], sheet["D4"] = "現 住 所", "〒000-0000 東京都どこか区"
    rows = [("年", "月", "学歴・職歴（各項目ごとにまとめて書く）"), (None, None, "学　　歴"), ("昭和58", 3, "どこか大学 理学部 卒業"),
            (None, None, "職　　歴"), ("昭和５８", "４", "東都電機株式会社　入社"), (None, None, "（生産管理システムの開発に従事）"),
            ("平成2", 10, "システム部 主任に昇格"), ("平成15", 3, "東都電機株式会社　退社"), (None, 4, "みなと市役所　入庁　情報政策課"),
            ("令和2", 3, "みなと市役所　定年退職"), (None, None, "以　　上")]
    for number, (year, month, words) in enumerate(rows, 6):
        for column, first, last, value in ((2, "B", "C", year), (4, "D", "D", month), (5, "E", "N", words)):
            sheet.cell(number, column, value)
            if first != last:
                sheet.merge_cells(f"{first}{number}:{last}{number}")
    return saved(book)


def sheet_from_until() -> bytes:
    """職務経歴書 with 自 and 至 in one column below each other, the text merged beside them; a second, hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "職　務　経　歴　書"
    sheet.append([])
    sheet.append(["在職期間", None, "職務内容"])
    for start, end, text in (("自 昭和56年4月", "至 平成元年3月", "株式会社みほん商事\n販売管理システムをRPGで開発\n・帳票を30本作成"),
                             ("自 平成元年4月", "至 平成11年9月", "社内LANの構築と運用\n役割：リーダー"),
                             ("自 平成11年10月", "至 現在", "みほん法人会\n会計ソフトの導入を支援")):
        row = sheet.max_row + 1
        sheet.cell(row, 1, start)
        sheet.cell(row + 1, 1, end)
        sheet.cell(row, 3, text)
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=3, end_column=8)
    hidden = book.create_sheet("控え")
    hidden.append(["1970年4月～1975年3月", "見せない株式会社"])
    hidden.sheet_state = "hidden"
    return saved(book)


def sheet_two_pages() -> bytes:
    """A3 form: the right page stands beside the left one. Years as numbers; a period as two dates; a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["F1"] = "履歴書", "（右ページ）"
    left = [("年", "月", "職歴"), (1984, 4, "みほん計算センター入社"), (1991, 9, "みほん計算センター退社"), (1991, 10, "株式会社みほんデータ入社"),
            (2021, 3, "株式会社みほんデータ退社")]
    right = [("年", "月", "免許・資格"), (1988, 11, "普通自動車第一種運転免許"), (1990, 6, "第二種情報処理技術者"), (None, None, "語学"),
             (None, None, "英語（日常会話）")]
    for number, (one, other) in enumerate(zip(left, right, strict=True), 3):
        for column, value in enumerate([*one, None, None, *other], 1):
            sheet.cell(number, column, value)
    work = book.create_sheet("職務経歴")
    work.append(["開始", "終了", "業務内容", "役割"])
    work.append([datetime(1984, 4, 1), datetime(1991, 9, 30), "給与計算を月200社分、COBOLで処理", "オペレーター"])
    work.append([datetime(1991, 10, 1), datetime(2021, 3, 31), '=CONCATENATE("秘","密")', "PM"])
    return saved(book)


def sheet_phases() -> bytes:
    """スキルシート of an engineer: two rows of heads, merged; the phases worked in are ticked."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["スキルシート"], ["氏名", "見本 太郎", None, "最寄駅", "どこか駅"], ["得意分野", "汎用機、業務系"], [],
                ["No", "作業期間", None, "業務内容", "役割\n規模", "使用言語", "サーバOS", "担当工程"],
                [None] * 7 + ["要件定義", "基本設計", "製\n造", "テスト"],
                [1, datetime(1985, 4, 1), datetime(1993, 3, 1), "契約管理の開発\n・夜間バッチの設計", "PG\n15名", "COBOL\nJCL", "MVS", None, "●", "●", "○"],
                [2, datetime(1993, 4, 1), datetime(2001, 12, 1), "融資審査の再構築", "PL、20名", "C", "HP-UX", "●", "●"],
                [None] * 3 + ["データの移行", None, None, None, None, None, None, "●"],
                [3, datetime(2002, 1, 1), "現在", "住民情報の保守", "PM／6名", "Java", "RHEL"]):
        sheet.append(row)
    for cells in ("A1:K1", "B5:C5", "H5:K5", *(f"{column}5:{column}6" for column in "ADEFG")):
        sheet.merge_cells(cells)
    return saved(book)


# ------------------------------------------------------------------ PDF
def pdf(name: str) -> bytes:
    """One of the .typ files here: lines, table or form."""
    return build_pdf(HERE / f"{name}.typ", {}, must_show=["職歴" if name == "form" else "職務経歴"], at=datetime(2024, 5, 1, tzinfo=UTC))


# ------------------------------------------------------------------ LinkedIn and JSON Resume
LINKEDIN = {
    "Positions.csv": [["Company Name", "Title", "Description", "Location", "Started On", "Finished On"],
                      ["Example Bank", "Programmer", "Built nightly batches in COBOL,\nwith \"JCL\".", "Tokyo", "Apr 1983", "Mar 1990"],
                      ["見本データ", "プロジェクトマネージャー", "", "Osaka", "Apr 1990", ""]],
    "Skills.csv": [["Name"], ["COBOL"], ["Microsoft Excel"], ["Basket weaving"]],
    "Profile.csv": [["First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary", "Industry", "Zip Code"],
                    ["Taro", "Mihon", "", "1-2-3 Secret street", "May 1, 1960", "Retired engineer", "Forty years of systems.", "IT", "000-0000"]],
    "Languages.csv": [["Name", "Proficiency"], ["Japanese", "Native or bilingual proficiency"], ["English", "Limited working proficiency"],
                      ["Klingon", "Elementary proficiency"]],
}


def table(rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def archive(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in entries.items():
            zipped.writestr(name, content)
    return out.getvalue()


def linkedin() -> bytes:
    """An archive with files that are not for us beside the four."""
    return archive({**{name: table(rows) for name, rows in LINKEDIN.items()}, "Email Addresses.csv": b"Email Address\nsecret@example.jp\n",
                    "messages.csv": b"FROM,CONTENT\nSomebody,secret\n"})


def json_resume() -> bytes:
    """As other programs write it, with parts and properties we do not know."""
    return json.dumps({
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": {"name": "Taro Mihon", "email": "secret@example.jp", "phone": "000", "summary": "Forty years of systems.",
                   "location": {"address": "1-2-3 Secret street"}},
        "work": [{"name": "Example Bank", "position": "Programmer", "startDate": "1983-04-01", "endDate": "1990-03", "summary": "Nightly batches.",
                  "highlights": ["No stop in seven years", "Manual used for ten years"], "keywords": ["x"]},
                 {"company": "Older Form Ltd.", "startDate": "1990", "summary": "Written to version 0."}, "no object", {"name": None}],
        "volunteer": [{"organization": "Example Society", "position": "Teacher", "startDate": "2016-01", "summary": "Taught Scratch.",
                       "highlights": ["Forty children"]}],
        "projects": [{"name": "Year 2000", "description": "Checked all batches.", "startDate": "1998-01", "endDate": "2000-01", "entity": "Example Bank",
                      "roles": ["Team Lead"], "keywords": ["PL/I", "DB2"], "type": "application"}, {"name": "Newsletter"}],
        "certificates": [{"name": "CCNA", "issuer": "Cisco", "date": "2001-05"}, {"name": "情報処理技術者"}, {"title": "x"}],
        "skills": [{"name": "Web Development", "level": "Master", "keywords": ["PHP", "MySQL"]}, {"name": "COBOL", "level": "独学"}],
        "languages": [{"language": "English", "fluency": "Fluent"}, {"language": "日本語", "fluency": "ネイティブ"}],
        "education": [{"institution": "University", "startDate": "1979", "endDate": "1983"}], "x-other": [1, 2]}).encode()
