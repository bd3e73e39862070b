"""One's own account: details, address, password, sessions."""
import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from engawa.base.accounts import actions
from engawa.base.notices.models import Mail
from engawa.base.users.models import User
from tests.accounts.doorway import Visitor, make_person, newest_code, reload

pytestmark = pytest.mark.django_db
LONG = "縁側でお茶を飲みながら話します"


@pytest.fixture
def inside(visitor, person) -> Visitor:
    visitor.sign_in(person)
    return visitor


def test_the_list_shows_how_things_are(inside, person):
    page = inside.get("/account/settings/").content.decode()
    assert all(words in page for words in (person.name, person.email, "なくても使えます", "使っていません", "1か所"))


@pytest.mark.parametrize("where", ["/account/settings/name/", "/account/settings/language/", "/account/settings/second/",
                                   "/account/settings/sessions/", "/account/data/", "/account/close/"])
def test_each_page_answers_in_both_languages(inside, where):
    assert inside.get(where).status_code == 200
    assert inside.get("/en" + where).status_code == 200


def test_name_and_contact_are_kept(inside, person):
    answer = inside.post("/account/settings/name/", {"name": "佐伯 一夫", "furigana": "さえき かずお", "phone": "０３-１２３４-５６７８"})
    assert answer["Location"] == "/account/settings/"
    user = reload(person)
    assert (user.name, user.phone, user.time_zone, user.language) == ("佐伯 一夫", "0312345678", "Asia/Tokyo", "ja")
    assert inside.post("/account/settings/name/", {"name": ""}).status_code == 422


def test_language_and_time_zone_are_kept_and_the_page_changes_language(inside, person):
    answer = inside.post("/account/settings/language/", {"language": "en", "time_zone": "Asia/Manila"})
    assert answer["Location"] == "/en/account/settings/"
    assert (reload(person).language, reload(person).time_zone) == ("en", "Asia/Manila")
    assert inside.post("/account/settings/language/", {"language": "en", "time_zone": "Mars"}).status_code == 422


def test_large_letters_chosen_by_a_visitor_stay_large_inside(visitor, person):
    visitor.cookies["display"] = "max.dark.wide"
    visitor.sign_in(person)
    assert (reload(person).text_size, reload(person).theme) == ("max", "dark")


# ------------------------------------------------------------------ password
def test_a_password_adds_a_way_in_and_takes_none_away(inside, person):
    where = "/account/settings/password/new/"
    assert inside.post(where, {"password1": "short", "password2": "short"}).status_code == 422
    assert inside.post(where, {"password1": LONG, "password2": LONG + "x"}).status_code == 422
    assert inside.post(where, {"password1": LONG, "password2": LONG}).status_code == 302
    other = Visitor()
    other.post("/account/sign-in/password/", {"login": person.email, "password": LONG})
    assert "_auth_user_id" in other.session
    third = Visitor()
    third.sign_in(person)
    assert "_auth_user_id" in third.session
    assert Mail.objects.get().subject == "パスワードが変わりました"
    assert LONG not in Mail.objects.get().text


@pytest.mark.parametrize("password", ["ｐａｓｓｐｈｒａｓｅ　１２３", "emoji 🍵 tea 🍵 tea", " leading and trailing ", "か\u3099 combined voices", "x" * 128])
def test_any_characters_make_a_password_in_any_spelling(inside, person, password):
    import unicodedata
    inside.post("/account/settings/password/new/", {"password1": password, "password2": password})
    other = Visitor()
    other.post("/account/sign-in/password/", {"login": person.email, "password": unicodedata.normalize("NFKC", password)})
    assert "_auth_user_id" in other.session


@pytest.fixture
def with_password(inside, person):
    inside.post("/account/settings/password/new/", {"password1": LONG, "password2": LONG})
    mail.outbox.clear()
    return inside


def test_changing_the_password_ends_the_other_sessions(with_password, person):
    other = Visitor()
    other.post("/account/sign-in/password/", {"login": person.email, "password": LONG})
    answer = with_password.post("/account/settings/password/", {
        "oldpassword": LONG, "password1": LONG + "二", "password2": LONG + "二"})
    assert answer.status_code == 302
    assert with_password.get("/account/settings/").status_code == 200
    assert other.get("/account/settings/").status_code == 302
    assert with_password.post("/account/settings/password/", {
        "oldpassword": "wrong", "password1": LONG, "password2": LONG}).status_code == 422


def test_a_wrong_password_says_nothing_about_the_account(with_password, person):
    said = {Visitor().post("/account/sign-in/password/", {"login": address, "password": "wrong"}).status_code
            for address in (person.email, "nobody@example.jp")}
    assert said == {422}
    page = Visitor().post("/account/sign-in/password/", {"login": person.email, "password": "wrong"}).content.decode()
    assert "メールアドレスかパスワードがちがいます" in page
    assert 'value="wrong"' not in page


def test_five_wrong_passwords_close_this_way_for_a_while(with_password, person):
    for _n in range(5):
        Visitor().post("/account/sign-in/password/", {"login": person.email, "password": "wrong"})
    answer = Visitor().post("/account/sign-in/password/", {"login": person.email, "password": LONG})
    assert "短い時間に何度も" in answer.content.decode()
    code = Visitor()
    code.sign_in(person)
    assert "_auth_user_id" in code.session


def test_a_forgotten_password_is_chosen_anew_by_a_code(with_password, person):
    other = Visitor()
    assert other.post("/account/recover/", {"email": person.email})["Location"] == "/account/recover/code/"
    code = newest_code().translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert other.post("/account/recover/code/", {"code": "1"}).status_code == 422
    assert other.post("/account/recover/code/", {"code": code})["Location"] == "/account/recover/password/"
    assert other.get("/account/recover/password/").status_code == 200
    other.post("/account/recover/password/", {"password1": LONG + "三", "password2": LONG + "三"})
    assert "_auth_user_id" in other.session
    assert with_password.get("/account/settings/").status_code == 302


def test_recovering_an_unknown_address_looks_the_same(with_password):
    other = Visitor()
    assert other.post("/account/recover/", {"email": "nobody@example.jp"})["Location"] == "/account/recover/code/"
    assert other.get("/account/recover/code/").status_code == 200
    assert "登録されていません" in mail.outbox[-1].body


def test_recovering_takes_one_address_and_its_code_runs_out(with_password, person):
    other = Visitor()
    with time_machine.travel("2026-10-01T01:00Z", tick=False) as clock:
        other.post("/account/recover/", {"email": [person.email, "thief@example.jp"]})
        assert [m.to for m in mail.outbox] == [["thief@example.jp"]]
        other.post("/account/recover/", {"email": person.email})
        clock.shift(601)
        answer = other.post("/account/recover/code/", {"code": newest_code()}, follow=True)
        assert "10分で使えなくなります" in answer.content.decode()


def test_mail_down_while_recovering_is_said(with_password, person, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    answer = Visitor().post("/account/recover/", {"email": person.email})
    assert answer.status_code == 503
    assert f'value="{person.email}"' in answer.content.decode()


# ------------------------------------------------------------------ mail address
ADDRESS, ADDRESS_CODE = "/account/settings/address/", "/account/settings/address/code/"


def test_a_new_address_counts_when_its_code_was_entered_and_the_old_one_is_told(inside, person):
    assert inside.post(ADDRESS, {"email": "new@example.jp"})["Location"] == ADDRESS_CODE
    assert mail.outbox[-1].to == ["new@example.jp"]
    assert reload(person).email == "kazuo@example.jp"
    assert inside.post(ADDRESS_CODE, {"code": "1"}).status_code == 422
    assert inside.post(ADDRESS_CODE, {"code": newest_code()})["Location"] == "/account/settings/"
    assert reload(person).email == "new@example.jp"
    assert list(reload(person).emailaddress_set.values_list("email", "verified")) == [("new@example.jp", True)]
    told = Mail.objects.get()
    assert (told.address, told.subject) == ("kazuo@example.jp", "メールアドレスが変わりました")
    other = Visitor()
    other.sign_in(reload(person))
    assert "_auth_user_id" in other.session


def test_the_address_of_somebody_else_is_not_revealed_and_not_taken(inside, person):
    make_person("other@example.jp")
    assert inside.post(ADDRESS, {"email": "other@example.jp"})["Location"] == ADDRESS_CODE
    assert inside.post(ADDRESS_CODE, {"code": newest_code()}).status_code in (302, 422)
    assert reload(person).email == "kazuo@example.jp"


def test_the_same_address_is_told_and_a_new_code_can_be_sent(inside, person):
    answer = inside.post(ADDRESS, {"email": person.email})
    assert answer.status_code == 422
    assert "いまお使いのアドレス" in answer.content.decode()
    with time_machine.travel("2030-01-01T00:00Z", tick=False) as clock:
        inside.sign_in(person)
        inside.post(ADDRESS, {"email": "new@example.jp"})
        sent = len(mail.outbox)
        clock.shift(30)
        inside.post(ADDRESS_CODE, {"action": "resend"})
        assert len(mail.outbox) == sent + 1
        clock.shift(601)
        answer = inside.post(ADDRESS_CODE, {"code": newest_code()}, follow=True)
        assert "10分で使えなくなります" in answer.content.decode()


def test_the_buttons_of_the_library_that_we_do_not_offer_do_nothing(inside, person):
    for action in ("action_remove", "action_primary", "action_send"):
        inside.post(ADDRESS, {action: "1", "email": person.email})
    assert list(person.emailaddress_set.values_list("email", flat=True)) == [person.email]


def test_mail_down_while_changing_the_address_is_said(inside, person, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    answer = inside.post(ADDRESS, {"email": "new@example.jp"})
    assert answer.status_code == 503
    assert 'value="new@example.jp"' in answer.content.decode()


# ------------------------------------------------------------------ sessions
def test_the_other_places_can_be_signed_out(inside, person):
    other = Visitor(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19) Safari/604"})
    other.sign_in(person)
    page = inside.get("/account/settings/sessions/").content.decode()
    assert "iPhone、Safari" in page
    inside.post("/account/settings/sessions/", {"others": "1"})
    assert inside.get("/account/settings/").status_code == 200
    assert other.get("/account/settings/").status_code == 302


def test_everywhere_means_here_too(inside, person):
    other = Visitor()
    other.sign_in(person)
    inside.post("/account/settings/sessions/", {"everywhere": "1"})
    assert [c.get("/account/settings/").status_code for c in (inside, other)] == [302, 302]


def test_another_persons_sessions_stay(inside):
    stranger = Visitor()
    stranger.sign_in(make_person("other@example.jp"))
    inside.post("/account/settings/sessions/", {"everywhere": "1"})
    assert stranger.get("/account/settings/").status_code == 200


def test_signing_out_is_a_button_and_empties_the_browser(inside):
    assert inside.get("/account/sign-out/").status_code == 200
    answer = inside.post("/account/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert inside.get("/account/settings/").status_code == 302


def test_an_inactive_account_is_signed_out_at_once(inside, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert inside.get("/account/settings/").status_code == 302
    assert Visitor().get("/account/inactive/").status_code == 200


def test_registering_the_same_address_at_once_makes_one_account(person):
    assert actions.register_person(email=" KAZUO@example.jp ", language="ja") == person
    assert reverse("account_login") == "/account/sign-in/"
