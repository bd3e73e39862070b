"""The basics before anything else: a name, and the terms in their present version (A4)."""

import pytest

from engawa.base.users.models import User
from tests.accounts.doorway import newest_code, reload
from tests.accounts.test_sign_in import ABOUT, BASICS, NEW, REGISTER, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(visitor):
    visitor.post(REGISTER, NEW)
    visitor.enter(newest_code())
    return visitor


def test_without_a_name_every_page_leads_to_the_basics(newcomer):
    for where in ("/account/settings/", "/account/data/"):
        assert newcomer.get(where)["Location"] == f"{BASICS}?next={where.replace('/', '%2F')}"
    assert newcomer.post("/account/close/confirm/")["Location"] == BASICS
    assert newcomer.get("/display/").status_code == 200
    assert newcomer.post("/account/sign-out/").status_code == 302


def test_after_the_basics_one_goes_where_one_wanted(newcomer):
    session = newcomer.session
    del session["door_role"]
    session.save()
    assert newcomer.post(BASICS, {**ABOUT, "next": "/account/settings/"})["Location"] == "/account/settings/"
    assert newcomer.get("/account/settings/").status_code == 200


def test_changed_terms_are_asked_once_more(visitor, person, monkeypatch):
    visitor.sign_in(person)
    assert visitor.get("/account/settings/").status_code == 200
    from engawa.base.privacy import actions as privacy_actions
    monkeypatch.setitem(privacy_actions.VERSIONS, "terms", "2027-04-01")
    assert visitor.get("/account/settings/")["Location"].startswith(BASICS)
    assert "利用のきまりが変わりました" in page(visitor.get(BASICS))
    visitor.post(BASICS, {**ABOUT, "name": person.name})
    assert visitor.get("/account/settings/").status_code == 200


@pytest.mark.parametrize(("field", "typed", "said"), [
    ("name", "", "名前を入力してください"), ("furigana", "佐伯", "ふりがなは、ひらがなかカタカナで"),
    ("terms", "", "を選んで"), ("phone", "12", "電話番号を市外局番から")])
def test_the_basics_say_what_is_missing(newcomer, field, typed, said):
    answer = newcomer.post(BASICS, {**ABOUT, field: typed} if typed or field != "terms" else {
        k: v for k, v in ABOUT.items() if k != "terms"})
    assert answer.status_code == 422
    assert reload(User.objects.get()).name == ""
    if field != "terms":
        assert said in page(answer)


@pytest.mark.parametrize("furigana", ["むらた ふみ", "ムラタ フミ", "ﾑﾗﾀ ﾌﾐ", "Murata Fumi", "むらた・ふみー"])
def test_furigana_in_any_kana(newcomer, furigana):
    assert newcomer.post(BASICS, {**ABOUT, "furigana": furigana}).status_code == 302
