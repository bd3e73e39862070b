#!/usr/bin/env python3
"""縁側を始める / Start Engawa. Only Python itself is needed; everything else is installed into .venv here.

    python3 start.py demo  [--port N] [--fresh] [--no-browser]   見本の縁側を開く / open the house with its story
    python3 start.py test  [--long] [pytest の引数 …]             すべて調べる / check everything
    python3 start.py setup                                       部品だけ入れる / install only; then .venv/bin/engawa
    python3 start.py bench                                       速さを測る / measure

Twice is harmless; interrupted, run it again. This file is read by old Pythons too, to say that they are too old:
no syntax newer than 3.6 here.
"""
import argparse
import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
ENGAWA = VENV / "bin" / "engawa"
STAMP = VENV / "engawa-stamp.json"
CACHE = ROOT / ".cache"
LOCKS = {"run": "requirements.txt", "test": "requirements-test.txt", "bench": "requirements-bench.txt"}
OLDEST = (3, 11)
ROOM_NEEDED = 1500 * 1024 * 1024
POSTGRESQL = os.environ.get("DATABASE_TEST_URL", "postgres://postgres@127.0.0.1:5432/postgres")
IN_CI = os.environ.get("CI") == "true"
CAUSES = [  # what an installer says when it fails -> what we say
    (r"No space left|disk quota", "ディスクがいっぱいです。空きを1.5GBほど作ってから、もう一度お試しください。",
     "The disk is full. Make about 1.5 GB of room, then run this again."),
    (r"Read-only file system|Permission denied", "このフォルダーに書きこめません。書きこめる場所に置いて、もう一度お試しください。",
     "This folder cannot be written to. Put the checkout where you may write, then run this again."),
    (r"name resolution|NewConnectionError|Connection(Error| refused| reset)|timed out|Timeout|ProxyError|SSLError|"
     r"error sending request|Could not find a version|No matching distribution|dns error|Network is unreachable",
     "部品を取りに行けませんでした。インターネットのつながりを確かめて、もう一度お試しください。続きから始まります。",
     "The parts could not be fetched. Check the network, then run this again; it goes on where it stopped."),
]


class Trouble(Exception):
    """Something the person at the keyboard can mend: a sentence in Japanese, one in English."""

    def __init__(self, japanese, english):
        super().__init__(english)
        self.japanese, self.english = japanese, english


def say(japanese, english):
    print("{} / {}".format(japanese, english), flush=True)


# ------------------------------------------------------------------ running other programs
def ticking(process, started):
    """Show that time passes: a counter on a terminal, a line now and then in a log."""
    live, every = sys.stdout.isatty(), 1 if sys.stdout.isatty() else 15
    while True:
        try:
            process.wait(timeout=every)
            break
        except subprocess.TimeoutExpired:
            seconds = int(time.time() - started)
            print("   … {} s".format(seconds), end="\r" if live else "\n", flush=True)
    if live:
        print("              ", end="\r", flush=True)


def quietly(command, log, **more):
    """Run with the output in a log file, the clock on the screen. Returns (exit code, output)."""
    path = CACHE / "start" / (log + ".log")
    path.parent.mkdir(parents=True, exist_ok=True)
    started = time.time()
    with path.open("w", encoding="utf-8") as file:
        process = subprocess.Popen([str(part) for part in command], stdout=file, stderr=subprocess.STDOUT,
                                   stdin=subprocess.DEVNULL, cwd=str(ROOT), **more)
        try:
            ticking(process, started)
        except BaseException:
            process.kill()
            process.wait()
            raise
    return process.returncode, path.read_text(encoding="utf-8", errors="replace")


def explain(output, japanese, english):
    """The Trouble that an installer's output tells of; the given sentences with its last lines if unknown."""
    for pattern, ja, en in CAUSES:
        if re.search(pattern, output, re.IGNORECASE):
            return Trouble(ja, en)
    last = "\n".join("   " + line for line in output.strip().splitlines()[-8:])
    return Trouble(japanese, english + "\n" + last)


# ------------------------------------------------------------------ the environment
def check_machine():
    if os.name == "nt":
        raise Trouble("Windowsでは、WSL（Linux用のしくみ）の中で動かしてください。",
                      "On Windows, please run this inside WSL (Windows Subsystem for Linux).")
    if sys.version_info < OLDEST:
        for minor in (11, 12, 13):
            newer = shutil.which("python3.{}".format(minor))
            if newer and not os.environ.get("ENGAWA_NEWER_PYTHON"):
                os.environ["ENGAWA_NEWER_PYTHON"] = newer
                os.execv(newer, [newer, *sys.argv])
        raise Trouble("Python 3.11以上が必要です。いまは {}.{} です。".format(*sys.version_info[:2]),
                      "Python 3.11 or newer is needed; this is {}.{}.".format(*sys.version_info[:2]))
    try:
        CACHE.mkdir(exist_ok=True)
        probe = CACHE / "may-write"
        probe.write_text("yes")
        probe.unlink()
    except OSError as error:
        raise explain(str(error), "このフォルダーに書きこめません。", "This folder cannot be written to.") from error


def wanted_stamp(kind):
    """What .venv must have been made from. Every lock contains the run lock and agrees with the others on versions."""
    stamp = {LOCKS[k]: hashlib.sha256((ROOT / LOCKS[k]).read_bytes()).hexdigest() for k in {"run", kind}}
    stamp["at"] = str(ROOT)
    return stamp


def stamp_there():
    """What .venv was made from, as far as that is still so; nothing of it if the run lock or the place changed."""
    try:
        there = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    wanted = wanted_stamp("run")
    return there if PYTHON.exists() and all(there.get(name) == value for name, value in wanted.items()) else {}


def is_ready(kind):
    there = stamp_there()
    return all(there.get(name) == value for name, value in wanted_stamp(kind).items())


def make_venv(with_pip):
    """A fresh .venv, or the one that is there if its Python runs. A half-made one is made again."""
    if PYTHON.exists():
        code, _output = quietly([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], "venv")
        if code == 0:
            return
    say("・場所を用意しています", "Making .venv")
    shutil.rmtree(str(VENV), ignore_errors=True)
    code, output = quietly([sys.executable, "-m", "venv", VENV] + ([] if with_pip else ["--without-pip"]), "venv")
    if code != 0:
        raise explain(output, "Pythonの venv がありません。Debian・Ubuntuでは apt install python3-venv で入ります。",
                      "Python's venv is missing. On Debian and Ubuntu: apt install python3-venv")


def install(kind):
    """Install the lock by uv if it is there, otherwise or if that fails by pip; both check every hash."""
    if is_ready(kind):
        return
    if shutil.disk_usage(str(ROOT)).free < ROOM_NEEDED and not STAMP.exists():
        raise Trouble(*CAUSES[0][1:])
    lock, uv = LOCKS[kind], shutil.which("uv")
    make_venv(with_pip=not uv)
    others = stamp_there()
    with contextlib.suppress(OSError):
        STAMP.unlink()  # from here until the end it is half-made
    say("・部品を入れています（はじめは1～2分）", "Installing what Engawa is built on (1 to 2 minutes the first time)")
    done = False
    if uv:
        code, output = quietly([uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", lock], "install")
        done = code == 0
        if not done:
            words = [line.strip() for line in output.splitlines() if re.search("error|fail|×", line, re.IGNORECASE)]
            say("・uv ではうまくいかなかったので、pip で入れます",
                "uv could not do it ({}); using pip".format(words[0] if words else "exit code {}".format(code)))
    if not done:
        if quietly([PYTHON, "-m", "pip", "--version"], "pip")[0] != 0:
            code, output = quietly([PYTHON, "-m", "ensurepip", "--default-pip"], "pip")
            if code != 0:
                raise explain(output, "pip がありません。Debian・Ubuntuでは apt install python3-venv で入ります。",
                              "pip is missing. On Debian and Ubuntu: apt install python3-venv")
        code, output = quietly([PYTHON, "-m", "pip", "install", "--require-hashes", "--no-input",
                                "--disable-pip-version-check", "--progress-bar", "off", "-r", lock], "install")
        if code != 0:
            raise explain(output, "部品を入れられませんでした。", "The parts could not be installed.")
    put_command()
    STAMP.write_text(json.dumps(dict(others, **wanted_stamp(kind))))  # what tests and benchmarks need lives side by side


def put_command():
    """Make the checkout importable and leave .venv/bin/engawa; nothing is built or copied."""
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    (packages / "engawa.pth").write_text(str(ROOT) + "\n")
    ENGAWA.write_text("#!/bin/sh\n"
                      "'''exec' \"$(dirname \"$0\")/python\" \"$0\" \"$@\"\n"  # a path may hold spaces; #! may not
                      "' '''\n"
                      "from engawa.config.command import main\n"
                      "main()\n")
    ENGAWA.chmod(0o755)


def environment(kind):
    check_machine()
    install(kind)
    code, output = quietly([PYTHON, "-m", "engawa.base.text.catalogues", "--compile"], "messages")
    if code != 0:
        raise explain(output, "ことばの用意ができませんでした。", "The Japanese could not be compiled.")


# ------------------------------------------------------------------ demo
def free_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def check_port(port):
    if not free_port(port):
        other = next((n for n in range(port + 1, port + 100) if free_port(n)), 0)
        raise Trouble("{} 番はもう使われています。--port {} を付けてお試しください。".format(port, other),
                      "Port {} is taken. Try: python3 start.py demo --port {}".format(port, other))


def demo(options):
    check_machine()
    check_port(options.port)
    environment("run")
    data = Path(os.environ.get("ENGAWA_DATA_DIR") or ROOT / "data" / "demo")
    settings = dict(os.environ, ENGAWA_MODE="demo", ENGAWA_DATA_DIR=str(data), PYTHONUNBUFFERED="1",
                    ENGAWA_SITE_URL="http://localhost:{}".format(options.port))
    if options.fresh:
        if os.environ.get("DATABASE_URL"):
            raise Trouble("--fresh は、備え付けのデータベースだけに使えます。", "--fresh is for the built-in database only.")
        for name in ("engawa.sqlite3", "engawa.sqlite3-wal", "engawa.sqlite3-shm"):
            with contextlib.suppress(FileNotFoundError):
                (data / name).unlink()
        shutil.rmtree(str(data / "files"), ignore_errors=True)
    data.mkdir(parents=True, exist_ok=True)
    say("・見本の物語を用意しています", "Preparing the database and the story")
    code, output = quietly([ENGAWA, "prepare", "--story"], "prepare", env=settings)
    if code != 0:
        raise explain(output, "データベースを用意できませんでした。", "The database could not be prepared.")
    serve(options, settings, output)


def serve(options, settings, told):
    """Hand over to `engawa serve`; say the address once the first page answers. Ctrl-C ends both cleanly."""
    address = settings["ENGAWA_SITE_URL"] + "/"
    here = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    house = subprocess.Popen([str(ENGAWA), "serve", "--port", str(options.port)], env=settings, cwd=str(ROOT),
                             start_new_session=True)
    signal.signal(signal.SIGTERM, lambda *_: house.terminate())

    def welcome():
        for _ in range(600):
            if house.poll() is not None:
                return
            with contextlib.suppress(OSError):
                here.open(address, timeout=30).close()
                break
            time.sleep(0.2)
        persons = [line for line in told.splitlines() if line.startswith("  ")]
        print("\n縁側が開きました / Engawa is open:\n\n    {}\n".format(address))
        if persons:
            print("\n".join(["この人たちとして入れます / You can come in as:", *persons]))
        say("\n終わるときは Ctrl-C", "Ctrl-C ends it")
        if not options.no_browser:
            webbrowser.open(address)

    threading.Thread(target=welcome, daemon=True).start()
    try:
        code = house.wait()
    except KeyboardInterrupt:
        house.terminate()
        code = house.wait()
        say("\n縁側を閉じました", "Engawa is closed")
        sys.exit(0)
    sys.exit(code if code >= 0 else 128 - code)


# ------------------------------------------------------------------ test
def postgresql_answers():
    code, _output = quietly([PYTHON, "-c", "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()",
                             POSTGRESQL], "postgresql")
    return code == 0


def chromium():
    return os.environ.get("ENGAWA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def test(options, more):
    """Run every check, all of them even if one fails; a summary closes, the exit code tells."""
    environment("test")
    tools, results = VENV / "bin", []
    settings = dict(os.environ, ENGAWA_MODE="test")
    settings.pop("DATABASE_URL", None)  # SQLite unless a step says otherwise

    def step(name, *command, **extra):
        say("\n== " + name, " ".join(Path(str(c)).name if c == command[0] else str(c) for c in command))
        started = time.time()
        code = subprocess.call([str(part) for part in command], cwd=str(ROOT), env=dict(settings, **extra))
        results.append((name, code == 0, time.time() - started, ""))

    def skip(name, why):
        print("\n== {}: skipped: {}".format(name, why), flush=True)
        results.append((name, not IN_CI, 0, "skipped: " + why))

    tests = ["-q", "-n", "2", "--dist", "worksteal", "--durations=10"] + (["--long"] if options.long else []) + more
    if not more:
        step("書き方 (ruff)", tools / "ruff", "check", "--no-cache", ".")
        step("型 (mypy)", tools / "mypy")
        step("層 (import-linter)", tools / "lint-imports")
    followed = CACHE / "branches.json"
    step("SQLite", PYTHON, *([] if more else ["-m", "slipcover", "--out", followed]), "-m", "pytest", *tests)
    if not chromium():
        skip("画面 (browser)", "no Chromium found; install it or set ENGAWA_CHROMIUM")
    if not more:
        step("使い方と決まり (actions, rules: every branch)", PYTHON, "tests/branches.py", followed)
    if postgresql_answers():
        step("PostgreSQL", PYTHON, "-m", "pytest", *tests, "-m", "not browser and not once", DATABASE_URL=POSTGRESQL)
    else:
        skip("PostgreSQL", "no PostgreSQL at " + re.sub(r"//.*@", "//", POSTGRESQL))
    print("\n" + "-" * 72)
    for name, good, seconds, note in results:
        print("{}  {:>6.1f} s  {}  {}".format("OK  " if good else "FAIL", seconds, name, note))
    good = all(result[1] for result in results)
    say("すべてよし" if good else "直すところがあります", "all is well" if good else "something needs mending")
    sys.exit(0 if good else 1)


def bench(_options, more):
    environment("bench")
    sys.exit(subprocess.call([str(PYTHON), "-m", "bench", *more], cwd=str(ROOT)))


def setup(_options):
    environment("run")
    say("用意ができました。つぎは .venv/bin/engawa help", "Ready. Next: .venv/bin/engawa help")


def main():
    if (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8"):
        sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", line_buffering=True)
        sys.stderr = io.TextIOWrapper(sys.stderr.buffer, encoding="utf-8", errors="replace", line_buffering=True)
    parser = argparse.ArgumentParser(prog="start.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command")
    a_demo = commands.add_parser("demo")
    a_demo.add_argument("--port", type=int, default=8000)
    a_demo.add_argument("--fresh", action="store_true", help="begin again with a new demo database")
    a_demo.add_argument("--no-browser", action="store_true")
    commands.add_parser("test").add_argument("--long", action="store_true")
    commands.add_parser("setup")
    commands.add_parser("bench")
    options, more = parser.parse_known_args()
    if options.command is None or (more and options.command not in ("test", "bench")):
        parser.print_help()
        sys.exit(2)
    try:
        if options.command in ("test", "bench"):
            {"test": test, "bench": bench}[options.command](options, more)
        else:
            {"demo": demo, "setup": setup}[options.command](options)
    except Trouble as trouble:
        print("\n{}\n{}".format(trouble.japanese, trouble.english), file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\n中断しました。同じ命令で続きから始められます。\nStopped. The same command goes on from here.", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        trouble = explain(str(error), "うまくいきませんでした。", "That did not work.")
        print("\n{}\n{}".format(trouble.japanese, trouble.english), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
