"""Which postings hold a word is remembered, and right after every change."""
import numpy as np
import pytest
from django.db import transaction

from engawa.journey.matching import actions, held, open_postings
from engawa.journey.matching.fulltext import HEAD
from engawa.journey.matching.queries.columns import columns_of
from engawa.journey.matching.vocabulary import vocabulary
from tests.matching import made


def postings_with(word):
    columns = columns_of(open_postings.current(vocabulary()))
    return set(columns.postings[columns.holding([word])[word]])


@pytest.mark.django_db(transaction=True)
def test_a_word_is_looked_up_once_and_follows_every_change(django_assert_num_queries):
    one, other = made.posting("名簿", skills=()), made.posting("畑", by=made.organization("ほかの会"), skills=())
    assert [postings_with(word) for word in ("=名簿", HEAD + "=名簿", "畑", "竹")] == [{one.pk}, {one.pk}, {other.pk}, set()]
    known = open_postings.current(vocabulary()).held
    with django_assert_num_queries(0):
        assert known.of(["畑", "竹"])["竹"].tolist() == []
    for posting, title in ((one, "竹"), (other, "名簿と竹")):
        posting.title = title
        posting.save()
        actions.index_posting(posting=posting)
    assert open_postings.current(vocabulary()).held.rows.keys() == known.rows.keys()
    assert [postings_with(word) for word in ("=名簿", "畑", "竹", HEAD + "竹")] == [{other.pk}, set(), {one.pk, other.pk}, {one.pk, other.pk}]
    other.state = "paused"
    other.save()
    actions.index_posting(posting=other)
    assert [postings_with(word) for word in ("=名簿", "竹")] == [set(), {one.pk}]


@pytest.mark.django_db(transaction=True)
def test_what_may_still_be_undone_is_seen_by_the_writer_alone():
    posting = made.posting("名簿", skills=())
    assert postings_with("竹") == set()
    with transaction.atomic():
        posting.title = "竹"
        posting.save()
        actions.index_posting(posting=posting)
        assert [postings_with(word) for word in ("竹", "=名簿")] == [{posting.pk}, set()]
        transaction.set_rollback(True)
    assert [postings_with(word) for word in ("竹", "=名簿")] == [set(), {posting.pk}]


@pytest.mark.django_db
def test_no_word_is_no_question(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert held.Held().of([]) == {}


def test_after_too_many_changes_or_words_all_is_looked_up_anew(monkeypatch):
    asked = []
    monkeypatch.setattr(held.fulltext, "rows_with", lambda words: (words and asked.append(list(words))) or [np.array([7]) for _word in words])
    known = held.Held()
    assert known.of(["a"])["a"].tolist() == known.of(["a"])["a"].tolist() == [7]
    assert (known.after({7: ["b"]}).of(["a"])["a"].tolist(), asked) == ([], [["a"]])
    assert known.after(dict.fromkeys(range(held.MOST_CHANGED + 1), ("a",))).rows == {}
    monkeypatch.setattr(held, "MOST_WORDS", 2)
    known.of(["b", "c"])
    known.of(["a"])
    assert asked == [["a"], ["b", "c"], ["a"]]
