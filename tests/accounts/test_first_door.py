"""`engawa createdesk`: the first way in, and the support admin."""
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from engawa.base.accounts import actions, queries, rules
from engawa.base.accounts.models import OneTimeLink
from engawa.base.privacy.actions import forget_old
from engawa.base.times import now
from engawa.base.ui.refusal import Refused
from engawa.base.users.models import User
from tests.accounts.doorway import Visitor, make_person

pytestmark = pytest.mark.django_db


def link_for(capsys, *arguments: str) -> str:
    call_command("createdesk", *arguments)
    return re.search(r"http://localhost:8000(\S+)", capsys.readouterr().out)[1]


def test_a_fresh_house_has_no_account_and_no_password_opens_it(visitor):
    assert User.objects.count() == 0
    answer = visitor.post("/account/sign-in/password/", {"login": "admin@example.jp", "password": "admin"})
    assert answer.status_code == 422


def test_the_link_signs_in_then_asks_for_a_name_then_for_the_second_factor(visitor, capsys):
    link = link_for(capsys, "desk@example.jp")
    assert visitor.get(link).status_code == 200
    assert "_auth_user_id" not in visitor.session
    assert visitor.post(link).status_code == 302
    assert visitor.get("/account/settings/")["Location"].startswith("/account/register/basics/")
    visitor.post("/account/register/basics/", {
        "name": "小川 恵", "furigana": "おがわ めぐみ", "phone": "", "language": "ja", "terms": "on"})
    assert visitor.get("/account/settings/")["Location"].startswith("/account/settings/second/app/")
    user = User.objects.get()
    assert (user.is_desk, user.is_superuser, user.is_staff, user.has_usable_password()) == (True, False, False, False)


def test_the_link_opens_once(visitor, capsys):
    link = link_for(capsys, "desk@example.jp")
    visitor.post(link)
    other = Visitor()
    assert other.get(link).status_code == 410
    answer = other.post(link)
    assert answer.status_code == 409
    assert "使い終わっています" in answer.content.decode()
    assert "_auth_user_id" not in other.session


def test_the_link_lives_48_hours(visitor, capsys):
    with time_machine.travel("2026-10-01T01:00Z", tick=False) as clock:
        link = link_for(capsys, "desk@example.jp")
        clock.shift(48 * 3600)
        assert "48時間を過ぎました" in visitor.get(link).content.decode()
        assert visitor.post(link).status_code == 409


def test_a_changed_link_opens_nothing(visitor, capsys):
    link = link_for(capsys, "desk@example.jp")
    for changed in (link[:-2] + "/", link.replace(":", "x", 1), "/account/first/x/"):
        assert visitor.get(changed).status_code == 410
        assert visitor.post(changed).status_code == 409


def test_a_new_link_ends_the_one_before(capsys):
    first = link_for(capsys, "desk@example.jp")
    link_for(capsys, "desk@example.jp")
    assert Visitor().get(first).status_code == 410
    assert OneTimeLink.objects.count() == User.objects.count() == 1


def test_the_secret_itself_is_not_kept(capsys):
    token = link_for(capsys, "desk@example.jp").split("/")[-2]
    assert OneTimeLink.objects.get().digest not in token
    assert token.split(":")[0] not in str(OneTimeLink.objects.values())


def test_a_link_for_somebody_with_an_app_still_asks_for_the_number(visitor, capsys, person):
    from allauth.mfa.totp.internal.auth import TOTP
    TOTP.activate(person, "A" * 32)
    assert visitor.post(link_for(capsys, person.email))["Location"] == "/account/sign-in/second/"
    assert "_auth_user_id" not in visitor.session


def test_a_person_who_is_here_already_becomes_a_superuser(person, capsys):
    link_for(capsys, person.email.upper(), "--superuser")
    user = User.objects.get()
    assert (user.pk, user.is_superuser, user.is_staff, user.is_desk) == (person.pk, True, True, False)


def test_the_link_is_in_the_language_of_the_person(capsys):
    assert link_for(capsys, "desk@example.org", "--language", "en").startswith("/en/account/first/")


def test_no_link_without_an_address():
    with pytest.raises(CommandError, match="not a mail address"):
        call_command("createdesk", "nobody")


def test_a_closed_account_gets_no_way_in(person):
    token = actions.make_link(user=person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert "終わっています" in rules.why_not_use_link(queries.find_link(token))
    with pytest.raises(Refused):
        actions.use_link(token=token)


def test_old_links_are_dropped(person):
    actions.make_link(user=person)
    OneTimeLink.objects.update(expires_at=now() - timedelta(days=31))
    forget_old()
    assert OneTimeLink.objects.count() == 0


# ------------------------------------------------------------------ the support admin
def test_the_admin_is_there_for_superusers_only(client, person):
    desk = actions.make_desk_officer(email="desk@example.jp")
    root = actions.make_desk_officer(email="root@example.jp", superuser=True)
    seen = {}
    for who in (None, person, desk, root):
        client.logout()
        if who:
            client.force_login(who)
        seen[who and who.email] = [client.get(f"/admin/{page}").status_code for page in ("", "login/", "users/user/")]
    assert seen == {None: [302, 302, 302], person.email: [404, 404, 404], desk.email: [404, 404, 404],
                    root.email: [200, 302, 200]}


def test_visitors_of_the_admin_come_through_the_same_door(client):
    assert client.get("/admin/")["Location"] == "/account/sign-in/?next=/admin/"


def test_the_admin_shows_and_changes_nothing(client, person):
    client.force_login(actions.make_desk_officer(email="root@example.jp", superuser=True))
    page = client.get(f"/admin/users/user/{person.pk}/change/")
    assert page.status_code == 200
    assert "password" not in page.content.decode().lower().replace("password_change", "")
    assert client.post(f"/admin/users/user/{person.pk}/change/", {"name": "X"}).status_code == 403
    assert client.get("/admin/users/user/add/").status_code == 403
    for model in ("mfa/authenticator", "account/emailaddress", "usersessions/usersession"):
        assert client.get(f"/admin/{model}/").status_code == 404


def test_the_admin_asks_a_superuser_for_the_second_factor(visitor):
    user = actions.make_desk_officer(email="root@example.jp", superuser=True)
    actions.complete_basics(by=user, name="大野 守", furigana="おおの まもる", phone="", language="ja")
    visitor.sign_in(user)
    assert visitor.get("/admin/")["Location"].startswith("/account/settings/second/app/")
    make_person()
