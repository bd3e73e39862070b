"""Who sees which posting: the matrix of the design, state by state."""
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from engawa.base.times import at_moment, now
from engawa.demo.builders.postings import make_open_posting, make_posting
from engawa.journey.postings import actions, queries


def seen(user, posting):
    return queries.visible_to(user).filter(pk=posting.pk).exists()


@pytest.fixture
def reach(konara, draft):
    """Bring the draft to a state by actions."""
    def to(state):
        steps = ["draft", "in_review", "open", "paused", "filled", "closed"]
        if state in steps[1:]:
            actions.submit_posting(by=konara.owner, posting=draft)
        if state in steps[2:]:
            actions.publish_posting(by=konara.desk, posting=draft)
        if state == "paused":
            actions.pause_posting(by=konara.owner, posting=draft)
        if state == "filled":
            actions.take_seat(by=None, posting=draft)
        if state == "closed":
            actions.close_posting(by=konara.owner, posting=draft)
        return draft
    return to


@pytest.mark.parametrize(("state", "expected"), [
    ("draft", (False, False, True, True, False)), ("in_review", (False, False, True, True, True)), ("open", (True,) * 5),
    ("paused", (True,) * 5), ("filled", (True,) * 5), ("closed", (True,) * 5)])
def test_who_sees_a_posting(konara, reach, state, expected):
    posting = reach(state)
    people = (AnonymousUser(), konara.stranger, konara.member, konara.owner, konara.desk)
    assert tuple(seen(user, posting) for user in people) == expected


def test_a_draft_that_was_closed_unread_stays_with_its_organization(konara, draft):
    actions.close_posting(by=konara.owner, posting=draft)
    assert [seen(user, draft) for user in (konara.stranger, konara.member, konara.desk)] == [False, True, False]


def test_postings_of_a_suspended_organization_are_off_every_list(konara, published, suspended):
    suspended()
    assert [seen(user, published) for user in (AnonymousUser(), konara.stranger, konara.member, konara.desk)] == [False, False, True, True]
    assert list(queries.open_postings()) == []


def test_the_desk_reads_the_longest_waiting_first(konara):
    first, second = make_posting(konara.organization), make_posting(konara.organization)
    with at_moment(now() - timedelta(days=1)):
        actions.submit_posting(by=konara.owner, posting=second)
    actions.submit_posting(by=konara.owner, posting=first)
    assert list(queries.waiting_for_desk()) == [second, first]


def test_the_last_day_is_still_open(konara):
    posting = make_open_posting(konara.organization, until=3)
    for days, there in ((2, True), (3, True), (4, False)):
        with at_moment(now() + timedelta(days=days)):
            assert queries.open_postings().filter(pk=posting.pk).exists() is there


def test_everything_a_page_shows_comes_in_a_fixed_number_of_queries(konara, draft, django_assert_num_queries):
    with django_assert_num_queries(4):
        found = queries.whole(queries.editable_by(konara.member)).get(pk=draft.pk)
        assert (found.area.name, len(found.skills.all()), len(found.tools.all()), list(found.comments.all())) == ("データの整理と分析", 5, 3, [])
