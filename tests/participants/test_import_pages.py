"""The pages: a file is read, looked through, changed and added; whatever goes wrong says what is safe and what to do."""
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from engawa.base.ui.refusal import Refused
from engawa.journey.participants import actions, queries
from engawa.journey.participants.imports.found import Found, FoundCareer, FoundLanguage, FoundSkill
from engawa.journey.participants.models import Import
from engawa.journey.participants.queries import imports
from tests.data.imports import forms
from tests.participants.reading import Fields, words
from tests.people import make_user


def url(name, *args):
    return reverse(f"participants:{name}", args=args)


def send(client, content, name="経歴.txt", follow=False):
    return client.post(url("import"), {"file": SimpleUploadedFile(name, content)}, follow=follow)


def fields(response):
    """The fields of the confirm form, without those of the one that stops."""
    return Fields(response).sent


def waiting(participant, found):
    return actions.keep_found(by=participant.user, participant=participant, kind="txt", name="経歴.txt", found=found)


# ------------------------------------------------------------------ reading
@pytest.mark.parametrize(("name", "content"), [
    ("職務経歴書.docx", forms.word_lines()), ("履歴書.xlsx", forms.sheet_form()), ("経歴.pdf", forms.pdf("lines")), ("経歴.txt", forms.TEXTS["form"].encode("cp932")),
    ("Basic_LinkedInDataExport.zip", forms.linkedin()), ("Positions.csv", forms.table(forms.LINKEDIN["Positions.csv"])), ("resume.json", forms.json_resume()),
    ("名前はあてにしない.exe", forms.word_table())])
def test_each_kind_of_file_leads_to_the_confirm_page_and_adds_nothing(me, saeki, name, content):
    before = queries.sheet_of(saeki)
    page = send(me, content, name, follow=True)
    assert page.redirect_chain == [(url("import_confirm", Import.objects.get().pk), 302)]
    assert page.status_code == 200
    assert f"「{name}」から読み取りました" in words(page)
    assert queries.sheet_of(saeki) == before


@pytest.mark.parametrize(("content", "told"), [(b"\x89PNG", "種類のファイルは読み取れません"), ("こんにちは".encode(), "職歴が見つかりませんでした"),
                                               (forms.word_lines()[:-50], "壊れているか"), (b"", "空です")])
def test_an_unreadable_file_says_what_happened_what_is_safe_and_what_to_do(me, saeki, content, told):
    page = send(me, content)
    assert page.status_code == 422
    assert told in words(page)
    assert "棚卸しの内容は変わっていません" in words(page)
    assert f'href="{url("career")}"' in page.content.decode()
    assert not Import.objects.exists()


def test_no_file_at_all(me):
    page = me.post(url("import"))
    assert page.status_code == 422
    assert "ファイルを選んでください" in words(page)


def test_a_sixth_file_is_refused_on_the_page(me, saeki):
    for _ in range(5):
        waiting(saeki, Found(about="x"))
    assert "確かめていないファイルが5つあります" in words(send(me, forms.TEXTS["form"].encode()))
    assert words(me.get(url("import"))).count("経歴.txt") == 5


# ------------------------------------------------------------------ confirming
def test_a_file_becomes_an_inventory(me, saeki):
    page = send(me, forms.word_lines(), "職務経歴書.docx", follow=True)
    sent = fields(page)
    assert [sent[f"career-{n}-keep"] for n in range(3)] == [["on"]] * 3
    assert (sent["career-0-from_year"], sent["career-1-role"], sent["career-0-place"]) == ("1983", "project-leader", "銀行の情報処理")
    assert "jcl" in sent["skills"]
    assert "cobol" not in sent["skills"]    # held already
    del sent["career-2-keep"]
    sent |= {"career-0-place": "システム会社", "career-0-to_year": "平成元年", "skills": [one for one in sent["skills"] if one != "jcl"], "languages": ["en"]}
    page = me.post(url("import_confirm", Import.objects.get().pk), sent)
    assert page["Location"] == f"{url('skills')}?from=text"
    assert [(one.from_year, one.to_year, one.role_id, one.place) for one in saeki.careers.all()][1:] == [
        (1983, 1989, "open-programmer", "システム会社"), (1990, 2003, "project-leader", "銀行の情報処理")]
    saeki.refresh_from_db()
    assert {one["code"]: one["level"] for one in saeki.languages} == {"ja": "native", "en": "reading_writing"}
    assert saeki.career_text.startswith("銀行で20年間")
    assert "jcl" in saeki.refused_skills.values_list("skill", flat=True)
    again = fields(send(me, forms.word_lines(), follow=True))
    assert "career-0-keep" not in again     # what is there already is not ticked
    assert "jcl" not in again.get("skills", [])     # what was refused is not offered again
    assert "keep_about" not in again


def test_mistakes_are_shown_with_everything_kept_and_only_for_what_is_ticked(me, saeki):
    row = waiting(saeki, Found(careers=(FoundCareer(1990, 1980, did="逆の年"), FoundCareer(1990, 1995, did="二つ目"))))
    sent = fields(me.get(url("import_confirm", row.pk)))
    page = me.post(url("import_confirm", row.pk), sent | {"career-1-did": "  ", "career-1-from_year": "", "career-1-to_year": ""})
    assert page.status_code == 422
    assert "最後の年が、最初の年より前" in words(page) or "前" in words(page)
    assert page.content.decode().count('<details class="fold" open>') == 2
    assert "「したこと」か年を書いてください。入れないときは、印を外してください" in words(page)
    assert saeki.careers.count() == 1
    assert fields(page)["career-0-to_year"] == "1980"
    del sent["career-0-keep"]
    assert me.post(url("import_confirm", row.pk), sent).status_code == 302
    assert [one.did for one in saeki.careers.all()][1:] == ["二つ目"]


def test_beyond_thirty_nothing_is_lost(me, saeki):
    for n in range(27):
        actions.save_career(by=saeki.user, participant=saeki, did=f"仕事{n}")
    row = waiting(saeki, Found(careers=tuple(FoundCareer(1980 + n, did=f"読んだ仕事{n}") for n in range(4)), dropped=3))
    page = me.get(url("import_confirm", row.pk))
    sent = fields(page)
    assert [f"career-{n}-keep" in sent for n in range(4)] == [True, True, False, False]
    assert "ほかに3件の経験があります" in words(page)
    page = me.post(url("import_confirm", row.pk), sent | {"career-2-keep": "on", "career-3-did": "直した言葉"})
    assert page.status_code == 422
    assert "あと2件入りますが、3件に印が付いています" in words(page)
    assert fields(page)["career-3-did"].strip() == "直した言葉"
    assert me.post(url("import_confirm", row.pk), sent).status_code == 302
    assert saeki.careers.count() == 30


def test_what_we_have_no_word_for_is_named(me, saeki):
    row = waiting(saeki, Found(skills=(FoundSkill("かご編み"),), languages=(FoundLanguage("クリンゴン語", "少し"), FoundLanguage("英語", "", "en", ""))))
    page = words(me.get(url("import_confirm", row.pk)))
    assert "かご編み" in page
    assert "クリンゴン語 少し" in re.sub(r"\s+", " ", page)


def test_what_was_read_can_be_dropped(me, saeki):
    row = waiting(saeki, Found(about="x"))
    page = me.post(url("import_stop", row.pk), follow=True)
    assert "読み取った内容を消しました" in words(page)
    assert not Import.objects.exists()
    assert_over(me, row.pk)


def assert_over(me, pk):
    """Back and a second page lead on, whatever they send."""
    for page in (me.get(url("import_confirm", pk), follow=True), me.post(url("import_confirm", pk), {"about": "x"}, follow=True),
                 me.post(url("import_stop", pk), follow=True)):
        assert page.redirect_chain == [(url("skills"), 302)]
        assert "別のページですでに入れたか、やめています" in words(page)
    assert me.get(url("import_confirm", "0198c0de-0000-7000-8000-000000000000")).status_code == 404


def test_a_confirmed_file_is_no_page_any_more(me, saeki):
    row = waiting(saeki, Found(skills=(FoundSkill("JCL", skill="jcl"),)))
    actions.confirm_import(by=saeki.user, row=row, careers=[], skills=["jcl"])
    assert_over(me, row.pk)
    Import.objects.all().delete()
    assert_over(me, row.pk)
    assert list(imports.imports_of(saeki)) == []


def test_accepted_skills_are_asked_for_their_level(me, saeki):
    row = waiting(saeki, Found(skills=(FoundSkill("エスキューエル", skill="sql"),)))
    actions.confirm_import(by=saeki.user, row=row, careers=[], skills=["sql"])
    asked = next(one for one in queries.offered_skills(saeki) if one.skill.pk == "sql")
    assert (asked.level, asked.source, asked.words) == (0, "text", ("エスキューエル",))


# ------------------------------------------------------------------ who, and the way out
@pytest.mark.parametrize("name", ["import_confirm", "import_stop"])
def test_a_stranger_finds_nothing(client, saeki, stranger, name):
    row = waiting(saeki, Found(about="x"))
    client.force_login(stranger.user)
    assert client.post(url(name, row.pk)).status_code == 404
    client.force_login(make_user("nobody@example.jp", "名無 始"))
    assert client.post(url(name, row.pk)).status_code == 404
    assert client.get(url("import"))["Location"] == url("areas")
    assert client.get(url("resume_json")).status_code == 404
    assert Import.objects.count() == 1


def test_the_inventory_goes_on_as_json_resume_and_comes_back(me, saeki):
    actions.save_career_text(by=saeki.user, participant=saeki, text="銀行で二十年。")
    answer = me.get(url("resume_json"))
    made = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="resume.json"'
    assert made["basics"] == {"name": "佐伯 和夫", "summary": "銀行で二十年。"}
    assert made["meta"]["canonical"] == f"http://testserver{url('resume_json')}"
    assert made["work"][0]["position"] == "汎用機SE"
    assert {"name": "COBOL", "level": "設計し、人に教えられる", "lastUse": "over10"}.keys() <= made["skills"][0].keys() | {"level"}
    page = send(me, answer.content, "resume.json", follow=True)
    assert "すでに棚卸しにある内容のようなので" in words(page)
    sent = fields(page)
    assert ("career-0-keep" in sent, "keep_about" in sent, "cobol" in sent.get("skills", [])) == (False, False, False)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_open_in_both_languages(me, saeki, language):
    from django.utils import translation
    row = waiting(saeki, Found(careers=(FoundCareer(1990, did="x"),), about="y", skills=(FoundSkill("SQL", skill="sql"),)))
    with translation.override(language):
        for page in (me.get(url("import")), me.get(url("import_confirm", row.pk))):
            assert page.status_code == 200
            assert page.content.decode().count("<h1") == 1


# ------------------------------------------------------------------ the original
def test_the_original_stands_below_the_sheet_for_its_owner_alone(me, saeki, stranger):
    text = forms.TEXTS["form"].encode()
    me.post(url("import"), {"file": SimpleUploadedFile("経歴.txt", text), "keep": "on"})
    kept = imports.kept_files_of(saeki).get()
    shown = me.get(url("sheet")).content.decode()
    assert [shown.count(f'"{url(name, kept.pk)}"') for name in ("kept_file", "remove_kept_file")] == [1, 1]
    sent = me.get(url("kept_file", kept.pk))
    assert (b"".join(sent.streaming_content), sent["Content-Disposition"].startswith("attachment")) == (text, True)
    other = Client()
    other.force_login(stranger.user)
    assert [other.get(url("kept_file", kept.pk)).status_code, other.post(url("remove_kept_file", kept.pk)).status_code] == [404, 404]
    assert me.post(url("remove_kept_file", kept.pk)).url == url("sheet")
    assert me.get(url("sheet")).content.decode().count("残しておくことにしたファイル") == 0


def test_an_archive_is_read_but_not_kept(me, saeki):
    refused = me.post(url("import"), {"file": SimpleUploadedFile("a.zip", forms.linkedin()), "keep": "on"})
    assert (refused.status_code, words(refused).count("読み取れますが、残しておけません"), Import.objects.count()) == (422, 2, 0)  # in the list of errors and at its field


def test_a_file_that_waits_is_said_where_one_goes_on(me, saeki):
    row = waiting(saeki, Found(careers=(FoundCareer(from_year=1990, did="手順書を整えました。"),)))
    place = url("import_confirm", row.pk)
    assert queries.worth_adding(saeki)[0] == ("「経歴.txt」を読み取ってあります。確かめると、棚卸しに入ります。", place)
    for shown in (reverse("home:home"), url("hub")):
        assert f'href="{place}"' in me.get(shown).content.decode()
    saeki.inventory_done_at = None
    saeki.save()
    assert f'href="{place}"' in me.get(reverse("home:home")).content.decode()
    actions.drop_import(by=saeki.user, row=row)
    assert f'href="{place}"' not in me.get(reverse("home:home")).content.decode()


# ------------------------------------------------------------------ stopping and going on
def test_what_was_changed_is_kept_for_another_device_and_goes_when_it_is_finished(me, saeki, client):
    row = actions.keep_found(by=saeki.user, participant=saeki, kind="txt", name="経歴.txt", found=Found(
        careers=(FoundCareer(1990, 1995, did="帳票"), FoundCareer(1995, 2000, did="窓口")), skills=(FoundSkill("SQL", skill="sql"),)))
    page = url("import_confirm", row.pk)
    sent = Fields(me.get(page)).sent
    changed = {name: value for name, value in sent.items() if name != "career-1-keep"} | {"career-0-did": "帳票の設計", "career-0-from_year": "いつか"}
    assert me.post(url("import_keep", row.pk) + "?quiet=1", changed).status_code == 204
    answer = me.post(url("import_keep", row.pk), changed, follow=True)
    assert answer.redirect_chain[0][0] == url("import")
    assert "変えたところを残しました" in words(answer)
    other = Client()
    other.force_login(saeki.user)
    shown = other.get(page)
    again = Fields(shown).sent
    assert "前に変えたところを、そのまま戻しました" in words(shown)
    assert (again["career-0-did"].strip(), again["career-0-from_year"], again.get("career-1-keep")) == ("帳票の設計", "いつか", None)
    assert not saeki.careers.filter(did__startswith="帳票").exists()
    assert other.post(page, again | {"career-0-from_year": "1991"}).status_code == 302
    assert saeki.careers.filter(did="帳票の設計", from_year=1991).exists()
    rest = Import.objects.filter(pk=row.pk).first()
    assert rest is None or (rest.typed == {} and "帳票" not in str(rest.found))
    assert me.post(url("import_keep", row.pk) + "?quiet=1", changed).status_code == 204
    assert me.post(url("import_keep", row.pk), changed).status_code == 302
    assert not Import.objects.filter(pk=row.pk).exclude(typed={}).exists()


def test_two_devices_keep_what_each_changed(me, saeki):
    row = actions.keep_found(by=saeki.user, participant=saeki, kind="txt", name="経歴.txt", found=Found(
        careers=(FoundCareer(1990, 1995, did="帳票"), FoundCareer(1995, 2000, did="窓口"))))
    page, keep = url("import_confirm", row.pk), url("import_keep", row.pk) + "?quiet=1"
    shown = Fields(me.get(page)).sent       # on both devices

    def leave(changes, *, untick=()):
        sent = {name: value for name, value in shown.items() if name not in untick} | changes
        assert me.post(keep, sent | {"changed_here": " ".join([*changes, *untick])}).status_code == 204
        return Fields(me.get(page)).sent
    leave({})                               # looked at only: nothing is kept
    assert Import.objects.get().typed == {}
    leave({"career-0-did": "帳票の設計"})
    leave({"career-1-did": "窓口の責任者"}, untick=["career-0-keep"])
    leave({})
    now = Fields(me.get(page)).sent
    assert (now["career-0-did"].strip(), now["career-1-did"].strip(), now.get("career-0-keep")) == ("帳票の設計", "窓口の責任者", None)
    assert "changed_here" not in Import.objects.get().typed


def test_nobody_else_keeps_and_what_is_gone_is_said(saeki, stranger):
    row = actions.keep_found(by=saeki.user, participant=saeki, kind="txt", name="x", found=Found(about="x"))
    with pytest.raises(Refused):
        actions.keep_typed(by=stranger.user, row=row, typed={"about": ["y"]})
    assert actions.keep_typed(by=saeki.user, row=row, typed={"about": ["y"]}).typed == {"about": ["y"]}
    actions.drop_import(by=saeki.user, row=Import.objects.get(pk=row.pk))
    with pytest.raises(Refused):
        actions.keep_typed(by=saeki.user, row=row, typed={})
