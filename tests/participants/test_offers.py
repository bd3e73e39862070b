"""Which skills are put before the person, where each comes from, and how the page stays short."""
import pytest
from django.utils import translation

from engawa.base.times import today
from engawa.journey.participants import actions, queries
from engawa.journey.skills.levels import recency
from engawa.journey.skills.models import Skill
from tests.people import make_participant


@pytest.fixture
def writer(house):
    """Somebody who has written but chosen no skill yet."""
    return make_participant("writer@example.jp", "書野 文", skills={}, finish=False, careers=({
        "did": "COBOLで帳票を作りました。Javaは部下が書きました。Pythonは習いたいです。", "result": "Excelの集計表を残しました。",
        "from_year": 1985, "to_year": today().year - 3},))


def by_slug(rows):
    return {row.skill if isinstance(row.skill, str) else row.skill.pk: row for row in rows}


def test_only_what_the_person_did_is_evidence(writer):
    told = by_slug(queries.evidence_of(writer))
    assert told["cobol"].words == ("COBOL",)
    assert told["cobol"].is_sure
    assert "excel-basic" in told
    assert {"java", "python"}.isdisjoint(told)


def test_the_last_use_comes_from_the_years_of_the_entry(writer):
    assert by_slug(queries.evidence_of(writer))["cobol"].last_use == "within5"
    for year, code in ((today().year, "current"), (today().year - 10, "within10"), (today().year - 11, "over10")):
        actions.save_career(by=writer.user, participant=writer, career=writer.careers.get(), did="COBOLで作りました。", from_year=1980, to_year=year)
        assert by_slug(queries.evidence_of(writer))["cobol"].last_use == code
    actions.save_career(by=writer.user, participant=writer, career=writer.careers.get(), did="COBOLで作りました。", from_year=1980)
    assert by_slug(queries.evidence_of(writer))["cobol"].last_use == "current"


def test_a_text_without_years_says_no_last_use(house):
    me = make_participant("t@example.jp", "文野 章", skills={}, careers=(), finish=False)
    actions.save_career_text(by=me.user, participant=me, text="COBOLで保守をしました。")
    me.refresh_from_db()
    assert by_slug(queries.evidence_of(me))["cobol"].last_use == ""
    actions.save_career(by=me.user, participant=me, did="COBOLで作りました。", from_year=1980, to_year=today().year - 20)
    assert by_slug(queries.evidence_of(me))["cobol"].last_use == "over10"


def test_a_last_use_nobody_said_counts_between_now_and_long_ago():
    assert recency("").factor == recency("within5").factor
    assert recency("current").factor > recency("").factor > recency("within10").factor


def test_several_texts_count_together(writer):
    actions.save_career_text(by=writer.user, participant=writer, text="COBOLで20年、保守をしました。")
    writer.refresh_from_db()
    told = by_slug(queries.evidence_of(writer))["cobol"]
    assert (told.years, told.last_use, told.words) == (20, "within5", ("COBOL",))


def test_what_was_taken_or_refused_is_no_longer_new(writer):
    assert {"cobol", "excel-basic"} <= {one.skill for one in queries.new_evidence(writer)}
    actions.save_skills(by=writer.user, participant=writer, held={"cobol": (4, "current")}, offered=["cobol", "excel-basic"],
                        refused=["excel-basic"])
    assert {"cobol", "excel-basic"}.isdisjoint(one.skill for one in queries.new_evidence(writer))
    assert "excel-basic" not in by_slug(queries.offered_skills(writer))
    assert [row.skill_id for row in queries.refused_of(writer)] == ["excel-basic"]
    found = queries.offered_skills(writer, [Skill.objects.get(pk="excel-basic")])       # whoever looks for it finds it
    assert by_slug(found)["excel-basic"].source == "found"


def test_refused_skills_of_a_role_and_of_everybody_stay_away(house):
    me = make_participant("r@example.jp", "役 割", skills={}, careers=(), finish=False)
    offered = by_slug(queries.offered_skills(me))
    no = [next(slug for slug, row in offered.items() if row.source == source) for source in ("role", "area", "common")]
    actions.save_skills(by=me.user, participant=me, held={}, offered=[], refused=no)
    assert set(no).isdisjoint(by_slug(queries.offered_skills(me)))


def test_each_says_why_it_is_here(writer):
    rows = by_slug(queries.offered_skills(writer))
    assert rows["cobol"].why == "あなたの文章の「COBOL」から"
    assert {row.source: row.why for row in rows.values() if row.source in ("role", "area", "common")} == {
        "role": "選んだ役割で、よく身につくもの", "area": "選んだ分野の団体が求めるもの",
        "common": "長い仕事の中で、多くの人が身につけるもの"}
    with translation.override("en"):
        assert rows["cobol"].why == "From your text: “COBOL” "


def test_words_inside_other_words_are_not_quoted_twice():
    skill = Skill(pk="x", ja="x", en="x")
    assert queries.Offered(skill, "text", words=("集計を自動化", "自動化", "RPA")).why == "あなたの文章の「集計を自動化」「RPA」から"


# ------------------------------------------------------------------ the shelves
def test_eight_stand_open_for_somebody_who_begins_those_of_the_texts_first(writer):
    rows = queries.offered_skills(writer)
    shelves = queries.shelves(writer, rows)
    assert shelves[0].area.pk == "data"                          # the chosen area comes first
    asked = [row for shelf in shelves for row in shelf.asked]
    assert len(asked) == 8
    assert {row.skill.pk for row in rows if row.source == "text"} <= {row.skill.pk for row in asked}
    placed = [row.skill.pk for shelf in shelves for part in (shelf.asked, shelf.held, shelf.more) for row in part]
    assert sorted(placed) == sorted(row.skill.pk for row in rows)         # each once


def test_later_only_what_the_texts_name_stands_open(writer):
    actions.save_skills(by=writer.user, participant=writer, held={"sql": (3, "current", 12)}, offered=["sql"])
    shelves = queries.shelves(writer, queries.offered_skills(writer))
    asked = [row for shelf in shelves for row in shelf.asked]
    assert 0 < len(asked) <= 5
    assert {row.source for row in asked} == {"text"}
    assert [(row.skill.pk, row.level, row.years) for shelf in shelves for row in shelf.held] == [("sql", 3, 12)]


# --------------------------------------------------------------- what is worth adding
def test_what_is_worth_adding_is_said_with_its_reason(house):
    me = make_participant("w@example.jp", "足立 進", skills={}, careers=(), tools={}, parts=(), finish=False)
    me.hours_per_week = None
    me.save()
    worth = queries.worth_adding(me)
    assert [address for _words, address in worth] == ["/skills/items/", "/skills/career/", "/skills/time/"]
    assert all(words.endswith("。") for words, _address in worth)
    assert "%" not in "".join(words for words, _address in worth)


def test_when_the_beginning_is_made_the_finer_things_are_named(writer):
    actions.save_skills(by=writer.user, participant=writer, held={"sql": (3, "current")}, offered=["sql"])
    bare = actions.save_career(by=writer.user, participant=writer, did="とても長い説明の、二つ目の経験をここに書いています。", from_year=2020)
    actions.save_time(by=writer.user, participant=writer, hours_per_week=4, free_times=[], causes=[], languages=[])
    writer.refresh_from_db()
    texts, time, result = queries.worth_adding(writer)
    assert texts[1] == "/skills/items/?from=text"
    assert f"{len(queries.new_evidence(writer))}件" in texts[0]
    assert time[1] == "/skills/time/"
    assert result[1] == f"/skills/career/{bare.pk}/"
    assert "「とても長い説明の、" in result[0]
    assert len(queries.worth_adding(writer)) == 3


def test_whoever_has_all_is_left_in_peace(house):
    me = make_participant("all@example.jp", "全田 満", causes=("environment",), skills={"cobol": (4, "current")})
    seen = [one.skill for one in queries.evidence_of(me)]
    actions.save_skills(by=me.user, participant=me, held={"cobol": (4, "current")}, offered=seen, refused=set(seen) - {"cobol"})
    assert queries.worth_adding(me) == []
    actions.save_tools(by=me.user, participant=me, comfort={})
    me.causes.clear()
    assert [address for _words, address in queries.worth_adding(me)] == ["/skills/tools/", "/skills/time/"]
