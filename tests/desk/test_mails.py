"""A mail that was given up is tried again when the desk says so."""
import pytest
from django.core import mail

from engawa.base import notices
from engawa.base.notices import actions
from engawa.base.notices.models import Mail
from engawa.base.ui.refusal import Refused
from tests.people import make_desk, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def given_up():
    kazuo = make_user("kazuo@example.jp", "佐伯 和夫")
    notices.tell(to=[kazuo], kind="accounts/password_changed", link=("accounts:settings", {}))
    row = Mail.objects.get()
    Mail.objects.update(state=Mail.State.GIVEN_UP, attempts=5, last_error="550 no such mailbox")
    return row


def test_the_desk_tries_again_and_the_same_mail_arrives(client, given_up):
    client.force_login(make_desk())
    assert "もう一度送る" in client.get("/desk/mails/").content.decode()
    answer = client.post(f"/desk/mails/{given_up.pk}/again/", follow=True)
    assert "もう一度送ります" in answer.content.decode()
    assert actions.deliver_due() == 1
    assert [one.extra_headers["Message-ID"] for one in mail.outbox] == [given_up.message_id]


def test_only_what_was_given_up_and_only_by_the_desk(given_up):
    with pytest.raises(Refused, match="事務局"):
        actions.send_again(by=given_up.user, mail=given_up)
    Mail.objects.update(state=Mail.State.SENT)
    with pytest.raises(Refused, match="まだ送っているところ"):
        actions.send_again(by=make_desk(), mail=given_up)
