"""`engawa` in a fresh shell: lists work at once, everything of the house asks for its key in one plain line."""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engawa.config import command

ROOT = Path(__file__).resolve().parents[2]
NEEDS_DATABASE = {"doctor"}   # runs no checks before itself because it examines them one by one


def engawa(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `engawa` with an empty home and no environment at all, from that home."""
    code = "from engawa.config.command import main; main()"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=home, timeout=120,
                          env={"HOME": str(home), "PATH": os.defpath, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
                               "ENGAWA_DATA_DIR": str(home / "data"), **variables})


LISTS = {
    "match": ("--volunteers=in.jsonl", "--postings=in.jsonl", "--output=out"), "search": ("--postings=in.jsonl", "--queries=q.tsv", "--output=out"),
    "extract-skills": ("--input=in.jsonl", "--output=out"), "extract-needs": ("--input=in.jsonl", "--output=out")}


@pytest.mark.once
@pytest.mark.parametrize("name", LISTS)
def test_lists_work_in_a_fresh_shell_and_write_only_what_is_named(tmp_path, name):
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 1, "text": "COBOLで会計を担当しました。", "title": "名簿"}) + "\n", encoding="utf-8")
    (tmp_path / "q.tsv").write_text("Q1\t名簿\n", encoding="utf-8")
    run = engawa(tmp_path, name, *LISTS[name])
    assert (run.returncode, run.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out", "q.tsv"]


@pytest.mark.once
@pytest.mark.parametrize("name", ["serve", "worker", "migrate", "doctor", "check", "shell"])
@pytest.mark.parametrize("variables", [{}, {"ENGAWA_SECRET_KEY": "demo-only-x"}])
def test_everything_else_asks_for_the_key_in_one_line(tmp_path, name, variables):
    run = engawa(tmp_path, name, **variables)
    assert run.returncode == 1
    [line] = run.stderr.splitlines()
    assert "ENGAWA_SECRET_KEY に" in line
    assert "Set ENGAWA_SECRET_KEY" in line
    assert run.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.once
def test_help_can_be_read_at_once(tmp_path):
    assert "rebuild-index" in engawa(tmp_path, "help").stdout
    assert "--volunteers" in engawa(tmp_path, "match", "--help").stdout


@pytest.mark.parametrize("arguments", [["serve"], ["serve", "match"], ["--pythonpath=x", "match"], ["worker", "--help"], ["extract"], [""]])
def test_no_other_command_gets_a_key(arguments):
    assert not command.needs_no_key(["engawa", *arguments])


def test_the_commands_without_a_database_are_those_that_ask_for_no_checks():
    found = {path.stem for path in (ROOT / "engawa").rglob("management/commands/*.py")
             if re.search(r"requires_system_checks\b.*= \[\]|\((?:files\.)?(?:List|Line)Command\)", path.read_text(encoding="utf-8"))}
    assert found - NEEDS_DATABASE == {name for name in command.WITHOUT_DATABASE if not name.startswith("-")} - {"help", "version"}


def test_an_error_in_the_house_keeps_its_trace(monkeypatch):
    from django.core import management
    from django.core.exceptions import ImproperlyConfigured

    def breaks(arguments: list[str]) -> None:
        raise ImproperlyConfigured("later")
    monkeypatch.setattr(management, "execute_from_command_line", breaks)
    monkeypatch.setattr(sys, "argv", ["engawa", "serve"])
    with pytest.raises(ImproperlyConfigured, match="later"):
        command.main()
