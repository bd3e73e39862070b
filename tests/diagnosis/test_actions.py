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


def test_the_last_answer_finishes_it_and_nothing_is_rewritten_after_that(visit):
    asked = questions_of(visit)
    for question in asked:
        visit = actions.answer_questions(by=None, check_up=visit, answers={question: None})
    assert visit.answers == {question.pk: None for question in asked}
    finished = visit.finished_at
    assert finished is not None
    with pytest.raises(Refused):
        actions.answer_questions(by=None, check_up=visit, answers={asked[0]: 2})
    visit.refresh_from_db()
    assert (visit.answers[asked[0].pk], visit.finished_at) == (None, finished)
    assert [event.verb for event in history.of(visit)] == ["diagnosis.started", "diagnosis.finished"]


def test_who_stops_or_goes_back_after_the_last_answer_has_not_finished_it(visit):
    asked = questions_of(visit)
    visit = actions.answer_questions(by=None, check_up=visit, answers=dict.fromkeys(asked, 1), finish=False)
    assert (visit.is_finished, queries.first_open(visit), queries.goes_on(visit)) == (False, None, len(asked))
    visit = actions.answer_questions(by=None, check_up=visit, answers={asked[0]: 3})
    assert (visit.is_finished, visit.answers) == (True, {**{one.pk: 1 for one in asked}, asked[0].pk: 3})


def test_a_question_of_another_area_and_an_unknown_answer_are_refused(visit):
    other = Question.objects.filter(area="data").first()
    with pytest.raises(Refused):
        actions.answer_questions(by=None, check_up=visit, answers={other: 1})
    with pytest.raises(Refused):
        actions.answer_questions(by=None, check_up=visit, answers={questions_of(visit)[0]: 9})
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
