"""What every test stands on: test mode, an empty data folder, Japanese, no network."""
import atexit
import os
import shutil
import socket
import tempfile
from pathlib import Path

DATA = Path(tempfile.mkdtemp(prefix="engawa-test-"))
(DATA / "static").mkdir()
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
# Before Django is loaded: settings are read from the environment once. DATABASE_URL is left as it is.
os.environ["ENGAWA_MODE"] = "test"
os.environ["ENGAWA_DATA_DIR"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "engawa.config.settings"
for name in ("EMAIL_URL", "ENGAWA_SITE_URL", "ENGAWA_DEBUG", "ENGAWA_TIME_ZONE"):
    os.environ.pop(name, None)

import hypothesis  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils import translation  # noqa: E402

from engawa.base.text import catalogues  # noqa: E402

IN_CI = os.environ.get("CI") == "true"
USES_DATABASE = {"db", "transactional_db", "live_server"}
CHROMIUM = os.environ.get("ENGAWA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="also the long runs: thousands of rounds, kill loops")


def pytest_configure(config):
    hypothesis.settings.register_profile("engawa", deadline=None)  # no test asks how fast something is
    hypothesis.settings.load_profile("engawa")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow hash proves nothing here
    if not hasattr(config, "workerinput"):  # once, not in every xdist worker
        catalogues.run([], compile_only=True)


def pytest_collection_modifyitems(config, items):
    """Leave out the long runs unless asked, on PostgreSQL what never meets it, the browser where there is none (never in CI)."""
    if not config.getoption("--long"):
        long = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):  # docs/decisions/0014
        same = [item for item in items if {"architecture", "browser"} & set(item.path.parts) or (not USES_DATABASE & set(item.fixturenames)
                and not item.get_closest_marker("django_db"))]
        config.hook.pytest_deselected(items=same)
        items[:] = [item for item in items if item not in same]
    for item in items:
        if item.get_closest_marker("browser") and not CHROMIUM and not IN_CI:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """In CI a skipped test is a failed run, unless it belongs to the other database or system ("only on …")."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and reporter and exitstatus == pytest.ExitCode.OK:
        unfair = [report for report in reporter.stats.get("skipped", []) if "only on" not in str(report.longrepr)]
        for report in unfair:
            reporter.write_line(f"skipped in CI: {report.nodeid}: {report.longrepr[-1]}", red=True)
        if unfair:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    """Print what tests counted: they say `record_property("figure", words)`."""
    for report in terminalreporter.stats.get("passed", []):
        for name, words in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(f"  {words}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """On SQLite a file in the data folder: threads and child processes then meet in one database, as in life."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(DATA / "test.sqlite3")
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The reference data once a run: ten thousand rows are too many for every test."""
    from tests.reference import load_reference
    with django_db_blocker.unblock():
        load_reference()


@pytest.fixture(autouse=True)
def _japanese():
    """Each test begins as a Japanese reader, whatever the one before it switched to."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """A test that reaches out of this machine fails, naming the address."""
    connect = socket.socket.connect

    def only_here(self, address):
        host = address[0] if isinstance(address, tuple) else ""
        if host and not (host.startswith("127.") or host in ("::1", "localhost")):
            raise AssertionError(f"a test reached out to {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
