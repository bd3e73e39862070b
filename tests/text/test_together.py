"""Many words looked for at once."""
from engawa.base.text.together import Together


def test_words_inside_one_another_are_all_found_with_their_places():
    words = Together({"業務": "work", "業務フロー": "flow", "フロー": "chart", "表": "table"})
    assert sorted(words.find("a業務フローの表")) == [("chart", 3, 6), ("flow", 1, 6), ("table", 7, 8), ("work", 1, 3)]


def test_a_word_that_stands_twice_counts_once_among_the_meanings():
    assert sorted(Together({"か": 1, "かか": 2, "き": 3}).meanings("かかか")) == [1, 2]


def test_nothing_is_found_where_nothing_is_known():
    assert list(Together({}).find("業務")) == []
    assert Together({"業務": 1}).meanings("") == []
