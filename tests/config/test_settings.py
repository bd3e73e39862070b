"""Settings are safe by default, and every variable is explained to operators."""
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(**variables: str) -> tuple[int, str]:
    """Load the settings in a process of their own, check them as for deployment: (exit code, last words)."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ENGAWA_", "DATABASE_", "EMAIL_"))}
    run = subprocess.run([sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
                         env=environment | {"DJANGO_SETTINGS_MODULE": "engawa.config.settings"} | variables,
                         capture_output=True, text=True, cwd=ROOT)
    return run.returncode, run.stderr[-600:]


GOOD = {"ENGAWA_MODE": "production", "ENGAWA_SECRET_KEY": "k3y-" * 20 + "a-long-random-text",
        "ENGAWA_SITE_URL": "https://engawa.example.jp"}


def test_a_proper_production_has_no_warning():
    assert start(**GOOD) == (0, "")


@pytest.mark.parametrize(("variables", "sentence"), [
    ({"ENGAWA_SECRET_KEY": ""}, "Set ENGAWA_SECRET_KEY"),
    ({"ENGAWA_SECRET_KEY": "demo-only-x"}, "Set ENGAWA_SECRET_KEY"),
    ({"ENGAWA_DEBUG": "1"}, "ENGAWA_DEBUG must be off"),
    ({"ENGAWA_MODE": "prod"}, "Use production, demo or test"),
])
def test_production_refuses_what_is_unsafe(variables, sentence):
    code, words = start(**GOOD | variables)
    assert code != 0
    assert sentence in words


def test_production_is_the_default():
    variables = {k: v for k, v in GOOD.items() if k == "ENGAWA_SITE_URL"}
    assert "Set ENGAWA_SECRET_KEY" in start(**variables)[1]


def test_every_variable_is_explained_and_nothing_else_is():
    read = set(re.findall(r"""env(?:\.\w+)?\(\s*["']([A-Z_]+)["']""",
                          (ROOT / "engawa" / "config" / "settings.py").read_text()))
    told = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "operations.md").read_text(), re.MULTILINE))
    assert told == read | {"EMAIL_URL"}  # read through email_url()
