"""The desk calls when a room is silent, and only then; who opened the numbers is noted."""
from datetime import timedelta

import pytest

from engawa.base.history.models import Event
from engawa.base.times import today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.projects import make_project
from engawa.journey.participants.models import Participant
from engawa.journey.projects import actions
from tests.people import make_desk
from tests.reference import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(db):
    load_reference()
    project = make_project()
    Participant.objects.update(trusted_name="佐伯 花", trusted_phone="045-000-0000")
    return project


def silence(project, days):
    project.report_due = today() - timedelta(days=days)
    project.save()


def test_while_reports_come_the_numbers_stay_closed(client, room):
    client.force_login(make_desk("second@example.jp"))
    shown = client.get(f"/desk/projects/{room.pk}/").content.decode()
    assert shown.count("番号は閉じたままです") == 1
    assert shown.count("045-000-0000") == 0
    assert client.post(f"/desk/projects/{room.pk}/contacts/").status_code == 409
    assert not Event.objects.filter(verb="projects.contacts_opened").exists()


def test_a_silent_room_opens_its_numbers_and_it_is_noted(client, room):
    silence(room, 3)
    desk = make_desk("second@example.jp")
    client.force_login(desk)
    assert client.get(f"/desk/projects/{room.pk}/").content.decode().count("045-000-0000") == 0
    opened = client.post(f"/desk/projects/{room.pk}/contacts/").content.decode()
    assert opened.count("佐伯 花") == 1
    assert opened.count("tel:0450000000") == 1
    assert Event.objects.get(verb="projects.contacts_opened").by == desk
    assert client.get("/desk/").content.decode().count(f"/desk/projects/{room.pk}/") == 1


def test_nobody_else_opens_them(room):
    silence(room, 5)
    for user in (room.participants.get().user, room.organization.members.first()):
        with pytest.raises(Refused, match="事務局"):
            actions.open_contacts(by=user, project=room)
