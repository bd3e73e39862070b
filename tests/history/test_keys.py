"""One-time keys: a form that arrives twice has one effect and one answer (security.md R12)."""
import threading
import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from engawa.base.history.models import Event, FormKey
from engawa.base.times import now
from engawa.base.users.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.history.pages")]


@pytest.fixture
def kazuo():
    return User.objects.create_user("kazuo@example.jp", name="佐伯 和夫")


@pytest.fixture
def browser(client, kazuo):
    client.force_login(kazuo)
    return client


def key() -> str:
    return str(uuid.uuid4())


def acts() -> int:
    return Event.objects.count()


def test_the_same_form_twice_has_one_effect_and_one_answer(browser):
    form = {"pot": "full", "form_key": key()}
    answers = [browser.post("/pour/", form)["Location"] for _n in range(3)]
    assert answers == [f"/cup/{Event.objects.get().pk}/"] * 3


def test_two_forms_have_two_effects(browser):
    for _n in range(2):
        browser.post("/pour/", {"pot": "full", "form_key": key()})
    assert acts() == 2


def test_a_form_that_was_not_accepted_can_be_corrected_and_sent_again(browser):
    form = {"form_key": key()}
    assert [browser.post("/pour/", form).status_code for _n in range(2)] == [422, 422]
    assert browser.post("/pour/", {**form, "pot": "full"}).status_code == 302
    assert acts() == 1


@pytest.mark.parametrize("odd", ["", "x", "0", "é" * 40])
def test_without_a_proper_key_a_form_is_an_ordinary_form(browser, odd):
    for _n in range(2):
        assert browser.post("/pour/", {"pot": "full", "form_key": odd}).status_code == 302
    assert acts() == 2
    assert FormKey.objects.count() == 0


def test_what_is_refused_is_undone_and_says_why(browser):
    form = {"form_key": key()}
    for _n in range(2):
        answer = browser.post("/refuse/", form)
        assert answer.status_code == 409
        assert "お茶はもうありません。" in answer.content.decode()
    assert acts() == FormKey.objects.count() == 0


@pytest.mark.parametrize(("where", "status"), [("/spill/", 503), ("/drop/", 500)])
def test_what_fails_is_undone_and_may_be_tried_again(browser, where, status):
    browser.raise_request_exception = False
    assert browser.post(where, {"form_key": key()}).status_code == status
    assert acts() == FormKey.objects.count() == 0


def test_another_broken_constraint_is_not_taken_for_a_second_press(browser):
    with pytest.raises(IntegrityError):
        browser.post("/clash/", {"form_key": key()})
    assert acts() == 0


def test_a_key_belongs_to_one_person_and_one_page(browser, kazuo):
    form = {"pot": "full", "form_key": key()}
    browser.post("/pour/", form)
    other = Client()
    other.force_login(User.objects.create_user("other@example.jp"))
    assert other.post("/pour/", form).status_code == 400
    assert browser.post("/pour/elsewhere/", form).status_code == 400
    assert acts() == 1


def test_visitors_and_marked_pages_go_without_a_key(client, browser):
    form = {"pot": "full", "form_key": key()}
    browser.post("/free/", form)
    browser.post("/free/", form)
    assert (acts(), FormKey.objects.count()) == (2, 0)


def test_the_key_says_what_it_led_to(browser, kazuo):
    form = {"pot": "full", "form_key": key()}
    where = browser.post("/pour/", form)["Location"]
    row = FormKey.objects.get()
    assert (str(row), row.user, row.path, row.result) == (form["form_key"], kazuo, "/pour/", where)
    assert now() - row.at < timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("presses", [50, pytest.param(500, marks=pytest.mark.long)])
def test_fifty_presses_at_once_make_one_cup(kazuo, presses):
    first = Client()
    first.force_login(kazuo)
    form, answers, go = {"pot": "full", "form_key": key()}, [], threading.Barrier(presses)

    def press() -> None:
        browser = Client()
        browser.cookies = first.cookies
        go.wait()
        try:
            answers.append(browser.post("/pour/", form).headers.get("Location"))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _n in range(presses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {f"/cup/{Event.objects.get().pk}/"}
    assert len(answers) == presses
