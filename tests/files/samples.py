"""Files as people and attackers send them, made in memory."""
import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 200


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a form hands it over. The browser's own word for its type is a lie and must not matter."""
    file = SimpleUploadedFile("x", content, content_type="text/html")
    file._name = name  # past Django's own cleaning, to prove ours
    return file


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 0).save(out, format=kind, **options)
    return out.getvalue()


def with_place() -> bytes:
    """A photograph that says where it was taken and must be turned to stand upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera maker"
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 40.0, 0.0), 3: "E", 4: (139.0, 46.0, 0.0)})
    return picture(exif=exif.tobytes())


def archive(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as zipped:
        for name, content in entries.items():
            zipped.writestr(name, content)
    return out.getvalue()


TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
FOLDERS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def office(extension: str = "docx", **more: bytes) -> bytes:
    """A document of an office program; `more` are further entries."""
    return archive({"[Content_Types].xml": TYPES, FOLDERS[extension]: b"<x/>" * 50, **more})


def open_document(extension: str = "odt", **more: bytes) -> bytes:
    kind = {"odt": b"text", "ods": b"spreadsheet"}[extension]
    return archive({"mimetype": b"application/vnd.oasis.opendocument." + kind, "content.xml": b"<x/>" * 50, **more})


GOOD = {
    "書類.pdf": PDF, "写真.jpg": picture(), "写真.JPEG": picture(), "図.png": picture("PNG"), "図.webp": picture("WEBP"),
    "計画.docx": office("docx"), "名簿.xlsx": office("xlsx"), "発表.pptx": office("pptx"), "覚え書き.odt": open_document("odt"),
    "会計.ods": open_document("ods"), "名簿.csv": "氏名,ふりがな\n佐伯,さえき\n".encode(), "メモ.txt": "こんにちは".encode("cp932"),
    "手順.md": "# 手順\n".encode("utf-16"), "名簿2.csv": "﨑,①\r\n".encode("cp932"), "euc.txt": "日本語です".encode("euc_jp"),
}
ZEROS = b"\0" * (30 * 1024 * 1024)
MACRO_TYPES = TYPES.replace(b"</Types>", b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>')


def template(target: str) -> bytes:
    """A document of Word that names the template it was made from."""
    return office("docx", **{"word/_rels/settings.xml.rels":
                             f'<Relationship Target="{target}" TargetMode="External" Type="http://x/attachedTemplate" Id="a&gt;"/>'.encode()})


OWN_TEMPLATES = ["file:///C:\\Users\\taro\\AppData\\Roaming\\Microsoft\\Templates\\%E5%B1%A5.dotx", "file:///d:/t.dotx", "C:\\t.dotx",
                 "file:///Users/taro/t.dotx", "Normal.dotm", "../t.dotx"]
FOREIGN_TEMPLATES = ["https://evil.example/t.dotm", "HTTP://evil.example/", "&#104;ttp://evil.example/", "ftp://evil.example/t", "\\\\evil\\t.dotm", "//evil/t",
                     "file://evil/t.dotm", "file:////evil/t", "file:///\\\\evil\\t", "file:\\\\evil\\t", "file:///%5c%5cevil/t", " https://evil.example/"]
NOT_ITSELF = {
    "exe.pdf": EXE, "page.pdf": b"<html><script>alert(1)</script>", "late.pdf": b"\n" * 50 + PDF, "pdf.docx": PDF,
    "docx.pdf": office(), "plain.docx": archive({"a.txt": b"x"}), "xlsx.docx": office("xlsx"), "odt.ods": open_document("odt"),
    "cut.docx": office()[:-30], "broken.docx": office().replace(b"<x/>", b"<y/>", 1)[:60] + office()[70:],
    "noise.docx": b"PK\x03\x04" + bytes(range(256)) * 4, "up.docx": office("docx", **{"../../etc/passwd": b"x"}),
    "root.docx": office("docx", **{"/etc/passwd": b"x"}), "exe.txt": EXE, "binary.csv": bytes(range(256)),
    "zip.txt": office() + b"\xff\xfe\x00\x01", "png.csv": picture("PNG"), "empty.docx": archive({}),
}
NOT_A_PICTURE = {
    "pdf.png": PDF, "exe.jpg": EXE, "svg.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "png.jpg": picture("PNG"), "gif.png": picture("GIF", mode="P"), "cut.jpg": picture(size=(400, 300))[:300],
    "cut.png": picture("PNG", size=(400, 300))[:60], "html.webp": b"RIFF\x00\x00\x00\x00WEBP<script>", "tiff.jpg": picture("TIFF"),
}
WITH_PROGRAM = {
    "vba.docx": office("docx", **{"word/vbaProject.bin": b"x"}), "vba.xlsx": office("xlsx", **{"xl/VBAPROJECT.BIN": b"x"}),
    "activex.docx": office("docx", **{"word/activeX/activeX1.bin": b"x"}), "xlm.xlsx": office("xlsx", **{"xl/macrosheets/s.xml": b"x"}),
    "ole.pptx": office("pptx", **{"ppt/embeddings/oleObject1.bin": b"x"}), "basic.odt": open_document("odt", **{"Basic/script.xml": b"x"}),
    "scripts.ods": open_document("ods", **{"Scripts/python/a.py": b"x"}),
    "enabled.docx": archive({"[Content_Types].xml": MACRO_TYPES, "word/document.xml": b"<x/>"}),
    **{f"remote{number}.docx": template(target) for number, target in enumerate(FOREIGN_TEMPLATES)},
}
TOO_MUCH = {
    "ratio.docx": office("docx", **{"word/media/zeros.bin": ZEROS}),
    "many.docx": office("docx", **{f"word/{n}.xml": b"x" for n in range(200)}),
    "very-many.docx": office("docx", **{f"word/{n}.xml": b"" for n in range(2500)}),
    "size.xlsx": office("xlsx", **{f"xl/{n}.bin": ZEROS for n in range(4)}),
}
KINDS = ("exe", "svg", "html", "docm", "xlsm", "zip", "js", "doc", "heic", "gif", "", "pdf.exe", "php")
