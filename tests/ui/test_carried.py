"""What stands typed in a form comes along when a link is followed: it is given back once, to the same person, within the hour."""
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from engawa.base.ui import carried
from tests.organizations.test_pages import GOOD
from tests.participants.reading import Fields, words
from tests.people import KOBAYASHI, STRANGER, make_user
from tests.reference import load_reference

SAID = "入力した内容を、このフォームに戻しました。"
TYPED = {"name": "NPO法人 あおぞら", "legal_form": "npo", "causes": ["environment", "children"], "summary": "川の掃除", "place": "東京都"}


@pytest.fixture
def page(db):
    load_reference()
    return reverse("organizations:register")


@pytest.fixture
def me(page, client):
    client.force_login(make_user(**KOBAYASHI))
    return client


def carry(client, of, fields=TYPED):
    with translation.override("en" if of.startswith("/en/") else "ja"):
        answer = client.post(f"{reverse('ui:carry')}?of={of}", {**Fields(client.get(of)).sent, **fields})
    assert (answer.status_code, answer.content) == (204, b"")


def stands(response):
    """Which of the typed texts stand in the form again."""
    sent = Fields(response).sent
    return {name: sent[name].strip() for name in ("name", "summary", "place")}, response.content.decode().count(SAID)


def test_a_look_at_the_letter_size_loses_nothing(me, page):
    carry(me, page)
    assert SAID not in words(me.get(reverse("ui:display")))
    again = me.get(page)
    assert stands(again) == ({name: TYPED[name] for name in ("name", "summary", "place")}, 1)
    assert again.content.decode().count("checked") == 3
    assert carried.KEY in me.session
    assert stands(me.get(page))[1] == 0  # given back once: what stands on the page comes along with the next link


def test_the_other_language_shows_it_too(me, page):
    carry(me, page)
    with translation.override("en"):
        english = reverse("organizations:register")
    again = me.get(english)
    assert (english, Fields(again).sent["name"]) == (f"/en{page}", TYPED["name"])
    assert "What you typed stands in this form again." in words(again)
    carry(me, english)
    assert stands(me.get(page))[1] == 1


def test_a_visitor_who_registers_finds_the_address_again(client, page):
    door = reverse("account_signup")
    carry(client, door, {"email": "hana@example.jp", "role": "organization", "code": "123456"})
    assert client.session[carried.KEY][door]["fields"].keys() >= {"email", "role"}
    assert "code" not in client.session[carried.KEY][door]["fields"]
    assert Fields(client.get(door)).sent["email"] == "hana@example.jp"


def test_a_form_is_found_by_where_it_is_sent(me, page):
    """The page that showed an error has the address of the button; its form comes back wherever it stands."""
    gallery = reverse("ui:gallery")
    me.post(f"{reverse('ui:carry')}?of={gallery}", {"name": "x"})
    assert set(me.session[carried.KEY]) == {gallery}
    me.get(page)
    assert set(me.session[carried.KEY]) == {gallery}


def test_what_has_been_sent_is_forgotten(me, page):
    carry(me, page)
    me.post(page, {**GOOD, "legal_form": ""})
    assert page in me.session[carried.KEY]
    assert me.post(page, GOOD).status_code == 302
    assert me.session[carried.KEY] == {}
    assert me.post(page, {}).status_code == 422


def test_another_person_and_a_later_hour_see_nothing(me, page):
    carry(me, page)
    me.force_login(make_user(**STRANGER))
    assert stands(me.get(page))[1] == 0
    me.force_login(make_user("again@example.jp", "再び"))
    carry(me, page)
    session = me.session
    session[carried.KEY][page]["until"] = 0
    session.save()
    assert stands(me.get(page))[1] == 0


@pytest.mark.parametrize("sent", [{"name": " "}, {"name": "あ" * 100_001}, {"password": "geheim"}])
def test_nothing_empty_nothing_huge_and_no_password_is_kept(me, page, sent):
    me.post(f"{reverse('ui:carry')}?of={page}", sent)
    me.post(reverse("ui:carry"), TYPED)
    assert carried.KEY not in me.session


def test_of_many_forms_the_oldest_are_forgotten(me, page):
    for number in range(carried.FORMS + 2):
        me.post(f"{reverse('ui:carry')}?of=/{number}/", {"name": "x"})
    assert list(me.session[carried.KEY]) == [f"/{number}/" for number in range(2, carried.FORMS + 2)]


def test_a_page_without_a_form_and_a_visitor_without_a_session_are_left_alone(page):
    visitor = Client()
    visitor.get(reverse("public:top"))
    assert not visitor.cookies.get("sessionid")
