"""What tests/branches.py calls complete."""
import json

import pytest

from tests import branches

ALL = {str(path): {"missing_lines": [], "missing_branches": []} for path in branches.files()}


def test_actions_and_rules_have_to_be_complete_and_nothing_else():
    assert "engawa/demo/rules.py" in ALL
    assert "engawa/journey/skills/actions/loading.py" in ALL
    assert not [name for name in ALL if "/migrations/" in name or name.endswith("/views.py")]
    assert branches.missed(ALL) == {}


@pytest.mark.parametrize(("found", "said"), [
    ({"missing_lines": [3], "missing_branches": []}, "lines [3] branches []"),
    ({"missing_lines": [], "missing_branches": [[3, 5]]}, "lines [] branches [[3, 5]]"),
    (None, "never opened"),
])
def test_what_was_missed_is_named(found, said):
    assert branches.missed(ALL | {"engawa/demo/rules.py": found}) == {"engawa/demo/rules.py": said}


@pytest.mark.parametrize(("followed", "code", "said"), [
    (ALL, 0, "every line, every branch\n"), ({}, 1, f"{min(ALL)}: never opened\n")])
def test_the_exit_code_tells(tmp_path, capsys, followed, code, said):
    file = tmp_path / "branches.json"
    file.write_text(json.dumps({"files": followed}), encoding="utf-8")
    assert branches.main(file) == code
    assert capsys.readouterr().out.startswith(said)
