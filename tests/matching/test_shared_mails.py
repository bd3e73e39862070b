"""Several workers share a run of suggestions by mail: nobody is left out, nobody gets two."""
from collections import Counter
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from engawa.base.jobs import actions as jobs
from engawa.base.jobs import worker
from engawa.base.notices.models import Mail
from engawa.base.times import at_moment, now
from engawa.front.desk import tasks
from engawa.journey.matching import actions, rules
from engawa.journey.matching.models import Mails, Suggestion
from engawa.journey.matching.queries import person_of
from engawa.journey.matching.queries.many import best_for_many
from engawa.journey.matching.queries.searching import fits_of
from engawa.journey.matching.vocabulary import vocabulary
from tests.jobs.working import two_workers
from tests.matching import made

PEOPLE = 8


@pytest.fixture
def house():
    """Eight people who want mails, three to a block, and postings for all of them."""
    house = made.organization()
    postings = [made.posting(f"名簿{n}", by=house, hours_per_week=n + 1) for n in range(6)]
    people = [made.participant(f"{n}@example.jp", inventory_done_at=now()) for n in range(PEOPLE)]
    for one in people:
        actions.choose_mails(by=one.user, participant=one, mails=Mails.WEEKLY)
    return postings, people


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch):
    monkeypatch.setattr(tasks, "LANES", 3)


def mails():
    return Counter(Mail.objects.values_list("address", flat=True))


ONE_EACH = {f"{n}@example.jp": 1 for n in range(PEOPLE)}


@pytest.mark.django_db
def test_many_get_what_each_would_get_alone(house):
    postings, people = house
    actions.avoid_organization(by=people[0].user, participant=people[0], organization=postings[0].organization)
    actions.note_application(posting=postings[1], participant=people[1])
    found = best_for_many(people, 4, without={postings[2].pk})
    for one in people:
        reached = {postings[1].pk} if one == people[1] else set()
        assert found[one.pk] == fits_of(person_of(one), vocabulary()).best(4, {postings[2].pk, *reached})
    assert [len(found[one.pk]) for one in people] == [0, *[4] * 7]
    assert best_for_many([], 4) == {}


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_a_run(house):
    tasks.suggest.call()
    assert DBTaskResult.objects.count() == 3
    tasks.suggest.call()                        # an hour later, the blocks still wait
    assert DBTaskResult.objects.count() == 3
    two_workers()
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["SUCCESSFUL"] * 3
    assert (mails(), actions.due_suggestions()) == (ONE_EACH, [])
    asked = Counter(Suggestion.objects.values_list("posting", flat=True))
    assert max(asked.values()) <= rules.WAVE     # the wave holds, although two counted at once


@pytest.mark.django_db
def test_the_block_of_a_worker_that_died_on_the_way_is_done_once_more(house):
    tasks.suggest.call()
    first = DBTaskResult.objects.order_by("enqueued_at").first()
    first.claim("a worker that is killed")
    (keys,) = first.args_kwargs["args"]
    actions.send_suggestions(keys=keys[:2])      # so far it came
    with at_moment(now() + timedelta(minutes=16)):
        assert jobs.sweep_results() == 1
        for row in DBTaskResult.objects.filter(status="READY"):
            row.claim("another worker")
            worker.hand(once=True).run_task(row)
    assert mails() == ONE_EACH
    assert sorted(len(row.worker_ids) for row in DBTaskResult.objects.all()) == [1, 1, 2]
