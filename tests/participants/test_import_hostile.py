"""Files of strangers: cut, scrambled, bombs, locked, with programs. Each gets a sentence or is read; nothing else happens."""
import io
import json
import random
import re
import sys
import time
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from engawa.base.ui.refusal import Refused
from engawa.journey.participants.imports import __main__ as child
from engawa.journey.participants.imports import pdf, readers, reading, refusals, resume, sheet
from engawa.journey.participants.imports.found import CAREERS, DID, SKILLS, Found, Unreadable
from engawa.journey.participants.models import Import
from tests.data.imports import forms
from tests.participants.reading import Fields

WHOLE = {
    "docx": forms.word_table(), "xlsx": forms.sheet_form(), "pdf": forms.pdf("lines"), "zip": forms.linkedin(), "json": forms.json_resume(),
    "csv": forms.table(forms.LINKEDIN["Positions.csv"]), "txt": forms.TEXTS["blocks"].encode("cp932"),
}
SLOWEST = 10.0


def tried(content: bytes) -> str:
    """"read" or the code of the sentence; anything else is an error of the reader."""
    began = time.monotonic()
    try:
        found = readers.read(readers.kind_of(content), content)
    except Unreadable as unreadable:
        answer = unreadable.code
    else:
        assert len(found.careers) <= CAREERS
        assert len(found.skills) <= SKILLS
        assert all(len(one.did) <= DID for one in found.careers)
        assert Found.from_json(json.loads(json.dumps(found.to_json()))) == found
        answer = "read"
    assert time.monotonic() - began < SLOWEST
    assert answer in {"read", *refusals.SENTENCES}
    return answer


def cuts(content: bytes, times: int) -> list[bytes]:
    return [content[:length] for length in range(0, len(content), max(1, len(content) // times))]


def scrambled(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, a piece taken out or doubled."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 40)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    start, length = chance.randrange(len(made)), chance.randrange(60)
    piece = made[start:start + length]
    return bytes(made[:start] + piece * chance.randint(0, 2) + made[start + length:])


def inside(content: bytes, chance: random.Random) -> bytes:
    """A well-packed archive whose parts are scrambled: what a checksum would hide from the libraries."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in entries if entries[name]])
    return forms.archive({**entries, name: scrambled(entries[name], chance)})


def fuzz(kind: str, rounds: int) -> dict[str, int]:
    chance, counts = random.Random(f"{kind} 2026"), {}
    content = WHOLE[kind]
    tries = cuts(content, rounds // 2) + [scrambled(content, chance) for _ in range(rounds // 4)]
    tries += [inside(content, chance) if kind in ("docx", "xlsx", "zip") else scrambled(content, chance) for _ in range(rounds // 4)]
    for each in tries:
        answer = tried(each)
        counts[answer] = counts.get(answer, 0) + 1
    return counts


@pytest.mark.parametrize("kind", WHOLE)
def test_cut_and_scrambled_files_are_read_or_refused(kind, record_property):
    counts = fuzz(kind, 60)
    record_property("figure", f"{kind}: {sum(counts.values())} broken files, {dict(sorted(counts.items()))}")


@pytest.mark.long
@pytest.mark.parametrize("kind", WHOLE)
def test_thousands_of_broken_files_are_read_or_refused(kind, record_property):
    counts = fuzz(kind, 4000)
    record_property("figure", f"{kind}: {sum(counts.values())} broken files, {dict(sorted(counts.items()))}")


def test_noise_is_refused(record_property):
    chance, counts = random.Random(2026), {}
    for head in (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"{", readers.OLD_OFFICE, b"Name,Proficiency\n", "職務経歴\n".encode()):
        for _ in range(40):
            answer = tried(head + chance.randbytes(chance.randint(1, 4000)))
            counts[answer] = counts.get(answer, 0) + 1
    record_property("figure", f"noise: {sum(counts.values())} files, {dict(sorted(counts.items()))}")


@pytest.mark.parametrize("piece", ["1", " ", "\u3000", "年", "1983年 ", "~", "【", "・", "a.", "(", "として", "あ:", "を 一身上の都合により ", "昭和 ", "1983年4月 ", "、", "@a."])
def test_an_endless_line_is_read_at_once(piece):
    """No pattern goes back over a long line again and again."""
    began = time.monotonic()
    resume.lines_in(["職務経歴", "1983年4月～1990年3月 みほん株式会社", piece * (40_000 // len(piece)) + "@x", "あ" + piece * (20_000 // len(piece)) + "x", "x"])
    assert time.monotonic() - began < 2


# ------------------------------------------------------------------ through the whole way, with child and sentences
def broken(kind: str, wanted: int) -> list[bytes]:
    """Broken files of a kind: as many that can be read nevertheless, and some that cannot."""
    chance, found = random.Random(f"{kind} pages"), {True: [], False: []}
    for _ in range(400):
        each = inside(WHOLE[kind], chance) if kind in ("docx", "xlsx", "zip") and chance.random() < .8 else scrambled(WHOLE[kind], chance)
        found[tried(each) == "read"].append(each)
        if len(found[True]) >= wanted:
            break
    return found[True] + found[False][:2]


@pytest.mark.once
@pytest.mark.parametrize("kind", WHOLE)
def test_broken_files_go_through_the_pages_to_the_inventory(me, saeki, kind, record_property):
    """What is read from them is understood, shown, sent back as shown and saved, or refused with a sentence: never a 5xx."""
    counts: dict[str, int] = {}
    for content in [WHOLE[kind], random.Random(kind).randbytes(900), *broken(kind, 4)]:
        page = me.post(reverse("participants:import"), {"file": SimpleUploadedFile(f"経歴.{kind}", content)}, follow=True)
        answers = [page.status_code]
        if row := Import.objects.first():
            confirm = reverse("participants:import_confirm", args=[row.pk])
            answers.append(me.post(confirm, Fields(page).sent).status_code)
            answers.append(me.get(reverse("participants:skills")).status_code)
            me.post(reverse("participants:import_stop", args=[row.pk]))
            Import.objects.all().delete()
            saeki.careers.all().delete()
        assert {answer for answer in answers if answer >= 500} == set()
        counts[str(answers)] = counts.get(str(answers), 0) + 1
    assert sum(count for answers, count in counts.items() if "302" in answers) >= 3
    record_property("figure", f"{kind}: {counts}")


def refused(content: bytes, name: str = "経歴") -> str:
    with pytest.raises(Refused) as refusal:
        reading.read_upload(SimpleUploadedFile(name, content))
    return refusal.value.reason


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return forms.archive({**{each: archive.read(each) for each in archive.namelist()}, name: part})


def replaced(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return with_part(content, name, archive.read(name).replace(old, new, 1))


def locked_pdf(user: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(WHOLE["pdf"]))), io.BytesIO()
    writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def blank_pdf(pages: int) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def locked_zip() -> bytes:
    content = bytearray(forms.linkedin())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


LAUGHS = b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "empty": (b"", "空です"), "too large": (b"a" * (20 * 1024 * 1024 + 1), "20MB"), "picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "種類"),
    "cut word": (WHOLE["docx"][:-40], "壊れ"), "scanned": (blank_pdf(3), "画像"), "many pages": (blank_pdf(pdf.PAGES + 1), "多すぎ"),
    "locked pdf": (locked_pdf("secret"), "パスワード"), "locked archive": (locked_zip(), "パスワード"),
    "locked office": (readers.OLD_OFFICE + b"\0" * 600 + readers.ENCRYPTED, "パスワード"), "old office": (readers.OLD_OFFICE + b"\0" * 600, "古い形式"),
    "macros in Word": (with_part(WHOLE["docx"], "word/vbaProject.bin", b"x"), "マクロ"),
    "macros in Excel": (with_part(WHOLE["xlsx"], "xl/vbaProject.bin", b"x"), "マクロ"),
    "zip bomb": (with_part(WHOLE["docx"], "word/media/zeros.bin", b"\0" * 30_000_000), "大きく"),
    "bomb of entities in Word": (replaced(WHOLE["docx"], "word/document.xml", b"<w:document", LAUGHS + b"<w:document"), "壊れ"),
    "bomb of entities in Excel": (replaced(WHOLE["xlsx"], "xl/worksheets/sheet1.xml", b"<worksheet", LAUGHS + b"<worksheet"), "壊れ"),
    "entity from outside": (replaced(WHOLE["docx"], "word/document.xml", b"<w:document", OUTSIDE + b"<w:document"), "壊れ"),
    "bomb in an archive": (forms.archive({"Positions.csv": b"a,b\n" * 3_000_000}), "多すぎ"), "other archive": (forms.archive({"a.txt": b"x"}), "LinkedIn"),
    "other json": (b'{"a": 1}', "JSON Resume"), "deep json": (b"[" * 100_000, "壊れ"), "nothing in it": ("こんにちは。".encode(), "見つかりません"),
    "program": (b"MZ\x90\0" + b"\0" * 300, "種類"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_file_has_its_sentence(house, name):
    content, words = HOSTILE[name]
    assert words in refused(content)


def test_rows_without_end_are_refused():
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    for n in range(sheet.ROWS + 50):
        page.append([n])
    assert tried(forms.saved(book)) == "too_much"


def test_a_lie_about_the_size_of_a_sheet_is_not_believed():
    with zipfile.ZipFile(io.BytesIO(WHOLE["xlsx"])) as archive:
        page = archive.read("xl/worksheets/sheet1.xml")
    huge = re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1:XFD1048576"', page)
    assert huge != page
    assert tried(with_part(WHOLE["xlsx"], "xl/worksheets/sheet1.xml", huge)) == "read"


def test_a_pdf_locked_only_against_changing_is_read(house):
    read = reading.read_upload(SimpleUploadedFile("経歴.doc", locked_pdf("")))
    assert (read.kind, read.name, len(read.found.careers)) == ("pdf", "経歴.doc", 2)


def test_formulas_are_not_worked_out(house):
    found = reading.read_upload(SimpleUploadedFile("x.xlsx", forms.sheet_two_pages())).found
    assert "CONCATENATE" not in json.dumps(found.to_json())


# ------------------------------------------------------------------ the child
@pytest.mark.parametrize(("returncode", "words"), [(-24, "時間"), (-9, "時間"), (-11, "壊れ"), (1, "壊れ")])
def test_a_child_that_dies_is_a_sentence(house, monkeypatch, returncode, words):
    if sys.platform == "win32":
        pytest.skip("only on systems with signals")
    monkeypatch.setattr(reading.subprocess, "run", lambda *a, **k: type("Done", (), {"returncode": returncode, "stdout": b""}))
    assert words in refused(b"x")


def test_a_child_that_does_not_end_is_stopped(house, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.001)
    assert "時間" in refused(forms.TEXTS["blocks"].encode())


def test_the_child_gets_no_secrets(monkeypatch):
    monkeypatch.setenv("ENGAWA_SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "secret")
    assert set(reading._bare_environment()) <= {"PYTHONPATH", "PYTHONUTF8", "SYSTEMROOT", "LD_LIBRARY_PATH"}


@pytest.mark.parametrize(("content", "key"), [(forms.TEXTS["blocks"].encode(), "found"), (b"\0", "unreadable")])
def test_the_child_answers_in_json(monkeypatch, capsys, content, key):
    monkeypatch.setattr(child, "limit", lambda: None)
    monkeypatch.setattr(child.logging, "disable", lambda: None)
    monkeypatch.setattr(sys, "argv", ["imports", "txt"])
    monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": io.BytesIO(content)}))
    child.main()
    assert list(json.loads(capsys.readouterr().out)) == [key]


def test_memory_that_runs_out_is_a_sentence(monkeypatch):
    def greedy(_content):
        raise MemoryError
    monkeypatch.setattr(readers.texts, "read", greedy)
    with pytest.raises(Unreadable) as unreadable:
        readers.read("txt", b"x")
    assert unreadable.value.code == "too_much"
