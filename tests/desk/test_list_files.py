"""A list goes out as our YAML and comes in again; first everybody sees what would change."""
import copy

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from engawa.front.desk.lists.kinds import SHELVES
from engawa.journey.postings.models import Template
from engawa.journey.skills import actions, queries
from engawa.journey.skills.models import Alias, Edition, RoleSkill, Skill, Tool
from engawa.journey.skills.reference import Loader

KINDS = {code: shelf.kind for code, shelf in SHELVES.items()}


def where(code):
    return reverse("desk:list_file", args=[code])


def got(client, code):
    answer = client.get(reverse("desk:list_download", args=[code]))
    assert answer["Content-Disposition"] == f'attachment; filename="{KINDS[code].file}"'
    return answer.content.decode()


def send(client, code, text):
    return client.post(where(code), {"file": SimpleUploadedFile("list.yaml", text.encode())})


def confirm(client, code, shown, **changes):
    form = shown.context["confirm"]
    return client.post(where(code), {**{name: form[name].value() for name in ("content", "seen")}, "why": "まとめて", **changes})


@pytest.mark.parametrize("code", list(KINDS))
def test_out_and_in_again_changes_nothing(desk, client, code):
    text = got(client, code)
    assert yaml.load(text, Loader=Loader) == KINDS[code].document()
    shown = send(client, code, text)
    assert (shown.status_code, shown.context["plan"].count, shown.context["plan"].rows) == (200, 0, queries.rows_in_order(KINDS[code]))
    assert shown.content.decode().count("ファイルと一覧は同じ内容です") == 1


def test_a_changed_file_is_shown_first_and_saved_when_confirmed(desk, client):
    kind = KINDS["tool"]
    actions.retire_row(by=desk, kind=kind, slug="backlog", seen=1)
    document = {**kind.document(), "tools": [dict(row) for row in kind.rows().values() if row["slug"] != "webex"]}
    document["tools"][0]["desc_ja"] = "顔を見て話します。"
    document["tools"].append({**document["tools"][0], "slug": "new-tool", "ja": "新しい道具", "en": "New tool"})
    shown = send(client, "tool", yaml.safe_dump(document, allow_unicode=True))
    plan = shown.context["plan"]
    assert (plan.new, plan.returning, plan.retired) == (["新しい道具"], ["Backlog"], ["Webex"])
    assert [(name, [place.label for place in places]) for name, places in plan.changed] == [("Zoom", ["説明（日本語）"])]
    assert Tool.objects.get(pk="zoom").desc_ja != "顔を見て話します。"
    assert confirm(client, "tool", shown)["Location"] == reverse("desk:list", args=["tool"])
    assert [Tool.objects.get(pk=slug).is_retired for slug in ("zoom", "new-tool", "backlog", "webex")] == [False, False, False, True]
    newest = queries.versions("tool", "zoom")[0]
    assert (newest.number, newest.by, newest.why, Tool.objects.get(pk="zoom").desc_ja) == (2, desk, "まとめて", "顔を見て話します。")
    assert sum(loaded.written for loaded in actions.load_vocabulary()) == 0
    assert yaml.load(got(client, "tool"), Loader=Loader)["tools"] == plan.rows
    late = confirm(client, "tool", shown)                                          # sent twice from an old page
    assert late.status_code == 422


def test_a_list_changed_meanwhile_is_shown_anew(desk, client):
    kind = KINDS["tool"]
    document = {**kind.document(), "tools": [row for row in kind.rows().values() if row["slug"] != "webex"]}
    shown = send(client, "tool", yaml.safe_dump(document, allow_unicode=True))
    actions.retire_row(by=desk, kind=kind, slug="backlog", seen=1)
    late = confirm(client, "tool", shown)
    assert (late.status_code, late.content.decode().count("その間に、ほかの人が一覧を変えました")) == (422, 1)
    assert not Tool.objects.get(pk="webex").is_retired
    assert confirm(client, "tool", late).status_code == 302
    assert [Tool.objects.get(pk=slug).is_retired for slug in ("webex", "backlog")] == [True, False]


def test_words_move_from_one_skill_to_another(desk, client):
    kind = KINDS["skill"]
    rows = copy.deepcopy(kind.rows())
    word = rows["jcl"]["aliases"].pop()
    rows["cobol"]["aliases"].append(word)
    rows["new-skill"] = {**copy.deepcopy(rows["cobol"]), "slug": "new-skill", "ja": "新しい技", "en": "New skill", "aliases": ["新しい技術"], "ambiguous": [],
                         "related": {"cobol": 0.5}}
    rows["cobol"]["related"] = {"new-skill": 0.5}
    shown = send(client, "skill", yaml.safe_dump({**kind.document(), "skills": list(rows.values())}, allow_unicode=True))
    assert (shown.context["problems"], shown.context["plan"].count) == ([], 3)
    assert confirm(client, "skill", shown).status_code == 302
    assert (Alias.objects.get(text=word).skill_id, Skill.objects.get(pk="cobol").relations.filter(kind="related").get().target_id) == (
        "cobol", "new-skill")
    rows["jcl"]["aliases"].append(word)
    twice = send(client, "skill", yaml.safe_dump({**kind.document(), "skills": list(rows.values())}, allow_unicode=True))
    assert twice.status_code == 422
    assert [problem.words.count(word) for problem in twice.context["problems"]] == [1]


@pytest.mark.parametrize(("old", "new", "line", "said"), [
    ('en: Website check-up and improvement plan', 'en: ""', 6, "題名（英語）"), ("typical: 13", "typical: 99", 8, "13"),
    ("weeks: 3", "weeks: 1", 9, "8"), ("skill: web-direction", "skill: no-such", None, "no-such"),
    ("area: web-sns", "area: nowhere", 5, "分野"), ("en: Write the report", 'en: "書く"', None, "英語の欄"),
    ("version: 1", "version: 1\nextra: 1", 3, "extra")])
def test_what_is_wrong_is_said_with_its_line(desk, client, old, new, line, said):
    text = got(client, "template")
    assert text.count(old) >= 1
    answer = send(client, "template", text.replace(old, new, 1))
    assert (answer.status_code, answer.context["plan"]) == (422, None)
    problems = answer.context["problems"]
    assert sum(problem.words.count(said) for problem in problems) >= 1
    assert line is None or problems[0].line == line
    assert all(problem.line > 0 for problem in problems)
    assert Edition.objects.filter(kind="template", number=2).count() == 0


def test_fixed_lists_and_words_of_two_roles_are_said_with_their_line(desk, client):
    kind = KINDS["level"]
    rows = copy.deepcopy(list(kind.rows().values()))
    rows[1]["itss"], rows[0]["desc_ja"], gone = [3], "別の説明です。", rows.pop()
    rows.append({**gone, "slug": "one-more", "level": 6})
    wrong = send(client, "level", yaml.safe_dump({**kind.document(), "levels": rows}, allow_unicode=True))
    assert (wrong.status_code, wrong.context["plan"]) == (422, None)
    assert sorted((problem.words, problem.line > 0) for problem in wrong.context["problems"]) == [
        ("「desc_ja」は、ここでは変えられません。", True), ("「expert」がありません。", True), ("「itss」は、ここでは変えられません。", True),
        ("「one-more」という項目は、ここにはありません。", True)]
    rows = copy.deepcopy(list(KINDS["role"].rows().values()))
    rows[0]["aliases"].append("コボラー")
    twice = send(client, "role", yaml.safe_dump({**KINDS["role"].document(), "roles": rows}, allow_unicode=True))
    assert [problem.words.count("コボラー") for problem in twice.context["problems"]] == [1]
    rows[0]["aliases"][-1], rows[0]["skills"][0]["level"] = "ホスト屋", 5
    shown = send(client, "role", yaml.safe_dump({**KINDS["role"].document(), "roles": rows}, allow_unicode=True))
    assert [[place.label for place in places] for _name, places in shown.context["plan"].changed] == [
        ["ほかの呼び方", "この役割の人がふつう持っているスキル"]]
    assert confirm(client, "role", shown).status_code == 302
    assert RoleSkill.objects.get(role=rows[0]["slug"], skill=rows[0]["skills"][0]["skill"]).level == 5


def test_broken_and_huge_files_end_in_a_sentence(desk, client):
    for text, said in (("a: [", "1行目"), ("x" * 1_100_000, "1MBより大きい"), ("a: &a [1]", "1行目")):
        answer = send(client, "template", text)
        assert (answer.status_code, answer.content.decode().count(said)) == (422, 1)
    assert client.post(where("template"), {}).status_code == 422
    assert client.get(where("template")).status_code == 200
    assert Template.objects.filter(retired_at=None).count() == len(KINDS["template"].rows())
