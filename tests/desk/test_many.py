"""200 organizations with 2,000 postings: the lists keep their number of queries.

The rows are made in bulk, not by actions: at this size only the numbers count (the one exception to "state by actions").
"""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.times import now, today
from engawa.demo.builders.applications import owner_of
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.matching import actions as matching
from engawa.journey.matching.models import SearchRow
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.models import Posting, State

ORGANIZATIONS, POSTINGS, MOST = 200, 2000, 15
STATES = (State.OPEN, State.OPEN, State.OPEN, State.PAUSED, State.FILLED, State.CLOSED, State.DRAFT, State.IN_REVIEW)


@pytest.fixture
def crowd(desk):
    """One organization and posting made by actions, and the crowd copied from them."""
    organization = make_organization()
    one = make_open_posting(organization)
    like = {field.name: getattr(organization, field.name) for field in Organization._meta.concrete_fields if not field.primary_key}
    Organization.objects.bulk_create(
        Organization(**{**like, "name": f"団体{n}"}) for n in range(ORGANIZATIONS - 1))
    everybody = list(Organization.objects.order_by("pk"))
    many = []
    for n in range(POSTINGS - 1):
        state = STATES[n % len(STATES)]
        # One organization in fifty writes much: its own list is the longest.
        owner = organization if n % 50 == 0 else everybody[n % len(everybody)]
        many.append(Posting(
            organization=owner, template=one.template, area=one.area, title=f"名簿を一つに {n}", need=one.need, task=one.task,
            deliverables=one.deliverables, hours_per_week=3, hours_total=20, weeks=6, contact_person="小林", contact_words="週に1回", state=state,
            deadline=today() + timedelta(days=20), submitted_at=None if state == State.DRAFT else now(),
            published_at=None if state in (State.DRAFT, State.IN_REVIEW) else now(), closed_at=now() if state == State.CLOSED else None))
    Posting.objects.bulk_create(many)
    assert (Organization.objects.count(), Posting.objects.count()) == (ORGANIZATIONS, POSTINGS)
    return organization


@pytest.mark.parametrize(("url", "asked"), [
    ("desk:postings", ""), ("desk:postings", "?state=open&page=3"), ("desk:postings", "?q=名簿 団体1&page=2"), ("desk:organizations", ""), ("desk:queue", "")])
def test_the_lists_of_the_desk(client, crowd, url, asked, django_assert_max_num_queries):
    client.get(reverse(url))
    with django_assert_max_num_queries(MOST):
        assert client.get(reverse(url) + asked).status_code == 200


def test_the_list_of_an_organization(client, crowd, django_assert_max_num_queries):
    client.force_login(owner_of(crowd))
    with django_assert_max_num_queries(MOST):
        assert client.get(reverse("postings:list")).status_code == 200


def test_the_public_lists(client, crowd, django_assert_max_num_queries):
    client.logout()
    matching.rebuild_index()
    assert SearchRow.objects.count() == Posting.objects.filter(state=State.OPEN).count() > 700
    for url in ("matching:search", "matching:organizations"):
        client.get(reverse(url))
        with django_assert_max_num_queries(MOST):
            assert client.get(reverse(url)).status_code == 200
    shown = re.sub(r"<[^>]+>", "", client.get(reverse("matching:search") + "?q=名簿").content.decode())
    assert shown.count("名簿を一つに") >= 10
