"""The arithmetic of fit: the rule of the skills data, and what must hold whatever the numbers."""
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engawa.journey.matching import fit
from engawa.journey.matching.fit import Demand, Held, Kind, Links, Person, Reason, Way, Work

AT = datetime(2026, 10, 1, 3, tzinfo=UTC)
LINKS = Links.of(
    transfer=[("mainframe-dba", "database-design", .8), ("excel", "csv", .5)],
    related=[("excel", "csv", .9), ("excel", "list", .1), ("list", "excel", .1)],
    groups={"excel": "tables", "list": "tables", "csv": "tables", "mainframe-dba": "db", "database-design": "db"})


def covered(demand, *held):
    return fit.cover(demand, fit.reach(Person(held), LINKS))


@pytest.mark.parametrize(("demand", "held", "way", "share"), [
    (Demand("excel", 3), [Held("excel", 3)], Way.SAME, 1),
    (Demand("excel", 3), [Held("excel", 5)], Way.SAME, 1),                              # capped at the demand
    (Demand("excel", 4), [Held("excel", 3, .5)], Way.SAME, 3 * .5 / 4),
    (Demand("database-design", 4), [Held("mainframe-dba", 5)], Way.TRANSFER, 1),        # 5 x .8
    (Demand("database-design", 5), [Held("mainframe-dba", 5, .9)], Way.TRANSFER, .72),
    (Demand("csv", 3), [Held("excel", 3)], Way.RELATED, .72),                           # .8 x .9 beats a transfer of .5
    (Demand("list", 3), [Held("excel", 3)], Way.SIBLING, .2),                           # .8 x .1 is less than a neighbour
    (Demand("csv", 2), [Held("csv", 2), Held("excel", 5)], Way.SAME, 1),                # both full: the same skill is named
    (Demand("database-design", 3), [Held("excel", 5)], None, 0),
])
def test_a_demand_is_covered_by_the_best_held_skill(demand, held, way, share):
    reason = covered(demand, *held)
    assert (reason.way, pytest.approx(reason.share)) == (way, share)


def test_what_a_person_denies_is_hardly_given_by_a_neighbour():
    person = Person((Held("excel", 5),), denied={"csv": .8})
    assert fit.cover(Demand("csv", 3), fit.reach(person, LINKS)).share == pytest.approx(.2 * 5 * .72 / 3)


def test_a_skill_outside_the_vocabulary_serves_itself():
    assert covered(Demand("knots", 2), Held("knots", 2)) == Reason(Kind.SKILL, "knots", "knots", Way.SAME)


@pytest.mark.parametrize(("free", "zone", "contact", "other", "minutes"), [
    ({4, 5}, "Asia/Tokyo", {5, 6}, "Asia/Tokyo", 120),
    ({4}, "Asia/Tokyo", {5}, "Asia/Tokyo", 0),
    ({4}, "Asia/Manila", {4}, "Asia/Tokyo", 60),          # 8-10 in Manila is 9-11 in Tokyo
    ({4}, "Asia/Manila", {5}, "Asia/Tokyo", 60),
    ({0}, "Asia/Tokyo", {83}, "Asia/Manila", 60),         # Monday 0-2 in Tokyo is Sunday 23 to Monday 1 in Manila
    ({4}, "Asia/Kathmandu", {5}, "Asia/Tokyo", 45),       # 8-10 there is 11:15-13:15 here
    ({4}, "Asia/Kathmandu", {6}, "Asia/Tokyo", 75),
    (set(range(84)), "Europe/Berlin", set(range(84)), "Asia/Tokyo", 7 * 24 * 60),
])
def test_common_time_is_counted_across_zones(free, zone, contact, other, minutes):
    assert fit.common_minutes(frozenset(free), zone, frozenset(contact), other, AT) == minutes


QUARTERS = 4 * 24


@pytest.mark.parametrize(("free", "contact", "zone", "minutes"), [
    ((13 * 4, 16 * 4), (13 * 4, 14 * 4 + 1), "Asia/Tokyo", 75), ((13 * 4, 14 * 4), (14 * 4, 15 * 4), "Asia/Tokyo", 0),
    ((9 * 4, 10 * 4), (0, QUARTERS), "Asia/Manila", 60), ((0, 4), (7 * QUARTERS - 4, 7 * QUARTERS), "Asia/Manila", 60),
    ((0, 4), (0, 7 * QUARTERS), "America/St_Johns", 60)])
def test_times_told_to_the_minute_are_counted_to_the_minute(free, contact, zone, minutes):
    def drawn(first, last):
        return sum(1 << quarter for quarter in range(first, last))
    assert fit.common_minutes(drawn(*free), "Asia/Tokyo", drawn(*contact), zone, AT) == minutes


def test_summer_time_moves_the_common_time():
    winter, summer = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)
    berlin, tokyo = frozenset({4}), frozenset({7, 8})     # 8-10 in Berlin; 14-18 in Tokyo
    assert [fit.common_minutes(berlin, "Europe/Berlin", tokyo, "Asia/Tokyo", at) for at in (winter, summer)] == [120, 120]
    assert [fit.common_minutes(berlin, "Europe/Berlin", frozenset({7}), "Asia/Tokyo", at) for at in (winter, summer)] == [0, 60]


PERSON = Person(skills=(Held("excel", 4), Held("mainframe-dba", 5)), free=frozenset({4, 5}), hours=4, words=frozenset({"名簿", "受付"}),
                causes=frozenset({"nature", "children"}), wishes=frozenset({"csv"}))
WORK = Work(demands=(Demand("excel", 3), Demand("database-design", 4, required=False)), contact=frozenset({5}), hours=3,
            causes=frozenset({"nature"}))


def fitted(person=PERSON, work=WORK):
    return fit.fit(person, work, fit.reach(person, LINKS), AT)


def test_reasons_name_what_is_shared_most_important_first():
    assert fitted().reasons == (
        Reason(Kind.SKILL, "excel", "excel", Way.SAME), Reason(Kind.SKILL, "database-design", "mainframe-dba", Way.TRANSFER,
                                                               required=False),
        Reason(Kind.TIME, minutes=120), Reason(Kind.HOURS, hours=3, given=4), Reason(Kind.CAUSE, name="nature"))
    assert fitted().missing == ()


def test_missing_things_are_named_required_ones_first():
    work = Work(demands=(Demand("plans", 3, required=False), Demand("list", 3), Demand("csv", 2)), contact=frozenset({40}), hours=8,
                language="en")
    result = fitted(work=work)
    assert [(r.kind, r.skill, r.required) for r in result.missing] == [
        (Kind.SKILL, "list", True), (Kind.SKILL, "plans", False), (Kind.TIME, "", True), (Kind.HOURS, "", True), (Kind.LANGUAGE, "", True)]
    assert [(r.kind, r.skill) for r in result.reasons] == [(Kind.SKILL, "csv"), (Kind.WISH, "csv")]


def test_a_shared_foreign_language_is_a_reason_and_its_lack_weighs():
    english = replace(WORK, language="en")
    speaks = fitted(replace(PERSON, languages={"ja": "native", "en": "meeting"}), english)
    assert speaks.reasons[-1] == Reason(Kind.LANGUAGE, name="en", by="meeting")
    assert fitted(work=english).score == pytest.approx(speaks.score / .9 * fit.WITHOUT_LANGUAGE)


def test_a_little_of_a_language_is_named_with_its_level():
    talks = fitted(replace(PERSON, languages={"ja": "native", "en": "conversation"}), replace(WORK, language="en"))
    assert talks.missing == (Reason(Kind.LANGUAGE, name="en", by="conversation"),)
    assert fitted(work=replace(WORK, language="en")).score < talks.score < fitted().score


@pytest.mark.parametrize(("person", "work", "reasons", "missing"), [
    ({"starts_on": date(2026, 10, 1)}, {"starts_on": date(2026, 10, 1)},
     [Reason(Kind.START, day=date(2026, 10, 1), possible=date(2026, 10, 1))], []),
    ({"starts_on": date(2026, 11, 1)}, {"starts_on": date(2026, 10, 1)}, [],
     [Reason(Kind.START, day=date(2026, 10, 1), possible=date(2026, 11, 1))]),
    ({"starts_on": date(2026, 11, 1)}, {}, [], []), ({}, {"starts_on": date(2026, 10, 1)}, [], []),
    ({"months": 3}, {"weeks": 13}, [Reason(Kind.PERIOD, hours=13, given=3)], []),
    ({"months": 2}, {"weeks": 13}, [], [Reason(Kind.PERIOD, hours=13, given=2)]),
    ({"practised": False}, {"data": "personal"}, [], [Reason(Kind.DATA, name="personal")]),
    ({"practised": True}, {"data": "sensitive"}, [], []), ({}, {"data": "sensitive"}, [], []),
    ({"practised": False}, {"data": "internal"}, [], []),
])
def test_start_period_and_data_are_named(person, work, reasons, missing):
    result = fitted(Person(**person), Work(**work))
    assert (list(result.reasons), list(result.missing)) == (reasons, missing)


def score(**work):
    return fitted(work=replace(WORK, **work)).score


def test_no_common_time_and_missing_hours_hold_back_like_a_filter():
    assert score(contact=frozenset({4, 5})) == score()                                       # 120 minutes are enough
    assert score(contact=frozenset({40})) == pytest.approx(score() * fit.NO_TIME)
    assert score() * fit.NO_TIME < fit.LEAST
    assert score(contact=frozenset({6}), zone="Asia/Manila") == pytest.approx(score() * fit.NO_TIME)
    assert score(contact=frozenset({5}), zone="Asia/Manila") == pytest.approx(score() * fit.SHORT_TIME)
    assert score(hours=4) == score()
    assert [score(hours=5), score(hours=8)] == pytest.approx([score() * fit.SOME_HOURS, score() * fit.FEW_HOURS])


def test_words_that_both_use_count_and_are_told_the_most_telling_first():
    demands = (Demand("excel", 3), Demand("knots", 3), Demand("plans", 3))

    def about(*words):
        return fitted(work=replace(WORK, demands=demands, words=words))
    found = about(("受付", .1), ("写真", .75), ("名簿", .15))
    assert found.reasons[-1] == Reason(Kind.WORDS, words=("名簿", "受付"))
    assert about().score == about(("写真", 1.0)).score < about(("名簿", .15), ("写真", .85)).score < found.score < about(("名簿", 1.0)).score
    assert about(("名簿", 1.0)).score == about(("名簿", .5), ("写真", .5)).score        # no more than all that is asked for


def test_a_demand_that_words_led_to_counts_by_its_weight():
    def worth(known, unknown):
        return score(demands=(Demand("excel", 3, required=False, told=known), Demand("knots", 3, required=False, told=unknown)))
    assert worth(3, 1) > worth(1, 1) > worth(1, 3)
    assert worth(2, 4) == pytest.approx(worth(1, 2))


@pytest.mark.parametrize("against", [{"avoids": frozenset({7})}, {"own": frozenset({7})}])
def test_own_and_avoided_organizations_are_no_match(against):
    assert fitted(replace(PERSON, **against), replace(WORK, organization=7)) == fit.Fit(0, (), ())


def test_who_waits_lowers_the_place_by_seat_and_never_below_the_floor():
    scores = [fitted(work=replace(WORK, waiting=n, seats=seats)).score for n, seats in ((0, 1), (2, 2), (2, 1), (4, 1), (5, 1), (50, 1))]
    assert scores == sorted(scores, reverse=True)
    assert fit.crowd(4, 1) == pytest.approx(exp(-1))
    assert scores[-1] == pytest.approx(scores[0] * fit.CROWD_FLOOR)


def test_an_application_has_faded_to_a_half_after_two_weeks():
    assert [fit.faded(2.0, AT, AT + timedelta(days=days)) for days in (-1, 0, 14, 28)] == [2, 2, 1, .5]


def test_what_nobody_said_is_neither_reason_nor_gap():
    result = fitted(Person(), Work())
    assert (result.reasons, result.missing) == ((), ())
    assert 0 < result.score < fitted().score


def test_nothing_in_common_is_zero():
    assert fitted(Person(), Work(demands=(Demand("excel", 3),))).score == 0


SKILLS = st.sampled_from(["excel", "list", "csv", "mainframe-dba", "database-design", "knots"])
HELD = st.builds(Held, SKILLS, st.integers(1, 5), st.floats(.1, 1))
DEMANDS = st.builds(Demand, SKILLS, st.integers(1, 5), st.booleans(), st.sampled_from([0.0, .4, 2.5]))
GRID = st.frozensets(st.integers(0, 83), max_size=20)
DAYS = st.dates(date(2026, 9, 1), date(2027, 3, 1))
ZONES = st.sampled_from(["Asia/Tokyo", "Asia/Manila", "Asia/Kathmandu", "Europe/Berlin", "America/St_Johns"])
PEOPLE = st.builds(Person, st.lists(HELD, max_size=5).map(tuple), GRID, ZONES, st.none() | st.integers(1, 40),
                   st.dictionaries(st.sampled_from(["ja", "en"]), st.sampled_from(list(fit.LANGUAGE_LEVELS))),
                   st.frozensets(st.sampled_from(["nature", "children"])),
                   st.frozensets(SKILLS), st.none() | DAYS, st.none() | st.integers(1, 12), st.none() | st.booleans(),
                   st.frozensets(st.integers(1, 3), max_size=1), st.frozensets(st.integers(1, 3), max_size=1),
                   st.frozensets(st.sampled_from("名簿 受付 写真 会計".split())), st.dictionaries(SKILLS, st.floats(0, 1), max_size=2))
WORDS = st.lists(st.sampled_from("名簿 受付 写真 会計 祭り".split()), unique=True).map(lambda words: tuple((word, 1 / len(words)) for word in words))
WORKS = st.builds(Work, st.lists(DEMANDS, max_size=5, unique_by=lambda d: d.skill).map(tuple), GRID, ZONES,
                  st.none() | st.integers(1, 20), st.sampled_from(["ja", "en"]), st.frozensets(st.sampled_from(["nature", "children"])), st.none() | DAYS,
                  st.none() | st.integers(1, 52), st.sampled_from(["none", "internal", "personal", "sensitive"]), st.floats(0, 30),
                  st.integers(1, 10), st.integers(1, 9), WORDS)


@given(PEOPLE, WORKS)
def test_the_score_stays_between_nothing_and_everything(person, work):
    result = fitted(person, work)
    assert 0 <= result.score <= 1
    skills = [r.skill for r in (*result.reasons, *result.missing) if r.kind == Kind.SKILL]
    # Each demand is told exactly once; nothing is told of an organization in conflict.
    assert sorted(skills) == ([] if fit.conflicts(person, work) else sorted(d.skill for d in work.demands))


# What would take each factor away, as far as it can hold back.
RELIEF = {
    Kind.TIME: lambda person, work: (person, replace(work, contact=frozenset())),
    Kind.HOURS: lambda person, work: (person, replace(work, hours=None)),
    Kind.START: lambda person, work: (replace(person, starts_on=person.starts_on and work.starts_on), work),
    Kind.PERIOD: lambda person, work: (replace(person, months=person.months and 99), work),
    Kind.LANGUAGE: lambda person, work: (replace(person, languages={work.language: "native"}), work),
    Kind.DATA: lambda person, work: (replace(person, practised=True), work),
    Kind.SKILL: lambda person, work: (replace(person, skills=tuple(Held(one.skill, 5) for one in work.demands), denied={}), work),
}


@pytest.mark.parametrize("kind", RELIEF)
@given(PEOPLE, WORKS)
def test_whatever_lowers_the_score_is_told(kind, person, work):
    """Except how many wait already, which is no matter of the two; unsaid and unshared things lower nothing."""
    result, relieved = fitted(person, work), fitted(*RELIEF[kind](person, work))
    partly = {one.kind for one in result.reasons if one.share < 1 or one.by == "meeting"}
    if relieved.score > result.score + 1e-9:
        assert kind in {one.kind for one in result.missing} | partly


@given(PEOPLE, WORKS, HELD)
def test_one_more_skill_never_makes_it_worse(person, work, more):
    assert fitted(replace(person, skills=(*person.skills, more)), work).score >= fitted(person, work).score - 1e-12


@given(PEOPLE, WORKS)
def test_the_order_in_which_skills_were_written_does_not_matter(person, work):
    assert fitted(replace(person, skills=person.skills[::-1]), work).score == pytest.approx(fitted(person, work).score)


@given(GRID, ZONES, GRID, ZONES)
def test_common_time_is_the_same_from_both_sides(free, zone, contact, other):
    here = fit.common_minutes(free, zone, contact, other, AT)
    assert here == fit.common_minutes(contact, other, free, zone, AT)
    assert here <= 120 * min(len(free), len(contact))
