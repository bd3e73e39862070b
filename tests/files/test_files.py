"""Files: what is kept, what is refused and with which words, how it is sent again."""
import hashlib
import io
import random
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory
from PIL import Image

from engawa.base.files import actions, looking, pictures, queries, rules, sending, tasks
from engawa.base.files.models import FileOpening, StoredFile
from engawa.base.history.models import Event
from engawa.base.times import now
from engawa.base.ui.refusal import Refused
from engawa.base.users.models import User
from tests.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Each test has its own folder of files."""
    assert not default_storage.exists("nothing")  # because the storage makes itself at its first use
    for remembered in ("base_location", "location"):
        monkeypatch.setitem(default_storage._wrapped.__dict__, remembered, str(tmp_path))
    return tmp_path


@pytest.fixture
def kazuo():
    return User.objects.create_user("kazuo@example.jp", name="佐伯 和夫")


def keep(by: User, name: str, content: bytes, **options) -> StoredFile:
    return actions.store(by=by, upload=samples.upload(name, content), **options)


def refusal(name: str, content: bytes, **options) -> str:
    with pytest.raises(Refused) as refused:
        looking.look_at(samples.upload(name, content), **options)
    return refused.value.reason


# ------------------------------------------------------------------ what is kept
@pytest.mark.parametrize(("name", "content"), samples.GOOD.items())
def test_ordinary_files_are_kept_under_a_random_name_outside_the_web_root(kazuo, folder, name, content):
    file = keep(kazuo, name, content, data_class="personal")
    on_disk = folder / file.path
    kept = on_disk.read_bytes()
    assert file.name.rpartition(".")[0] == name.rpartition(".")[0]
    assert (file.size, file.sha256) == (len(kept), hashlib.sha256(kept).hexdigest())
    assert file.content_type == rules.CONTENT_TYPES[file.name.rpartition(".")[2]]
    assert str(file.pk) not in file.path
    assert name not in file.path
    assert (file.by, file.data_class) == (kazuo, "personal")
    assert Event.objects.get().verb == "files.stored"
    if file.content_type.split("/")[0] != "image":
        assert kept == content


def test_the_folder_of_files_is_below_no_address():
    assert settings.FILES_ROOT not in (settings.STATIC_ROOT, *settings.STATIC_ROOT.parents)
    assert settings.STATIC_ROOT not in settings.FILES_ROOT.parents


@pytest.mark.parametrize(("given", "kept"), [
    ("../../etc/passwd.txt", "passwd.txt"), ("C:\\Users\\k\\名簿.csv", "名簿.csv"), ("a\u202egpj.txt", "agpj.txt"),
    ("x\x00y\n.txt", "xy.txt"), ("か\u3099.txt", "が.txt"), ("名簿．ＣＳＶ.txt", "名簿．ＣＳＶ.txt"), ("..txt", "file.txt"),
    (".txt", "file.txt"), ("長" * 200 + ".txt", "長" * 120 + ".txt"), ("a.ＴＸＴ", "a.txt"), ("a .txt ", "a .txt")])
def test_a_name_is_only_a_name(given, kept):
    assert looking.clean_name(given)[0] == kept


@pytest.mark.parametrize("ending", samples.KINDS)
def test_other_kinds_are_refused_with_the_list_of_what_is_taken(ending):
    words = refusal(f"a.{ending}" if ending else "a", samples.PDF)
    assert words.startswith("この形式のファイルは受け取れません。次の形式にしてください：pdf, docx")


def test_a_place_may_take_fewer_kinds():
    assert refusal("a.pdf", samples.PDF, allowed=("png", "jpg")) == \
        "この形式のファイルは受け取れません。次の形式にしてください：png, jpg"
    assert looking.look_at(samples.upload("a.png", samples.picture("PNG")), allowed=("png",)).extension == "png"
    assert "形式" in rules.why_not_kind("exe", allowed=("exe",))


def test_empty_and_large_files_are_refused_in_numbers():
    assert refusal("a.txt", b"") == "このファイルは空です。もう一度選んでください。"
    assert refusal("a.txt", b"x" * (rules.MAX_BYTES + 1)).startswith("21MBあります。20MBまでに小さくするか")
    liar = samples.upload("a.txt", b"x" * (rules.MAX_BYTES + 1))
    liar.size = 5
    with pytest.raises(Refused, match="21MB"):
        looking.look_at(liar)
    assert rules.why_not_size(rules.MAX_BYTES) is None


# ------------------------------------------------------------------ hostile ones
@pytest.mark.parametrize(("name", "content"), samples.NOT_ITSELF.items())
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content):
    assert refusal(name, content) == "ファイルの名前と中身が合いません。元のソフトで保存しなおしてから、送ってください。"


@pytest.mark.parametrize(("name", "content"), samples.NOT_A_PICTURE.items())
def test_what_is_not_a_picture_is_refused(name, content):
    assert refusal(name, content).startswith("この画像を開けません。")


@pytest.mark.parametrize(("name", "content"), samples.WITH_PROGRAM.items())
def test_programs_in_documents_are_refused(name, content):
    assert refusal(name, content) == "マクロ（プログラム）が入っています。マクロなしで保存しなおしてから、送ってください。"


@pytest.mark.parametrize("target", samples.OWN_TEMPLATES)
def test_a_template_on_ones_own_disk_is_no_program(target):
    """Word notes where the template lay, in every document made from one."""
    content = samples.template(target)
    assert looking.look_at(samples.upload("職務経歴書.docx", content)).content == content


@pytest.mark.parametrize(("name", "content"), samples.TOO_MUCH.items())
def test_bombs_are_refused(name, content):
    assert refusal(name, content).startswith("開くととても大きくなるファイルです。")


def test_a_locked_document_is_refused():
    locked = bytearray(samples.office())
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert refusal("locked.docx", bytes(locked)).startswith("ファイルの名前と中身が合いません")


def test_a_lie_about_the_unpacked_size_is_found_by_unpacking():
    bomb = bytearray(samples.office("docx", **{"word/media/z.bin": samples.ZEROS}))
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24:at + 28] = (1000).to_bytes(4, "little")
    assert refusal("liar.docx", bytes(bomb)).startswith("ファイルの名前と中身が合いません")


def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked(monkeypatch):
    large = samples.picture("PNG", size=(5001, 4000), mode="1")
    assert len(large) < 50_000
    assert refusal("large.png", large) == "画像が大きすぎます（20百万画素を超えています）。小さくしてください。"
    assert refusal("bomb.png", samples.picture("PNG", size=(20000, 10000), mode="1")).startswith("画像が大きすぎます")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert refusal("small.png", samples.picture("PNG", size=(50, 30))).startswith("画像が大きすぎます")


def test_a_photograph_loses_place_and_camera_and_stands_upright():
    fresh = pictures.redraw(samples.with_place(), "jpg")
    assert b"Camera maker" not in fresh
    with Image.open(io.BytesIO(fresh)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (30, 40)


def test_what_is_hidden_behind_a_picture_is_gone():
    assert b"<script>" not in pictures.redraw(samples.picture("PNG") + b"<script>alert(1)</script>", "png")


@pytest.mark.parametrize(("kind", "extension", "mode"), [
    ("PNG", "png", "RGBA"), ("PNG", "png", "P"), ("PNG", "png", "I;16"), ("PNG", "png", "1"), ("PNG", "png", "LA"),
    ("JPEG", "jpg", "CMYK"), ("JPEG", "jpg", "L"), ("WEBP", "webp", "RGBA")])
def test_every_way_of_keeping_colours_is_redrawn(kind, extension, mode):
    fresh = pictures.redraw(samples.picture(kind, mode=mode), extension)
    with Image.open(io.BytesIO(fresh)) as picture:
        assert (picture.format, picture.size) == (kind, (40, 30))


def test_bytes_that_the_library_does_not_understand_have_no_sign():
    assert looking.signs(b"") == set()
    assert looking.signs("日本語".encode("cp932")) is not None


@pytest.mark.parametrize("rounds", [pytest.param(30), pytest.param(3000, marks=pytest.mark.long)])
def test_broken_files_are_kept_or_refused_but_never_an_error(rounds):
    chance = random.Random(7)
    corpus = [*samples.GOOD.items(), *samples.NOT_ITSELF.items(), *samples.WITH_PROGRAM.items()]
    for _n in range(rounds):
        name, content = chance.choice(corpus)
        broken = bytearray(content)
        for _hit in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        cut = bytes(broken[:chance.randint(1, len(broken))]) if chance.random() < 0.5 else bytes(broken)
        with suppress(Refused):
            assert looking.look_at(samples.upload(name, cut)).content


# ------------------------------------------------------------------ sending
def send(file: StoredFile, by: User):
    return sending.send(RequestFactory().get("/"), file, by)


def test_a_file_is_sent_to_be_saved_and_noted(kazuo):
    file = keep(kazuo, "名簿（最新）\".csv", samples.GOOD["名簿.csv"])
    answer = send(file, kazuo)
    assert b"".join(answer.streaming_content) == samples.GOOD["名簿.csv"]
    assert answer["Content-Disposition"] == \
        "attachment; filename*=utf-8''%E5%90%8D%E7%B0%BF%EF%BC%88%E6%9C%80%E6%96%B0%EF%BC%89%22.csv"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert [(o.file, o.by) for o in queries.openings_of(file)] == [(file, kazuo)]


def test_a_plain_name_stays_plain(kazuo):
    assert send(keep(kazuo, "plan.pdf", samples.PDF), kazuo)["Content-Disposition"] == 'attachment; filename="plan.pdf"'


def test_a_missing_file_is_said_and_not_noted(kazuo, folder):
    file = keep(kazuo, "plan.pdf", samples.PDF)
    (folder / file.path).unlink()
    with pytest.raises(Refused, match="見つかりません"):
        send(file, kazuo)
    assert FileOpening.objects.count() == 0


# ------------------------------------------------------------------ deleting
def test_deleting_takes_row_and_bytes_and_leaves_a_trace(kazuo, folder, django_capture_on_commit_callbacks):
    file = keep(kazuo, "plan.pdf", samples.PDF)
    path = folder / file.path
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_file(by=kazuo, file=file)
        assert path.exists()
    assert not path.exists()
    assert StoredFile.objects.count() == 0
    assert list(Event.objects.values_list("verb", flat=True)) == ["files.stored", "files.deleted"]


def test_bytes_without_a_row_are_swept_after_a_day(kazuo, folder):
    file = keep(kazuo, "plan.pdf", samples.PDF)
    default_storage.save("zz/orphan", ContentFile(b"x"))
    assert actions.sweep_orphans() == 0
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        tasks.sweep.call()
    assert (folder / file.path).exists()
    assert not (folder / "zz/orphan").exists()


def test_no_folder_yet_is_no_error(folder):
    folder.rmdir()
    assert list(queries.paths_on_disk()) == []


def test_only_pictures_are_shown_inside_a_page(kazuo):
    with pytest.raises(ValueError, match="only pictures"):
        sending.show(RequestFactory().get("/"), keep(kazuo, "plan.pdf", samples.PDF))
