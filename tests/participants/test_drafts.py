"""Two pages at once: the later one is shown what differs, nothing is lost, and a second press saves knowingly."""
import re
from datetime import date

import pytest

from engawa.base.ui.refusal import Refused
from engawa.journey.participants import actions, drafts, queries
from engawa.journey.participants.forms import merging
from engawa.journey.skills.models import Area, Skill
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
    "areas": ({"place": "東京都"}, "大阪府", "東京都"),
    "skills": ({"level-cobol": "4"}, "30年", "設計し、人に教えられる"),
    "career": ({"did": "この画面の言葉です。"}, "信用金庫", "この画面の言葉です。"),
    "career_text": ({"career_text": "この画面で書いた文章です。"}, "別の端末で書いた文章です。", "この画面で書いた文章です。"),
    "tools": ({"tool-zoom": "able"}, "少し", "使える"),
    "time": ({"hours_per_week": "6"}, "10時間まで", "6時間まで"),
}


def address(saeki, step):
    return url("career_change", saeki.careers.get().pk) if step == "career" else url(step)


def said(html):
    """The words of a page without the marks of what was removed and added."""
    return " ".join(re.sub(r"<small>[^<]*</small>|<[^>]+>", "", html).split())


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
    late = client.post(url("areas"), {**second, "areas": ["systems"]})
    assert late.status_code == 409
    assert client.post(url("areas"), Fields(late).sent).status_code == 302
    assert [area.pk for area in queries.participant_of(client.get(url("hub")).wsgi_request.user).areas.all()] == ["systems"]


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
    change(saeki, "time")
    late = me.post(url("time"), {**old, "starts_on_year": "2027", "starts_on_month": "1", "starts_on_day": "4", "at_once": "2",
                                 "causes": ["environment"], "trusted_name": "佐伯 花子"})
    text = said(late.content.decode())
    for expected in ("2027年1月4日", "二つまで", "環境の保全", "佐伯 花子"):
        assert expected in text


# ------------------------------------------------------------------ the step of time merges
def test_what_this_page_never_touched_is_not_its_difference_and_stays(me, saeki):
    """Another window changed the week, hours and languages; this one only adds an hour, a language and a cause."""
    saeki.causes.set(["environment"])
    actions.save_time(by=saeki.user, participant=saeki, hours_per_week=4, free_times=[6, 7, 8], causes=saeki.causes.all(),
                      languages=[{"code": "ja", "level": "native"}, {"code": "fr", "level": "meeting"}], starts_on=date(2027, 1, 4), trusted_name="佐伯 花子")
    old = Fields(me.get(url("time"))).sent
    actions.save_time(by=saeki.user, participant=saeki, hours_per_week=10, free_times=[7, 8, 20], causes=[], starts_on=date(2027, 2, 5), months_max=3,
                      languages=[{"code": "ja", "level": "native"}, {"code": "ko", "level": "business"}, {"code": "vi", "level": "meeting"}])
    late = me.post(url("time"), {**old, "grid": [*old["grid"], "80"], "language_en": "meeting", "causes": ["environment", "children"]})
    assert late.status_code == 409
    section = said(late.content.decode().partition('id="overtaken"')[2].partition("</section>")[0])
    for mine in ("日 16～18時", "英語 打ち合わせに加われる", "月 14～18時", "韓国語・朝鮮語"):
        assert mine in section
    for untouched in ("10時間まで", "2027年", "3か月", "佐伯 花子", "環境の保全", "フランス語"):
        assert untouched not in section
    again = Fields(late).sent
    assert (again["hours_per_week"], again["grid"], again["causes"], again["months_max"], again["trusted_name"]) == (
        ["10"], ["7", "8", "20", "80"], ["children"], "3", "")
    assert [again[f"starts_on_{part}"] for part in ("year", "month", "day")] == ["2027", "2", "5"]
    assert me.post(url("time"), again).status_code == 302
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
    old = Fields(me.get(url("skills"))).sent
    actions.save_skills(by=saeki.user, participant=saeki, held={}, offered=["cobol"], refused=["cobol"])
    late = me.post(url("skills"), old)
    assert late.status_code == 409
    assert "これは私の経験とちがいます" in said(late.content.decode().partition('id="overtaken"')[2].partition("</section>")[0])
