"""Matching is told of every application that begins or ends, in the same transaction."""
import pytest

from engawa.base.ui.refusal import Refused
from engawa.demo.builders.applications import make_application, make_held_interview
from engawa.demo.builders.participants import make_participant
from engawa.demo.builders.postings import make_open_posting
from engawa.journey.applications import actions
from engawa.journey.applications.models import Answer
from engawa.journey.matching.models import Demand, Suggestion
from engawa.journey.organizations.queries import people_of
from engawa.journey.postings import actions as postings
from tests.applications import reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    reference.load()
    return make_open_posting()


@pytest.fixture
def owner(posting):
    return people_of(posting.organization)[0]


def waiting(posting):
    demand = Demand.objects.get(posting=posting)
    return demand.applications, pytest.approx(demand.weight, abs=1e-3)


def test_sent(posting):
    participant = make_participant()
    make_application(posting, participant)
    make_application(posting, make_participant("b@example.jp", "別 人"))
    assert waiting(posting) == (2, 2)
    assert list(Suggestion.objects.filter(participant=participant).values_list("posting", "way")) == [(posting.pk, "applied")]
    with pytest.raises(Refused):
        make_application(posting, participant)
    assert waiting(posting) == (2, 2)


def test_withdrawn(posting):
    application = make_application(posting, make_participant())
    actions.withdraw_application(by=application.participant.user, application=application)
    assert waiting(posting) == (1, 0)


def test_declined(posting, owner):
    application = make_application(posting, make_participant())
    actions.decline_application(by=owner, application=application, words="またの機会に。")
    assert waiting(posting) == (1, 0)


@pytest.mark.parametrize(("answers", "left"), [((Answer.GO_ON, Answer.TALK), 1), ((Answer.GO_ON, Answer.GO_ON), 0),
                                               ((Answer.GO_ON, Answer.NOT_NOW), 0)])
def test_after_the_interview(posting, owner, answers, left):
    application = make_held_interview(posting, make_participant())
    weight = Demand.objects.get().weight
    for by, answer in zip((application.participant.user, owner), answers, strict=True):
        actions.answer_interview(by=by, application=application, answer=answer)
    assert Demand.objects.get().weight == pytest.approx(weight * left, abs=1e-3)


def test_closed(posting, owner):
    make_application(posting, make_participant())
    make_application(posting, make_participant("b@example.jp", "別 人"))
    postings.close_posting(by=owner, posting=posting, words="事情が変わりました。")
    assert waiting(posting) == (2, 0)
