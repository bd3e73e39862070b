"""What has been kept long enough goes, and nothing before."""
from datetime import timedelta

import pytest

from engawa.base import history, notices, privacy
from engawa.base.history.models import Event
from engawa.base.notices.models import Mail, Notice
from engawa.base.privacy.actions import forget_old
from engawa.base.threads import actions as threads
from engawa.base.threads.models import Message
from engawa.base.times import at_moment, now
from engawa.demo.builders.applications import make_application, make_held_interview, owner_of
from engawa.demo.builders.projects import make_project
from engawa.journey.applications import actions as applications
from engawa.journey.applications.models import Application, Candidate, Interview
from engawa.journey.projects.models import Report
from tests.reference import load_reference

pytestmark = pytest.mark.django_db


def later(days):
    """What retention touches in so many days."""
    with at_moment(now() + timedelta(days=days)):
        return forget_old()


def test_every_rule_can_be_asked_of_its_table():
    with_end = [entry for entry in privacy.entries() if entry.until]
    assert len(with_end) > 15
    assert forget_old() == {}
    for entry in with_end:
        assert all(entry.model._meta.get_field(name) for name in entry.until.blank)


def test_a_mail_goes_after_90_days_and_a_notice_after_a_year(django_user_model):
    kazuo = django_user_model.objects.create_user("kazuo@example.jp")
    notices.tell(to=[kazuo], kind="accounts/password_changed", link=("accounts:settings", {}))
    later(89)
    assert (Mail.objects.count(), Notice.objects.count()) == (1, 1)
    later(91)
    assert (Mail.objects.count(), Notice.objects.count()) == (0, 1)
    later(366)
    assert Notice.objects.count() == 0


def test_who_did_what_goes_after_three_years(django_user_model):
    kazuo = django_user_model.objects.create_user("kazuo@example.jp")
    history.record(by=kazuo, verb="accounts.closing", about=kazuo)
    later(3 * 365 - 1)
    assert Event.objects.count() == 1
    later(3 * 365 + 1)
    assert Event.objects.count() == 0


def test_a_declined_application_is_emptied_after_six_months(client):
    load_reference()
    application = make_application()
    owner = owner_of(application.posting.organization)
    applications.decline_application(by=owner, application=application, words="今回は見送ります。")
    assert "applications.Application" not in later(179)
    later(181)
    application.refresh_from_db()
    assert (application.message, application.sheet, application.kind_words) == ("", {}, "")
    later(200)
    assert not Candidate.objects.exists()
    assert later(201) == {}  # nothing is emptied twice
    for user in (owner, application.participant.user):
        client.force_login(user)
        url = "/organization/applications/" if user == owner else "/applications/"
        assert client.get(f"{url}{application.pk}/").status_code == 200


def test_an_accepted_application_and_its_interview_stay():
    load_reference()
    make_project()
    later(400)
    assert Application.objects.get().message
    assert Interview.objects.exists()


def test_an_open_application_stays():
    load_reference()
    application = make_held_interview()
    later(400)
    application.refresh_from_db()
    assert application.message
    assert application.interview


def test_words_of_a_finished_project_go_three_years_after_it():
    load_reference()
    project = make_project(reports=2)
    later(4 * 365)
    assert all(report.done for report in Report.objects.all())
    type(project).objects.update(ended_at=now())
    later(3 * 365 + 1)
    assert {(report.done, report.next, report.trouble, report.reply) for report in Report.objects.all()} == {("", "", "", "")}
    assert Report.objects.count() == 2


def test_messages_go_after_three_years_and_leave_their_place(django_user_model):
    kazuo, yumi = (django_user_model.objects.create_user(f"{name}@example.jp") for name in ("kazuo", "yumi"))
    threads.post_message(by=kazuo, thread=threads.open_thread(by=kazuo, people=[kazuo, yumi]), body="こんにちは。")
    later(3 * 365 - 1)
    assert all(message.body for message in Message.objects.all())
    later(3 * 365 + 1)
    assert {message.body for message in Message.objects.all()} == {""}
