"""Two pages at once: the later one is shown what differs, nothing is lost, and a second press saves knowingly."""
import re
from datetime import date

import pytest

from engawa.base.ui.refusal import Refused
from engawa.journey.participants import actions, drafts, queries
from engawa.journey.participants.forms import merging
from engawa.journey.skills.models import Area, CareerRole, Skill
from tests.participants.reading import Fields, url


def change(saeki, step):
    """What another tab or device saves meanwhile."""
    mine, career = {"by": saeki.user, "participant": saeki}, saeki.careers.get()
    {
        "areas": lambda: actions.save_areas(areas=Area.objects.filter(pk="web-sns"), roles=[], place="大阪府", **mine),
        "skills": lambda: actions.save_skills(held={"cobol": (2, "current", 30)}, offered=["cobol"], **mine),
        "career": lambda: actions.save_career(career=career, did="別の言葉で書きました。", from_year=1983, place="信用金庫", **mine),
        "career_text": lambda: actions.save_career_text(text="別の端末で書いた文章です。", **mine),
        "tools": lambda: actions.save_tools(comfort={"zoom": "some"}, **mine),
        "time": lambda: actions.save_time(hours_per_week=10, free_times=[0, 1], causes=[], languages=[{"code": "ko", "level": "business"}], **mine),
    }[step]()


TYPED = {
    "areas": ({"place": "京都府"}, "大阪府", "京都府"),
    "skills": ({"level-cobol": "4"}, "30年", "設計し、人に教えられる"),
    "career": ({"did": "この画面の言葉です。"}, "別の言葉で書きました。", "この画面の言葉です。"),
    "career_text": ({"career_text": "この画面で書いた文章です。"}, "別の端末で書いた文章です。", "この画面で書いた文章です。"),
    "tools": ({"tool-zoom": "new"}, "少し", "はじめて"),
    "time": ({"hours_per_week": "6"}, "10時間まで", "6時間まで"),
}


def address(saeki, step):
    return url("career_change", saeki.careers.get().pk) if step == "career" else url(step)


def said(html):
    """The words of a page without the marks of what was removed and added."""
    return " ".join(re.sub(r"<small>[^<]*</small>|<[^>]+>", "", html).split())


def tabs(me, place, count=2):
    """What several pages of one address would send."""
    return [Fields(me.get(place)).sent for _ in range(count)]


@pytest.mark.parametrize("step", TYPED)
def test_the_later_page_is_shown_the_difference_and_saves_at_the_second_press(me, saeki, step):
    place, (typed, saved, mine) = address(saeki, step), TYPED[step]
    old = {**Fields(me.get(place)).sent, **typed}
    change(saeki, step)
    kept = queries.sheet_of(saeki)
    late = me.post(place, old)
    assert late.status_code == 409
    assert queries.sheet_of(saeki) == kept                     # nothing was overwritten
    section = said(late.content.decode().partition('id="overtaken"')[2].partition("</section>")[0])
    assert "保存されている内容" in section
    assert saved in section
    assert mine in section
    again = Fields(late).sent
    for name, value in typed.items():                          # and nothing typed is lost
        assert value in again[name]
    assert again["seen"] != old["seen"]
    assert me.post(place, again).status_code == 302


@pytest.mark.parametrize("step", TYPED)
def test_the_later_page_saves_when_it_says_the_same(me, saeki, step):
    place = address(saeki, step)
    old = Fields(me.get(place)).sent["seen"]
    change(saeki, step)
    same = {**Fields(me.get(place)).sent, "seen": old}
    assert me.post(place, same).status_code == 302


@pytest.mark.parametrize("step", TYPED)
def test_a_page_without_a_mistake_is_not_held_up(me, saeki, step):
    place = address(saeki, step)
    assert me.post(place, {**Fields(me.get(place)).sent, **TYPED[step][0]}).status_code == 302


def test_the_first_step_in_two_tabs(house, client):
    from tests.people import make_user
    client.force_login(make_user("fresh@example.jp", "若葉 始"))
    first, second = (Fields(client.get(url("areas"))).sent for _ in range(2))
    assert client.post(url("areas"), {**first, "areas": ["data"]}).status_code == 302
    assert client.post(url("areas"), {**second, "areas": ["systems"]}).status_code == 302
    participant = queries.participant_of(client.get(url("hub")).wsgi_request.user)
    assert set(participant.areas.values_list("pk", flat=True)) == {"data", "systems"}


def test_a_skill_taken_in_another_tab_stays_when_this_page_never_showed_it(me, saeki):
    old = Fields(me.get(url("skills"))).sent
    other = Skill.objects.exclude(pk__in=[name.partition("-")[2] for name in old]).first()
    actions.save_skills(by=saeki.user, participant=saeki, held={other.pk: (3, "current")}, offered=[other.pk])
    assert me.post(url("skills"), {**old, "level-cobol": "4"}).status_code == 302
    assert saeki.held_skills.filter(skill=other).exists()
    assert saeki.held_skills.get(skill="cobol").level == 4


def test_a_mistake_keeps_the_mark_of_the_page(me, saeki):
    old = Fields(me.get(url("time"))).sent
    change(saeki, "time")
    wrong = me.post(url("time"), {**old, "hours_per_week": ""})
    assert wrong.status_code == 422
    assert Fields(wrong).sent["seen"] == old["seen"]


def test_the_action_itself_refuses_what_was_not_seen(saeki):
    seen = drafts.mark_of(drafts.tools(saeki))
    change(saeki, "tools")
    with pytest.raises(Refused, match="ほかの画面"):
        actions.save_tools(by=saeki.user, participant=saeki, comfort={}, seen=seen)
    assert saeki.held_tools.get().comfort == "some"


def test_dates_and_choices_are_said_in_words(me, saeki):
    old = Fields(me.get(url("time"))).sent
    actions.save_time(by=saeki.user, participant=saeki, hours_per_week=4, free_times=[], causes=[], languages=saeki.languages,
                      starts_on=date(2027, 2, 5), at_once=3, trusted_name="佐伯 太郎")
    late = me.post(url("time"), {**old, "starts_on_year": "2027", "starts_on_month": "1", "starts_on_day": "4", "at_once": "2",
                                 "trusted_name": "佐伯 花子"})
    text = said(late.content.decode())
    for expected in ("2027年1月4日", "2027年2月5日", "二つまで", "三つまで", "佐伯 花子", "佐伯 太郎"):
        assert expected in text


# ------------------------------------------------------------------ the step of time merges
def test_what_this_page_never_touched_is_not_its_difference_and_stays(me, saeki):
    """Another window changed the week, hours and languages; this one only adds an hour, a language and a cause."""
    saeki.causes.set(["environment"])
    actions.save_time(by=saeki.user, participant=saeki, hours_per_week=4, free_times=[6, 7, 8], causes=saeki.causes.all(),
                      languages=[{"code": "ja", "level": "native"}, {"code": "fr", "level": "meeting"}], starts_on=date(2027, 1, 4), trusted_name="佐伯 花子")
    old, other = tabs(me, url("time"))
    actions.save_time(by=saeki.user, participant=saeki, hours_per_week=10, free_times=[7, 8, 20], causes=[], starts_on=date(2027, 2, 5), months_max=3,
                      languages=[{"code": "ja", "level": "native"}, {"code": "ko", "level": "business"}, {"code": "vi", "level": "meeting"}])
    mine = {**old, "grid": [*old["grid"], "80"], "language_en": "meeting", "causes": ["environment", "children"]}
    # French went meanwhile, here it is better
    late = me.post(url("time"), {**mine, "form_key": other["form_key"], "hours_per_week": "6", "other_level_0": "native"})
    assert late.status_code == 409
    section = said(late.content.decode().partition('id="overtaken"')[2].partition("</section>")[0])
    for asked in ("10時間まで", "6時間まで", "フランス語 母語"):
        assert asked in section
    for merged in ("日 16～18時", "2027年", "3か月", "佐伯 花子", "環境の保全"):
        assert merged not in section
    again = Fields(late).sent
    assert (again["hours_per_week"], again["grid"], again["causes"], again["months_max"], again["trusted_name"]) == (
        ["6"], ["7", "8", "20", "80"], ["children"], "3", "")
    assert [again[f"starts_on_{part}"] for part in ("year", "month", "day")] == ["2027", "2", "5"]
    done = me.post(url("time"), mine, follow=True)             # without these two nothing is asked
    assert done.redirect_chain[0][0] == url("check")
    assert "ほかの画面で保存した内容も、残してあります" in done.content.decode()
    saeki.refresh_from_db()
    assert (saeki.hours_per_week, saeki.free_times, saeki.months_max, saeki.starts_on) == (10, [7, 8, 20, 80], 3, date(2027, 2, 5))
    assert {row["code"]: row["level"] for row in saeki.languages} == {"ja": "native", "ko": "business", "vi": "meeting", "en": "meeting"}
    assert list(saeki.causes.values_list("pk", flat=True)) == ["children"]


def test_a_late_page_that_touched_nothing_leaves_all_as_it_is(me, saeki):
    old = Fields(me.get(url("time"))).sent
    change(saeki, "time")
    before = drafts.time(queries.participant_of(saeki.user))
    assert me.post(url("time"), old).status_code == 302
    assert drafts.time(queries.participant_of(saeki.user)) == before


@pytest.mark.parametrize("base", ["", "{", "[]", '{"free_times": []}'])
def test_a_page_that_does_not_say_truly_what_it_was_shown_with_is_compared_as_it_stands(me, saeki, base):
    old = Fields(me.get(url("time"))).sent
    change(saeki, "time")
    late = me.post(url("time"), {**old, "base": base})
    assert late.status_code == 409
    assert "月 0～4時" in said(late.content.decode())


@pytest.mark.parametrize(("shown", "typed", "saved", "merged"), [
    ([1, 2], [1, 2, 3], [2, 4], {2, 3, 4}), ([1, 2], [2], [1, 2, 5], {2, 5}), ([], [], [1], {1}), ([1], [1], [], set())])
def test_ticks_are_merged_one_by_one(shown, typed, saved, merged):
    assert merging.many(shown, typed, saved) == merged


@pytest.mark.parametrize(("shown", "typed", "saved", "merged"), [
    (4, 4, 10, 10), (4, 6, 10, 6), (None, None, date(2027, 1, 4), date(2027, 1, 4)), ("2027-01-04", date(2027, 1, 4), None, None),
    ("2027-01-04", None, date(2027, 1, 4), None)])
def test_an_answer_left_alone_is_the_saved_one(shown, typed, saved, merged):
    assert merging.one(shown, typed, saved) == merged


def test_a_no_of_another_tab_is_said_too(me, saeki):
    old, other = tabs(me, url("skills"))
    actions.save_skills(by=saeki.user, participant=saeki, held={}, offered=["cobol"], refused=["cobol"])
    late = me.post(url("skills"), old)
    assert late.status_code == 302                             # what this page left alone is no question
    late = me.post(url("skills"), {**other, "level-cobol": "2"})
    assert late.status_code == 409
    assert "これは私の経験とちがいます" in said(late.content.decode().partition('id="overtaken"')[2].partition("</section>")[0])


# ------------------------------------------------------------------ every step merges
def test_a_career_changed_in_two_tabs_keeps_both(me, saeki):
    entry = saeki.careers.get()
    place = url("career_change", entry.pk)
    old, second, third = tabs(me, place, 3)
    assert me.post(place, {**old, "result": "30年止まりませんでした。"}).status_code == 302
    assert me.post(place, {**second, "did": "別の言葉で書きました。", "role": "project-manager"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.did, entry.result, entry.role_id) == ("別の言葉で書きました。", "30年止まりませんでした。", "project-manager")
    late = me.post(place, {**third, "did": "三つ目の言葉です。", "place": "信用金庫"})
    assert late.status_code == 409
    assert "別の言葉で書きました。" in said(late.content.decode())
    again = Fields(late).sent
    assert [again[name].strip() for name in ("did", "place", "result", "role")] == ["三つ目の言葉です。", "信用金庫", "30年止まりませんでした。", "project-manager"]
    assert me.post(place, again).status_code == 302
    entry.refresh_from_db()
    assert (entry.did, entry.place, entry.result) == ("三つ目の言葉です。", "信用金庫", "30年止まりませんでした。")


def test_years_that_two_tabs_brought_out_of_order_are_asked_about(me, saeki):
    entry = saeki.careers.get()
    place = url("career_change", entry.pk)
    old, second = tabs(me, place)
    assert me.post(place, {**old, "from_year": "1990"}).status_code == 302
    wrong = me.post(place, {**second, "to_year": "1985"})
    assert wrong.status_code == 422
    again = Fields(wrong).sent
    assert (again["from_year"], again["to_year"]) == ("1990", "1985")
    assert me.post(place, {**again, "to_year": "1995"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.from_year, entry.to_year) == (1990, 1995)


def test_a_tool_left_alone_is_no_difference(me, saeki):
    mine = {"by": saeki.user, "participant": saeki}
    old = Fields(me.get(url("tools"))).sent
    actions.save_tools(comfort={**drafts.tools(saeki), "zoom": "some", "slack": "able"}, **mine)
    assert me.post(url("tools"), {**old, "tool-teams": "new"}).status_code == 302
    kept = drafts.tools(saeki)
    assert (kept["zoom"], kept["slack"], kept["teams"]) == ("some", "able", "new")


def test_areas_and_roles_are_merged_and_stay_within_their_limits(me, saeki):
    mine = {"by": saeki.user, "participant": saeki, "place": "大阪府"}
    actions.save_areas(areas=Area.objects.filter(pk__in=["data", "systems"]), roles=CareerRole.objects.filter(pk="mainframe-se"), **mine)
    old, second = tabs(me, url("areas"))
    actions.save_areas(areas=Area.objects.filter(pk="data"), roles=CareerRole.objects.filter(pk__in=["mainframe-se", "project-manager"]), **mine)
    wrong = me.post(url("areas"), {**old, "areas": ["systems"], "roles": ["mainframe-se", "cobol-programmer", "helpdesk-staff"]})
    assert wrong.status_code == 422
    assert "分野を一つ以上選んでください" in said(wrong.content.decode())
    assert "役割は3つまで" in said(wrong.content.decode())
    assert me.post(url("areas"), {**second, "place": "京都府"}).status_code == 302
    saeki.refresh_from_db()
    assert (drafts.areas(saeki)["areas"], saeki.place, saeki.roles.count()) == (["data"], "京都府", 2)


def test_skills_are_merged_answer_by_answer(me, saeki):
    save = {"by": saeki.user, "participant": saeki}
    actions.save_skills(held={"cobol": (3, "current", 10), "sql": (2, "", None)}, offered=["cobol", "sql"], **save)
    old, second = tabs(me, url("skills"))
    actions.save_skills(held={"cobol": (3, "current", 30), "jcl": (4, "over10", None)}, offered=["cobol", "sql", "jcl"], **save)
    done = me.post(url("skills"), {**old, "level-cobol": "5"})
    assert done.status_code == 302
    held = {row.skill_id: (row.level, row.last_use, row.years) for row in saeki.held_skills.all()}
    assert (held["cobol"], held.get("sql"), held["jcl"]) == ((5, "current", 30), None, (4, "over10", None))
    late = me.post(url("skills"), {**second, "level-cobol": "4", "level-sql": "0"})
    assert late.status_code == 409
    section = said(late.content.decode().partition('id="overtaken"')[2].partition("</section>")[0])
    assert "COBOL" in section
    assert "JCL" not in section
    again = Fields(late).sent
    assert (again["level-cobol"], again["years-cobol"], again["level-jcl"], again["level-sql"]) == (["4"], "30", ["4"], ["0"])
