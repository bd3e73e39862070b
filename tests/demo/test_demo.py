"""The demo: one click in, a mailbox for everybody, and never beyond this machine."""
import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.urls import reverse

from engawa.base.accounts import actions as accounts
from engawa.base.users.models import User
from engawa.demo import actions, checks, queries, rules
from engawa.demo.mailbox import MailboxBackend
from engawa.demo.models import MailboxMail, Persona

pytestmark = pytest.mark.django_db


def make_persona(address: str, name: str, position: int = 0, language: str = "ja", **roles) -> Persona:
    user = User.objects.create_user(address, name=name, language=language, **roles)
    return actions.add_persona(user=user, line_ja=f"{name}です。", line_en=f"I am {name}.", position=position)


@pytest.fixture
def kazuo():
    return make_persona("kazuo@example.jp", "佐伯 和夫")


@pytest.fixture
def desk():
    return make_persona("desk@example.jp", "小川 恵", is_desk=True)


# ------------------------------------------------------------------ coming in
def test_the_page_shows_everybody_by_role_in_the_order_of_the_story(client, desk, kazuo):
    fumi = make_persona("fumi@example.jp", "村田 ふみ", position=1)
    assert queries.by_role() == {"participant": [kazuo, fumi], "desk": [desk]}
    page = client.get("/demo/").content.decode()
    assert "佐伯 和夫です。" in page
    assert page.index("佐伯 和夫です。") < page.index("村田 ふみです。") < page.index("小川 恵です。")
    assert "I am 佐伯 和夫." in client.get("/en/demo/").content.decode()


def test_one_click_comes_in_and_the_desk_needs_no_number(client, desk):
    assert client.get(reverse("demo:enter", kwargs={"pk": desk.pk})).status_code == 405
    assert client.post(reverse("demo:enter", kwargs={"pk": desk.pk})).status_code == 302
    assert client.session["_auth_user_id"] == str(desk.user.pk)
    assert client.get("/account/settings/").status_code == 200
    assert desk.user.usersession_set.count() == 1


def test_one_click_changes_to_somebody_else_and_to_their_language(client, desk, kazuo):
    alice = make_persona("alice@example.org", "Alice", language="en")
    client.post(reverse("demo:enter", kwargs={"pk": kazuo.pk}))
    answer = client.post(reverse("demo:enter", kwargs={"pk": alice.pk}))
    assert client.session["_auth_user_id"] == str(alice.user.pk)
    assert answer["Location"].startswith("/en/")


def test_outside_demo_and_tests_nothing_of_it_exists(client, settings, desk):
    settings.TEST = settings.DEMO = False
    kept = actions.keep_mail(message=EmailMessage("s", "b", "a@example.jp", ["b@example.jp"]))
    for where in ("/demo/", "/demo/mailbox/", f"/demo/mailbox/{kept.pk}/", f"/demo/mailbox/{kept.pk}/0/"):
        assert client.get(where).status_code == 404, where
    assert client.post(reverse("demo:enter", kwargs={"pk": desk.pk})).status_code == 404
    assert "_auth_user_id" not in client.session


def test_in_production_a_one_click_session_of_the_desk_is_not_complete(client, settings, desk):
    client.force_login(desk.user)
    settings.TEST = settings.DEMO = False
    assert client.get("/account/settings/")["Location"].startswith("/account/register/basics/")


def test_a_person_is_told_by_the_starting_command_in_one_line(kazuo):
    assert [str(p) for p in queries.persons()] == ["佐伯 和夫　佐伯 和夫です。"]
    assert actions.add_persona(user=kazuo.user, line_ja="新しい", line_en="new") == kazuo
    assert Persona.objects.get().line == "新しい"


# ------------------------------------------------------------------ the mailbox
def test_every_mail_stays_in_the_table_and_can_be_read(client, settings):
    settings.EMAIL_BACKEND = "engawa.demo.mailbox.MailboxBackend"
    message = EmailMultiAlternatives("面談の日時", "決まりました\nhttp://localhost:8000/interviews/1/", "engawa@example.jp",
                                     ["kazuo@example.jp"], headers={"Message-ID": "<1@example.jp>"})
    message.attach_alternative("<p>x</p>", "text/html")
    message.attach("面談.ics", "BEGIN:VCALENDAR", "text/calendar")
    assert message.send() == 1
    assert mail.outbox == []
    kept = MailboxMail.objects.get()
    assert (kept.to, kept.subject, kept.message_id) == ("kazuo@example.jp", "面談の日時", "<1@example.jp>")
    assert "面談の日時" in client.get("/demo/mailbox/").content.decode()
    page = client.get(f"/demo/mailbox/{kept.pk}/").content.decode()
    assert '<a href="http://localhost:8000/interviews/1/"' in page
    file = client.get(f"/demo/mailbox/{kept.pk}/0/")
    assert b"".join(file.streaming_content) == b"BEGIN:VCALENDAR"
    assert file["Content-Disposition"] == "attachment; filename*=utf-8''%E9%9D%A2%E8%AB%87.ics"
    assert client.get(f"/demo/mailbox/{kept.pk}/1/").status_code == 404


def test_a_mail_of_html_only_is_shown_as_text(client):
    message = EmailMessage("s", "<p>やあ</p><script>alert(1)</script>", "a@example.jp", ["b@example.jp"])
    message.content_subtype = "html"
    message.attach("raw", b"\x00", None)
    MailboxBackend().send_messages([message])
    kept = MailboxMail.objects.get()
    assert kept.text == "やあalert(1)"
    assert "<script>alert" not in client.get(f"/demo/mailbox/{kept.pk}/").content.decode()


def test_an_empty_mailbox_says_so(client):
    assert "まだありません" in client.get("/demo/mailbox/").content.decode()
    MailboxBackend().send_messages([EmailMessage("s", "b", "a@example.jp", ["b@example.jp"])] * 2)
    assert actions.empty_mailbox() == 2


def test_the_code_of_the_door_arrives_in_the_mailbox(client, settings):
    settings.EMAIL_BACKEND = "engawa.demo.mailbox.MailboxBackend"
    settings.DEMO = True
    client.post("/account/register/", {"role": "participant", "email": "fumi@example.jp"})
    assert MailboxMail.objects.get().subject.startswith("縁側　確認番号")
    assert "/demo/mailbox/" in client.get("/account/code/").content.decode()
    assert accounts.register_person(email="fumi@example.jp", language="ja").name == ""


# ------------------------------------------------------------------ only here
@pytest.mark.parametrize(("host", "fine"), [
    ("localhost", True), ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("[::1]", True), ("0.0.0.0", False),
    ("192.168.1.5", False), ("engawa.example.jp", False), ("::", False), ("localhost.example.jp", False), ("", False)])
def test_the_demo_is_served_to_this_machine_only(host, fine):
    assert (rules.why_not_serve(host) is None) is fine


def test_the_check_stops_a_demo_that_others_could_reach(settings):
    assert checks.only_on_this_machine(None) == []
    settings.DEMO = True
    assert checks.only_on_this_machine(None) == []
    settings.SITE_HOST, settings.ALLOWED_HOSTS = "engawa.example.jp", ["localhost", "0.0.0.0", "testserver"]
    assert [error.id for error in checks.only_on_this_machine(None)] == ["demo.E001", "demo.E001"]
