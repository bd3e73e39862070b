"""`engawa doctor`: what works, what does not, and what to do about it, one line each, in Japanese and English."""
import shutil
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks, mail
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from engawa.base.jobs.models import Schedule
from engawa.base.text import tokens
from engawa.base.times import now

ROOM_WANTED = 1024 ** 3
WORKER_LATE = timedelta(minutes=30)


class Sick(Exception):
    """Something is wrong: what, and what to do, in Japanese and in English."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(english)
        self.japanese, self.english = japanese, english


def environment() -> str:
    problems = checks.run_checks(include_deployment_checks=settings.MODE == "production")
    serious = [p for p in problems if p.level >= checks.WARNING and not p.is_silenced()]
    if serious:
        first = f"{serious[0].msg} ({serious[0].id})"
        raise Sick(f"設定に{len(serious)}件の注意があります。docs/operations.md を見て直してください：{first}",
                   f"{len(serious)} warnings; see docs/operations.md: {first}")
    return f"{settings.MODE}, {settings.SITE_URL}"


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception as error:
        raise Sick("データベースにつながりません。DATABASE_URL と、データベースが動いているかを確かめてください。",
                   f"cannot connect; check DATABASE_URL and that the server runs: {error}") from error
    return f"{connection.vendor} {'.'.join(map(str, connection.get_database_version()))}"


def migrations() -> str:
    waiting = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    if waiting:
        raise Sick("データベースの形が古いままです。engawa prepare を実行してください。",
                   f"{len(waiting)} migrations are waiting; run `engawa prepare`")
    return "all applied"


def cache_table() -> str:
    if settings.CACHES["default"]["LOCATION"] not in connection.introspection.table_names():
        raise Sick("共有キャッシュの表がないので、ログインできません。engawa prepare を実行してください。",
                   "the cache table is missing, so nobody can sign in; run `engawa prepare`")
    return "there"


def post() -> str:
    try:
        with mail.get_connection():
            pass
    except OSError as error:
        raise Sick("メールサーバーにつながりません。EMAIL_URL を確かめてください。出すメールは消えずに待っています。",
                   f"the mail server does not answer; check EMAIL_URL. Nothing is lost, mail waits: {error}") from error
    return settings.EMAIL_BACKEND.rsplit(".", 1)[-1]


def fonts() -> str:
    try:
        folder = Path(import_module("pylopdf_fonts_cjk").__path__[0])
    except ImportError as error:
        raise Sick("PDFに使う文字がありません。python3 start.py setup を実行してください。",
                   "the fonts for PDF are missing; run `python3 start.py setup`") from error
    found = [f for f in folder.rglob("*") if f.suffix.lower() in {".otf", ".ttf"}]
    if len(found) < 2:
        raise Sick("PDFに使う文字が足りません。python3 start.py setup を実行してください。",
                   "a font for PDF is missing; run `python3 start.py setup`")
    return ", ".join(sorted(f.stem for f in found))


def tokenizer() -> str:
    try:
        found = tokens.words("縁側に座る")
    except Exception as error:
        raise Sick("日本語を分ける辞書が読めません。python3 start.py setup を実行してください。",
                   f"the Japanese dictionary cannot be read; run `python3 start.py setup`: {error}") from error
    return f"{len(found)} words"


def disk() -> str:
    probe = settings.DATA_DIR / ".doctor"
    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise Sick(f"{settings.DATA_DIR} に書きこめません。持ち主と権限を確かめてください。",
                   f"{settings.DATA_DIR} cannot be written to; check its owner: {error}") from error
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < ROOM_WANTED:
        raise Sick("ディスクの空きが1GBより少なくなっています。場所を空けてください。",
                   f"only {free / 1024 ** 2:.0f} MB are free; make room")
    return f"{free / 1024 ** 3:.0f} GB free in {settings.DATA_DIR}"


def worker() -> str:
    last = Schedule.objects.order_by("-last_run").exclude(last_run=None).values_list("last_run", flat=True).first()
    if last is None or now() - last > WORKER_LATE:
        when = f"{last:%Y-%m-%d %H:%M}" if last else "never"
        raise Sick("裏方の仕事（メールの送信など）が動いていません。engawa worker か engawa serve を動かしてください。",
                   f"background work last ran: {when}; run `engawa worker` or `engawa serve`")
    return f"last ran {last:%Y-%m-%d %H:%M} UTC"


EXAMINATIONS: list[tuple[str, str, Callable[[], str]]] = [
    ("設定", "settings", environment),
    ("データベース", "database", database),
    ("データベースの形", "migrations", migrations),
    ("キャッシュの表", "cache table", cache_table),
    ("メール", "mail", post),
    ("PDFの文字", "fonts", fonts),
    ("日本語の辞書", "tokenizer", tokenizer),
    ("ディスク", "disk", disk),
    ("裏方", "worker", worker),
]


class Command(BaseCommand):
    help = "Check settings, database, mail, fonts, dictionary, disk and worker; say what to do. Exit 1 if anything is wrong."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        sick = 0
        for japanese, english, examine in EXAMINATIONS:
            try:
                self.stdout.write(f"OK   {japanese} / {english}: {examine()}")
            except Sick as trouble:
                sick += 1
                self.stdout.write(f"!!   {japanese} / {english}: {trouble.japanese} / {trouble.english}")
            except Exception as error:  # one examination that fails must not hide the others
                sick += 1
                self.stdout.write(f"!!   {japanese} / {english}: 調べられませんでした。 / could not be checked: {error}")
        if sick:
            raise CommandError(f"{sick}件、直すところがあります。 / {sick} things need mending.")
