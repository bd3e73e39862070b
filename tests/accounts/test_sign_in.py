"""Registering and signing in by a mailed code: A1 to A4."""
import datetime
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from engawa.base.accounts import door
from engawa.base.history.models import Event
from engawa.base.notices.models import Mail
from engawa.base.users.models import User
from tests.accounts.doorway import Visitor, make_person, newest_code

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, REGISTER, BASICS = "/account/sign-in/", "/account/code/", "/account/register/", "/account/register/basics/"
WRONG = "確認番号がちがうか、10分を過ぎています。入力の内容は残っています。"
NEW = {"role": "participant", "email": "fumi@example.jp"}
ABOUT = {"name": "村田 ふみ", "furigana": "むらた ふみ", "phone": "", "language": "ja", "terms": "on"}


def page(answer) -> str:
    return answer.content.decode()


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


# ------------------------------------------------------------------ registering
def test_a_person_registers_with_a_role_an_address_a_code_and_a_name(visitor):
    answer = visitor.post(REGISTER, NEW)
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert mail.outbox[0].to == ["fumi@example.jp"]
    assert not User.objects.get().has_usable_password()
    visitor.enter(newest_code())
    assert is_in(visitor)
    answer = visitor.post(BASICS, ABOUT)
    user = User.objects.get()
    assert (user.name, user.furigana, user.language, answer.status_code) == ("村田 ふみ", "むらた ふみ", "ja", 302)
    assert set(user.consents.values_list("document", flat=True)) == {"terms", "privacy"}
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [("fumi@example.jp", True, True)]
    assert list(Event.objects.values_list("verb", flat=True)) == [
        "accounts.registered", "accounts.signed_in", "accounts.basics_completed"]


@pytest.mark.parametrize(("role", "where"), [
    ("participant", "participants:start"), ("organization", "organizations:register")])
def test_the_role_decides_where_one_begins(visitor, monkeypatch, role, where):
    monkeypatch.setattr(door, "safe_reverse", lambda name: f"/{name}/")
    visitor.post(REGISTER, {**NEW, "role": role})
    visitor.enter(newest_code())
    answer = visitor.post(BASICS, {**ABOUT, "next": "/postings/7/"})
    assert answer["Location"] == f"/{where}/?next=%2Fpostings%2F7%2F"


def test_the_role_can_be_chosen_beforehand(visitor):
    assert re.search(r'value="organization"[^>]*checked', page(visitor.get(REGISTER + "?role=organization")))


def test_registering_twice_gives_a_code_and_no_second_account(visitor, person):
    answer = visitor.post(REGISTER, {**NEW, "email": person.email})
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    visitor.enter(newest_code())
    assert is_in(visitor)
    assert User.objects.count() == 1


def test_a_registered_address_learns_by_mail_that_it_is_registered(visitor, person):
    Visitor().sign_in(person)
    visitor.post(REGISTER, {**NEW, "email": person.email})
    assert "登録されています" in mail.outbox[-1].body


def test_begun_yesterday_and_begun_again_today_is_one_account(visitor):
    visitor.post(REGISTER, NEW)
    again = Visitor()
    again.post(REGISTER, NEW)
    again.enter(newest_code())
    assert is_in(again)
    assert User.objects.count() == 1


@pytest.mark.parametrize("missing", ["role", "email"])
def test_what_is_missing_is_said_and_the_rest_is_kept(visitor, missing):
    answer = visitor.post(REGISTER, {k: v for k, v in NEW.items() if k != missing})
    assert answer.status_code == 422
    assert "<title>エラー" in page(answer)
    assert mail.outbox == []
    assert ("fumi@example.jp" in page(answer)) is (missing == "role")


@pytest.mark.parametrize("typed", ["ＦＵＭＩ＠ｅｘａｍｐｌｅ．ｊｐ", " Fumi@Example.jp ", "fumi@example.jp\u3000"])
def test_an_address_in_any_spelling_is_one_address(visitor, typed):
    visitor.post(REGISTER, {**NEW, "email": typed})
    assert mail.outbox[0].to == ["fumi@example.jp"]
    assert User.objects.get().email == "fumi@example.jp"


# ------------------------------------------------------------------ the code
@pytest.mark.parametrize("spelling", [
    "{0}", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", "{0[0]}{0[1]}{0[2]}-{0[3]}{0[4]}{0[5]}", "\u3000{0} ",
    "{0[0]}{0[1]}{0[2]}−{0[3]}{0[4]}{0[5]}", "{0[0]}{0[1]}{0[2]}ー{0[3]}{0[4]}{0[5]}"])
@pytest.mark.parametrize("wide", [False, True])
def test_a_code_in_any_spelling_opens(visitor, person, spelling, wide):
    visitor.ask_for_code(person.email)
    code = newest_code()
    if wide:
        code = code.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    visitor.enter(spelling.format(code))
    assert is_in(visitor)


def wrong() -> str:
    return f"{(int(newest_code()) + 1) % 1_000_000:06}"


def test_a_wrong_code_is_told_in_our_words_and_one_can_try_again(visitor, person):
    visitor.ask_for_code(person.email)
    answer = visitor.enter(wrong())
    assert answer.status_code == 422
    assert WRONG in page(answer)
    visitor.enter(newest_code())
    assert is_in(visitor)


def test_after_three_wrong_ones_the_right_one_does_not_open_but_a_new_one_does(visitor, person):
    visitor.ask_for_code(person.email)
    for _n in range(3):
        answer = visitor.enter(wrong())
    assert "3回ちがいました" in page(answer)
    visitor.enter(newest_code())
    assert not is_in(visitor)
    visitor.post(reverse("accounts:send_again"))
    visitor.enter(newest_code())
    assert is_in(visitor)


@pytest.mark.parametrize(("seconds", "opens"), [(599, True), (601, False)])
def test_a_code_lives_ten_minutes(visitor, person, seconds, opens):
    start = datetime.datetime(2026, 10, 1, 1, tzinfo=datetime.UTC)
    with time_machine.travel(start, tick=False) as clock:
        visitor.ask_for_code(person.email)
        clock.shift(seconds)
        answer = visitor.enter(newest_code())
        assert is_in(visitor) is opens
        if not opens:
            assert answer.status_code == 422
            assert WRONG in page(answer)
            visitor.post(reverse("accounts:send_again"))
            clock.shift(500)
            visitor.enter(newest_code())
            assert is_in(visitor)


def test_a_new_code_kills_the_old_one(visitor, person):
    visitor.ask_for_code(person.email)
    old = newest_code()
    visitor.post(reverse("accounts:send_again"))
    assert len(mail.outbox) == 2
    if old != newest_code():
        visitor.enter(old)
        assert not is_in(visitor)
    visitor.enter(newest_code())
    assert is_in(visitor)


def test_a_code_opens_once_and_only_in_the_browser_that_asked(visitor, person):
    visitor.ask_for_code(person.email)
    other = Visitor()
    assert other.enter(newest_code())["Location"] == SIGN_IN
    assert not is_in(other)
    visitor.enter(newest_code())
    visitor.post("/account/sign-out/")
    visitor.enter(newest_code())
    assert not is_in(visitor)


def test_another_address_really_works(visitor, person):
    visitor.ask_for_code("typo@example.jp")
    assert visitor.get(SIGN_IN).status_code == 200
    answer = visitor.post(reverse("accounts:other_address"), {"next": "/postings/7/"})
    assert answer["Location"] == SIGN_IN + "?next=%2Fpostings%2F7%2F"
    assert visitor.get(CODE)["Location"] == SIGN_IN
    visitor.ask_for_code(person.email)
    assert mail.outbox[-1].to == [person.email]
    visitor.enter(newest_code())
    assert is_in(visitor)


def test_another_address_without_pressing_the_button_works_too(visitor, person):
    """The library alone would keep sending the person to the code of the first address."""
    visitor.ask_for_code("typo@example.jp")
    visitor.ask_for_code(person.email)
    visitor.enter(newest_code())
    assert is_in(visitor)


def test_another_address_while_registering_leads_back_to_registering(visitor):
    visitor.post(REGISTER, NEW)
    assert visitor.post(reverse("accounts:other_address"))["Location"] == REGISTER


def test_whoever_is_in_has_no_other_address_to_choose(visitor, person):
    visitor.sign_in(person)
    assert visitor.post(reverse("accounts:other_address")).status_code == 302
    assert is_in(visitor)


def test_a_suspended_account_gets_no_further_by_registering_again(visitor, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    visitor.post(REGISTER, {**NEW, "email": person.email})
    assert visitor.enter(newest_code())["Location"] == "/account/inactive/"
    assert not is_in(visitor)
    assert User.objects.count() == 1


def test_while_a_code_is_on_its_way_the_page_leads_back_to_it(visitor, person):
    visitor.ask_for_code(person.email)
    assert f'href="{CODE}"' in page(visitor.get(SIGN_IN))


# ------------------------------------------------------------------ who has an account is nobody's business
def test_an_unknown_address_gets_the_same_answers(person):
    known, unknown = Visitor(), Visitor()
    seen = []
    for client, address in ((known, person.email), (unknown, "nobody@example.jp")):
        steps = [client.ask_for_code(address), client.get(CODE), client.enter("000001"),
                 client.post(reverse("accounts:send_again")), client.get(CODE)]
        text = [re.sub(r"value=\"[^\"]+\"", "", page(a)).replace(address, "@") for a in steps]
        seen.append([(a.status_code, a.get("Location"), t) for a, t in zip(steps, text, strict=True)])
    assert seen[0] == seen[1]
    assert [m.to[0] for m in mail.outbox].count("nobody@example.jp") == 2
    assert "登録されていません" in mail.outbox[-1].body
    assert "http://testserver/account/register/" in mail.outbox[-1].body
    assert not re.search(r"\d{6}", mail.outbox[-1].body)


def test_no_code_opens_for_an_unknown_address(visitor):
    visitor.ask_for_code("nobody@example.jp")
    visitor.post(reverse("accounts:send_again"))
    assert "code" not in visitor.session["account_login"]["state"]["stages"]["login_by_code"]["data"]
    assert visitor.enter("").status_code == 422
    assert not is_in(visitor)


def test_a_code_is_never_a_row_in_the_outbox(visitor, person):
    visitor.sign_in(person)
    assert Mail.objects.count() == 0


@pytest.mark.parametrize("order", [("kazuo@example.jp", "thief@example.jp"), ("thief@example.jp", "kazuo@example.jp")])
def test_two_addresses_in_one_form_are_one_address(visitor, person, order):
    """GitLab's reset form once mailed the token of one account to a second address (security.md §1)."""
    visitor.post(SIGN_IN, {"email": list(order)})
    assert [m.to for m in mail.outbox] == [[order[-1]]]
    visitor.post(SIGN_IN + "?email=thief@example.jp", {"email": person.email, "email[]": "thief@example.jp"})
    assert mail.outbox[-1].to == [person.email]


# ------------------------------------------------------------------ the mail server is down
@pytest.fixture
def no_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


@pytest.mark.parametrize(("where", "form"), [(SIGN_IN, {}), (REGISTER, {"role": "participant"})])
def test_mail_down_is_said_and_the_address_kept(visitor, no_mail_server, settings, where, form):
    answer = visitor.post(where, {"email": "fumi@example.jp", **form})
    assert answer.status_code == 503
    assert "いま、メールを送れません" in page(answer)
    assert settings.OPERATOR["phone"] in page(answer)
    assert 'value="fumi@example.jp"' in page(answer)


def test_after_the_mail_server_is_back_registering_goes_on(visitor, settings):
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    visitor.post(REGISTER, NEW)
    settings.EMAIL_BACKEND = backend
    visitor.post(REGISTER, NEW)
    visitor.enter(newest_code())
    assert is_in(visitor)


def test_mail_down_while_sending_again_leaves_the_first_code_alive(visitor, person, settings):
    visitor.ask_for_code(person.email)
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    answer = visitor.post(reverse("accounts:send_again"), follow=True)
    assert "いま、メールを送れません" in page(answer)
    visitor.enter(newest_code())
    assert is_in(visitor)


# ------------------------------------------------------------------ limits
def test_the_fourth_code_within_a_minute_is_not_sent(visitor, person):
    for _n in range(3):
        assert visitor.ask_for_code(person.email).status_code == 302
    answer = visitor.ask_for_code(person.email)
    assert answer.status_code == 429
    assert "続けて" in page(answer)
    assert len(mail.outbox) == 3


def test_ten_codes_an_hour_at_one_address(visitor, person):
    with time_machine.travel("2026-10-01T01:00Z", tick=False) as clock:
        for _n in range(11):
            clock.shift(61)
            answer = visitor.ask_for_code(person.email)
        assert (answer.status_code, len(mail.outbox)) == (429, 10)
        clock.shift(3600)
        assert visitor.ask_for_code(person.email).status_code == 302


def test_limits_are_shared_through_the_database_and_ignore_forged_headers(person):
    for n in range(3):
        Visitor(headers={"x-forwarded-for": f"10.0.0.{n}"}).ask_for_code(person.email)
    assert Visitor(headers={"x-forwarded-for": "10.9.9.9"}).ask_for_code(person.email).status_code == 429


def test_asking_again_has_an_end(visitor, person):
    with time_machine.travel("2026-10-01T01:00Z", tick=False) as clock:
        visitor.ask_for_code(person.email)
        for _n in range(6):
            clock.shift(61)
            visitor.post(reverse("accounts:send_again"))
        assert len(mail.outbox) == 6
        assert "新しい番号を送る" not in page(visitor.get(CODE))


# ------------------------------------------------------------------ where one wanted to go
def test_next_is_kept_through_the_code(visitor, person):
    answer = visitor.get("/account/settings/")
    assert answer["Location"] == SIGN_IN + "?next=/account/settings/"
    answer = visitor.ask_for_code(person.email, next="/account/settings/")
    assert parse_qs(urlsplit(answer["Location"]).query) == {"next": ["/account/settings/"]}
    assert visitor.enter(newest_code(), next="/account/settings/")["Location"] == "/account/settings/"


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "https:evil.example"])
def test_next_never_leads_away(visitor, person, evil):
    assert "evil" not in visitor.ask_for_code(person.email, next=evil)["Location"]
    answer = visitor.enter(newest_code(), next=evil)
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_next_never_leads_away_after_the_basics(visitor):
    visitor.post(REGISTER, NEW)
    visitor.enter(newest_code())
    assert "evil" not in visitor.post(BASICS, {**ABOUT, "next": "https://evil.example/"})["Location"]


def test_whoever_is_in_is_not_asked_again(visitor, person):
    visitor.sign_in(person)
    assert visitor.get(SIGN_IN + "?next=/account/settings/")["Location"] == "/account/settings/"
    assert visitor.get(REGISTER).status_code == 302


def test_the_session_gets_a_new_key_when_somebody_comes_in(visitor, person):
    visitor.ask_for_code(person.email)
    before = visitor.session.session_key
    visitor.enter(newest_code())
    assert visitor.session.session_key != before


# ------------------------------------------------------------------ in English
def test_the_whole_way_in_english():
    client = Visitor()
    first = page(client.get("/en/account/register/"))
    assert "Help with my experience (participant)<small>You find a posting" in first
    assert not re.search("[ぁ-ん]", re.sub("日本語|運営|<footer.*", "", first, flags=re.DOTALL))
    answer = client.post("/en/account/register/", NEW)
    assert answer["Location"] == "/en/account/code/"
    assert "Thank you for registering" in mail.outbox[-1].body
    assert mail.outbox[-1].subject == f"Engawa: your code is {newest_code()}"
    answer = client.post("/en/account/code/", {"code": "000000"})
    assert "The code does not fit, or 10 minutes have passed." in page(answer)
    client.post("/en/account/code/", {"code": newest_code()})
    answer = client.post("/en/account/register/basics/", {**ABOUT, "language": "en"})
    assert User.objects.get().language == "en"


def test_people_of_two_addresses_do_not_meet(visitor, person):
    make_person("other@example.jp", name="別の人")
    visitor.sign_in(person)
    assert visitor.session["_auth_user_id"] == str(person.pk)
