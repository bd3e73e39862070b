"""Delivering: a real mail server that is down, slow or refuses; a worker that is killed. Nothing is lost."""
import datetime
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection

from engawa.base import notices
from engawa.base.notices import actions, queries
from engawa.base.notices.models import Mail
from engawa.base.times import now
from engawa.base.users.models import User
from tests.notices.post import Postbox, server

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 10, 1, 1, tzinfo=datetime.UTC)


def tell(user: User, count: int = 1, title: str = "お茶") -> None:
    for _n in range(count):
        notices.tell(to=[user], kind="tea/served", link=("accounts:settings", {}), title=title, day=START)


def states() -> Counter:
    return Counter(Mail.objects.values_list("state", flat=True))


def test_a_mail_arrives_whole(kazuo, smtp):
    tell(kazuo)
    with server(Postbox(), smtp) as postbox:
        assert actions.deliver_due() == 1
        assert actions.deliver_due() == 0
    arrived = postbox.mails[0]
    row = Mail.objects.get()
    assert arrived["Message-ID"] == row.message_id
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["To"] == "kazuo@example.jp"
    assert [part.get_content_type() for part in arrived.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    text, html = (part.get_payload(decode=True).decode().replace("\r\n", "\n") for part in arrived.get_payload())
    assert text.strip() == row.text.strip()
    assert "<p>お茶</p>" in html
    assert (row.state, row.attempts, row.last_error) == ("sent", 1, "")
    assert row.sent_at is not None


def test_an_hour_without_a_mail_server_loses_nothing_and_doubles_nothing(kazuo, smtp):
    """R11: everything is delivered within 15 minutes after the server is back."""
    with time_machine.travel(START, tick=False) as clock:
        tell(kazuo, 5)
        for _minute in range(60):
            tell(kazuo)
            assert actions.deliver_due() == 0
            clock.shift(60)
        assert states() == {"waiting": 65}
        assert "Connection refused" in queries.troubled_mails().first().last_error
        with server(Postbox(), smtp) as postbox:
            for _minute in range(15):
                actions.deliver_due()
                clock.shift(60)
    assert states() == {"sent": 65}
    assert sorted(postbox.ids) == sorted(Mail.objects.values_list("message_id", flat=True))
    assert queries.troubled_mails().count() == 0


def test_the_waits_grow_to_15_minutes_and_end_after_two_days(kazuo, smtp):
    tell(kazuo)
    tries = []
    with time_machine.travel(START, tick=False) as clock:
        Mail.objects.update(next_try=START)
        while states() == {"waiting": 1}:
            tries.append(int((now() - START).total_seconds() // 60))
            actions.deliver_due()
            clock.move_to(max(Mail.objects.get().next_try, now()))
    assert tries[:8] == [0, 1, 3, 8, 18, 33, 48, 63]
    assert timedelta(days=1, hours=23) < timedelta(minutes=tries[-1]) < timedelta(days=2, hours=1)
    assert states() == {"given_up": 1}
    assert queries.troubled_mails().count() == 1


def test_one_address_that_is_refused_does_not_hold_up_the_others(kazuo, alice, smtp):
    tell(alice)
    tell(kazuo, 3)
    with server(Postbox(), smtp) as postbox:
        postbox.refuse["alice@example.org"] = "550 No such user"
        assert actions.deliver_due() == 3
    refused = Mail.objects.get(user=alice)
    assert refused.state == "waiting"
    assert "550" in refused.last_error
    assert timedelta(minutes=14) < refused.next_try - now() <= timedelta(minutes=15)


@pytest.mark.parametrize(("answer", "tries"), [("550 No such user", 5), ("450 Try later", 195)])
def test_a_refusal_for_good_is_asked_five_times_a_passing_one_for_two_days(alice, smtp, answer, tries):
    with time_machine.travel(START, tick=False) as clock, server(Postbox(), smtp) as postbox:
        tell(alice)
        postbox.refuse["alice@example.org"] = answer
        while states() == {"waiting": 1}:
            actions.deliver_due()
            clock.move_to(max(Mail.objects.get().next_try, now()))
    assert (states(), Mail.objects.get().attempts) == ({"given_up": 1}, tries)


def test_a_server_that_hangs_is_left_after_its_time(kazuo, smtp):
    import socket
    settings.EMAIL_TIMEOUT = 1
    tell(kazuo, 3)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", smtp))
        deaf.listen()
        began = time.monotonic()
        assert actions.deliver_due() == 0
    assert time.monotonic() - began < 3
    assert Counter(Mail.objects.values_list("attempts", flat=True)) == {1: 1, 0: 2}


def test_a_mail_taken_by_a_worker_is_not_taken_by_another_for_five_minutes(kazuo):
    with time_machine.travel(START, tick=False) as clock:
        tell(kazuo)
        assert actions._claim(now()) is not None
        assert actions._claim(now()) is None
        clock.shift(301)
        assert actions._claim(now()).attempts == 2


# ------------------------------------------------------------------ a killed worker
WORKER = "import django; django.setup(); from engawa.base.notices.actions import deliver_due; print('ready', flush=True); deliver_due()"


def worker(port: int) -> subprocess.Popen:
    """A process of its own on the database of this test."""
    db = connection.settings_dict
    url = f"sqlite:///{db['NAME']}" if connection.vendor == "sqlite" else (
        f"postgres://{db['USER']}:{db['PASSWORD']}@{db['HOST'] or 'localhost'}:{db['PORT'] or 5432}/{db['NAME']}")
    return subprocess.Popen([sys.executable, "-c", WORKER], stdout=subprocess.PIPE, env={
        **os.environ, "DATABASE_URL": url, "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "engawa.config.settings", "ENGAWA_MODE": "test"})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("mails", "kills"), [(24, 3), pytest.param(1000, 100, marks=pytest.mark.long)])
def test_kill_9_of_the_worker_loses_nothing(kazuo, smtp, mails, kills):
    """R6: each mail is handed over, recorded once; at most one repeats per kill, with the same Message-ID."""
    tell(kazuo, mails)
    chance, killed = random.Random(11), 0
    with server(Postbox(), smtp) as postbox:
        postbox.slow = 0.02
        while states()["waiting"]:
            child, enough = worker(smtp), len(postbox.mails) + chance.randint(1, max(2, mails // kills - 2))
            child.stdout.readline()
            while child.poll() is None:
                if killed < kills and len(postbox.mails) >= enough:
                    time.sleep(chance.random() * 0.02)
                    os.kill(child.pid, signal.SIGKILL)
                    killed += 1
                    break
                time.sleep(0.002)
            child.wait()
            Mail.objects.filter(state="waiting").update(next_try=now())  # as if the lease of five minutes had run out
    copies = Counter(postbox.ids)
    assert killed == kills
    assert set(copies) == set(Mail.objects.values_list("message_id", flat=True))
    assert sum(copies.values()) - mails <= kills
    assert states() == {"sent": mails}
