"""Whoever was signed out while writing finds the words again: the same person, the same browser, within the hour."""
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from engawa.base.users import typed
from engawa.journey.participants.models import Career
from tests.participants.reading import Fields, words
from tests.people import make_participant
from tests.reference import load_reference

DID = "銀行で「預金」の夜間処理を<作り>、\r\n& 名寄せを担当しました。"
SAID = "入力した内容を、このフォームに戻しました。"
KEPT = "入力した内容は、1時間のあいだ残っています。"


@pytest.fixture
def page(db):
    return reverse("participants:career")


@pytest.fixture
def saeki(db):
    load_reference()
    return make_participant()


@pytest.fixture
def me(saeki, client):
    client.force_login(saeki.user)
    return client


def typed_in(client, page):
    """What somebody has typed, its place in a closed fold included."""
    return {**Fields(client.get(page)).sent, "from_year": "昭和58年4月", "did": DID, "role": "project-manager", "role_words": "ホストSE"}


def sign_out(client):
    client.post(reverse("account_logout"))


def come_late(client, page, **headers):
    sent = typed_in(client, page)
    sign_out(client)
    return client.post(page, sent, headers=headers)


def test_the_words_stand_in_the_form_again_and_are_not_saved_by_themselves(me, saeki, page):
    late = come_late(me, page)
    assert late["Location"] == f"{reverse('account_login')}?next={page}%23typed"
    assert KEPT in words(me.get(late["Location"]))
    me.force_login(saeki.user)
    for _again in range(2):                                              # also after a look elsewhere
        back = me.get(page)
        assert words(back).count(SAID) == 1
        assert 'id="typed"' in back.content.decode()
        again = Fields(back).sent
        assert "&lt;作り&gt;、\n&amp; 名寄せ" in back.content.decode()
        assert (again["from_year"], again["role"], again["role_words"]) == ("昭和58年4月", "project-manager", "ホストSE")
        assert '<details class="fold" open><summary>' in back.content.decode()
        assert SAID not in words(me.get(reverse("participants:hub")))
    assert Career.objects.count() == 1
    assert again["form_key"] not in (None, "")
    assert me.post(page, {**again, "did": DID}).status_code == 302
    assert Career.objects.count() == 2
    assert typed.KEPT not in {name for name, morsel in me.cookies.items() if morsel.value}
    assert SAID not in words(me.get(page))


def test_another_person_in_the_same_browser_sees_nothing(me, saeki, page):
    other = make_participant("other@example.jp", "別の 人")
    come_late(me, page)
    me.force_login(other.user)
    back = me.get(page)
    assert SAID not in words(back)
    assert "名寄せを担当しました。" not in Fields(back).sent["did"]


def test_the_same_person_in_another_browser_sees_nothing(me, saeki, page):
    come_late(me, page)
    other = Client()
    other.force_login(saeki.user)
    assert SAID not in words(other.get(page))
    other.cookies[typed.KEPT] = "somebody-elses-secret"
    assert SAID not in words(other.get(page))


def test_what_is_kept_can_be_read_by_nobody_else(me, saeki, page):
    come_late(me, page)
    sealed = cache.get(typed._row(str(saeki.user.pk)))
    assert "昭和58年4月".encode() not in sealed
    cookie = me.cookies[typed.KEPT]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 3600)
    assert me.cookies[typed.LAST]["httponly"]


def test_a_browser_that_was_nobodys_keeps_nothing(saeki, client, page):
    for cookie in ("", str(saeki.user.pk), f"{saeki.user.pk}:x:y"):
        client.cookies[typed.LAST] = cookie
        late = client.post(page, {"did": DID})
        assert late["Location"] == f"{reverse('account_login')}?next={page}"
        assert typed.KEPT not in late.cookies


@pytest.mark.parametrize("sent", [{"did": "  "}, {"did": "あ" * 40_000}, {"new_password": "geheim"}, {"form_key": "x", "csrfmiddlewaretoken": "y"}, {}])
def test_nothing_empty_nothing_huge_and_no_password_is_kept(me, page, sent):
    me.get(page)
    sign_out(me)
    assert typed.KEPT not in me.post(page, sent).cookies


def test_the_hour_over_nothing_is_left(me, saeki, page):
    come_late(me, page)
    cache.delete(typed._row(str(saeki.user.pk)))
    me.force_login(saeki.user)
    assert SAID not in words(me.get(page))


def test_a_form_sent_elsewhere_comes_back_where_it_stood(me, saeki):
    place = f"{reverse('participants:skills')}?find=ほげふが"
    sent = {**Fields(me.get(place)).sent, "words": "古文書の虫干し", "level": "4"}
    sign_out(me)
    came_from = me.get(place).wsgi_request.build_absolute_uri()
    late = me.post(reverse("participants:propose"), sent, headers={"Referer": came_from})
    me.force_login(saeki.user)
    back = me.get(parse_qs(urlsplit(late["Location"]).query)["next"][0])
    assert SAID in words(back)
    assert Fields(back).sent["words"] == "古文書の虫干し"


def test_a_foreign_page_is_no_page_of_ours(rf):
    assert typed.page_of(rf.post("/a/?b=c", headers={"Referer": "https://evil.example/x"})) == "/a/?b=c"
    assert typed.page_of(rf.post("/a/?b=c", headers={"Referer": "http://testserver/x/"})) == "/x/"
    assert typed.page_of(rf.post("/a/", headers={"Referer": "http://testserver/x/?y=%20z#w"})) == "/x/?y=%20z"


def test_what_is_no_page_is_left_as_it_is(me, saeki, page):
    come_late(me, page)
    me.force_login(saeki.user)
    assert SAID not in words(me.get(page, headers={"HX-Request": "true"}))
    assert me.head(page).status_code == 200
