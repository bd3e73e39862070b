"""The second factor: compulsory for the desk, offered to everybody."""
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import InvalidToken
from django.urls import reverse

from engawa.base.accounts import actions, sealing
from engawa.base.notices.models import Mail, Notice
from engawa.base.users.models import User
from tests.accounts.doorway import Visitor, make_person, newest_code

pytestmark = pytest.mark.django_db
APP, CODES, SETTINGS = "/account/settings/second/app/", "/account/settings/second/codes/", "/account/settings/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-10-01T01:00:10Z", tick=False) as clock:
        yield clock


@pytest.fixture
def officer(db) -> User:
    user = actions.make_desk_officer(email="desk@example.jp")
    return actions.complete_basics(by=user, name="小川 恵", furigana="おがわ めぐみ", phone="", language="ja")


def number(secret: str, step: int = 0) -> str:
    """What the app shows now."""
    counter = list(yield_hotp_counters_from_time())[1] + step
    return format_hotp_value(hotp_value(secret, counter))


def set_up(client: Visitor) -> str:
    """Set the app up as a person would; return its secret."""
    page = client.get(APP).content.decode()
    secret = re.search(r'<b class="code">([A-Z2-7]+)</b>', page)[1]
    answer = client.post(APP, {"code": number(secret)})
    assert answer["Location"] == CODES, answer.status_code
    return secret


def test_the_desk_reaches_only_the_page_that_sets_it_up(officer, visitor):
    visitor.sign_in(officer)
    for where in (SETTINGS, "/account/close/", "/account/settings/second/", "/home/", "/notifications/"):
        assert visitor.get(where)["Location"].startswith(APP), where
    assert visitor.post("/account/close/confirm/")["Location"] == APP
    assert visitor.get(APP).status_code == 200
    assert visitor.get("/display/").status_code == 200


def test_after_setting_it_up_the_desk_may_work_and_sees_its_spare_codes(officer, visitor):
    visitor.sign_in(officer)
    set_up(visitor)
    page = visitor.get(CODES).content.decode()
    assert len(set(re.findall(r"\d{4} \d{4}", page))) == 10
    assert visitor.get(SETTINGS).status_code == 200
    assert visitor.get("/account/settings/second/codes/file/").content.decode().count("\n") > 10


def test_the_next_sign_in_asks_for_a_number_and_a_code_by_mail_alone_opens_nothing(officer, visitor):
    visitor.sign_in(officer)
    secret = set_up(visitor)
    other = Visitor()
    assert other.sign_in(officer)["Location"] == "/account/sign-in/second/"
    assert "_auth_user_id" not in other.session
    assert other.get(SETTINGS)["Location"].startswith("/account/sign-in/")
    assert other.post("/account/sign-in/second/", {"code": "000000"}).status_code == 422
    other.post("/account/sign-in/second/", {"code": f" {number(secret, 1)[:3]} {number(secret, 1)[3:]}"})
    assert other.get(SETTINGS).status_code == 200


def test_full_width_digits_are_fine(officer, visitor):
    visitor.sign_in(officer)
    secret = set_up(visitor)
    other = Visitor()
    other.sign_in(officer)
    other.post("/account/sign-in/second/", {"code": number(secret, 1).translate(
        {ord(str(n)): chr(0xFF10 + n) for n in range(10)})})
    assert other.get(SETTINGS).status_code == 200


def test_a_number_works_once(officer, visitor, clock):
    visitor.sign_in(officer)
    secret = set_up(visitor)
    used = number(secret, 1)
    first, second = Visitor(), Visitor()
    first.sign_in(officer)
    first.post("/account/sign-in/second/", {"code": used})
    assert "_auth_user_id" in first.session
    clock.shift(40)
    second.sign_in(officer)
    assert second.post("/account/sign-in/second/", {"code": f"{used[:3]} {used[3:]}"}).status_code == 422


def test_a_printed_code_opens_once(officer, visitor):
    visitor.sign_in(officer)
    set_up(visitor)
    printed = re.findall(r"\d{4} \d{4}", visitor.get(CODES).content.decode())[0]
    first, second = Visitor(), Visitor()
    first.sign_in(officer)
    first.post("/account/sign-in/second/", {"code": printed})
    assert first.get(SETTINGS).status_code == 200
    second.sign_in(officer)
    assert second.post("/account/sign-in/second/", {"code": printed}).status_code == 422


def test_the_desk_cannot_take_it_off(officer, visitor):
    visitor.sign_in(officer)
    set_up(visitor)
    assert "事務局の方は" in visitor.get("/account/settings/second/app/off/").content.decode()
    visitor.post("/account/settings/second/app/off/")
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_somebody_who_becomes_a_desk_officer_is_asked_at_once(visitor, person):
    visitor.sign_in(person)
    secret = set_up(visitor)
    other = Visitor()
    other.sign_in(person)
    other.post("/account/sign-in/second/", {"code": number(secret, 1)})
    session = other.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:1]
    session.save()
    actions.make_desk_officer(email=person.email)
    answer = other.get(SETTINGS)
    assert answer["Location"] == "/account/confirm/second/?next=%2Faccount%2Fsettings%2F"
    other.post("/account/confirm/second/", {"code": number(secret, -1), "next": SETTINGS})
    assert other.get(SETTINGS).status_code == 200


def test_seed_and_printed_codes_are_sealed_in_the_database(officer, visitor, settings):
    visitor.sign_in(officer)
    secret = set_up(visitor)
    stored = {a.type: a.data for a in Authenticator.objects.all()}
    assert secret not in stored["totp"]["secret"]
    assert sealing.unseal(stored["totp"]["secret"]) == secret
    assert len(sealing.unseal(stored["recovery_codes"]["seed"])) == 80
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-" + "x" * 50
    settings.SECRET_KEY_FALLBACKS = [old]
    assert sealing.unseal(stored["totp"]["secret"]) == secret
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        sealing.unseal(stored["totp"]["secret"])


def test_the_picture_for_the_app_needs_no_other_site(officer, visitor):
    visitor.sign_in(officer)
    answer = visitor.get(APP)
    assert 'src="data:image/svg+xml;base64,' in answer.content.decode()
    assert "img-src 'self' data:" in answer["Content-Security-Policy"]


def test_a_change_is_told_through_the_outbox(officer, visitor, django_capture_on_commit_callbacks):
    visitor.sign_in(officer)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(visitor)
    assert list(Notice.objects.values_list("kind", flat=True)) == ["accounts/second_factor_on"]
    assert Mail.objects.get().subject == "二つめの確認を始めました"


def test_a_participant_may_start_and_stop_it(visitor, person):
    visitor.sign_in(person)
    set_up(visitor)
    visitor.post("/account/settings/second/app/off/")
    assert Authenticator.objects.count() == 0
    other = Visitor()
    other.sign_in(person)
    assert "_auth_user_id" in other.session


def test_a_session_of_the_desk_lasts_half_a_day(officer, visitor):
    visitor.sign_in(officer)
    assert visitor.session.get_expiry_age() == 12 * 3600
    other = Visitor()
    other.sign_in(make_person())
    assert other.session.get_expiry_age() == 14 * 24 * 3600


# ------------------------------------------------------------------ showing again who one is
@pytest.mark.parametrize("where", ["/account/close/confirm/", "/account/settings/address/", "/account/settings/password/new/",
                                   "/account/data/file/"])
def test_a_step_that_matters_asks_again_after_five_minutes(visitor, person, clock, where):
    visitor.sign_in(person)
    assert visitor.get(where).status_code == 200
    clock.shift(301)
    again = reverse("accounts:again_by_mail")
    assert visitor.get(where)["Location"] == f"{again}?next={where.replace('/', '%2F')}"
    visitor.post(again, {"send": "1", "next": where})
    assert visitor.post(again, {"code": "12", "next": where}).status_code == 422
    assert visitor.post(again, {"code": newest_code(), "next": where})["Location"] == where
    assert visitor.get(where).status_code == 200


def test_the_code_that_confirms_dies_after_three_tries_and_ten_minutes(visitor, person, clock):
    visitor.sign_in(person)
    again = reverse("accounts:again_by_mail")
    visitor.post(again, {"send": "1"})
    code = newest_code()
    for _n in range(3):
        visitor.post(again, {"code": f"{(int(code) + 1) % 1000000:06}"})
    assert visitor.post(again, {"code": code}).status_code == 422
    clock.shift(61)
    visitor.post(again, {"send": "1"})
    clock.shift(601)
    assert visitor.post(again, {"code": newest_code()}).status_code == 422


def test_whoever_has_the_app_confirms_with_the_app(visitor, person, clock):
    visitor.sign_in(person)
    secret = set_up(visitor)
    clock.shift(400)
    where = "/account/close/confirm/"
    assert visitor.get(where)["Location"].startswith("/account/confirm/second/")
    assert visitor.get(reverse("accounts:again_by_mail"))["Location"].startswith("/account/confirm/second/")
    visitor.post("/account/confirm/second/", {"code": number(secret), "next": where})
    assert visitor.get(where).status_code == 200


def test_mail_down_while_confirming_is_said(visitor, person, clock, settings):
    visitor.sign_in(person)
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    answer = visitor.post(reverse("accounts:again_by_mail"), {"send": "1"}, follow=True)
    assert "いま、メールを送れません" in answer.content.decode()


def test_codes_that_confirm_have_a_limit_too(visitor, person, clock):
    visitor.sign_in(person)
    for _n in range(4):
        answer = visitor.post(reverse("accounts:again_by_mail"), {"send": "1"}, follow=True)
    assert "続けて" in answer.content.decode()
