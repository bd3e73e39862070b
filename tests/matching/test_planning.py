"""組み合わせの案: who is looked at, what comes out, what a confirmed line does, and what has changed meanwhile."""
from datetime import timedelta

import pytest

from engawa.base import history
from engawa.base.notices.models import Notice
from engawa.base.times import at_moment, now, today
from engawa.base.ui.refusal import Refused
from engawa.journey.matching import actions, fit, queries, rules
from engawa.journey.matching.actions import planning
from engawa.journey.matching.models import OpenVersion, Plan, PlanLine, Suggestion
from engawa.journey.matching.queries.planning import seats_to_fill, to_ask
from engawa.journey.matching.vocabulary import vocabulary
from tests.matching import made
from tests.people import make_desk

pytestmark = pytest.mark.django_db
LISTS, SNS = (("list-cleaning", 3, True),), (("sns-operation", 3, True),)


def person(name, skills=(("list-cleaning", 4, "current"),), *, agrees=True, **fields):
    one = made.participant(f"{name}@example.jp", **{"skills": skills, "inventory_done_at": now(), **fields})
    if agrees:
        actions.agree_to_cards(by=one.user, participant=one)
    return one


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def house():
    return made.organization()


def pairs(plan, *, plain=False):
    rows = plan.lines.filter(plain=plain).values_list("participant__user__email", "posting__title")
    return sorted((email.split("@")[0], title) for email, title in rows)


def refused(action, *given, **named):
    with pytest.raises(Refused) as caught:
        action(*given, **named)
    return caught.value.reason


def test_greedy_leaves_a_posting_alone_and_the_plan_does_not(house, desk):
    """Both skills with one person, one skill with the other: by the best pair first, nobody is left for the lists."""
    lists, sns = made.posting("名簿", by=house, skills=LISTS), made.posting("広報", by=house, skills=SNS)
    person("both", (("list-cleaning", 2, "current"), ("sns-operation", 3, "current")))
    person("sns", (("sns-operation", 2, "current"),))
    plan = actions.ask_for_plan(by=desk)
    assert (pairs(plan), pairs(plan, plain=True)) == ([("both", "名簿"), ("sns", "広報")], [("both", "広報")])
    assert (plan.people, plan.postings, plan.by, plan.made_at is not None) == (2, 2, desk, True)
    totals = queries.totals_of(plan)
    assert (totals.postings, totals.people, totals.plain_postings, totals.plain_people, totals.open) == (2, 2, 1, 1, 2)
    assert list(queries.postings_of_plan(plan)) == [lists, sns]
    assert [event.verb for event in history.of(plan)] == ["matching.plan_asked"]
    assert Suggestion.objects.count() == Notice.objects.count() == 0


def test_only_the_desk(house, desk):
    made.posting(by=house)
    one = person("a")
    plan = actions.ask_for_plan(by=desk)
    line = plan.lines.get(plain=False)
    only = "これは事務局だけができます。"
    for stranger in (one.user, made.member(house)):
        assert {refused(actions.ask_for_plan, by=stranger), *(refused(act, by=stranger, line=line) for act in (
            actions.confirm_line, actions.leave_line, actions.take_back_line))} == {only}
    assert (Plan.objects.count(), Suggestion.objects.count()) == (1, 0)


def test_whom_a_plan_may_name(house):
    invited, quiet, full = person("invited"), person("quiet"), person("full")
    person("silent", agrees=False)
    person("unfinished", inventory_done_at=None)
    person("resting", paused_until=today() + timedelta(days=3))
    fine = [person("fine"), person("back", paused_until=today())]
    Suggestion.objects.create(participant=invited, posting=made.posting(by=house, indexed=False), way="invited")
    actions.be_quiet(participant=quiet)
    assert list(to_ask({full.pk})) == fine
    with at_moment(now() + timedelta(days=15)):
        assert [one.user.email for one in to_ask()] == [
            f"{name}@example.jp" for name in ("invited", "quiet", "full", "resting", "fine", "back")]


def test_which_postings_and_how_many_seats(house, desk):
    """Free seats, less the people being asked; none where enough people wait; none that is not open."""
    free = made.posting("三人", by=house, seats=3)
    wide = made.posting("十人", by=house, seats=10)
    taken, crowded, faded = (made.posting(title, by=house) for title in ("声かけ中", "混んでいる", "前に混んだ"))
    made.posting("終わった", by=house, deadline=today() - timedelta(days=1))
    made.posting("休み", by=house, state="paused")
    made.posting("停止", by=made.organization("止まった会"), indexed=False)
    made.Organization.objects.filter(name="止まった会").update(state="suspended")
    for n, posting in enumerate((free, taken)):
        Suggestion.objects.create(participant=person(f"asked{n}"), posting=posting, way="invited")
    for _n in range(4):
        actions.note_application(posting=crowded)
    with at_moment(now() - timedelta(days=30)):
        for _n in range(4):
            actions.note_application(posting=faded)
    assert seats_to_fill() == {free.pk: 2, wide.pk: 5, faded.pk: 1}
    with at_moment(now() + timedelta(days=4)):
        assert seats_to_fill()[taken.pk] == 1


def test_a_plan_keeps_to_language_first_day_period_conflicts_and_what_was_tried(house, desk):
    day = today() + timedelta(days=20)
    good = made.posting("合う募集", by=house, skills=LISTS, language="en", starts_on=day, weeks=13)
    english = [{"code": "ja", "level": "native"}, {"code": "en", "level": "meeting"}]
    fits = {"languages": english, "starts_on": day, "months_max": 3}
    assert good.seats == 1
    person("spoken", **{**fits, "languages": [{"code": "en", "level": "conversation"}]})
    person("late", **{**fits, "starts_on": day + timedelta(days=1)})
    person("short", **{**fits, "months_max": 2})
    person("other-skill", SNS_HELD, **fits)
    avoiding, applied, member = person("avoiding", **fits), person("applied", **fits), person("member", **fits)
    actions.avoid_organization(by=avoiding.user, participant=avoiding, organization=house)
    Suggestion.objects.create(participant=applied, posting=good, way="applied")
    made.Membership.objects.create(organization=house, user=member.user, role="member")
    plan = actions.ask_for_plan(by=desk)
    assert (pairs(plan), plan.people, plan.postings) == ([], 7, 1)
    person("right", **fits)
    plan = actions.ask_for_plan(by=desk)
    assert pairs(plan) == pairs(plan, plain=True) == [("right", "合う募集")]
    actions.leave_line(by=desk, line=plan.lines.get(plain=False))
    assert pairs(actions.ask_for_plan(by=desk)) == []                    # set aside once, never proposed again
    person("free", starts_on=None, months_max=None, languages=english)   # what was not said is no bar
    assert pairs(actions.ask_for_plan(by=desk)) == [("free", "合う募集")]


SNS_HELD = (("sns-operation", 4, "current"),)


def test_seats_are_never_overfilled_and_nobody_is_named_twice(house, desk):
    for n in range(4):
        made.posting(f"募集{n}", by=house, skills=LISTS, seats=1 + n % 2)
    for n in range(9):
        person(f"p{n}")
    plan = actions.ask_for_plan(by=desk)
    for plain in (False, True):
        rows = list(plan.lines.filter(plain=plain))
        assert (len(rows), len({row.participant_id for row in rows})) == (6, 6)
        assert sorted((row.posting.seats, sum(one.posting_id == row.posting_id for one in rows)) for row in rows) == [
            (1, 1), (1, 1), *[(2, 2)] * 4]


def test_a_large_plan_waits_for_the_worker(house, desk, monkeypatch):
    made.posting(by=house)
    person("a")
    monkeypatch.setattr(planning, "AT_ONCE", 0)
    plan = actions.ask_for_plan(by=desk)
    assert (plan.made_at, list(queries.waiting_plans()), queries.is_old(plan)) == (None, [plan], False)
    assert actions.ask_for_plan(by=desk) == plan                          # a second click waits for the same
    assert [actions.make_plans(), actions.make_plans()] == [1, 0]
    plan.refresh_from_db()
    before = (plan.made_at, plan.lines.count())
    assert before[1] == 2
    planning._make(plan.pk, ())                                           # another worker was slower
    plan.refresh_from_db()
    assert (plan.made_at, plan.lines.count()) == before


def test_the_same_plan_until_something_changes(house, desk):
    posting = made.posting(by=house)
    one = person("a")
    plan = actions.ask_for_plan(by=desk)
    assert (queries.is_old(plan), actions.ask_for_plan(by=desk)) == (False, plan)
    actions.index_posting(posting=posting)
    assert queries.is_old(plan)
    second = actions.ask_for_plan(by=desk)
    assert (second == plan, queries.is_old(second), queries.latest_plan()) == (False, False, second)
    person("b")
    assert queries.is_old(second)
    third = actions.ask_for_plan(by=desk)
    actions.withdraw_from_cards(by=one.user, participant=one)
    assert queries.is_old(third)
    fourth = actions.ask_for_plan(by=desk)
    with at_moment(now() + timedelta(days=8)):
        assert queries.is_old(fourth)
    line = fourth.lines.get(plain=False)
    actions.leave_line(by=desk, line=line)
    assert (queries.is_old(fourth), actions.ask_for_plan(by=desk) == fourth) == (False, False)
    OpenVersion.objects.all().delete()
    assert queries.is_old(fourth)


def test_a_plan_is_old_when_somebody_in_it_changes_what_they_say_of_themselves(house, desk):
    made.posting(by=house)
    one, outside = person("a"), person("b", agrees=False)
    plan = actions.ask_for_plan(by=desk)
    history.record(by=outside.user, verb="participants.time_saved", about=outside)
    assert not queries.is_old(plan)
    history.record(by=one.user, verb="participants.skills_saved", about=one)
    assert queries.is_old(plan)


def test_a_plan_is_made_anew_whenever_it_is_asked_for_but_not_by_a_second_press(house, desk):
    made.posting(by=house)
    person("a")
    plan = actions.ask_for_plan(by=desk)
    assert actions.ask_for_plan(by=desk) == plan
    with at_moment(now() + timedelta(minutes=2)):
        assert actions.ask_for_plan(by=desk) != plan


def test_confirming_invites_once(house, desk):
    posting = made.posting(by=house)
    one = person("a")
    line = actions.ask_for_plan(by=desk).lines.get(plain=False)
    for _n in range(2):
        line = actions.confirm_line(by=desk, line=line)
    assert (line.state, line.answered_by, Suggestion.objects.count(), Notice.objects.filter(user=one.user).count()) == (
        "confirmed", desk, 1, 1)
    assert [event.verb for event in history.of(posting)] == ["matching.invited"]
    assert queries.choice_of(one).quiet_until is not None
    for act in (actions.leave_line, actions.take_back_line):
        assert refused(act, by=desk, line=line) == "この方にはもう声をかけましたので、この組み合わせはこのままです。"
    assert not queries.is_old(Plan.objects.get())                         # one's own answers do not make it old


def test_not_this_one_and_back(house, desk):
    made.posting(by=house)
    person("a")
    line = actions.ask_for_plan(by=desk).lines.get(plain=False)
    for _n in range(2):
        line = actions.leave_line(by=desk, line=line)
    assert (line.state, line.answered_by) == ("left", desk)
    assert refused(actions.confirm_line, by=desk, line=line) == "この組み合わせは、やめることにしました。先に、もとに戻してください。"
    for _n in range(2):
        line = actions.take_back_line(by=desk, line=line)
    assert (line.state, line.answered_by, line.answered_at) == ("open", None, None)
    assert actions.confirm_line(by=desk, line=line).state == "confirmed"


def applied(line):
    actions.note_application(posting=line.posting, participant=line.participant)


def applied_elsewhere(line):
    actions.note_application(posting=made.posting("よそ", by=made.organization("よその会")), participant=line.participant)


def invited(line):
    actions.invite(by=make_desk("second@example.jp"), posting=line.posting, participant=line.participant)


def invited_elsewhere(line):
    actions.invite(by=make_desk("second@example.jp"), posting=made.posting("よそ", by=made.organization("よその会")),
                   participant=line.participant)


def resting(line):
    line.participant.paused_until = today() + timedelta(days=5)
    line.participant.save()


def withdrawn(line):
    actions.withdraw_from_cards(by=line.participant.user, participant=line.participant)


def never_agreed(line):
    line.participant.suggestion_choice.delete()


def closing(line):
    line.participant.user.closing_at = now()
    line.participant.user.save()


def avoiding(line):
    actions.avoid_organization(by=line.participant.user, participant=line.participant, organization=line.posting.organization)


def filled(line):
    made.Posting.objects.filter(pk=line.posting_id).update(state="filled", seats_taken=1)


def taken(line):
    made.Posting.objects.filter(pk=line.posting_id).update(seats_taken=1)


def closed(line):
    made.Posting.objects.filter(pk=line.posting_id).update(state="closed")


def wave(line):
    for n in range(5):
        Suggestion.objects.create(participant=person(f"wave{n}"), posting=line.posting, way="invited")


@pytest.mark.parametrize(("happens", "words"), [
    (applied, "この方は、もうこの募集に応募しています。"), (applied_elsewhere, "そっとしておきます"),
    (invited, "この方には、もうこの募集で声をかけています。"), (invited_elsewhere, "次のお声がけまで、1週間あけてください"),
    (resting, "休止中です"), (withdrawn, "紹介を希望していません"), (never_agreed, "紹介を希望していません"),
    (closing, "紹介を希望していません"), (avoiding, "声をかけることはできません"), (filled, "人がそろいました"), (taken, "人がそろいました"),
    (closed, "いま公開されていません"), (wave, "3日のうちに5人へ")])
def test_what_happened_meanwhile_is_said_and_nothing_is_sent(house, desk, happens, words):
    made.posting(by=house)
    person("a")
    line = actions.ask_for_plan(by=desk).lines.select_related("posting__organization", "participant__user").get(plain=False)
    happens(line)
    before = (Suggestion.objects.count(), Notice.objects.count())
    reason = refused(actions.confirm_line, by=desk, line=line)
    assert (words in reason, reason) == (True, reason)
    assert (Suggestion.objects.count(), Notice.objects.count()) == before
    line = PlanLine.objects.select_related("posting__organization", "participant__user", "participant__suggestion_choice").get(pk=line.pk)
    assert (line.state, rules.why_not_confirm(desk, line, queries.standing_of([(line.participant, line.posting)]))) == ("open", reason)


def test_whoever_began_a_project_meanwhile_has_no_room(house, desk):
    made.posting(by=house, seats=2)
    full, free = person("full"), person("free")
    lines = {line.participant_id: line for line in actions.ask_for_plan(by=desk).lines.filter(plain=False)}
    assert refused(actions.confirm_line, by=desk, line=lines[full.pk], without={full.pk}) == "この方は、いまご希望の数だけ活動をしています。"
    assert actions.confirm_line(by=desk, line=lines[free.pk], without={full.pk}).state == "confirmed"
    assert [found.participant_id for found in Suggestion.objects.all()] == [free.pk]


def test_the_reasons_of_a_line_are_those_of_now(house, desk):
    posting = made.posting(by=house)
    person("a")
    lines = queries.lines_around(actions.ask_for_plan(by=desk), [posting])
    standing, known = queries.standing_of([(line.participant, line.posting) for line in lines]), vocabulary()
    (first, second) = queries.fits_of_lines(lines, standing, known).values()
    assert (first == second, first.reasons[0].kind, first.reasons[0].skill) == (True, fit.Kind.SKILL, "list-cleaning")
    made.Posting.objects.filter(pk=posting.pk).update(state="closed")
    actions.index_posting(posting=made.Posting.objects.get())
    assert queries.fits_of_lines(lines, standing, known) == {}
