"""An organization is suspended: who applied hears it once, reads nothing untrue, and waits on from a new day when it works again."""
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from engawa.base.notices.models import Notice
from engawa.base.times import today
from engawa.demo.builders.applications import make_interview
from engawa.demo.builders.organizations import desk
from engawa.journey.applications import actions, queries, rules
from engawa.journey.applications.models import Application
from engawa.journey.organizations import actions as organizations
from tests.applications.test_pages import words

SAID = "事務局が団体の活動をいったん止めているため、いまは返事も面談もありません。"


@pytest.fixture
def suspended(sent):
    organizations.suspend_organization(by=desk(), organization=sent.organization, words="お電話ください。")
    sent.application = Application.objects.get()
    return sent


def opened_by(user, address):
    client = Client()
    client.force_login(user)
    return client.get(address)


def test_the_applicant_is_told_once(suspended):
    told = Notice.objects.filter(kind="applications/suspended")
    assert [(one.user, one.line) for one in told] == [
        (suspended.participant.user, f"「{suspended.posting.title}」は、いまは先へ進みません。応募は残っています。")]


def test_the_page_of_the_application_promises_nothing(suspended):
    page = words(opened_by(suspended.participant.user, reverse("applications:application", args=[suspended.application.pk])))
    assert (page.count(SAID), page.count("までに返事が来ます"), page.count("事務局が団体の活動を止めました")) == (1, 0, 1)


def test_its_link_leads_to_a_calm_page_for_those_who_applied_only(suspended):
    address = reverse("public:posting", args=[suspended.posting.pk])
    mine = opened_by(suspended.participant.user, address)
    assert (mine.status_code, words(mine).count("この募集は、いま表示していません"), suspended.posting.title in words(mine)) == (200, 2, True)
    assert [opened_by(suspended.stranger, address).status_code, Client().get(address).status_code] == [404, 404]


def test_nobody_is_reminded_of_what_nobody_can_do(suspended, clock):
    clock.later(days=30)
    assert (actions.remind_late(), actions.tell_desk(), list(queries.overdue())) == (0, 0, [])
    me = suspended.participant.user
    assert rules.why_suspended(suspended.application).startswith(SAID)
    assert rules.why_not_choose(me, suspended.application) == rules.why_not_propose(me, suspended.application) == rules.why_suspended(suspended.application)
    assert rules.why_not_withdraw(me, suspended.application) is None


def test_who_waits_may_withdraw_even_after_the_interview(sent, clock):
    interview = make_interview(sent.application).interview
    organizations.suspend_organization(by=desk(), organization=sent.organization, words="お電話ください。")
    clock.to(interview.starts_at + timedelta(days=1))
    assert rules.why_not_withdraw(sent.participant.user, Application.objects.get()) is None


def test_the_promise_begins_anew_when_it_works_again(suspended, clock):
    clock.later(days=20)
    organizations.restore_organization(by=desk(), organization=suspended.organization)
    suspended.application.refresh_from_db()
    page = words(opened_by(suspended.participant.user, reverse("applications:application", args=[suspended.application.pk])))
    assert (suspended.application.answer_due, SAID in page, "団体が活動を再開しました" in page) == (today() + timedelta(days=7), False, True)
    assert Notice.objects.filter(user=suspended.participant.user, kind="applications/suspended").count() == 1


def test_what_is_settled_stays_as_it_was(sent):
    actions.withdraw_application(by=sent.participant.user, application=sent.application)
    organizations.suspend_organization(by=desk(), organization=sent.organization, words="お電話ください。")
    assert not Notice.objects.filter(kind="applications/suspended").exists()
    assert rules.why_suspended(Application.objects.select_related("posting__organization").get()) is None
