"""The menu marks one entry: the one nearest to the page."""
import pytest

from engawa.base.ui import navigation
from engawa.base.ui.navigation import DESK, Item


@pytest.mark.parametrize(("path", "here"), [
    ("/organization/", ["My page"]), ("/organization/postings/", ["Postings"]), ("/organization/postings/x/", ["Postings"]),
    ("/elsewhere/", [])])
def test_the_nearest_entry_is_marked(rf, monkeypatch, path, here):
    monkeypatch.setitem(navigation.NAVIGATION, DESK, [Item("My page", "home"), Item("Postings", "postings")])
    monkeypatch.setattr(navigation, "safe_reverse", {"home": "/organization/", "postings": "/organization/postings/"}.get)
    assert [link.label for link in navigation.links(rf.get(path), DESK) if link.here] == here
