"""Nobody is left in silence."""
from datetime import timedelta

import pytest

from engawa.base.notices.models import Mail, Notice
from engawa.demo.builders.applications import make_held_interview, make_interview
from engawa.journey.applications import actions, queries, tasks
from engawa.journey.applications.models import Answer


def told():
    return sorted(Notice.objects.filter(kind__startswith="applications/").values_list("kind", "user__email"))


@pytest.fixture(autouse=True)
def _empty(request):
    if "sent" in request.fixturenames:
        request.getfixturevalue("sent")
        Notice.objects.all().delete()


def test_the_organization_is_reminded_once_and_then_the_desk_is_told_once(sent, clock):
    clock.later(days=5)
    tasks.mind_applications.call()
    assert told() == []
    clock.later(days=1)
    tasks.mind_applications.call()
    tasks.mind_applications.call()
    assert told() == [("applications/remind_organization", sent.owner.email)]
    clock.later(days=1)
    assert (actions.tell_desk(), queries.overdue().count()) == (0, 0)      # the promised day itself is not late
    clock.later(days=1)
    assert [actions.tell_desk(), actions.tell_desk()] == [1, 0]
    assert [one.pk for one in queries.overdue()] == [sent.application.pk]
    assert ("applications/overdue", sent.desk.email) in told()
    assert sent.application.receipt in Mail.objects.get(user=sent.desk, kind="applications/overdue").text


def test_a_new_step_is_reminded_anew(sent, clock):
    clock.later(days=6)
    actions.remind_late()
    actions.offer_times(by=sent.owner, application=sent.application, own_times=[sent.slots[2].starts_at + timedelta(days=20)])
    Notice.objects.all().delete()
    clock.later(days=4)
    assert [actions.remind_late(), actions.remind_late()] == [1, 0]
    assert told() == [("applications/remind_participant", sent.participant.user.email)]


def test_both_are_asked_when_the_interview_is_over(sent, clock):
    application = make_interview(sent.application)
    Notice.objects.all().delete()
    clock.to(application.interview.ends_at - timedelta(minutes=1))
    assert actions.ask_after_interviews() == 0
    clock.to(application.interview.ends_at)
    assert [actions.ask_after_interviews(), actions.ask_after_interviews()] == [1, 0]
    assert told() == sorted([("applications/how_was_it", sent.owner.email), ("applications/how_was_it", sent.participant.user.email)])


@pytest.mark.parametrize("answers", [(), (Answer.GO_ON,), (Answer.GO_ON, Answer.TALK)])
def test_the_desk_is_told_three_working_days_after_an_undecided_interview(house, clock, answers):
    application = make_held_interview(house.posting, house.participant)       # Thursday 1 October
    for by, answer in zip((house.owner, house.participant.user), answers, strict=False):
        actions.answer_interview(by=by, application=application, answer=answer)
    Notice.objects.all().delete()
    clock.later(days=5)                                                       # Tuesday: three working days
    assert (queries.undecided(), actions.tell_desk()) == ([], 0)
    clock.later(days=1)
    assert [one.application for one in queries.undecided()] == [application]
    assert [actions.tell_desk(), actions.tell_desk()] == [1, 0]
    assert told() == [("applications/undecided", house.desk.email)]


def test_what_is_decided_is_left_in_peace(house, clock):
    application = make_held_interview(house.posting, house.participant)
    actions.answer_interview(by=house.owner, application=application, answer=Answer.NOT_NOW)
    clock.later(days=20)
    assert (queries.undecided(), queries.overdue().count(), actions.remind_late(), actions.tell_desk()) == ([], 0, 0, 0)
