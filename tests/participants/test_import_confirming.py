"""What the confirm page takes over: roles however they are called, kinds of workplaces without names, entries in their place, true words."""
import json
import re

import pytest
from django.urls import reverse

from engawa.journey.participants import actions
from engawa.journey.participants.imports import json_resume, linkedin, workplaces
from engawa.journey.participants.imports.found import Found, FoundCareer, FoundLanguage, FoundSkill
from engawa.journey.participants.imports.meaning import understood
from engawa.journey.participants.imports.resume import lines_in
from engawa.journey.participants.models import Import
from engawa.journey.participants.queries import imports
from tests.data.imports import forms
from tests.participants.reading import Fields, words
from tests.people import make_participant


def waiting(participant, found):
    return actions.keep_found(by=participant.user, participant=participant, kind="txt", name="経歴.txt", found=found)


def confirm(row):
    return reverse("participants:import_confirm", args=[row.pk])


@pytest.fixture
def bare(house):
    """A participant without experience, allowed to change the inventory."""
    return make_participant("bare@example.jp", "新田 進", skills={}, careers=(), finish=False)


# ------------------------------------------------------------------ roles
@pytest.mark.parametrize(("told", "slug"), [
    ("リーダー（8名）", "project-leader"), ("リーダー 8名", "project-leader"), ("開発リーダー", "project-leader"), ("PL（部下約10名）", "project-leader"),
    ("Systems Engineer", "business-se"), ("Senior systems engineer", "business-se"), ("主任SE", "business-se"), ("ＳＥ／ＰＬ", "business-se"),
    ("Lead Programmer", "open-programmer"), ("Software Engineer, Sr.", "open-programmer"), ("プログラマ", "open-programmer"), ("Team lead", "project-leader"),
    ("OAリーダー", "euc-leader"), ("Chief Wizard", ""), ("8名", ""), ("Leadership", "")])
def test_roles_are_found_with_ranks_and_the_size_of_the_team(house, told, slug):
    one = understood(Found(careers=(FoundCareer(role_words=told, did="帳票を作成"),))).careers[0]
    assert (one.role, one.did) == (slug, "帳票を作成" if slug else f"{told}\n帳票を作成")


# ------------------------------------------------------------------ workplaces
@pytest.mark.parametrize(("name", "kind"), [
    ("株式会社みなと銀行", "銀行"), ("みなと銀行　電算部", "銀行"), ("銀行", "銀行"), ("あおば市役所（電子計算課）", "市役所"), ("東都電機（株）", "電機メーカー"), ("㈱ほしの計算センター", "計算センター"),
    ("学校法人ひがし学園", "学校法人"), ("一般社団法人みほん会", "一般社団法人"), ("海山食品(株) 情報システム室", "食品会社"), ("Example Bank, Tokyo", "Bank"),
    ("株式会社みほんデータ", ""), ("銀行システム開発株式会社", ""), ("フリーランス", "フリーランス"), ("製造業", "製造業"), ("システム会社", "システム会社"), ("", "")])
def test_the_kind_of_a_workplace_is_told_by_its_name(name, kind):
    assert workplaces.kind_of(name) == kind
    assert workplaces.is_name(name) is bool(name and name != kind)


def test_it_is_known_where_a_name_was_read_and_where_a_kind():
    lines = lines_in(["1990年4月～1995年3月 株式会社みほん", "・帳票", "事業内容：銀行の情報処理", "1995年4月～2000年3月 みほん株式会社", "・窓口", "2000年～2005年 市役所", "・窓口"])
    assert [(one.place, one.is_named, one.kind) for one in lines.careers] == [
        ("銀行の情報処理", False, "銀行の情報処理"), ("みほん株式会社", True, ""), ("市役所", False, "市役所")]
    others = json_resume.read(json.dumps({"work": [{"name": "Sample Data"}, {"name": "銀行"}, {"name": "Sample Data", "isKind": True}]}).encode())
    assert [(one.is_named, one.kind) for one in others.careers] == [(True, ""), (False, "銀行"), (False, "Sample Data")]
    assert [one.is_named for one in linkedin.read(forms.linkedin()).careers] == [True, True]


def test_the_name_of_an_employer_is_a_hint_and_is_not_added(me, saeki):
    found = understood(lines_in(["職歴", "1985年4月 みなと銀行 入行", "1990年3月 みなと銀行 退行", "1990年4月 みほん<b>商会</b>株式会社 入社", "2001年3月 みほん<b>商会</b>株式会社 退社"]))
    row = waiting(saeki, found)
    page = me.get(confirm(row))
    shown = re.sub(r"<details.*?</details>", "", page.content.decode(), flags=re.DOTALL)
    assert [f'name="career-{n}-place"' in shown for n in range(2)] == [True, True]
    assert "ファイルには「みなと銀行」とあります" in shown
    assert "みほん&lt;b&gt;商会&lt;/b&gt;株式会社" in shown
    sent = Fields(page).sent
    assert [(sent[f"career-{n}-place"], sent[f"career-{n}-did"].strip()) for n in range(2)] == [("銀行", ""), ("", "")]
    assert me.post(confirm(row), sent | {"career-1-place": "商社"}).status_code == 302
    added = [(one.from_year, one.place, one.did) for one in saeki.careers.all() if one.from_year in (1985, 1990)]
    assert sorted(added) == [(1985, "銀行", ""), (1990, "商社", "")]
    # The same file again: the name stands for the kind that was kept.
    assert imports.written_already(saeki, found.careers) == [True, True]


def test_a_kind_that_was_read_stays_in_the_fold(me, saeki):
    row = waiting(saeki, Found(careers=(FoundCareer(1990, 1995, place="銀行の情報処理", did="帳票"),)))
    page = me.get(confirm(row))
    assert "career-0-place" not in re.sub(r"<details.*?</details>", "", page.content.decode(), flags=re.DOTALL)
    assert Fields(page).sent["career-0-place"] == "銀行の情報処理"


def test_the_same_words_in_other_years_are_another_experience(bare):
    actions.save_career(by=bare.user, participant=bare, did="会社での仕事", from_year=1985, to_year=1990)
    asked = (FoundCareer(1985, 1991, did="会社での仕事"), FoundCareer(1991, 1995, did="会社での仕事"), FoundCareer(did="会社での仕事"),
             FoundCareer(1985, None, did="別の仕事"))
    assert imports.written_already(bare, asked) == [True, False, True, False]


# ------------------------------------------------------------------ their place in the list
@pytest.mark.parametrize(("before", "read", "after"), [
    ([1980, 2000], [1975, 1990, 2010], [1975, 1980, 1990, 2000, 2010]), ([2000], [1990, 2010], [1990, 2000, 2010]),
    ([2010, 2000], [1990, 2005], [2010, 2005, 2000, 1990]), ([1990, 2010, 2000], [1980, 2005], [1990, 2010, 2000, 1980, 2005]),
    ([], [2000, 1990], [2000, 1990]), ([None], [2000, 1990], [None, 2000, 1990]), ([1980, 2000, None], [1990, None], [1980, 1990, 2000, None, None]),
    ([1980, None, 2000], [1990], [1980, None, 2000, 1990]), ([2000, 2000], [1990], [1990, 2000, 2000])])
def test_what_was_read_stands_by_its_years_where_the_list_does(bare, before, read, after):
    for number, year in enumerate(before):
        actions.save_career(by=bare.user, participant=bare, did=f"前{number}", from_year=year)
    row = waiting(bare, Found(about="x"))
    actions.confirm_import(by=bare.user, row=row, careers=[
        *({"did": "前0", "from_year": year} for year in before[:1]), *({"did": f"読んだ{n}", "from_year": year} for n, year in enumerate(read))])
    assert [one.from_year for one in bare.careers.all()] == after
    assert [one.position for one in bare.careers.all()] == list(range(len(after)))


# ------------------------------------------------------------------ what is said afterwards
@pytest.mark.parametrize(("found", "untick", "said"), [
    (Found(careers=(FoundCareer(1990, did="帳票"),)), (), "棚卸しに入れました。"),
    (Found(careers=(FoundCareer(1990, did="帳票"),), skills=(FoundSkill("SQL", skill="sql"),)), (), "スキルはまだ入っていません。次に"),
    (Found(skills=(FoundSkill("SQL", skill="sql"),)), (), "スキルはまだ棚卸しに入っていません。次に"),
    (Found(skills=(FoundSkill("SQL", skill="sql", level=3),)), (), "棚卸しに入れました。"),
    (Found(languages=(FoundLanguage("英語", "上級", "en", "business"),)), (), "棚卸しに入れました。"),
    (Found(careers=(FoundCareer(1990, did="帳票"),)), ("career-0-keep",), "何も入れていません")])
def test_the_answer_says_what_was_added_and_what_comes_next(me, bare, found, untick, said):
    me.force_login(bare.user)
    row = waiting(bare, found)
    sent = {name: value for name, value in Fields(me.get(confirm(row))).sent.items() if name not in untick}
    page = me.post(confirm(row), sent, follow=True)
    assert page.redirect_chain[0][0].startswith(reverse("participants:skills"))
    told = words(page)
    assert said in told
    assert ("まだ" in said) is ("まだ入っていません" in told or "まだ棚卸しに入っていません" in told)
    assert not Import.objects.filter(found__is_confirmed=False).exists()
    assert not bare.held_skills.filter(skill="sql").exclude(level=3).exists()
