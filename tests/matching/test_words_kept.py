"""What words weigh is remembered between two changes, and never lost to another thread."""
from engawa.journey.matching.queries import words


def test_what_is_kept_and_what_is_not():
    assert words._known(["b", "x", "a"], {"a": 1, "b": 2, "c": 3}) == ({"b": 2, "a": 1}, ["x"])


def test_too_many_are_forgotten():
    kept = dict.fromkeys(map(str, range(words.MOST_KEPT + 1)), 1)
    assert words._known(["1"], kept) == ({}, ["1"])
    assert kept == {}
