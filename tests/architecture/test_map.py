"""docs/map.md is drawn from the code; this fails when somebody forgot to draw it again."""
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from engawa.config.management.commands import map as the_map


def test_the_map_is_up_to_date():
    call_command("map", check=True)


def test_a_stale_map_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.setattr(the_map, "draw", lambda: "new\n")
    call_command("map")
    assert (tmp_path / "docs" / "map.md").read_text() == "new\n"
    (tmp_path / "docs" / "map.md").write_text("old\n")
    with pytest.raises(CommandError, match="stale"):
        call_command("map", check=True)
