"""A check-up is begun, answered, gone back over, finished, and taken along when a visitor signs in."""
import pytest

from engawa.base import history
from engawa.base.ui.refusal import Refused
from engawa.journey.diagnosis import actions, queries
from engawa.journey.diagnosis.models import CheckUp, Question
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(vocabulary):
    return actions.start_check_up(by=None, session_key="visit", areas=["systems", "web-sns"])


def questions_of(check_up):
    return list(Question.objects.current().filter(area__in=check_up.areas).order_by("number"))


def test_areas_stand_in_their_fixed_order_however_they_were_ticked(visit):
    assert visit.areas == ["web-sns", "systems"]
    assert (visit.user, visit.session_key, visit.is_finished) == (None, "visit", False)
    assert [event.verb for event in history.of(visit)] == ["diagnosis.started"]


def test_a_person_needs_no_session_key(vocabulary):
    person = make_user("someone@example.jp", "だれか")
    check_up = actions.start_check_up(by=person, session_key="visit", areas=["data"])
    assert (check_up.user, check_up.session_key) == (person, "")


@pytest.mark.parametrize("areas", [[], ["tech-base"], ["nowhere"]])
def test_unknown_areas_are_refused(vocabulary, areas):
    with pytest.raises(Refused):
        actions.start_check_up(by=None, session_key="visit", areas=areas)
    assert CheckUp.objects.count() == 0


def test_the_last_answer_finishes_it_and_a_later_change_does_not_finish_it_again(visit):
    asked = questions_of(visit)
    for question in asked:
        visit = actions.answer_question(by=None, check_up=visit, question=question, score=None)
    assert visit.answers == {question.pk: None for question in asked}
    finished = visit.finished_at
    assert finished is not None
    visit = actions.answer_question(by=None, check_up=visit, question=asked[0], score=2)
    assert (visit.answers[asked[0].pk], visit.finished_at) == (2, finished)
    assert [event.verb for event in history.of(visit)] == ["diagnosis.started", "diagnosis.finished"]


def test_a_question_of_another_area_and_an_unknown_answer_are_refused(visit):
    other = Question.objects.filter(area="data").first()
    with pytest.raises(Refused):
        actions.answer_question(by=None, check_up=visit, question=other, score=1)
    with pytest.raises(Refused):
        actions.answer_question(by=None, check_up=visit, question=questions_of(visit)[0], score=9)
    visit.refresh_from_db()
    assert visit.answers == {}


def test_signing_in_takes_the_visit_along(visit):
    person = make_user("someone@example.jp", "だれか")
    assert actions.adopt_check_ups(by=person, session_key="") == 0
    assert actions.adopt_check_ups(by=person, session_key="another visit") == 0
    assert actions.adopt_check_ups(by=person, session_key="visit") == 1
    visit.refresh_from_db()
    assert (visit.user, visit.session_key) == (person, "")
    assert queries.first_open(visit) is not None


def test_answers_given_together_are_all_kept_or_none(visit):
    first, second = questions_of(visit)[:2]
    kept = actions.answer_questions(by=None, check_up=visit, answers={first: 2, second: None})
    assert (kept.answers, kept.is_finished) == ({first.pk: 2, second.pk: None}, False)
    with pytest.raises(Refused):
        actions.answer_questions(by=None, check_up=visit, answers={first: 0, second: 9})
    visit.refresh_from_db()
    assert visit.answers == {first.pk: 2, second.pk: None}
