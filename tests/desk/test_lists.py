"""The desk's pages of templates and words: seen, changed, compared, brought back, taken out of use."""
import pytest
from django.urls import reverse
from django.utils import translation

from engawa.front.desk.lists.kinds import SHELVES, differences
from engawa.front.desk.lists.names import Names
from engawa.journey.postings import actions as postings
from engawa.journey.postings.models import Posting, Template
from engawa.journey.skills import actions, queries
from engawa.journey.skills.models import Alias, CareerRole, Cause, Edition, Skill, Tool
from tests.people import STRANGER, make_desk, make_participant

CHECKUP = "website-checkup"


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


def typed(code, slug, **changes):
    """What the form of a thing sends back when nothing or a little was typed."""
    head = queries.versions(code, slug)[0]
    form = SHELVES[code].form(row=head.row, seen=head.number)
    data = {name: form.fields[name].prepare_value(value) for name, value in form.initial.items() if name in form.fields}
    return {name: value for name, value in {**data, **changes}.items() if value not in (None, False)}


def save(client, code, slug, **changes):
    return client.post(url("list_edit", code, slug), typed(code, slug, **changes))


@pytest.mark.parametrize("code", list(SHELVES))
def test_a_row_goes_through_its_form_unchanged(desk, code):
    shelf, names = SHELVES[code], Names()
    changed = {}
    for head in queries.newest(code):
        given = shelf.form(row=head.row, names=names)
        data = {name: given.fields[name].prepare_value(value) for name, value in given.initial.items() if name in given.fields}
        form = shelf.form(data, row=head.row, names=names)
        if not form.is_valid() or form.made_row(head.slug) != head.row:
            changed[head.slug] = dict(form.errors) or [place.label for place in differences(shelf, head.row, form.made_row(head.slug), names)]
    assert changed == {}


@pytest.mark.parametrize(("code", "asked", "count"), [("template", "ホームページ診断", 1), ("skill", "cobol", 3), ("skill", "表計算", None),
                                                       ("tool", "Slack", 1), ("cause", "まちづくり", 1), ("role", "コボラー", 1),
                                                       ("area", "データ", 1), ("level", "一人で", 1), ("skill", "ない言葉", 0)])
def test_lists_are_searched_and_paged(desk, client, code, asked, count, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        every = client.get(url("list", code))
    assert every.context["page"].paginator.count == SHELVES[code].kind.model.objects.count()
    assert len(every.context["rows"]) <= 40
    found = client.get(url("list", code), {"find": asked}).context["page"].paginator.count
    assert found == count if count is not None else found > 1


def test_what_is_out_of_use_stands_at_the_end(desk, client):
    actions.retire_row(by=desk, kind=SHELVES["template"].kind, slug=CHECKUP, seen=1)
    rows = client.get(url("list", "template"), {"page": 2}).context["rows"]
    assert rows[-1][0].pk == CHECKUP
    assert client.get(reverse("postings:template", args=[CHECKUP])).status_code == 404


def test_a_template_is_changed_looked_at_and_compared(desk, client):
    page = client.get(url("list_thing", "template", CHECKUP)).content.decode()
    assert page.count("まだ実績が少ない") == 1
    assert "専門用語を使わずに" in page
    looked = client.post(url("list_edit", "template", CHECKUP), typed("template", CHECKUP, title_ja="ホームページの診断", preview="1"))
    assert (looked.status_code, Edition.objects.filter(slug=CHECKUP).count()) == (200, 1)
    assert looked.content.decode().count("まだ保存していません") == 1
    assert [language for language, _shown in looked.context["shown"]] == ["ja", "en"]
    made = save(client, "template", CHECKUP, title_ja="ホームページの診断", weeks="4", why="題名を短くした")
    assert made["Location"] == url("list_thing", "template", CHECKUP)
    template = Template.objects.get(pk=CHECKUP)
    assert (template.title_ja, template.weeks, template.size) == ("ホームページの診断", 4, "small")
    story = client.get(url("list_versions", "template", CHECKUP))
    assert [[place.label for place in change.places] for change in story.context["changes"]] == [["題名（日本語）", "週の数"], []]
    assert story.content.decode().count("題名を短くした") == 1
    assert [[(place.before, place.after) for place in change.back] for change in story.context["changes"]] == [
        [], [("ホームページの診断", "ホームページ診断と改善提案"), ("4", "3")]]
    assert (story.content.decode().count("戻すと変わるところを見る（2か所）"), story.content.decode().count("この版に戻す")) == (1, 1)


@pytest.mark.parametrize("code", list(SHELVES))
def test_both_languages_are_asked_for_in_every_form(desk, client, code):
    """Each field that has a twin in the other language; an empty one is said at the field itself, and nothing is changed."""
    slug = {"template": CHECKUP, "skill": "cobol"}.get(code) or queries.newest(code)[0].slug
    names = SHELVES[code].form(row=queries.versions(code, slug)[0].row).fields
    twins = [("ja", "en")] * ("ja" in names and "en" in names) + [
        (name, f"{name[:-2]}en") for name in names if name.endswith("_ja") and f"{name[:-2]}en" in names]
    missed = []
    for pair in twins:
        for empty, other in (pair, pair[::-1]):
            data = typed(code, slug, **{empty: ""})
            data[other] = data.get(other) or {"ja": "ある言葉", "en": "Some words"}[other[-2:]]
            answer = client.post(url("list_edit", code, slug), data)
            if answer.status_code != 422 or not answer.context["form"].errors.get(empty):
                missed.append((empty, answer.status_code))
    assert (missed, len(twins) > 0, queries.versions(code, slug).count()) == ([], True, 1)


def test_a_posting_keeps_the_words_of_its_template(desk, client):
    from engawa.demo.builders.organizations import make_organization
    organization = make_organization()
    owner = organization.memberships.get().user
    posting = postings.start_posting(by=owner, organization=organization, template=Template.objects.get(pk=CHECKUP))
    save(client, "template", CHECKUP, title_ja="ホームページの診断")
    assert Posting.objects.get(pk=posting.pk).title == "ホームページ診断と改善提案"


@pytest.mark.parametrize(("changes", "field", "said"), [
    ({"title_en": ""}, "title_en", "題名（英語）"), ({"title_en": "診断"}, "title_en", "英語の欄に日本語"),
    ({"hours_min": "14"}, "hours_min", "13"), ({"hours_max": "12"}, "hours_max", "13"), ({"hours_typical": "15"}, "hours_typical", "13"),
    ({"hours_typical": ""}, "hours_typical", "入力"), ({"weeks": "1"}, "weeks", "8"),
    ({"deliverables_en": "one"}, "deliverables_en", "1行"), ({"out_of_scope_en": ""}, "out_of_scope_en", "英語"),
    ({"required_skills": "ない技 3"}, "required_skills", "ない技"), ({"required_skills": "WordPress"}, "required_skills", "WordPress"),
    ({"required_skills": "WordPress 5"}, "required_skills", "WordPress 5"), ({"nice_skills": "SEO 2\nSEO対策 3"}, "nice_skills", "2回"),
    ({"nice_skills": "web-direction 2"}, "nice_skills", "2回"), ({"tools": "ない道具"}, "tools", "ない道具"),
    ({"steps_ja": "聞き取る"}, "steps_ja", "聞き取る")])
def test_what_is_wrong_is_said_at_its_field(desk, client, changes, field, said):
    answer = save(client, "template", CHECKUP, **changes)
    assert answer.status_code == 422
    assert "".join(map(str, answer.context["form"].errors[field])).count(said) >= 1
    assert Edition.objects.filter(slug=CHECKUP).count() == 1


@pytest.mark.parametrize(("changes", "field", "said"), [
    ({"aliases": "JCL"}, "__all__", "JCL"), ({"related": "COBOL 0.5"}, "related", "それ自身"), ({"related": "JCL"}, "related", "JCL"),
    ({"transfers_to": "ない技 0.5"}, "transfers_to", "ない技"), ({"transfer_note_ja": "", "transfer_note_en": "x"}, "transfer_note_ja", "両方"),
    ({"transfer_note_ja": "あ", "transfer_note_en": ""}, "transfer_note_en", "両方"), ({"en": ""}, "en", "英語")])
def test_what_is_wrong_with_a_skill(desk, client, changes, field, said):
    answer = save(client, "skill", "cobol", **changes)
    assert answer.status_code == 422
    assert "".join(map(str, answer.context["form"].errors[field])).count(said) >= 1


def test_skills_tools_and_causes_are_changed(desk, client):
    assert save(client, "skill", "cobol", aliases="COBOL85\n事務用言語", related="JCL 0.7", ambiguous="").status_code == 302
    assert set(Alias.objects.filter(skill="cobol", added_at__isnull=False).values_list("text", flat=True)) == {"事務用言語"}
    assert save(client, "tool", "slack", desc_ja="話題ごとの部屋です。", skill="").status_code == 302
    assert Tool.objects.get(pk="slack").skill is None
    assert save(client, "tool", "slack", skill="ない技").status_code == 422
    assert save(client, "cause", "health-welfare", examples_ja="見守り", sdgs=["1", "3"]).status_code == 302
    assert (Cause.objects.get(pk="health-welfare").examples_ja, Cause.objects.get(pk="health-welfare").sdgs) == ("見守り", [1, 3])


def test_roles_areas_and_levels_are_changed_and_seen_where_people_choose(desk, client):
    looked = client.post(url("list_edit", "role", "mainframe-se"), typed("role", "mainframe-se", ja="大型機の技術者", skills="COBOL 5", preview="1"))
    assert [(language, seen.above, seen.name, seen.lines) for language, seen in looked.context["shown"]] == [
        ("ja", "開発", "大型機の技術者", ["COBOL　組織を率いる"]), ("en", "Development", "Mainframe systems engineer", ["COBOL　Expert leader"])]
    assert CareerRole.objects.get(pk="mainframe-se").ja == "汎用機SE"
    assert save(client, "role", "mainframe-se", ja="大型機の技術者", skills="COBOL 5", aliases="ホスト屋").status_code == 302
    assert save(client, "area", "data", desc_ja="記録を整える分野です。").status_code == 302
    assert save(client, "level", "independent", ja="一人でこなせる", self_check_ja="一人でこなしていました。").status_code == 302
    assert queries.versions("level", "independent")[0].row["itss"] == [3]
    client.force_login(make_participant(**STRANGER).user)
    page = client.get(reverse("participants:areas")).content.decode()
    assert (page.count("大型機の技術者"), page.count("汎用機SE"), page.count("記録を整える分野です。")) == (1, 0, 1)
    skills = client.get(reverse("participants:skills") + "?find=COBOL").content.decode()
    assert (skills.count("一人でこなしていました。") > 0, skills.count("仕事として、一人で任されたことがあります。")) == (True, 0)


@pytest.mark.parametrize(("code", "slug", "changes", "field", "said"), [
    ("role", "mainframe-se", {"skills": "COBOL"}, "skills", "COBOL"), ("role", "mainframe-se", {"skills": "ない技 3"}, "skills", "ない技"),
    ("role", "mainframe-se", {"skills": "COBOL 6"}, "skills", "5"), ("role", "mainframe-se", {"aliases": "コボラー"}, "__all__", "コボラー"),
    ("role", "mainframe-se", {"skills": "COBOL 3\nCOBOL 4"}, "skills", "2回"), ("role", "mainframe-se", {"family": ""}, "family", "見出し"),
    ("area", "data", {"desc_en": ""}, "desc_en", "英語"), ("level", "independent", {"self_check_en": "一人で"}, "self_check_en", "英語の欄に日本語")])
def test_what_is_wrong_with_a_role_an_area_a_level(desk, client, code, slug, changes, field, said):
    answer = save(client, code, slug, **changes)
    assert answer.status_code == 422
    assert "".join(map(str, answer.context["form"].errors[field])).count(said) >= 1
    assert Edition.objects.filter(kind=code, slug=slug).count() == 1


@pytest.mark.parametrize(("code", "slug"), [("area", "data"), ("level", "independent")])
def test_a_fixed_list_offers_neither_adding_nor_taking_out(desk, client, code, slug):
    assert client.get(url("list_new", code)).status_code == 404
    assert client.get(url("list", code)).content.decode().count("増やしたり外したりはできません") == 1
    thing = client.get(url("list_thing", code, slug)).content.decode()
    assert [thing.count(words) for words in ("増やしたり外したりはできません", url("list_act", code, slug, "retire"), url("list_new", code))] == [1, 0, 0]
    refused = client.post(url("list_act", code, slug, "retire"), {"seen": "1"})
    assert (refused.status_code, refused.content.decode().count("言葉だけ")) == (422, 1)
    assert not SHELVES[code].kind.model.objects.get(pk=slug).is_retired


def test_real_hours_stand_beside_the_hours_in_the_form(desk, client, monkeypatch):
    from engawa.journey.projects import queries as projects
    monkeypatch.setattr(projects, "hours_by_template", lambda slugs: {CHECKUP: projects.RealHours(5, 17, 9, 24)} if CHECKUP in slugs else {})
    for page in (url("list_edit", "template", CHECKUP), url("list_new", "template") + f"?from={CHECKUP}"):
        assert client.get(page).content.decode().count("終わったプロジェクトの実績：5件") == 1
    assert client.get(url("list_new", "template")).content.decode().count("終わったプロジェクトの実績") == 0


def test_something_new_from_an_empty_form_and_as_a_copy(desk, client):
    assert client.get(url("list_new", "skill")).status_code == 200
    facts = {"ja": "和裁の型紙", "en": "Kimono patterns", "group": Skill.objects.get(pk="cobol").group_id, "areas": ["data"], "npo_use": "1"}
    assert client.post(url("list_new", "skill"), {**facts, "en": ""}).status_code == 422
    assert client.post(url("list_new", "skill"), {**facts, "ja": "COBOL"}).status_code == 422
    assert client.post(url("list_new", "skill"), facts)["Location"] == url("list_thing", "skill", "kimono-patterns")
    assert queries.find_skills("和裁")[0].pk == "kimono-patterns"
    copy = url("list_new", "template") + f"?from={CHECKUP}"
    assert client.get(copy).context["form"].initial["title_en"] == "Website check-up and improvement plan"
    data = typed("template", CHECKUP, title_ja="もう一つの診断", title_en="Another check-up")
    assert client.post(copy, {**data, "preview": "1"}).context["preview"]["slug"] == "another-check-up"
    assert client.post(copy, data)["Location"] == url("list_thing", "template", "another-check-up")
    assert client.get(reverse("postings:template", args=["another-check-up"])).status_code == 200
    assert client.get(url("list_new", "template") + "?from=no-such").status_code == 404


def test_two_officers_at_once_see_both_and_decide(desk, client):
    mine = typed("template", CHECKUP, title_ja="わたしの題名")
    other = make_desk("other@example.jp", "別の 人")
    row = queries.versions("template", CHECKUP)[0].row
    actions.save_row(by=other, kind=SHELVES["template"].kind, slug=CHECKUP, row={**row, "title": {**row["title"], "ja": "別の題名"}}, seen=1)
    answer = client.post(url("list_edit", "template", CHECKUP), mine)
    assert answer.status_code == 422
    assert answer.content.decode().count("別の 人さんが第2版を保存しました") == 1
    assert [(place.before, place.after) for place in answer.context["meanwhile"]] == [("別の題名", "わたしの題名")]
    assert Template.objects.get(pk=CHECKUP).title_ja == "別の題名"
    assert client.post(url("list_edit", "template", CHECKUP), {**mine, "seen": answer.context["form"]["seen"].value()}).status_code == 302
    assert Template.objects.get(pk=CHECKUP).title_ja == "わたしの題名"


def test_versions_are_brought_back_and_things_taken_out_of_use(desk, client):
    save(client, "template", CHECKUP, title_ja="ホームページの診断")
    late = client.post(url("list_back", "template", CHECKUP, 1), {"seen": "1"})
    assert (late.status_code, late.content.decode().count("上書きはしていません")) == (422, 1)
    assert client.post(url("list_back", "template", CHECKUP, 1), {"seen": "2"}).status_code == 302
    back = queries.versions("template", CHECKUP)[0]
    assert (Template.objects.get(pk=CHECKUP).title_ja, back.why_words) == ("ホームページ診断と改善提案", "第1版に戻しました。")
    with translation.override("en"):
        assert back.why_words == "Back to version 1."
        assert "Back to version 1." in client.get(url("list_versions", "template", CHECKUP)).content.decode()
    assert client.post(url("list_back", "template", CHECKUP, 9), {"seen": "3"}).status_code == 404
    assert client.post(url("list_act", "template", CHECKUP, "retire"), {"seen": "x"}).status_code == 422
    assert client.post(url("list_act", "template", CHECKUP, "retire"), {"seen": "3", "why": "古い"}).status_code == 302
    assert Template.objects.get(pk=CHECKUP).retired_at is not None
    assert client.get(url("list_thing", "template", CHECKUP)).status_code == 200
    assert client.post(url("list_act", "template", CHECKUP, "restore"), {"seen": "4"}).status_code == 302
    assert [change.state for change in client.get(url("list_versions", "template", CHECKUP)).context["changes"]] == [
        "restored", "retired", "", "", ""]
    shown = client.get(url("list_versions", "template", CHECKUP)).content.decode()
    assert (shown.count("最新の版と同じ内容です。"), shown.count("この版に戻す")) == (3, 1)  # only the second version says something else
    assert client.post(url("list_act", "template", CHECKUP, "erase"), {"seen": "5"}).status_code == 404


def test_what_an_update_changed_too_is_told_and_decided(desk, client):
    assert client.get(url("list_clashes")).content.decode().count("決めることはありません") == 1
    save(client, "template", CHECKUP, title_ja="ホームページの診断")
    head = queries.versions("template", CHECKUP)[0]
    shipped = {**head.shipped, "title": {"ja": "更新の題名", "en": head.row["title"]["en"]}}
    Edition.objects.create(kind="template", slug=CHECKUP, number=3, row=head.row, shipped=shipped, clashes=["title.ja"], from_files=True)
    assert client.get(reverse("desk:queue")).content.decode().count("更新と事務局の直しがちがうところ") == 1
    assert [version.slug for _shelf, version, _title in client.get(url("list_clashes")).context["rows"]] == [CHECKUP]
    page = client.get(url("list_thing", "template", CHECKUP))
    assert [(place.before, place.after) for place in page.context["clashes"]] == [("ホームページの診断", "更新の題名")]
    assert client.get(url("list", "tool")).context["clashes"] == 1
    assert client.post(url("list_act", "template", CHECKUP, "take"), {"seen": "3"}).status_code == 302
    assert Template.objects.get(pk=CHECKUP).title_ja == "更新の題名"
    assert client.post(url("list_act", "template", CHECKUP, "keep"), {"seen": "4"}).status_code == 422


@pytest.mark.parametrize("name", ["list", "list_thing", "list_new", "list_file", "list_download"])
def test_there_is_no_other_list(desk, client, name):
    assert client.get(url(name, "group", *(["x"] if name == "list_thing" else []))).status_code == 404
    assert client.get(url("list_thing", "skill", "no-such")).status_code == 404


@pytest.mark.parametrize(("name", "args"), [
    ("list_clashes", ()), ("list", ("template",)), ("list_new", ("template",)), ("list_file", ("template",)), ("list_download", ("template",)),
    ("list_thing", ("template", CHECKUP)), ("list_edit", ("template", CHECKUP)), ("list_versions", ("template", CHECKUP)),
    ("list_back", ("template", CHECKUP, 1)), ("list_act", ("template", CHECKUP, "retire"))])
def test_only_the_desk_comes_in(desk, client, name, args):
    client.force_login(make_participant(**STRANGER).user)
    assert (client.get(url(name, *args)).status_code, client.post(url(name, *args), {"seen": "1"}).status_code) == (404, 404)
    assert Edition.objects.filter(kind="template", slug=CHECKUP).count() == 1


@pytest.mark.parametrize(("prefix", "name", "beside"), [
    ("", "学びはじめ", '<span lang="en">Learning</span>'), ("/en", "Learning", '<span lang="ja">学びはじめ</span>')])
def test_the_other_language_stands_beside_the_name(desk, client, prefix, name, beside):
    page = client.get(f"{prefix}/desk/lists/level/").content.decode()
    assert page.count(beside) == 1
    assert page.count(f">{name}</a>") == 1
