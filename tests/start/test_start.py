"""start.py says what is wrong in sentences, recovers, and never shows a traceback."""
import ast
import importlib.util
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def start(tmp_path, monkeypatch):
    """A copy of start.py in an empty checkout, so that nothing here touches the real .venv."""
    for name in ("requirements.txt", "requirements-test.txt", "requirements-bench.txt"):
        (tmp_path / name).write_text(f"# {name}\n")
    (tmp_path / "start.py").write_text((ROOT / "start.py").read_text())
    spec = importlib.util.spec_from_file_location("start_under_test", tmp_path / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ticking", lambda process, started: process.wait())
    return module


def run(start, monkeypatch, capsys, *arguments):
    """Call main() and return (exit code, what stood on the error stream)."""
    monkeypatch.setattr(sys, "argv", ["start.py", *arguments])
    with pytest.raises(SystemExit) as end:
        start.main()
    return end.value.code, capsys.readouterr().err


def installer(start, monkeypatch, output, *, uv=None):
    """Let every installer fail with the given words; the virtual environment itself is pretended."""
    calls = []

    def quietly(command, log, **more):
        calls.append([str(part) for part in command])
        if "venv" in calls[-1] and "-m" in calls[-1]:
            start.PYTHON.parent.mkdir(parents=True)
            (start.VENV / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
            start.PYTHON.touch()
            return 0, ""
        failing = "install" in calls[-1]
        return (1, output) if failing and output else (0, "")

    monkeypatch.setattr(start, "quietly", quietly)
    monkeypatch.setattr(start.shutil, "which", lambda name: uv if name == "uv" else None)
    return calls


def test_an_old_python_can_read_it():
    ast.parse((ROOT / "start.py").read_text(), feature_version=(3, 6))


def test_an_old_python_is_told_so(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "OLDEST", (9, 9))
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    code, said = run(start, monkeypatch, capsys, "setup")
    assert code == 1
    assert "Python 3.11以上が必要です" in said
    assert "Python 3.11 or newer is needed" in said


def test_windows_is_told_of_wsl(start, monkeypatch):
    monkeypatch.setattr(start.os, "name", "nt")
    with pytest.raises(start.Trouble, match="WSL"):
        start.check_machine()


def test_a_taken_port_is_named_with_another(start, monkeypatch, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = run(start, monkeypatch, capsys, "demo", "--port", str(port))
    assert code == 1
    assert f"Port {port} is taken. Try: python3 start.py demo --port " in said


@pytest.mark.parametrize(("output", "sentence"), [
    ("OSError: [Errno 28] No space left on device", "The disk is full"),
    ("Failed to establish: NewConnectionError(...)", "could not be fetched"),
    ("error sending request for url", "could not be fetched"),
    ("[Errno 30] Read-only file system", "cannot be written to"),
    ("something new", "could not be installed"),
])
def test_a_failed_install_is_explained(start, monkeypatch, capsys, output, sentence):
    installer(start, monkeypatch, output)
    code, said = run(start, monkeypatch, capsys, "setup")
    assert code == 1
    assert sentence in said
    assert "Traceback" not in said
    assert not start.STAMP.exists()


def test_venv_missing_is_explained(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "quietly", lambda command, log, **more: (1, "ensurepip is not available"))
    code, said = run(start, monkeypatch, capsys, "setup")
    assert (code, "apt install python3-venv" in said) == (1, True)


def test_a_folder_that_cannot_be_written_is_explained(start, monkeypatch, capsys):
    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")
    monkeypatch.setattr(start.Path, "write_text", refuse)
    code, said = run(start, monkeypatch, capsys, "setup")
    assert (code, "cannot be written to" in said) == (1, True)


def test_no_room_is_noticed_before_anything_is_fetched(start, monkeypatch, capsys):
    monkeypatch.setattr(start.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 10})())
    code, said = run(start, monkeypatch, capsys, "setup")
    assert (code, "The disk is full" in said) == (1, True)


def test_set_up_twice_installs_once(start, monkeypatch):
    calls = installer(start, monkeypatch, "")
    start.install("run")
    assert json.loads(start.STAMP.read_text()) == start.wanted_stamp("run")
    calls.clear()
    start.install("run")
    assert calls == []


def test_a_new_lock_is_installed(start, monkeypatch):
    calls = installer(start, monkeypatch, "")
    start.install("run")
    (start.ROOT / "requirements.txt").write_text("# newer\n")
    calls.clear()
    start.install("run")
    assert any("install" in call for call in calls)


def test_the_test_environment_serves_the_demo_too(start, monkeypatch):
    installer(start, monkeypatch, "")
    start.install("test")
    assert start.is_ready("run")


def test_tests_and_benchmarks_live_side_by_side(start, monkeypatch):
    calls = installer(start, monkeypatch, "")
    for kind in ("test", "bench"):
        start.install(kind)
    assert [start.is_ready(kind) for kind in ("run", "test", "bench")] == [True] * 3
    calls.clear()
    (start.ROOT / "requirements-bench.txt").write_text("# newer\n")
    assert [start.is_ready(kind) for kind in ("run", "test", "bench")] == [True, True, False]
    (start.ROOT / "requirements.txt").write_text("# newer\n")
    assert [start.is_ready(kind) for kind in ("run", "test", "bench")] == [False] * 3


def test_the_locks_agree_on_every_version():
    """Otherwise installing one would break what the other installed."""
    run, test, bench = ({line.split("==")[0]: line.rstrip(" \\") for line in (ROOT / name).read_text().splitlines() if "==" in line}
                        for name in ("requirements.txt", "requirements-test.txt", "requirements-bench.txt"))
    assert (run.items() <= test.items(), run.items() <= bench.items()) == (True, True)
    assert {name: bench[name] for name in test.keys() & bench.keys()} == {name: test[name] for name in test.keys() & bench.keys()}


def test_an_interrupted_install_goes_on(start, monkeypatch):
    calls = installer(start, monkeypatch, "")
    whole = start.quietly

    def interrupted(command, log, **more):
        if "install" in [str(part) for part in command]:
            raise KeyboardInterrupt
        return whole(command, log, **more)
    monkeypatch.setattr(start, "quietly", interrupted)
    with pytest.raises(KeyboardInterrupt):
        start.install("run")
    assert not start.is_ready("run")
    monkeypatch.setattr(start, "quietly", whole)
    start.install("run")
    assert start.is_ready("run")
    assert sum("venv" in call for call in calls) == 1  # the half-made environment was good enough to go on


def test_when_uv_fails_pip_does_it_and_says_so(start, monkeypatch, capsys):
    calls = installer(start, monkeypatch, "", uv="/somewhere/uv")
    whole = start.quietly
    monkeypatch.setattr(start, "quietly", lambda command, log, **more:
                        (2, "error: no such option") if "/somewhere/uv" in map(str, command) else whole(command, log, **more))
    start.install("run")
    assert "uv could not do it (error: no such option); using pip" in capsys.readouterr().out
    assert any(call[1:4] == ["-m", "pip", "install"] for call in calls)


def test_the_command_runs_from_a_path_with_spaces(tmp_path):
    """The wrapper left in .venv/bin does not depend on the shebang limits of the system."""
    home = tmp_path / "縁側 with spaces" / "bin"
    home.mkdir(parents=True)
    (home / "python").symlink_to(sys.executable)
    spec = importlib.util.spec_from_file_location("start_wrapper", ROOT / "start.py")
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    start.VENV, start.ENGAWA = home.parent, home / "engawa"
    (home.parent / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    start.put_command()
    package = tmp_path / "engawa" / "config"
    package.mkdir(parents=True)
    (package / "command.py").write_text("import sys\ndef main(): print(sys.argv[1:])\n")
    said = subprocess.run([home / "engawa", "a", "b c"], capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)})
    assert said.stdout == "['a', 'b c']\n"


def test_nothing_to_do_shows_the_help(start, monkeypatch, capsys):
    assert run(start, monkeypatch, capsys)[0] == 2
    assert run(start, monkeypatch, capsys, "demo", "--unknown")[0] == 2
