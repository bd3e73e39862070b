"""Leaving: what is open, 30 days to come back, then erased as the registry says."""
import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import FieldDoesNotExist

from engawa.base import privacy
from engawa.base.accounts import actions, closing, queries, rules, signals, tasks
from engawa.base.accounts.models import OneTimeLink
from engawa.base.history.models import Event
from engawa.base.notices.models import Mail, Notice
from engawa.base.privacy.registry import nothing_of
from engawa.base.threads import actions as threads
from engawa.base.threads.models import Block, Message, Report
from engawa.base.times import now
from engawa.base.ui.refusal import Refused
from engawa.base.users.models import User
from tests.accounts.doorway import Visitor, make_person, newest_code, reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(visitor, person) -> Visitor:
    visitor.sign_in(person)
    return visitor


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(closing, "_open_things", [])
    monkeypatch.setattr(closing, "_to_hand_over", [])
    closing.register_open_things(lambda user: [(f"応募：{user.name}", "/applications/")])
    closing.register_hand_over(lambda user: [("団体の代表", "")])


def test_what_is_open_and_what_to_hand_over_stand_on_the_page(inside, registered, person):
    page = inside.get("/account/close/").content.decode()
    assert '<a href="/applications/">応募：佐伯 和夫</a>' in page
    assert "団体の代表" in page


def test_registering_twice_lists_once(registered):
    def find(user):
        return [("x", "")]
    closing.register_open_things(find)
    closing.register_open_things(find)
    closing.register_hand_over(find)
    closing.register_hand_over(find)
    user = make_person("x@example.jp")
    assert closing.open_things(user)[1:] == closing.to_hand_over(user)[1:] == [("x", "")]


def test_closing_ends_all_sessions_mails_and_waits_30_days(inside, person):
    other = Visitor()
    other.sign_in(person)
    heard = []
    signals.account_closing.connect(lambda sender, user, **kwargs: heard.append(user.pk), weak=False, dispatch_uid="test")
    with time_machine.travel("2026-10-01T01:00Z", tick=False):
        assert inside.get("/account/close/confirm/").status_code in (200, 302)
    assert inside.get("/account/close/confirm/").status_code == 200
    answer = inside.post("/account/close/confirm/")
    signals.account_closing.disconnect(dispatch_uid="test")
    assert answer["Location"] == "/account/close/done/"
    assert inside.get("/account/close/done/").status_code == 200
    assert [c.get("/account/settings/").status_code for c in (inside, other)] == [302, 302]
    assert heard == [person.pk]
    assert timedelta(days=29, hours=23) < reload(person).closing_at - now() <= timedelta(days=30)
    assert "登録を残す" in Mail.objects.get().text


def test_whoever_comes_back_is_asked_and_may_keep_the_account(inside, person):
    inside.post("/account/close/confirm/")
    back = Visitor()
    back.sign_in(person)
    assert back.get("/account/settings/")["Location"] == "/account/close/keep/"
    assert back.get("/account/close/keep/").status_code == 200
    back.post("/account/close/keep/")
    assert reload(person).closing_at is None
    assert back.get("/account/settings/").status_code == 200
    assert back.get("/account/close/keep/")["Location"] == "/account/settings/"
    actions.keep_account(by=person)
    assert Event.objects.filter(verb="accounts.kept").count() == 1


def test_the_last_superuser_cannot_leave(inside):
    root = actions.make_desk_officer(email="root@example.jp", superuser=True)
    assert "引き継いで" in rules.why_not_close(root)
    with pytest.raises(Refused):
        actions.close_account(by=root)
    actions.make_desk_officer(email="second@example.jp", superuser=True)
    assert rules.why_not_close(root) is None
    actions.close_account(by=root)


# ------------------------------------------------------------------ erasing
@pytest.fixture
def gone(person):
    """A person with something in every table of the base, who left 31 days ago."""
    other = make_person("other@example.jp", name="別の 人")
    Visitor().sign_in(person)
    thread = threads.open_thread(by=person, people=[person, other])
    message = threads.post_message(by=person, thread=thread, body="名簿の件です")
    threads.block_person(by=person, person=other)
    threads.report_message(by=person, message=message, reason="x")
    actions.tell_of_change(by=person, kind="password_changed")
    actions.make_link(user=person)
    actions.change_details(by=person, name="佐伯 和夫", furigana="さえき かずお", phone="0312345678")
    with time_machine.travel(now() - timedelta(days=31), tick=False):
        actions.close_account(by=person)
    return person


def test_after_30_days_the_daily_task_erases(gone):
    address = gone.email
    tasks.tidy_up.call()
    user = reload(gone)
    assert (user.name, user.furigana, user.phone, user.is_active, user.closing_at) == ("退会した参加者", "", "", False, None)
    assert user.email == f"{user.pk.hex}@closed.invalid"
    assert not user.has_usable_password()
    assert queries.person_with(address) is None
    assert Notice.objects.filter(user=user).count() == Mail.objects.filter(user=user).count() == 0
    assert OneTimeLink.objects.count() == user.emailaddress_set.count() == Block.objects.count() == 0
    assert Message.objects.get().by == user
    assert Report.objects.get().by == user
    assert Event.objects.filter(verb="accounts.erased").count() == 1
    assert user.consents.count() == 2
    assert reload(User.objects.get(email="other@example.jp")).name == "別の 人"


def test_not_a_day_earlier(person):
    actions.close_account(by=person)
    tasks.tidy_up.call()
    assert reload(person).name == "佐伯 和夫"


def test_the_address_is_free_again_and_opens_a_new_account(gone):
    tasks.tidy_up.call()
    visitor = Visitor()
    visitor.post("/account/register/", {"role": "participant", "email": "kazuo@example.jp"})
    visitor.enter(newest_code())
    assert visitor.session["_auth_user_id"] != str(gone.pk)


def test_an_english_reader_leaves_an_english_trace(person):
    actions.change_language(by=person, language="en", time_zone="Asia/Manila")
    assert actions.erase_account(user=person).name == "Former participant"


def entries():
    return [pytest.param(entry, id=entry.model._meta.label) for entry in privacy.entries()]


@pytest.mark.parametrize("entry", entries())
def test_every_entry_of_the_registry_can_be_carried_out(entry, person):
    """The path leads to a person, the fields to be emptied exist and may be empty, and the queries run."""
    if not entry.owner:
        assert entry.erase == "keep"
        return
    assert list(queries.rows_of(person, entry)) in ([], [person]) or entry.model._meta.app_label in {
        "account", "privacy", "history", "users"}
    for name in entry.blank:
        field = entry.model._meta.get_field(name)
        empty = nothing_of(field)
        assert field.null or field.empty_strings_allowed or empty is not None
    assert entry.erase != "anonymise" or entry.blank or any(
        f.is_relation for f in entry.model._meta.get_fields()), "anonymise needs fields or a key to the nameless person"
    rows = entry.model._default_manager.filter(**{entry.owner: person.pk})
    if entry.erase == "anonymise" and entry.blank and entry.model is not User:
        rows.update(**{name: nothing_of(entry.model._meta.get_field(name)) for name in entry.blank})


def test_a_wrong_entry_would_be_seen(person):
    wrong = privacy.registry.Entry(User, "pk", "x", None, "anonymise", ("nickname",))
    with pytest.raises(FieldDoesNotExist):
        test_every_entry_of_the_registry_can_be_carried_out(wrong, person)


def test_emptied_fields_hold_nothing_or_the_empty_of_their_kind():
    from django.db import models
    nothing = nothing_of
    assert nothing(models.CharField()) == nothing(models.TextField()) == ""
    assert nothing(models.IntegerField(null=True)) is None
    assert nothing(models.JSONField(default=list)) == []


# ------------------------------------------------------------------ never finished
def test_an_account_nobody_ever_entered_is_dropped_after_a_week(person):
    with time_machine.travel(now() - timedelta(days=8), tick=False):
        actions.register_person(email="never@example.jp", language="ja")
        actions.make_desk_officer(email="desk@example.jp")
    actions.register_person(email="today@example.jp", language="ja")
    tasks.tidy_up.call()
    assert set(User.objects.values_list("email", flat=True)) == {person.email, "today@example.jp", "desk@example.jp"}


# ------------------------------------------------------------------ one's own data
def test_the_copy_holds_what_the_registry_says_and_no_secret(inside, gone):
    back = Visitor()
    back.sign_in(gone)
    back.post("/account/close/keep/")
    answer = back.get("/account/data/file/")
    assert answer["Content-Disposition"].startswith('attachment; filename="engawa-')
    data = json.loads(answer.content)
    tables = {table["table"]: table["rows"] for table in data["tables"]}
    assert tables["users.user"][0]["name"] == "佐伯 和夫"
    assert tables["threads.message"][0]["body"] == "名簿の件です"
    assert {"privacy.consent", "history.event", "notices.notice", "account.emailaddress"} <= set(tables)
    text = answer.content.decode()
    assert '"password"' not in text
    assert "session_key" not in text
    assert "digest" not in text
    assert "別の 人" not in text


def test_the_copy_of_one_person_holds_nothing_of_another(gone):
    other = User.objects.get(email="other@example.jp")
    data = queries.own_data(other)
    assert gone.email not in json.dumps(data, default=str, ensure_ascii=False)
