"""What takes long is worked out once for each state, and every time where nothing can be kept."""
from engawa.base.text.kept import kept


def test_made_once_for_each_state(settings, tmp_path):
    settings.DATA_DIR, made = tmp_path, []

    def make():
        made.append(1)
        return [["名簿", {"=めいぼ": 1 / 3}]]
    assert [kept("topics", state, make) for state in ("a", "a", "b", "b")] == [[["名簿", {"=めいぼ": 1 / 3}]]] * 4
    assert (len(made), [path.name for path in tmp_path.rglob("*.*")]) == (2, ["topics.json"])
    for broken in ("", "[]", "{}", "{\"state\": \"b\"}"):
        (tmp_path / "kept" / "topics.json").write_text(broken)
        assert kept("topics", "b", make) == [["名簿", {"=めいぼ": 1 / 3}]]
    assert len(made) == 6


def test_where_nothing_can_be_written_it_is_made_every_time(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "a file"
    settings.DATA_DIR.write_text("")
    assert [kept("topics", "a", lambda: [1]) for _n in range(2)] == [[1], [1]]
