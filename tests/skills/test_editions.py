"""What the desk changed lives on beside the next edition of the files; nothing is overwritten, nothing is lost."""
import copy

import pytest

from engawa.base.ui.refusal import Refused
from engawa.journey.participants.queries.choices import roles_named
from engawa.journey.skills import actions, editions, queries
from engawa.journey.skills.actions import AREA, CAUSE, LEVEL, ROLE, SKILL, TOOL
from engawa.journey.skills.editions import merge
from engawa.journey.skills.models import (
    Alias,
    Area,
    CareerRole,
    Cause,
    Edition,
    Level,
    Relation,
    RoleSkill,
    Skill,
    Tool,
)
from tests.people import make_desk, make_participant

pytestmark = pytest.mark.django_db
NOTHING = [0] * 5  # no row of any file was written


@pytest.fixture
def desk(vocabulary):
    return make_desk()


@pytest.fixture
def files(monkeypatch):
    """The next edition of the files: change what it holds, then load."""
    changed = {kind.file: copy.deepcopy(kind.document()) for kind in (SKILL, ROLE, LEVEL, CAUSE, TOOL)}
    monkeypatch.setattr(editions, "_document", lambda owner, file: changed[file])
    return {row["slug"]: row for row in changed["skills.yaml"]["skills"]}, changed


def head(slug, kind=SKILL):
    return queries.versions(kind.name, slug)[0]


def save(desk, slug, kind=SKILL, why="", **fields):
    now = head(slug, kind)
    return actions.save_row(by=desk, kind=kind, slug=slug, row={**now.row, **fields}, seen=now.number, why=why)


def load():
    return [loaded.written for loaded in actions.load_vocabulary()]


@pytest.mark.parametrize(("base", "ours", "theirs", "merged", "clashes"), [
    ("a", "a", "b", "b", []), ("a", "b", "a", "b", []), ("a", "b", "b", "b", []), ("a", "b", "c", "b", ["x"]),
    ({"ja": "a", "en": "b"}, {"ja": "a", "en": "B"}, {"ja": "A", "en": "b"}, {"ja": "A", "en": "B"}, []),
    ({"ja": "a", "en": "b"}, {"ja": "1", "en": "B"}, {"ja": "2", "en": "b"}, {"ja": "1", "en": "B"}, ["x.ja"]),
    (["a", "b"], ["a", "c"], ["b", "a", "d"], ["a", "c", "d"], []),
    (None, ["a"], ["b"], ["a", "b"], []),
    ({"a": 1}, {}, {"a": 1, "b": 2}, {"b": 2}, []), ({"a": 1}, {"a": 2}, {}, {"a": 2}, ["x.a"]),
    ({"skill": None, "n": 1}, {"skill": None, "n": 2}, {"skill": None, "n": 1, "m": 1}, {"skill": None, "n": 2, "m": 1}, []),
    (None, {"a": 1}, {"a": 2}, {"a": 1}, ["x.a"]),
    ([{"a": 1}], [{"a": 2}], [{"a": 3}], [{"a": 2}], ["x"])])
def test_two_changes_become_one(base, ours, theirs, merged, clashes):
    assert merge(base, ours, theirs, "x") == (merged, clashes)


def test_three_figures_are_one_thing():
    assert merge({"min": 1, "max": 3}, {"min": 2, "max": 3}, {"min": 1, "max": 4}, "hours") == ({"min": 2, "max": 3}, ["hours"])


def test_the_desk_changes_a_skill_and_its_words(desk):
    made = save(desk, "cobol", why="新しい言葉", ja="事務の言語", aliases=["COBOL85", "事務用言語"])
    assert (made.number, made.by, made.why, made.from_files) == (2, desk, "新しい言葉", False)
    assert Skill.objects.get(pk="cobol").ja == "事務の言語"
    assert set(Alias.objects.filter(skill="cobol", is_ambiguous=False).values_list("text", flat=True)) == {
        "事務の言語", "COBOL", "COBOL85", "事務用言語"}
    assert [alias.added_at is None for alias in Alias.objects.filter(text__in=["COBOL85", "事務用言語"]).order_by("text")] == [True, False]
    assert load() == NOTHING
    assert save(desk, "cobol") == made                                    # nothing changed, no version


def test_words_are_known_without_a_new_start(desk):
    assert [one.skill for one in queries.extract_skills("事務用言語を書いていました。")] == []
    row = head("cobol").row
    save(desk, "cobol", aliases=[*row["aliases"], "事務用言語"])
    assert [one.skill for one in queries.extract_skills("事務用言語を書いていました。")] == ["cobol"]
    before = queries._state_of_words()
    save(desk, "cobol", npo_use=2)
    assert queries._state_of_words() != before


def test_untouched_rows_follow_the_files_and_touched_ones_are_brought_together(desk, files):
    rows, _changed = files
    save(desk, "cobol", ja="事務の言語", aliases=[*head("cobol").row["aliases"], "事務用言語"])
    rows["cobol"]["en"] = "COBOL language"
    rows["cobol"]["aliases"].append("COBOL 2014")
    rows["jcl"]["ja"] = "ジョブ制御の言語"
    assert load()[0] > 0
    cobol = Skill.objects.get(pk="cobol")
    assert (cobol.ja, cobol.en, Skill.objects.get(pk="jcl").ja) == ("事務の言語", "COBOL language", "ジョブ制御の言語")
    assert Alias.objects.filter(skill="cobol", text__in=["事務用言語", "COBOL 2014"]).count() == 2
    newest = head("cobol")
    assert (newest.number, newest.from_files, newest.by, newest.clashes) == (3, True, None, [])
    assert load() == NOTHING
    assert Edition.objects.filter(kind="skill", slug="cobol").count() == 3


@pytest.mark.parametrize(("takes", "ja", "why"), [(True, "コボルの言語", "今回の更新"), (False, "事務の言語", "こちらの言葉")])
def test_what_both_changed_stays_ours_until_the_desk_decides(desk, files, takes, ja, why):
    rows, _changed = files
    save(desk, "cobol", ja="事務の言語")
    rows["cobol"]["ja"] = "コボルの言語"
    load()
    assert [(row.slug, row.clashes) for row in queries.clashing()] == [("cobol", ["ja"])]
    assert Skill.objects.get(pk="cobol").ja == "事務の言語"
    rows["cobol"]["en"] = "COBOL language"                                # another edition: it is still open
    load()
    assert head("cobol").clashes == ["ja"]
    made = actions.settle_clash(by=desk, kind=SKILL, slug="cobol", seen=3 + 1, takes_files=takes)
    assert (made.row["ja"], made.row["en"], made.clashes) == (ja, "COBOL language", [])
    assert Skill.objects.get(pk="cobol").ja == ja
    assert (load(), list(queries.clashing())) == (NOTHING, [])
    with pytest.raises(Refused):
        actions.settle_clash(by=desk, kind=SKILL, slug="cobol", seen=made.number, takes_files=takes)


def test_a_weight_that_the_files_took_out_is_decided_too(desk, files):
    rows, _changed = files
    weights = head("cobol").row["related"]
    name = next(iter(weights))
    save(desk, "cobol", related={**weights, name: 0.33})
    del rows["cobol"]["related"][name]
    load()
    assert head("cobol").clashes == [f"related.{name}"]
    actions.settle_clash(by=desk, kind=SKILL, slug="cobol", seen=3, takes_files=True)
    assert not Relation.objects.filter(source="cobol", target=name, kind="related").exists()


@pytest.mark.parametrize("takes", [True, False])
def test_a_row_that_left_the_files(desk, files, takes):
    _rows, changed = files
    tools = {row["slug"]: row for row in changed["tools.yaml"]["tools"]}
    save(desk, "slack", TOOL, desc_ja="事務局の言葉です。")
    changed["tools.yaml"]["tools"] = [row for row in changed["tools.yaml"]["tools"] if row["slug"] not in ("slack", "chatwork")]
    load()
    assert (Tool.objects.get(pk="slack").is_retired, Tool.objects.get(pk="chatwork").is_retired) == (False, True)
    assert (head("slack", TOOL).clashes, head("chatwork", TOOL).clashes) == (["retired"], [])
    assert load() == NOTHING
    actions.settle_clash(by=desk, kind=TOOL, slug="slack", seen=3, takes_files=takes)
    assert Tool.objects.get(pk="slack").is_retired == takes
    assert load() == NOTHING
    changed["tools.yaml"]["tools"] += [tools["slack"], tools["chatwork"]]
    load()
    assert not Tool.objects.get(pk="chatwork").is_retired                 # back with the files
    assert Tool.objects.get(pk="slack").is_retired == takes               # what the desk decided stays
    assert load() == NOTHING


def test_nearness_holds_in_both_directions(desk):
    near = head("cobol").row["related"]
    gone = next(iter(near))
    save(desk, "cobol", related={**{slug: weight for slug, weight in near.items() if slug != gone}, "slack": 0.1}, why="近さ")
    assert ("cobol" in head(gone).row["related"], head("slack").row["related"]["cobol"], head("slack").why) == (False, 0.1, "近さ")
    assert sorted(Relation.objects.filter(kind="related", source__in=["slack", gone], target="cobol").values_list("source", "weight")) == [("slack", 0.1)]
    assert load() == NOTHING


def test_out_of_use_and_back(desk, files):
    rows, changed = files
    retired = actions.retire_row(by=desk, kind=SKILL, slug="cobol", seen=1, why="使われない")
    assert (Skill.objects.get(pk="cobol").is_retired, Alias.objects.filter(skill="cobol").count()) == (True, 0)
    with pytest.raises(Refused):
        actions.retire_row(by=desk, kind=SKILL, slug="cobol", seen=2)
    changed["skills.yaml"]["skills"].remove(rows["cobol"])
    load()                                                                # the files leave it out as well: nothing to decide
    assert (head("cobol"), load()) == (retired, NOTHING)
    save(desk, "jcl", aliases=[*head("jcl").row["aliases"], "COBOL"])
    with pytest.raises(Refused, match="COBOL"):
        actions.restore_row(by=desk, kind=SKILL, slug="cobol", seen=2)    # another skill has its name now
    save(desk, "jcl", aliases=[word for word in head("jcl").row["aliases"] if word != "COBOL"])
    actions.restore_row(by=desk, kind=SKILL, slug="cobol", seen=retired.number)
    assert not Skill.objects.get(pk="cobol").is_retired
    with pytest.raises(Refused):
        actions.restore_row(by=desk, kind=SKILL, slug="cobol", seen=3)


def test_a_word_the_desk_gave_to_a_skill_stays_there(desk, files):
    rows, _changed = files
    save(desk, "cobol", aliases=[*head("cobol").row["aliases"], "事務用言語"])
    rows["jcl"]["aliases"].append("事務用言語")
    load()
    assert Alias.objects.get(text="事務用言語").skill_id == "cobol"
    assert load() == NOTHING


def test_new_things_stand_behind_the_files(desk, files):
    row = {**head("slack", TOOL).row, "slug": "new-tool", "ja": "新しい道具", "en": "New tool"}
    made = actions.add_row(by=desk, kind=TOOL, row=row)
    assert (made.number, made.shipped, Tool.objects.last().pk) == (1, None, "new-tool")
    assert load() == NOTHING
    with pytest.raises(Refused):
        actions.add_row(by=desk, kind=TOOL, row=row)
    files[1]["tools.yaml"]["tools"].append({**row, "en": "A new tool"})   # it comes with the files now
    load()
    assert (head("new-tool", TOOL).clashes, Tool.objects.get(pk="new-tool").en) == (["en"], "New tool")
    assert queries.free_slug("tool", "New tool") == "new-tool-2"
    assert queries.free_slug("tool", "新しい") == "added"
    assert queries.free_slug("tool", "File!") == "file-2"


def test_two_officers_at_once(desk):
    save(desk, "health-welfare", CAUSE, ja="保健と福祉")
    with pytest.raises(actions.Changed, match="第2版") as refused:
        actions.save_row(by=desk, kind=CAUSE, slug="health-welfare", row=head("health-welfare", CAUSE).row, seen=1)
    assert refused.value.newest.row["ja"] == "保健と福祉"
    assert Cause.objects.get(pk="health-welfare").ja == "保健と福祉"


def test_an_update_came_between(desk, files):
    files[0]["cobol"]["en"] = "COBOL language"
    load()
    with pytest.raises(actions.Changed, match="更新"):
        actions.save_row(by=desk, kind=SKILL, slug="cobol", row=head("cobol").row, seen=1)


@pytest.mark.parametrize("act", ["add", "save", "retire", "restore", "settle", "import"])
def test_nobody_else_changes_a_list(desk, act):
    by, row = make_participant().user, head("cobol").row
    with pytest.raises(Refused, match="事務局"):
        {"add": lambda: actions.add_row(by=by, kind=SKILL, row={**row, "slug": "x"}),
         "save": lambda: actions.save_row(by=by, kind=SKILL, slug="cobol", row=row, seen=1),
         "retire": lambda: actions.retire_row(by=by, kind=SKILL, slug="cobol", seen=1),
         "restore": lambda: actions.restore_row(by=by, kind=SKILL, slug="cobol", seen=1),
         "settle": lambda: actions.settle_clash(by=by, kind=SKILL, slug="cobol", seen=1, takes_files=True),
         "import": lambda: actions.import_rows(by=by, kind=SKILL, rows=[], seen=queries.last_change("skill"))}[act]()
    assert Edition.objects.filter(kind="skill", slug="cobol").count() == 1


def test_a_file_that_says_the_same_writes_nothing(desk):
    rows = queries.rows_in_order(CAUSE)
    assert actions.import_rows(by=desk, kind=CAUSE, rows=rows, seen=queries.last_change("cause")) == 0
    assert Edition.objects.filter(kind="cause", number=2).count() == 0


# ------------------------------------------------ roles, areas and levels
def test_a_role_is_changed_and_reaches_who_writes_a_career(desk):
    row = head("mainframe-se", ROLE).row
    made = save(desk, "mainframe-se", ROLE, ja="大型機の技術者", aliases=[*row["aliases"], "ホスト屋"],
                skills=[{"skill": "cobol", "level": 5}, {"skill": "excel-basic", "level": 2}], why="いまの言い方")
    assert (made.number, made.why, head("mainframe-se", ROLE)) == (2, "いまの言い方", made)
    assert [(one.skill.pk, one.level) for one in queries.skills_of_roles(["mainframe-se"])] == [("cobol", 5), ("excel-basic", 2)]
    assert [role.name for role in roles_named("ホスト屋")] == ["大型機の技術者"]
    assert [role.ja for family in queries.role_families() for role in family.current_roles if role.pk == "mainframe-se"] == ["大型機の技術者"]
    assert RoleSkill.objects.filter(role="cobol-programmer").count() == len(ROLE.rows()["cobol-programmer"]["skills"])
    assert load() == NOTHING


def test_a_word_means_one_role(desk):
    with pytest.raises(Refused, match="コボラー"):
        save(desk, "mainframe-se", ROLE, aliases=["コボラー"])
    new = {**head("mainframe-se", ROLE).row, "slug": "new-role", "ja": "コボラー", "en": "New role", "aliases": []}
    with pytest.raises(Refused, match="コボラー"):
        actions.add_row(by=desk, kind=ROLE, row=new)
    actions.retire_row(by=desk, kind=ROLE, slug="cobol-programmer", seen=1)
    actions.add_row(by=desk, kind=ROLE, row=new)
    assert ([role.pk for role in roles_named("コボラー")], load()) == (["new-role"], NOTHING)
    with pytest.raises(Refused, match="コボラー"):
        actions.restore_row(by=desk, kind=ROLE, slug="cobol-programmer", seen=2)
    assert CareerRole.objects.get(pk="cobol-programmer").is_retired


def test_roles_and_their_updates_are_brought_together(desk, files):
    roles = {row["slug"]: row for row in files[1]["roles.yaml"]["roles"]}
    save(desk, "mainframe-se", ROLE, ja="大型機の技術者", skills=[{"skill": "cobol", "level": 5}])
    roles["mainframe-se"]["ja"], roles["mainframe-se"]["en"] = "ホストの技術者", "Host engineer"
    roles["mainframe-se"]["skills"] = roles["mainframe-se"]["skills"][:3]
    roles["cobol-programmer"]["skills"].append({"skill": "excel-basic", "level": 2})
    load()
    role = CareerRole.objects.get(pk="mainframe-se")
    assert (role.ja, role.en, head("mainframe-se", ROLE).clashes) == ("大型機の技術者", "Host engineer", ["ja", "skills"])
    assert RoleSkill.objects.filter(role="cobol-programmer", skill="excel-basic", level=2).count() == 1
    actions.settle_clash(by=desk, kind=ROLE, slug="mainframe-se", seen=3, takes_files=True)
    assert RoleSkill.objects.filter(role="mainframe-se").count() == 3
    assert (CareerRole.objects.get(pk="mainframe-se").ja, load()) == ("ホストの技術者", NOTHING)


def test_areas_and_levels_change_their_words(desk, files):
    save(desk, "data", AREA, ja="データを整える", desc_en="Records made usable.")
    save(desk, "independent", LEVEL, ja="一人でこなせる", self_check_ja="仕事として、一人でこなしていました。")
    area, level = Area.objects.get(pk="data"), Level.objects.get(number=3)
    assert (area.ja, area.desc_en, area.is_seed) == ("データを整える", "Records made usable.", True)
    assert (level.name, level.self_check, queries.level_names()[3]) == ("一人でこなせる", "仕事として、一人でこなしていました。", "一人でこなせる")
    assert (queries.levels_called()["一人でできる"], queries.levels_called()["一人でこなせる"]) == (3, 3)   # an old file is understood
    assert [one.pk for one in queries.seed_areas()] == ["web-sns", "data", "systems", "strategy-security"]
    areas = {row["slug"]: row for row in files[1]["skills.yaml"]["areas"]}
    areas["data"]["ja"], areas["data"]["en"] = "データ", "Data"
    load()
    area.refresh_from_db()
    assert (area.ja, area.en, [version.slug for version in queries.clashing()]) == ("データを整える", "Data", ["data"])
    assert load() == NOTHING


@pytest.mark.parametrize(("kind", "slug"), [(AREA, "data"), (LEVEL, "independent")])
def test_fixed_lists_gain_and_lose_nothing(desk, kind, slug):
    rows, seen = queries.rows_in_order(kind), queries.last_change(kind.name)
    new = {**rows[0], "slug": "one-more"}
    for act in (lambda: actions.add_row(by=desk, kind=kind, row=new), lambda: actions.retire_row(by=desk, kind=kind, slug=slug, seen=1),
                lambda: actions.restore_row(by=desk, kind=kind, slug=slug, seen=1),
                lambda: actions.import_rows(by=desk, kind=kind, rows=rows[1:], seen=seen),
                lambda: actions.import_rows(by=desk, kind=kind, rows=[*rows, new], seen=seen)):
        with pytest.raises(Refused, match="言葉だけ"):
            act()
    assert kind.model.objects.filter(retired_at=None).count() == len(rows)
    assert actions.import_rows(by=desk, kind=kind, rows=[{**rows[0], "ja": "別の名"}, *rows[1:]], seen=seen) == 1
    assert kind.model.objects.get(pk=rows[0]["slug"]).ja == "別の名"
