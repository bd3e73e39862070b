"""doctor, prepare, serve: what operators run."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from engawa.base.jobs import actions as jobs
from engawa.config.management.commands import doctor, serve

pytestmark = pytest.mark.django_db


def lines(capsys) -> dict[str, str]:
    """English name of each examination -> "OK" or "!!"."""
    return {line.split(" / ")[1].split(":")[0]: line[:2] for line in capsys.readouterr().out.splitlines()}


def test_doctor_finds_all_well_but_the_worker(capsys):
    with pytest.raises(CommandError, match="1 things"):
        call_command("doctor")
    assert lines(capsys) == {"settings": "OK", "database": "OK", "migrations": "OK", "cache table": "OK", "mail": "OK",
                             "fonts": "OK", "tokenizer": "OK", "disk": "OK", "worker": "!!"}


def test_doctor_is_content_when_the_worker_has_run(capsys):
    jobs.plan_schedules()
    jobs.enqueue_due()
    call_command("doctor")
    assert set(lines(capsys).values()) == {"OK"}


def test_doctor_says_what_to_do_about_mail(capsys, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError):
        call_command("doctor")
    assert "check EMAIL_URL. Nothing is lost, mail waits" in capsys.readouterr().out


def test_doctor_goes_on_after_an_examination_that_breaks(capsys, monkeypatch):
    def breaks() -> str:
        raise RuntimeError("broken")
    monkeypatch.setattr(doctor, "EXAMINATIONS", [("設定", "settings", breaks), ("文字", "fonts", doctor.fonts)])
    with pytest.raises(CommandError):
        call_command("doctor")
    assert lines(capsys) == {"settings": "!!", "fonts": "OK"}


def test_prepare_twice_is_harmless():
    call_command("prepare")
    call_command("prepare")


def test_the_demo_is_served_to_this_machine_only(settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="this machine only"):
        call_command("serve", bind="0.0.0.0")


def child(code: str) -> serve.Child:
    return serve.Child("web", [sys.executable, "-c", code])


def test_a_child_that_ends_is_started_again_later_and_later():
    quick = child("raise SystemExit(3)")
    quick.look_after()
    quick.process.wait()
    assert quick.look_after() == "web ended with code 3; starting it again."
    assert (quick.process, quick.deaths) == (None, 1)
    assert quick.wait_until > time.monotonic()
    quick.wait_until = 0
    quick.look_after()
    assert quick.process is not None
    serve.say_goodbye([quick])


def test_goodbye_ends_children():
    sleeper = child("import time; time.sleep(60)")
    sleeper.look_after()
    serve.say_goodbye([sleeper])
    assert sleeper.process.returncode == -signal.SIGTERM


def test_serve_gives_up_on_a_child_that_cannot_live(monkeypatch):
    hopeless = child("raise SystemExit(3)")
    monkeypatch.setattr(serve, "GIVE_UP_AFTER", 1)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(CommandError, match="engawa doctor"):
            serve.Command().keep_alive([hopeless])
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])


def test_children_die_with_their_parent():
    if sys.platform != "linux":
        pytest.skip("only on Linux")
    code = ("import subprocess, sys, os; from engawa.config.management.commands.serve import Child\n"
            "c = Child('x', [sys.executable, '-c', 'import time; time.sleep(60)']); c.start(); print(c.process.pid, flush=True)\n"
            "os.kill(os.getpid(), 9)")
    run = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, timeout=30,
                         env=dict(os.environ, DJANGO_SETTINGS_MODULE="engawa.config.settings"))
    pid = int(run.stdout)
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().split()[2]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("the child lives on")
