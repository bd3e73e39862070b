"""A visitor's check-up goes along through the door: whoever signs in or registers in the same browser finds it."""
import pytest

from engawa.base.users.models import User
from engawa.journey.diagnosis.models import CheckUp
from tests.accounts.doorway import Visitor, make_person, newest_code
from tests.diagnosis.test_pages import walked

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_check_ups(vocabulary):
    """A browser in which one check-up is finished and one begun."""
    visitor = Visitor()
    done = walked(visitor, ["data"], "2")
    visitor.post("/check-up/", {"areas": ["systems"]})
    return visitor, done, CheckUp.objects.exclude(pk=done).get().pk


def found(visitor, person, done, begun):
    """Whether both are the person's and stand on the page of check-ups."""
    page = visitor.get("/check-up/").content.decode()
    return (set(CheckUp.objects.filter(user=person).values_list("pk", flat=True)) == {done, begun}, f"/check-up/{done}/result/" in page,
            f"/check-up/{begun}/" in page)


def test_who_signs_in_by_a_mailed_code_finds_both(two_check_ups):
    visitor, *both = two_check_ups
    person = make_person()
    assert CheckUp.objects.filter(user=person).count() == 0
    visitor.sign_in(person)
    assert found(visitor, person, *both) == (True, True, True)


def test_who_registers_finds_both(two_check_ups):
    visitor, *both = two_check_ups
    visitor.ask_for_code("fumi@example.jp", "/account/register/", role="organization")
    visitor.enter(newest_code())
    visitor.post("/account/register/basics/", {"name": "村田 ふみ", "furigana": "むらた ふみ", "language": "ja", "terms": "on"})
    assert found(visitor, User.objects.get(email="fumi@example.jp"), *both) == (True, True, True)


def test_another_browser_takes_nothing_along(two_check_ups):
    other, person = Visitor(), make_person()
    other.sign_in(person)
    assert CheckUp.objects.filter(user=person).count() == 0
