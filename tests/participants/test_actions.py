"""Every write of the inventory: what is kept, what is left alone, and that only the owner may."""
from datetime import UTC, date, datetime, timedelta

import pytest

from engawa.base import history
from engawa.base.times import at_moment, today
from engawa.base.ui.refusal import Refused
from engawa.journey.participants import actions, queries
from engawa.journey.participants.models import BusyTime, Career, Participant
from engawa.journey.skills.models import Area, CareerRole, Cause, Skill
from tests.people import make_participant, make_user


def told(thing):
    return [event.verb for event in history.of(thing)]


def test_whoever_starts_becomes_a_participant_once(house):
    user = make_user("new@example.jp", "新田 進", language="en")
    first = actions.start_inventory(by=user)
    assert actions.start_inventory(by=user) == first
    assert Participant.objects.get() == first
    assert first.languages == [{"code": "en", "level": "native"}]
    assert told(first) == ["participants.started"]


def test_areas_roles_and_place(saeki):
    roles = list(CareerRole.objects.all()[:4])
    actions.save_areas(by=saeki.user, participant=saeki, areas=Area.objects.filter(pk__in=["data", "systems"]), roles=roles,
                       place="大阪府")
    saeki.refresh_from_db()
    assert set(saeki.areas.values_list("pk", flat=True)) == {"data", "systems"}
    assert set(saeki.roles.all()) == set(roles[:3])
    assert saeki.place == "大阪府"


def test_skills_left_empty_are_taken_off_and_those_not_shown_stay(saeki):
    actions.save_skills(by=saeki.user, participant=saeki, offered=["cobol", "sql", "excel-basic"],
                        held={"sql": (3, "within5"), "excel-basic": (4, "current"), "no-such-skill": (3, "current")})
    assert {row.skill_id: (row.level, row.last_use) for row in queries.held_of(saeki)} == {
        "sql": (3, "within5"), "excel-basic": (4, "current"), "data-cleaning": (4, "over10"), "manual-writing": (4, "within10")}


def test_years_stay_unless_they_are_given_and_a_no_is_kept_until_the_skill_is_taken(saeki):
    save = {"by": saeki.user, "participant": saeki}
    actions.save_skills(offered=["cobol", "jcl"], held={"cobol": (5, "over10", 22)}, refused=["jcl", "cobol", "no-such-skill"], **save)
    actions.save_skills(offered=["cobol"], held={"cobol": (4, "over10")}, **save)
    assert (saeki.held_skills.get(skill="cobol").level, saeki.held_skills.get(skill="cobol").years) == (4, 22)
    assert [row.skill_id for row in saeki.refused_skills.all()] == ["jcl"]
    actions.save_skills(offered=["cobol"], held={"cobol": (4, "over10", None)}, refused=["jcl"], **save)      # a second no is the same no
    assert saeki.held_skills.get(skill="cobol").years is None
    actions.save_skills(offered=["jcl"], held={"jcl": (2, "within10")}, **save)
    assert not saeki.refused_skills.exists()


def test_one_text_and_the_order_of_the_years(saeki):
    actions.save_career_text(by=saeki.user, participant=saeki, text="銀行に勤めました。")
    assert Participant.objects.get().career_text == "銀行に勤めました。"
    early = actions.save_career(by=saeki.user, participant=saeki, did="研修を受けました。", to_year=1981)
    actions.sort_careers(by=saeki.user, participant=saeki)
    assert queries.careers_of(saeki).first() == early
    assert {"participants.career_text_saved", "participants.careers_sorted"} <= set(told(saeki))


def test_a_zone_is_changed_only_when_one_is_given(saeki):
    facts = {"by": saeki.user, "participant": saeki, "hours_per_week": 4, "free_times": [], "causes": [], "languages": []}
    actions.save_time(time_zone="America/New_York", **facts)
    actions.save_time(**facts)
    saeki.user.refresh_from_db()
    assert saeki.user.time_zone == "America/New_York"


def test_a_retired_skill_stays_as_it_was(saeki):
    Skill.objects.filter(pk="cobol").update(retired_at=datetime(2026, 1, 1, tzinfo=UTC))
    actions.save_skills(by=saeki.user, participant=saeki, offered=["cobol"], held={"cobol": (1, "current")})
    assert saeki.held_skills.get(skill="cobol").level == 5


def test_tools_left_out_are_taken_off(saeki):
    actions.save_tools(by=saeki.user, participant=saeki, comfort={"slack": "new", "zoom": "some"})
    assert dict(saeki.held_tools.values_list("tool", "comfort")) == {"slack": "new", "zoom": "some"}
    actions.save_tools(by=saeki.user, participant=saeki, comfort={})
    assert not saeki.held_tools.exists()


def test_time_keeps_only_hours_that_exist(saeki):
    actions.save_time(by=saeki.user, participant=saeki, hours_per_week=6, free_times=[83, 0, 84, -1, 0],
                      causes=Cause.objects.all()[:2], languages=[{"code": "ja", "level": "native"}],
                      wishes=Skill.objects.filter(pk="sql"), starts_on=date(2027, 1, 4), months_max=3)
    saeki.refresh_from_db()
    assert (saeki.hours_per_week, saeki.free_times, saeki.starts_on, saeki.months_max) == (6, [0, 83], date(2027, 1, 4), 3)
    assert saeki.causes.count() == 2
    assert list(saeki.wishes.values_list("pk", flat=True)) == ["sql"]


def test_a_rest_begins_and_ends(saeki):
    actions.pause(by=saeki.user, participant=saeki, until=today() + timedelta(days=30))
    saeki.refresh_from_db()
    assert saeki.is_paused
    with at_moment(datetime.now(UTC) + timedelta(days=31)):
        assert not saeki.is_paused
    actions.pause(by=saeki.user, participant=saeki, until=None)
    saeki.refresh_from_db()
    assert not saeki.is_paused


def test_finishing_needs_a_skill_and_an_experience(house):
    bare = make_participant("bare@example.jp", "新田 進", skills={}, careers=(), finish=False)
    with pytest.raises(Refused):
        actions.finish_inventory(by=bare.user, participant=bare)
    actions.save_skills(by=bare.user, participant=bare, held={"cobol": (3, "current")}, offered=["cobol"])
    with pytest.raises(Refused):
        actions.finish_inventory(by=bare.user, participant=bare)
    actions.save_career(by=bare.user, participant=bare, did="帳票を作りました。")
    assert actions.finish_inventory(by=bare.user, participant=bare).inventory_done_at is not None
    assert told(bare)[0] == "participants.inventory_finished" or told(bare)[-1] == "participants.inventory_finished"


def test_experiences_are_written_changed_moved_and_removed(saeki):
    first = saeki.careers.get()
    second = actions.save_career(by=saeki.user, participant=saeki, did="研修の講師をしました。", from_year=1994, to_year=2004)
    third = actions.save_career(by=saeki.user, participant=saeki, did="手順書を整えました。", from_year=2004)
    assert [row.position for row in queries.careers_of(saeki)] == [0, 1, 2]
    actions.move_career(by=saeki.user, career=third, up=True)
    assert list(queries.careers_of(saeki)) == [first, third, second]
    actions.move_career(by=saeki.user, career=first, up=False)
    assert list(queries.careers_of(saeki)) == [third, first, second]
    for career, up in ((third, True), (second, False)):     # at either end nothing happens
        actions.move_career(by=saeki.user, career=career, up=up)
    assert list(queries.careers_of(saeki)) == [third, first, second]
    actions.remove_career(by=saeki.user, career=third)
    fourth = actions.save_career(by=saeki.user, participant=saeki, did="引きつぎをしました。")
    assert list(queries.careers_of(saeki)) == [first, second, fourth]
    changed = actions.save_career(by=saeki.user, participant=saeki, career=first, did="名寄せの班をまとめました。", place="銀行")
    assert (changed.pk, changed.did, changed.place, changed.from_year) == (first.pk, "名寄せの班をまとめました。", "銀行", None)


def test_the_first_experience_stands_first(house):
    bare = make_participant("bare@example.jp", "新田 進", careers=(), finish=False)
    assert actions.save_career(by=bare.user, participant=bare, did="帳票を作りました。").position == 0


def test_the_thirty_first_experience_is_refused(saeki):
    Career.objects.bulk_create(Career(participant=saeki, did=f"仕事{n}", position=n) for n in range(1, 30))
    with pytest.raises(Refused, match="30件"):
        actions.save_career(by=saeki.user, participant=saeki, did="もう一つ")
    assert saeki.careers.count() == 30


def test_a_fixed_meeting_is_noted_once_and_given_free(saeki):
    moment = datetime(2026, 10, 1, 1, tzinfo=UTC)
    actions.note_busy(by=None, participant=saeki, starts_at=moment, minutes=30)
    actions.note_busy(by=None, participant=saeki, starts_at=moment, minutes=60)
    assert list(BusyTime.objects.values_list("starts_at", "minutes")) == [(moment, 60)]
    actions.free_busy(by=None, participant=saeki, starts_at=moment)
    actions.free_busy(by=None, participant=saeki, starts_at=moment)
    assert not BusyTime.objects.exists()


@pytest.mark.parametrize("act", [
    lambda by, who: actions.save_areas(by=by, participant=who, areas=[], roles=[]),
    lambda by, who: actions.save_skills(by=by, participant=who, held={}, offered=["cobol"]),
    lambda by, who: actions.save_tools(by=by, participant=who, comfort={}),
    lambda by, who: actions.save_time(by=by, participant=who, hours_per_week=1, free_times=[], causes=[], languages=[]),
    lambda by, who: actions.pause(by=by, participant=who, until=None),
    lambda by, who: actions.finish_inventory(by=by, participant=who),
    lambda by, who: actions.save_career(by=by, participant=who, did="よその話"),
    lambda by, who: actions.save_career(by=by, participant=who, did="よその話", career=who.careers.get()),
    lambda by, who: actions.remove_career(by=by, career=who.careers.get()),
    lambda by, who: actions.move_career(by=by, career=who.careers.get(), up=True),
    lambda by, who: actions.sort_careers(by=by, participant=who),
    lambda by, who: actions.save_career_text(by=by, participant=who, text="よその話"),
])
def test_nobody_else_changes_an_inventory(saeki, stranger, act):
    before = queries.sheet_of(saeki)
    with pytest.raises(Refused):
        act(stranger.user, saeki)
    assert queries.sheet_of(saeki) == before
