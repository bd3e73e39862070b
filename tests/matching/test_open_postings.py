"""The open postings in memory: what changed is read again, whoever changed it; what was undone leaves no trace."""
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from engawa.base.times import now, today
from engawa.journey.matching import actions, fit, open_postings, queries
from engawa.journey.matching.models import Demand
from engawa.journey.matching.queries.searching import fits_of
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.models import Posting
from engawa.journey.skills.models import Skill
from tests.matching import made


def elsewhere(act):
    """Do something on a connection of its own, as another process would."""
    wrong = []

    def run():
        try:
            act()
        except Exception as error:  # told below
            wrong.append(error)
        finally:
            connection.close()
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert wrong == []


def current():
    return open_postings.current(vocabulary())


def titles():
    return sorted(line.title for line in current().lines)


def same_as_read_anew():
    """What was patched together holds the same as what is read in one go."""
    found, fresh = current(), open_postings._read(0, None, vocabulary())
    assert sorted(found.lines, key=lambda line: line.row) == list(fresh.lines)
    for line in fresh.lines:
        assert found.demands(found.place[line.posting]) == fresh.demands(fresh.place[line.posting])
    person = queries.person_of(made.Participant.objects.get())
    kept, anew = (open_postings.Fits(person, one, open_postings.this_hour()) for one in (found, fresh))
    assert {one: kept.score(one) for one in fresh.place} == pytest.approx({one: anew.score(one) for one in fresh.place})


@pytest.fixture
def house(transactional_db):
    participant = made.participant()
    nature, other = made.organization(), made.organization("ゆうなぎ", "welfare")
    made.posting("名簿", by=nature)
    made.posting("表", by=other, skills=(("excel", 3, True),))
    assert titles() == ["名簿", "表"]
    return participant


@pytest.mark.django_db(transaction=True)
def test_nothing_changed_is_one_question(house):
    known = vocabulary()
    with CaptureQueriesContext(connection, ) as asked:
        first = open_postings.current(known)
    assert (len(asked), open_postings.current(known) is first) == (1, True)


@pytest.mark.django_db(transaction=True)
def test_a_change_made_elsewhere_is_seen(house):
    def publish():
        made.posting("新しい", by=Organization.objects.get(name="ゆうなぎ"))
    elsewhere(publish)
    assert titles() == ["名簿", "新しい", "表"]
    same_as_read_anew()

    def change():
        posting = Posting.objects.get(title="表")
        posting.skills.update(skill=Skill.objects.get(pk="sns-operation"))
        posting.title, posting.weeks = "別の名", 30
        posting.save()
        actions.index_posting(posting=posting)
    elsewhere(change)
    assert titles() == ["別の名", "名簿", "新しい"]
    same_as_read_anew()

    def suspend():
        organization = Organization.objects.get(name="ゆうなぎ")
        organization.state = "suspended"
        organization.save()
        actions.index_organization(organization=organization)
    elsewhere(suspend)
    assert titles() == ["名簿"]
    same_as_read_anew()


@pytest.mark.django_db(transaction=True)
def test_an_application_elsewhere_lowers_the_place(house):
    posting = Posting.objects.get(title="名簿")
    before = fits_of(queries.person_of(house), vocabulary()).score(posting.pk)
    elsewhere(lambda: actions.note_application(posting=posting))
    after = fits_of(queries.person_of(house), vocabulary()).score(posting.pk)
    assert after == pytest.approx(before * fit.crowd(fit.faded(1, Demand.objects.get().noted_at, open_postings.this_hour()), 1))
    same_as_read_anew()


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_leaves_no_trace(house):
    with transaction.atomic():
        made.posting("すぐ消える", by=Organization.objects.get(name="ゆうなぎ"))
        assert titles() == ["すぐ消える", "名簿", "表"]           # its own writer sees it at once
        transaction.set_rollback(True)
    assert titles() == ["名簿", "表"]
    elsewhere(lambda: made.posting("残る", by=Organization.objects.get(name="ゆうなぎ")))   # takes the number that was undone
    assert titles() == ["名簿", "残る", "表"]
    same_as_read_anew()


@pytest.mark.django_db(transaction=True)
def test_a_new_vocabulary_and_many_changes_are_read_anew(house, monkeypatch):
    Skill.objects.create(slug="zzz", ja="新しい技", en="zzz", position=9, npo_use=3, group_id="web")
    elsewhere(lambda: made.posting("技", by=Organization.objects.get(name="ゆうなぎ"), skills=(("zzz", 3, True),)))
    assert [one.skill for one in current().demands(current().place[Posting.objects.get(title="技").pk])] == ["zzz"]
    monkeypatch.setattr(open_postings, "MANY", 2)
    elsewhere(lambda: [actions.index_posting(posting=one) for one in Posting.objects.all()])
    same_as_read_anew()


@pytest.mark.django_db
def test_fits_are_a_mapping_without_conflicts():
    person, mine = made.participant(), made.organization("自分の会")
    made.Membership.objects.create(organization=mine, user=person.user, role="owner")
    posting, own = made.posting(), made.posting("自分の募集", by=mine)
    fits = fits_of(queries.person_of(person), vocabulary())
    assert (list(fits), len(fits), own.pk in fits, fits.score(own.pk), fits.score(person.pk)) == ([posting.pk], 1, False, 0, 0)
    assert fits[posting.pk].score == pytest.approx(fits.score(posting.pk), abs=1e-6)
    assert fits[posting.pk] == queries.fit_of(person, posting)
    assert (fits.best(5), fits.best(5, without=[posting.pk, own.pk, person.pk])) == ([posting.pk], [])


@pytest.mark.django_db
def test_a_posting_past_its_last_day_is_not_suggested():
    person = made.participant()
    made.posting(deadline=today() - timedelta(days=1))
    assert queries.suggestions(person) == []


@pytest.mark.django_db
def test_a_posting_one_applied_to_is_not_suggested_again():
    person, posting = made.participant(), made.posting()
    assert [one.posting for one in queries.suggestions(person)] == [posting]
    actions.note_application(posting=posting, participant=person)
    assert queries.suggestions(person) == []


@pytest.mark.django_db
def test_the_numbers_of_pending_applications():
    posting = made.posting()
    actions.note_application(posting=posting)
    Demand.objects.update(noted_at=now() - timedelta(days=14))
    actions.note_application(posting=posting)
    demand = Demand.objects.get()
    assert (demand.applications, round(demand.weight, 3)) == (2, 1.5)
    actions.end_application(posting=posting, sent_at=now() - timedelta(days=14))
    assert round(Demand.objects.get().weight, 3) == 1
    for _time in range(2):
        actions.end_application(posting=posting, sent_at=now())
    assert (Demand.objects.get().weight, Demand.objects.get().applications) == (pytest.approx(0, abs=1e-6), 2)
