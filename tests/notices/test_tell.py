"""Telling: a notice and a mail for each person, in each reader's language, in the transaction of the act."""
import datetime

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from engawa.base import notices
from engawa.base.notices import actions, queries, tasks, words
from engawa.base.notices.models import Mail, Notice
from engawa.base.times import at_moment, now
from engawa.base.users.models import User

pytestmark = pytest.mark.django_db
LINK = ("accounts:settings", {})
DAY = datetime.datetime(2026, 9, 30, 20, tzinfo=datetime.UTC)


def tell(*people, **options):
    return notices.tell(to=people, kind="tea/served", link=LINK, **{"title": "お茶", "day": DAY, **options})


def test_each_is_told_in_their_own_language_and_zone(kazuo, alice):
    with at_moment(DAY):
        tell(kazuo, alice)
    japanese, english = Mail.objects.get(user=kazuo), Mail.objects.get(user=alice)
    assert (japanese.subject, english.subject) == ("こんにちは お茶", "Hello お茶")
    assert "2026年10月1日（木）" in japanese.text
    assert "Wednesday 30 September 2026" in english.text
    assert "佐伯 和夫" in japanese.text
    assert "http://localhost:8000/account/settings/" in japanese.text
    assert "http://localhost:8000/en/account/settings/" in english.text
    assert english.notice.url == "/en/account/settings/"
    assert japanese.at == japanese.notice.at == DAY


def test_the_mail_has_one_link_two_paragraphs_and_a_fixed_id(kazuo):
    tell(kazuo)
    row = Mail.objects.get()
    assert row.html.count("<a ") == 1
    assert row.html.count("<p>") >= 4
    assert row.message_id == f"<{row.pk}@localhost>"
    assert row.text.count("http") == 1


def test_nobody_is_told_twice_or_of_their_own_act_or_after_leaving(kazuo, alice):
    gone = User.objects.create_user("gone@example.jp", is_active=False)
    told = tell(kazuo, kazuo, alice, gone, by=alice)
    assert [notice.user for notice in told] == [kazuo]
    assert told[0].line == "Alice: お茶"
    assert Mail.objects.count() == 1


def test_an_act_that_is_undone_tells_nobody(kazuo):
    @transaction.atomic
    def act() -> None:
        tell(kazuo)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert Notice.objects.count() == Mail.objects.count() == 0


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{ reader.password }}", "%s %(x)s", "a\r\nBcc: thief@example.jp",
                                     "https://evil.example/ に進む"])
def test_words_of_people_stay_words(kazuo, hostile):
    tell(kazuo, title=hostile)
    row = Mail.objects.get()
    assert "\n" not in row.subject
    assert "\r" not in row.subject
    assert "<script>" not in row.html
    assert row.html.count("<a ") == 1
    assert row.notice.line == " ".join(f"縁側: {hostile}".split())
    actions.deliver_due()
    assert mail.outbox[0].to == ["kazuo@example.jp"]
    assert mail.outbox[0].bcc == []


def test_a_file_travels_with_the_mail(kazuo):
    tell(kazuo, attach=[{"name": "面談.ics", "type": "text/calendar", "text": "BEGIN:VCALENDAR"}])
    actions.deliver_due()
    assert mail.outbox[0].attachments == [("面談.ics", "BEGIN:VCALENDAR", "text/calendar")]


def test_a_former_address_can_be_told(kazuo):
    tell(kazuo, mail_to="former@example.jp")
    assert Mail.objects.get().address == "former@example.jp"


def test_an_address_without_an_account_gets_the_same_words():
    row = actions.tell_address(address="new@example.jp", language="en", kind="tea/served", link=LINK, title="Tea", day=DAY)
    assert (row.user, row.notice, row.subject) == (None, None, "Hello Tea") or row.subject == "こんにちは Tea"
    assert "/en/account/settings/" in row.text
    actions.deliver_due()
    assert mail.outbox[0].to == ["new@example.jp"]


def test_long_words_are_cut_to_the_columns(kazuo):
    tell(kazuo, title="長" * 500)
    row = Mail.objects.get()
    assert (len(row.subject), len(row.notice.line)) == (200, 300)


def test_a_kind_without_words_is_a_program_error(kazuo):
    from django.template import TemplateDoesNotExist
    with pytest.raises(TemplateDoesNotExist):
        notices.tell(to=[kazuo], kind="tea/spilled", link=LINK)
    assert words.PARTS == ("subject", "line", "body")


def test_the_story_is_stamped_as_delivered_without_sending(kazuo):
    tell(kazuo)
    assert actions.mark_story_delivered(read_before=now() - datetime.timedelta(days=1)) == 1
    assert Notice.objects.filter(read_at=None).count() == 1
    actions.mark_story_delivered(read_before=now() + datetime.timedelta(days=1))
    assert Notice.objects.filter(read_at=None).count() == 0
    tasks.deliver.call()
    assert mail.outbox == []


# ------------------------------------------------------------------ pages
def test_the_list_shows_own_notices_and_opening_marks_and_leads_on(client, kazuo, alice):
    tell(kazuo, alice)
    client.force_login(kazuo)
    page = client.get(reverse("notices:list")).content.decode()
    assert "縁側: お茶" in page
    assert "未読" in page
    notice = Notice.objects.get(user=kazuo)
    assert client.post(reverse("notices:open", kwargs={"pk": notice.pk}))["Location"] == "/account/settings/"
    assert queries.unread_count(kazuo) == 0
    client.post(reverse("notices:open", kwargs={"pk": notice.pk}))
    stranger = Notice.objects.get(user=alice)
    assert client.post(reverse("notices:open", kwargs={"pk": stranger.pk})).status_code == 404
    assert queries.unread_count(alice) == 1


def test_all_can_be_marked_as_read_but_only_ones_own(client, kazuo, alice):
    tell(kazuo, alice)
    tell(kazuo, alice)
    client.force_login(kazuo)
    assert client.post(reverse("notices:read_all")).status_code == 302
    assert (queries.unread_count(kazuo), queries.unread_count(alice)) == (0, 2)
    assert client.get(reverse("notices:list")).status_code == 200


def test_an_empty_list_says_what_will_be_there(client, kazuo):
    client.force_login(kazuo)
    assert "empty" in client.get(reverse("notices:list")).content.decode()
    assert client.get("/en/notifications/").status_code == 200
