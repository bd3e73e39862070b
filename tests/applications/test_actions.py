"""What each use case does: states, times, busy hours, who is told, and with what in the mail."""
from datetime import timedelta

import pytest
from icalendar import Calendar

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import now, today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.applications import make_application, make_held_interview, make_interview, make_slots
from engawa.demo.builders.participants import make_participant
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.applications import actions
from engawa.journey.applications.models import Answer, Application, Candidate, Interview, Slot, State
from engawa.journey.applications.signals import application_accepted
from engawa.journey.matching.models import Demand
from engawa.journey.postings import actions as postings


def told(kind=None):
    """(kind, person) of all notices, newest last; of one kind: the persons."""
    rows = Notice.objects.filter(kind__startswith="applications/").order_by("at", "pk").values_list("kind", "user__email")
    return [email for k, email in rows if k == f"applications/{kind}"] if kind else [(k.split("/")[1], email) for k, email in rows]


def forget():
    Mail.objects.all().delete()
    Notice.objects.all().delete()


def fresh(application):
    return Application.objects.select_related("interview").get(pk=application.pk)


def verbs(application):
    return [event.verb.removeprefix("applications.") for event in history.of(application)]


# ----------------------------------------------------------------- slots
def test_slots_are_offered_once_and_can_come_back(house):
    time = now() + timedelta(days=10)
    first, = actions.add_slots(by=house.owner, organization=house.organization, times=[time, time])
    actions.remove_slot(by=house.owner, slot=first)
    assert actions.remove_slot(by=house.owner, slot=first).removed_at is not None
    again, = actions.add_slots(by=house.owner, organization=house.organization, times=[time])
    assert (again.pk, again.removed_at, again.minutes) == (first.pk, None, 30)


def test_a_stranger_offers_and_removes_nothing(house):
    with pytest.raises(Refused):
        actions.add_slots(by=house.other_owner, organization=house.organization, times=[now() + timedelta(days=1)])
    with pytest.raises(Refused):
        actions.remove_slot(by=house.other_owner, slot=house.slots[0])


# ----------------------------------------------------------------- applying
def test_an_application_is_kept_as_it_was_sent(house):
    forget()
    me, career = house.participant, house.participant.careers.get()
    application = actions.submit_application(
        by=me.user, posting=house.posting, message="手伝えます。", careers=[str(career.pk)], skills=["excel-basic"],
        slots=[house.slots[0].pk], own_times=[now() + timedelta(days=9)])
    career.did = "書きかえました"
    career.save()
    kept = fresh(application)
    assert (kept.state, kept.message, kept.answer_due) == (State.SENT, "手伝えます。", today() + timedelta(days=7))
    assert [one["did"] for one in kept.sheet["careers"]] == ["預金の夜間処理をCOBOLで作り、顧客ファイルの名寄せを担当しました。"]
    assert [one["slug"] for one in kept.sheet["skills"]] == ["excel-basic"]
    assert len(kept.receipt) == 9
    assert [(one.slot, one.by_organization) for one in kept.candidates.all()] == [(house.slots[0], False), (None, False)]
    assert Demand.objects.get(posting=house.posting).applications == 1
    assert sorted(told()) == [("receipt", me.user.email), ("submitted", house.owner.email)]
    assert verbs(kept) == ["submitted"]


def test_no_confidential_words_in_notices_and_mails(house):
    make_application(house.posting, house.participant, slots=house.slots, message="ひみつのことば")
    assert not Mail.objects.filter(text__contains="ひみつ").exists()
    assert not Notice.objects.filter(line__contains="ひみつ").exists()


@pytest.mark.parametrize("case", ["stranger", "own organization", "foreign slot", "no time"])
def test_what_is_refused_leaves_nothing(house, case):
    by = {"stranger": house.stranger, "own organization": house.owner}.get(case, house.participant.user)
    slots = {"foreign slot": make_slots(house.other), "no time": []}.get(case, house.slots)
    with pytest.raises(Refused):
        actions.submit_application(by=by, posting=house.posting, message="x", careers=[], skills=[], slots=[s.pk for s in slots])
    assert Application.objects.count() == 0


def test_a_receipt_number_is_given_once(house, monkeypatch):
    letters = iter("A" * 8 + "A" * 8 + "B" * 8)
    monkeypatch.setattr("engawa.journey.applications.actions.applying.secrets.choice", lambda _letters: next(letters))
    one = make_application(house.posting, house.participant, slots=house.slots)
    two = make_application(make_open_posting(house.organization), house.participant, slots=house.slots)
    assert (one.receipt, two.receipt) == ("AAAA-AAAA", "BBBB-BBBB")


# ----------------------------------------------------------------- fixing a time
def test_the_organization_fixes_a_time(sent):
    forget()
    candidate = sent.application.candidates.first()
    interview = actions.set_interview(by=sent.owner, application=sent.application, candidate=candidate)
    application = fresh(sent.application)
    assert (application.state, interview.starts_at, interview.sequence) == (State.MEETING, candidate.starts_at, 0)
    assert interview.link.startswith("https://meet.jit.si/engawa-")
    assert application.answer_due.isoformat() == "2026-10-07"     # three working days after Saturday 3 October
    assert Slot.objects.get(pk=candidate.slot.pk).taken_at == now()
    assert sent.participant.busy_times.get().starts_at == candidate.starts_at
    assert sorted(told("interview_fixed")) == sorted([sent.owner.email, sent.participant.user.email])
    assert [mail.attachments[0]["name"] for mail in Mail.objects.all()] == ["interview.ics"] * 2


def test_a_link_of_ones_own(sent):
    link = "https://us02web.zoom.us/j/81234567890?pwd=abc"
    assert make_interview(sent.application, link=f" {link} ").interview.link == link
    with pytest.raises(Refused):
        actions.change_link(by=sent.owner, application=sent.application, link="https://example.com/meeting")
    forget()
    changed = actions.change_link(by=sent.owner, application=sent.application, link="")
    assert (changed.link.startswith("https://meet.jit.si/"), changed.sequence) == (True, 1)
    assert sorted(told("link_changed")) == sorted([sent.owner.email, sent.participant.user.email])
    other = actions.change_link(by=sent.owner, application=sent.application, link="https://meet.google.com/abc-defg-hij")
    assert (other.link, other.sequence) == ("https://meet.google.com/abc-defg-hij", 2)


def test_a_link_somewhere_else_fixes_nothing(sent):
    with pytest.raises(Refused):
        actions.set_interview(by=sent.owner, application=sent.application, candidate=sent.application.candidates.first(),
                              link="https://example.com/")
    assert (fresh(sent.application).state, Interview.objects.count()) == (State.SENT, 0)


def test_one_slot_serves_one_interview(sent):
    second = make_application(make_open_posting(sent.organization), make_participant("b@example.jp", "別 人"), slots=sent.slots)
    make_interview(sent.application)
    with pytest.raises(Refused):
        actions.set_interview(by=sent.owner, application=second, candidate=second.candidates.first())
    assert fresh(second).state == State.SENT


def test_a_candidate_of_another_application_is_not_taken(sent):
    second = make_application(make_open_posting(sent.organization), make_participant("b@example.jp", "別 人"), slots=sent.slots)
    with pytest.raises(Candidate.DoesNotExist):
        actions.set_interview(by=sent.owner, application=sent.application, candidate=second.candidates.first())


def test_offered_times_are_chosen_by_the_participant(sent):
    forget()
    own = now() + timedelta(days=12)
    application = actions.offer_times(by=sent.owner, application=sent.application, slots=[sent.slots[1].pk], own_times=[own])
    assert (application.state, application.answer_due) == (State.OFFERING, today() + timedelta(days=5))
    assert [(one.starts_at, one.by_organization) for one in application.candidates.all()] == [
        (sent.slots[1].starts_at, True), (own, True)]
    again = actions.offer_times(by=sent.owner, application=application, own_times=[own])
    interview = actions.choose_time(by=sent.participant.user, application=again, candidate=again.candidates.get())
    assert (fresh(again).state, interview.starts_at) == (State.MEETING, own)
    assert told("times_offered") == [sent.participant.user.email] * 2


def test_the_participant_writes_other_times(sent):
    me = sent.participant.user
    with pytest.raises(Refused):
        actions.propose_times(by=me, application=sent.application, own_times=[now() + timedelta(days=5)])
    actions.offer_times(by=sent.owner, application=sent.application, slots=[sent.slots[1].pk])
    forget()
    application = actions.propose_times(by=me, application=sent.application, slots=[sent.slots[2].pk])
    assert (application.state, application.answer_due) == (State.SENT, today() + timedelta(days=7))
    assert told() == [("times_proposed", sent.owner.email)]


@pytest.mark.parametrize("by_organization", [True, False])
def test_a_fixed_interview_moves(sent, by_organization):
    application = make_interview(sent.application)
    old = application.interview.starts_at
    forget()
    if by_organization:
        actions.offer_times(by=sent.owner, application=application, slots=[sent.slots[2].pk])
    else:
        actions.propose_times(by=sent.participant.user, application=application, slots=[sent.slots[2].pk])
    assert fresh(application).state == (State.OFFERING if by_organization else State.SENT)
    assert (sent.participant.busy_times.count(), Slot.objects.get(starts_at=old).taken_at) == (0, None)
    mails = Mail.objects.filter(kind="applications/interview_moved")
    events = [Calendar.from_ical(mail.attachments[0]["text"]).walk("VEVENT")[0] for mail in mails]
    assert [(str(event["status"]), event["sequence"]) for event in events] == [("CANCELLED", 1)] * 2
    candidate = application.candidates.get()
    if by_organization:
        again = actions.choose_time(by=sent.participant.user, application=application, candidate=candidate)
    else:
        again = actions.set_interview(by=sent.owner, application=application, candidate=candidate)
    assert (again.sequence, again.starts_at, Interview.objects.count()) == (2, candidate.starts_at, 1)


def test_wrong_persons_move_nothing(sent):
    application = make_interview(sent.application)
    for by in (sent.stranger, sent.other_owner, sent.desk):
        for action, more in ((actions.offer_times, {"slots": [sent.slots[1].pk]}), (actions.propose_times, {"slots": [sent.slots[1].pk]}),
                             (actions.decline_application, {"words": ""}), (actions.withdraw_application, {}),
                             (actions.change_link, {"link": ""}), (actions.answer_interview, {"answer": Answer.GO_ON}),
                             (actions.choose_time, {"candidate": application.candidates.first()})):
            with pytest.raises(Refused):
                action(by=by, application=application, **more)
    assert fresh(application).state == State.MEETING


# ----------------------------------------------------------------- ends
def test_withdrawing_frees_the_time_and_tells(sent):
    application = make_interview(sent.application)
    forget()
    actions.withdraw_application(by=sent.participant.user, application=application)
    application = fresh(application)
    assert (application.state, application.ended_at) == (State.WITHDRAWN, now())
    assert (sent.participant.busy_times.count(), Slot.objects.filter(taken_at=None).count()) == (0, 3)
    assert sorted(set(told())) == sorted({("interview_cancelled", sent.owner.email),
                                          ("interview_cancelled", sent.participant.user.email), ("withdrawn", sent.owner.email)})


def test_declining_carries_kind_words(sent):
    forget()
    actions.decline_application(by=sent.owner, application=sent.application, words="またの機会に。")
    application = fresh(sent.application)
    assert (application.state, application.kind_words) == (State.DECLINED, "またの機会に。")
    assert told() == [("declined", sent.participant.user.email)]
    assert not Mail.objects.filter(text__contains="またの機会に").exists()


def test_a_closed_posting_tells_everybody_who_waits(sent):
    other = make_participant("b@example.jp", "別 人")
    make_interview(make_application(sent.posting, other, slots=sent.slots))
    with pytest.raises(Refused):
        actions.close_applications(by=None, posting=sent.posting)
    forget()
    postings.close_posting(by=sent.owner, posting=sent.posting, words="事情が変わりました。")     # heard by the hand-off
    rows = Application.objects.values_list("state", "kind_words")
    assert list(rows) == [(State.CLOSED, "事情が変わりました。")] * 2
    assert sorted(told("closed")) == sorted([other.user.email, sent.participant.user.email])
    assert other.busy_times.count() == 0
    assert actions.close_applications(by=None, posting=sent.posting) == []


# ----------------------------------------------------------------- after the interview
@pytest.fixture
def met(house):
    house.application = make_held_interview(house.posting, house.participant)
    forget()
    return house


@pytest.fixture
def heard():
    found = []

    def listen(application, **_):
        found.append(application)
    application_accepted.connect(listen)
    yield found
    application_accepted.disconnect(listen)


def test_both_go_on(met, heard):
    actions.answer_interview(by=met.owner, application=met.application, answer=Answer.GO_ON)
    assert (fresh(met.application).state, told(), heard) == (State.MEETING, [("answer_arrived", met.participant.user.email)], [])
    actions.answer_interview(by=met.participant.user, application=met.application, answer=Answer.GO_ON)
    application = fresh(met.application)
    met.posting.refresh_from_db()
    assert (application.state, met.posting.seats_taken, heard) == (State.ACCEPTED, 1, [application])
    with pytest.raises(Refused):
        actions.answer_interview(by=met.owner, application=met.application, answer=Answer.NOT_NOW)


@pytest.mark.parametrize("by_organization", [True, False])
def test_one_not_this_time_ends_it_kindly(met, heard, by_organization):
    by, other = (met.owner, met.participant.user) if by_organization else (met.participant.user, met.owner)
    actions.answer_interview(by=other, application=met.application, answer=Answer.GO_ON)
    forget()
    actions.answer_interview(by=by, application=met.application, answer=Answer.NOT_NOW, words="ありがとうございました。")
    application = fresh(met.application)
    assert (application.state, application.kind_words, heard) == (State.DECLINED, "ありがとうございました。", [])
    assert told() == [("declined" if by_organization else "declined_by_participant", other.email)]


def test_talking_it_over_keeps_it_open_and_may_become_yes(met, heard):
    me = met.participant.user
    actions.answer_interview(by=met.owner, application=met.application, answer=Answer.GO_ON)
    actions.answer_interview(by=me, application=met.application, answer=Answer.TALK)
    assert fresh(met.application).state == State.MEETING
    actions.answer_interview(by=me, application=met.application, answer=Answer.GO_ON)
    assert (fresh(met.application).state, len(heard)) == (State.ACCEPTED, 1)


def test_a_second_interview_asks_anew_and_cancels_nothing_that_was(met):
    actions.answer_interview(by=met.owner, application=met.application, answer=Answer.TALK)
    forget()
    slot, = make_slots(met.organization, times=[now() + timedelta(days=4)])
    actions.offer_times(by=met.owner, application=met.application, slots=[slot.pk])
    assert told() == [("times_offered", met.participant.user.email)]
    again = actions.choose_time(by=met.participant.user, application=met.application, candidate=met.application.candidates.get())
    assert (again.organization_answer, again.organization_answered_at, again.sequence) == ("", None, 1)


def test_a_full_posting_accepts_nobody_more(met):
    met.posting.state, met.posting.seats_taken = "filled", met.posting.seats
    met.posting.save()
    actions.answer_interview(by=met.owner, application=met.application, answer=Answer.GO_ON)
    with pytest.raises(Refused):
        actions.answer_interview(by=met.participant.user, application=met.application, answer=Answer.GO_ON)
    assert fresh(met.application).state == State.MEETING
