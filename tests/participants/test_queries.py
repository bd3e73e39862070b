"""What the pages and the later steps read of an inventory, and the week as people think of it."""
import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from engawa.journey.participants import actions, queries, week
from engawa.journey.participants.models import Career
from engawa.journey.skills.models import CareerRole, Skill
from tests.people import make_participant, make_user


def test_a_participant_is_seen_by_the_owner_alone(saeki, stranger):
    assert queries.participant_of(saeki.user) == saeki
    assert queries.participant_of(AnonymousUser()) is None
    assert queries.participant_of(make_user("none@example.jp", "だれか")) is None
    assert list(queries.visible_to(saeki.user)) == [saeki]
    assert list(queries.visible_to(stranger.user)) == [stranger]


def test_the_sheet_is_plain_data(saeki):
    sheet = queries.sheet_of(saeki)
    assert json.loads(json.dumps(sheet)) == sheet
    assert set(sheet) == {"careers", "career_text", "skills", "tools", "languages", "time"}
    assert [(one["role"], one["place"], one["from_year"], one["to_year"]) for one in sheet["careers"]] == [
        ("汎用機SE", "銀行", 1982, 1994)]
    assert {one["slug"]: (one["level"], one["last_use"]) for one in sheet["skills"]} == {
        "cobol": (5, "over10"), "data-cleaning": (4, "over10"), "excel-basic": (3, "current"), "manual-writing": (4, "within10")}
    assert sheet["tools"] == [{"slug": "zoom", "name": "Zoom", "comfort": "able"}]
    Career.objects.update(role=None)
    assert queries.sheet_of(saeki)["careers"][0]["role"] == ""


def test_the_next_step_is_the_first_one_without_an_answer(house):
    me = actions.start_inventory(by=make_user("new@example.jp", "新田 進"))
    assert queries.next_step(me) == "areas"
    me = make_participant("second@example.jp", "二宮 次郎", finish=False, skills={})
    assert queries.next_step(me) == "skills"
    actions.save_skills(by=me.user, participant=me, held={"cobol": (3, "current")}, offered=["cobol"])
    assert queries.next_step(me) == "check"
    actions.finish_inventory(by=me.user, participant=me)
    me.refresh_from_db()
    assert queries.next_step(me) == "sheet"


def test_offered_skills_begin_with_what_was_found_and_held(saeki):
    found = [Skill.objects.get(pk="jcl"), Skill.objects.get(pk="cobol")]
    offered = queries.offered_skills(saeki, found)
    slugs = [row.skill.pk for row in offered]
    assert len(slugs) == len(set(slugs))
    assert slugs[:2] == ["jcl", "cobol"]
    assert set(slugs[2:5]) == {"batch-job-design", "data-migration", "finance-industry"}      # 夜間処理, 移行 and 預金 stand in the text
    assert set(slugs[5:8]) == {"data-cleaning", "excel-basic", "manual-writing"}
    by_slug = {row.skill.pk: row for row in offered}
    assert (by_slug["cobol"].level, by_slug["cobol"].last_use) == (5, "over10")
    assert (by_slug["jcl"].level, by_slug["jcl"].source) == (0, "found")
    assert {row.source for row in offered} == {"found", "text", "held", "role", "area"}
    assert {row.last_use for row in offered if row.source in ("role", "area", "found") and not row.level} == {""}     # nobody has said it


def test_the_next_experience_starts_with_a_role_not_told_yet(saeki):
    assert queries.role_to_tell(saeki) is None      # the one role is told
    saeki.roles.add(CareerRole.objects.get(pk="project-manager"))
    assert queries.role_to_tell(saeki).pk == "project-manager"


def test_roles_are_known_by_many_words(house):
    assert [role.pk for role in queries.roles_named("ﾎｽﾄSE")] == ["mainframe-se"]
    assert len(queries.roles_named("エンジニア")) == 5
    assert queries.roles_named("・") == []


def test_tools_begin_with_the_seven_of_the_article(house):
    tools = queries.tools_in_order()
    assert [tool.in_article for tool in tools[:8]] == [True] * 7 + [False]
    assert len(tools) == len(set(tools))


def test_wishes_are_what_organizations_ask_for_and_the_person_does_not_hold(saeki):
    saeki.wishes.set(["cobol"])
    wishable = set(queries.wishable(saeki).values_list("pk", flat=True))
    assert "data-cleaning" not in wishable      # held
    assert "cobol" in wishable                   # chosen before, so it stays to be unticked
    assert len(wishable) <= 13


@pytest.mark.parametrize(("years", "ja", "en"), [
    ((1982, 1994), "1982〜1994年", "1982 to 1994"), ((1982, None), "1982年から", "From 1982"),
    ((None, 1994), "1994年まで", "Until 1994"), ((None, None), "", "")])
def test_years_in_words(years, ja, en):
    career = Career(from_year=years[0], to_year=years[1], did="仕事")
    assert career.years == ja
    with translation.override("en"):
        assert career.years == en


def test_what_the_sheet_shows_names_unknown_languages_by_code(saeki):
    saeki.languages = [{"code": "ja", "level": "native"}, {"code": "xx", "level": "reading_writing"}]
    saeki.place = ""
    shown = queries.shown(saeki)
    assert [str(name) for name, _level in shown["languages"]] == ["日本語", "xx"]
    assert shown["place"] == ""


# --------------------------------------------------------------------- the week
def test_parts_of_the_day_and_single_hours_work_together():
    day, morning = week.indices_of("week-day"), week.indices_of("week-morning")
    days = week.all_parts_of(day)
    assert days == ["week-day", *(f"{n}-day" for n in range(5))]
    assert week.merged([], [], ["week-day"]) == sorted(day)                              # a part ticked
    assert week.merged(day, sorted(day), []) == []                                       # a part unticked: its hours go
    assert week.merged(day, sorted(day), [one for one in days if one != "0-day"]) == sorted(day - {6, 7, 8})
    assert week.merged(day, sorted(day - {6}), days) == sorted(day - {6})                # one hour unticked
    assert week.merged(day, [*sorted(day), 80], [*days, "week-morning"]) == sorted(day | morning | {80})
    assert week.merged([], [], ["6-evening"]) == [81, 82]
    assert week.merged([], [83, 84, 200], []) == [83]


def test_a_week_in_words():
    assert week.in_words([]) == "まだ選んでいません"
    assert week.in_words(week.indices_of("week-day")) == "平日の昼（12時～18時）"
    both = week.in_words(week.indices_of("end-morning") | {0, 1})
    assert both.startswith("土日の朝（8時～12時）")
    assert "4時間" in both
    assert "4時間" in week.in_words([0, 1])


def test_seven_days_with_their_parts_and_hours(house):
    days = week.day_rows()
    assert [name for name, _parts, _rows in days] == [f"{name}曜日" for name in "月火水木金土日"]
    assert days[0][1] == [("0-morning", "朝", "8～12時"), ("0-day", "昼", "12～18時"), ("0-evening", "夜", "18～22時")]
    assert days[1][2][0] == ("15", "6～8時")
    assert sorted(int(index) for _name, _parts, rows in days for index, _words in rows) == list(range(84))


def test_a_week_day_by_day():
    assert week.by_day([]) == ""
    assert week.by_day([4, 5, 6, 9, 83]) == "月 8～14時、18～20時\n日 22～24時"
