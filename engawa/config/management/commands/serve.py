"""`engawa serve`: the web server and the worker as two children of one process that keeps both alive."""
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
GIVE_UP_AFTER = 5      # quick deaths in a row
HEALTHY_AFTER = 30.0   # seconds of life that make up for earlier deaths
GOODBYE = 20.0         # seconds a child has to finish what it is doing


@dataclass
class Child:
    """One program that must be running."""
    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    wait_until: float = field(default=0.0)

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches only the parent, which then says goodbye in order.
        self.process = subprocess.Popen(  # noqa: S603  # the commands are written in this file
            self.command, start_new_session=True, preexec_fn=_die_with_parent)
        self.started = time.monotonic()

    def look_after(self) -> str | None:
        """Start the child if it is not running, later and later if it keeps dying. Returns a sentence on a death."""
        if self.process is None:
            if time.monotonic() >= self.wait_until:
                self.start()
            return None
        code = self.process.poll()
        if code is None:
            return None
        self.deaths = 1 if time.monotonic() - self.started > HEALTHY_AFTER else self.deaths + 1
        self.process, self.wait_until = None, time.monotonic() + min(2 ** self.deaths / 2, 30)
        return f"{self.name} ended with code {code}; starting it again."


def _die_with_parent() -> None:
    """Linux ends the child when the parent is killed; elsewhere the child stays and the port tells."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


class Command(BaseCommand):
    help = "Run the web server and the worker together; restart whichever ends. Ctrl-C ends both."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1", help="address to listen on (default: this machine only)")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, default=2)
        parser.add_argument("--threads", type=int, default=4, help="per process")
        parser.add_argument("--no-worker", action="store_true", help="the web server only")

    def handle(self, *, bind: str, port: int, processes: int, threads: int, no_worker: bool, **options: Any) -> None:
        if settings.DEMO and bind not in LOOPBACK:
            raise CommandError("The demo signs anybody in with one click, so it is served to this machine only "
                               "(見本は、このコンピューターの中だけで動きます).")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "engawa.config.settings")
        web = [sys.executable, "-m", "gunicorn", "engawa.config.wsgi:application", "--bind", f"{bind}:{port}",
               "--worker-class", "gthread", "--workers", str(processes), "--threads", str(threads),
               "--no-control-socket", "--limit-request-line", "8190", "--timeout", "60", "--graceful-timeout", "10", "--log-level", "warning"]
        children = [Child("web", web)]
        if not no_worker:
            children.append(Child("worker", [sys.executable, "-m", "django", "worker"]))
        self.keep_alive(children)

    def keep_alive(self, children: list[Child]) -> None:
        """Watch until a signal comes or a child dies again and again."""
        stopping = False

        def stop(*_: object) -> None:
            nonlocal stopping
            stopping = True

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        try:
            while not stopping:
                for child in children:
                    if death := child.look_after():
                        self.stderr.write(death)
                    if child.deaths >= GIVE_UP_AFTER:
                        raise CommandError(f"{child.name} ended {child.deaths} times in a row. `engawa doctor` tells why.")
                time.sleep(0.2)
        finally:
            say_goodbye(children)


def say_goodbye(children: list[Child]) -> None:
    """Ask all to finish, wait a little, then insist."""
    running = [child.process for child in children if child.process and child.process.poll() is None]
    for process in running:
        process.terminate()
    end = time.monotonic() + GOODBYE
    for process in running:
        try:
            process.wait(timeout=max(end - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
