"""Who finds which applications."""
from django.contrib.auth.models import AnonymousUser

from engawa.base.users.models import User
from engawa.demo.builders.applications import make_application
from engawa.demo.builders.participants import make_participant
from engawa.journey.applications import actions, queries


def test_only_the_two_sides_see_an_application(sent):
    for person in (sent.participant.user, sent.owner):
        assert list(queries.visible_to(person)) == [sent.application]
    for person in (sent.stranger, sent.other_owner, sent.desk, AnonymousUser()):
        assert list(queries.visible_to(person)) == []
    assert list(queries.received_by(sent.participant.user)) == list(queries.sent_by(sent.owner)) == []


def test_a_right_ends_with_the_membership(sent):
    sent.organization.memberships.all().delete()
    assert list(queries.visible_to(sent.owner)) == []


def test_waiting_applications_the_oldest_first_and_none_while_unverified(sent, clock):
    clock.later(days=1)
    second = make_application(sent.posting, make_participant("b@example.jp", "別 人"), slots=sent.slots)
    assert list(queries.waiting_for(sent.organization)) == [sent.application, second]
    assert list(queries.of_participant(sent.participant)) == [sent.application]
    sent.organization.state = "suspended"
    sent.organization.save()
    assert list(queries.waiting_for(sent.organization)) == []


def test_only_future_free_times_can_be_chosen(house, clock):
    first, second, third = house.slots
    actions.remove_slot(by=house.owner, slot=second)
    assert list(queries.open_slots(house.organization)) == [first, third]
    clock.to(first.starts_at)
    assert list(queries.open_slots(house.organization)) == [third]


def test_slots_serve_all_postings_of_the_organization_only(house):
    assert list(queries.open_slots(house.other)) == []
    assert {slot.organization for slot in queries.open_slots(house.organization)} == {house.organization}


def test_the_desk_is_whoever_works_there(house):
    assert list(User.objects.desk_officers()) == [house.desk]
