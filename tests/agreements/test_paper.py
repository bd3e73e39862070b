"""The PDF is read again: its words, its fonts, whose they are; and what happens with letters and fonts that are missing."""
import shutil
import subprocess
from io import BytesIO

import pytest
from pypdf import PdfReader

from engawa.base.files import pdf
from engawa.base.times import now
from engawa.demo.builders.agreements import edit
from engawa.journey.agreements import actions, queries
from engawa.journey.agreements.paper import agreement_pdf
from tests.agreements.test_pages import client, url


def text_of(made):
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages))


def squeezed(words):
    return "".join(words.split()).translate(pdf.HYPHENS)


def agreed(sheet, sides):
    for by in sides:
        sheet = actions.agree_to_version(by=by, agreement=sheet, digest=queries.latest(sheet).digest)
    return sheet


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_word_of_the_agreed_version_comes_back(sheet, sides, language):
    sheet = agreed(sheet, sides)
    version = sheet.agreed_version
    text = text_of(agreement_pdf(sheet, version, language))
    words = [w for s in version.wording[language] for w in [s["title"], *(line for f in s["fields"] for line in f["lines"]),
                                                            *(c["text"] for c in s["clauses"])]]
    assert [w for w in words if squeezed(w) not in text] == []
    assert version.digest in text
    assert squeezed({"ja": "合意書", "en": "Agreement"}[language]) in text
    assert all(name in text for name in map(squeezed, version.parties))


def test_a_draft_says_that_it_is_one(sheet):
    text = text_of(agreement_pdf(sheet, queries.latest(sheet), "ja"))
    assert "すり合わせシート" in text
    assert "まだ全員の同意がそろっていません" in text


def test_user_text_is_data_and_never_markup(sheet, sides):
    version = edit(sheet, sides[0], {"role": {"npo_contact": '#panic() *太字* $x$ #read("/etc/passwd") 髙﨑𠮷野 😀'}})
    text = text_of(agreement_pdf(sheet, version, "ja"))
    assert squeezed('#panic() *太字* $x$ #read("/etc/passwd") 髙﨑𠮷野 〓') in text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext on this machine")
def test_another_reader_finds_the_same_words(sheet, sides, tmp_path):
    sheet = agreed(sheet, sides)
    (tmp_path / "a.pdf").write_bytes(agreement_pdf(sheet, sheet.agreed_version, "ja"))
    out = subprocess.run(["pdftotext", "-layout", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "合意書" in squeezed(out)
    assert sheet.agreed_version.digest in out


def test_the_same_version_gives_the_same_file(sheet):
    version = queries.latest(sheet)
    assert agreement_pdf(sheet, version, "ja") == agreement_pdf(sheet, version, "ja")


def test_the_page_sends_the_version_in_force(sheet, sides):
    sheet = agreed(sheet, sides)
    edit(sheet, sides[0], {"period": {"total_hours": 44}})
    answer = client(sides[1]).get(url("pdf", sheet))
    assert answer["Content-Type"] == "application/pdf"
    assert f"v{sheet.agreed_version.number}.pdf" in answer["Content-Disposition"]
    assert sheet.agreed_version.digest in text_of(answer.content)
    one = client(sides[1]).get(url("version_pdf", sheet, 1))
    assert sheet.versions.get(number=1).digest in text_of(one.content)


def test_a_text_that_does_not_come_back_is_an_error(tmp_path):
    source = tmp_path / "a.typ"
    source.write_text('#let d = json(bytes(sys.inputs.data))\n#set text(font: "Noto Sans JP")\n#d.words')
    made = pdf.build_pdf(source, {"words": ["あ", {"い": 1}]}, must_show=[], at=now())
    assert pdf.build_pdf(source, {"words": "縁側"}, must_show=["縁 側"], at=now()) != made
    with pytest.raises(pdf.BrokenPdf, match="did not come back"):
        pdf.build_pdf(source, {"words": "縁側"}, must_show=["雨戸"], at=now())


def test_a_font_that_is_not_embedded_is_an_error():
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/BaseFont"): NameObject("/Helvetica")})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    buffer = BytesIO()
    writer.write(buffer)
    with pytest.raises(pdf.BrokenPdf, match="Helvetica"):
        pdf.check_pdf(buffer.getvalue(), [])
