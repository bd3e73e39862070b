"""A published set of spellings: each finds the others and nothing else; the same sets on both databases.

Run on PostgreSQL, this is what holds the two indexes together: the expectation does not know which one answers.
"""
from pathlib import Path

import pytest
import yaml

from engawa.base.text.normal import folded
from engawa.journey.matching import fulltext, normaliser
from engawa.journey.matching.models import SearchRow
from tests.matching import made

pytestmark = pytest.mark.django_db
GROUPS = yaml.safe_load((Path(__file__).parents[1] / "data" / "search" / "variants.yaml").read_text(encoding="utf-8"))
SENTENCES = ("{}について相談したいのですが。", "昔からの{}があり、だれも見ていません。")


@pytest.fixture
def texts():
    """A text for each spelling and each of two sentences, in the index under its number: row -> text."""
    spellings = list(dict.fromkeys(str(word) for group in GROUPS for word in (*group["words"], *group.get("not", []))))
    every = [sentence.format(word) for word in spellings for sentence in SENTENCES]
    one = made.posting(indexed=False)
    postings = made.Posting.objects.bulk_create(
        made.Posting(organization=one.organization, title=text, area_id="data", state="open", published_at=made.now()) for text in every)
    rows = SearchRow.objects.bulk_create(SearchRow(posting=posting, tokenizer="x") for posting in postings)
    for posting in postings:
        fulltext.write(posting.pk, {"title": normaliser.index_words(posting.title), "skills": "", "organization": "", "body": ""})
    return {row.pk: text for row, text in zip(rows, every, strict=True)}


def means(text, group):
    """Whether a text holds any spelling of a group, as letters, outside the words that mean something else."""
    text = folded(text)
    for word in sorted(group.get("not", []), key=len, reverse=True):
        text = text.replace(folded(str(word)), "　")
    return any(folded(str(word)) in text for word in group["words"])


def meeting(word):
    """The rows that meet all units of a word."""
    units = normaliser.units(word)
    tokens = list({token for unit in units for token in unit.tokens})
    rows = dict(zip(tokens, (set(found.tolist()) for found in fulltext.rows_with(tokens)), strict=True))
    return set.intersection(*(set.union(*(set.intersection(*(rows[token] for token in way)) for way in unit.ways)) for unit in units))


def test_each_spelling_finds_all_others_and_little_else(texts, record_property):
    right = wrong = missed = asked = 0
    misses = []
    for group in GROUPS:
        wanted = {row for row, text in texts.items() if means(text, group)}
        for word in group["words"]:
            found = meeting(str(word))
            asked += 1
            right, wrong, missed = right + len(found & wanted), wrong + len(found - wanted), missed + len(wanted - found)
            misses += [(word, texts[row]) for row in sorted(wanted - found)]
    record_property("figure", f"{len(GROUPS)} groups, {asked} spellings: recall {right / (right + missed):.3f}, "
                              f"precision {right / (right + wrong):.3f}")
    assert misses == []
    assert (len(GROUPS) >= 60, right / (right + wrong) >= 0.98) == (True, True)


@pytest.mark.django_db
def test_more_words_than_one_question_holds():
    posting = made.posting("名簿", skills=())
    found = fulltext.rows_with([*(f"x{n}" for n in range(1100)), "=名簿"])
    assert ([len(rows) for rows in found[:-1]], found[-1].tolist()) == ([0] * 1100, [posting.search_row.pk])


def test_words_are_found_in_all_parts_or_in_title_and_skills_alone():
    parts = ["title", "skills", "organization", "body"]
    rows = [SearchRow.objects.create(posting=made.posting(str(n), by=made.organization(f"会{n}"), indexed=False), tokenizer="x") for n in range(4)]
    for row, one in zip(rows, parts, strict=True):
        assert fulltext.write(row.posting_id, {part: '印"刷' if part == one else "ほか" for part in parts})
    assert [sorted(found.tolist()) for found in fulltext.rows_with(['印"刷', "無"])] == [[row.pk for row in rows], []]
    assert [sorted(found.tolist()) for found in fulltext.rows_with(['^印"刷', "^無"])] == [[row.pk for row in rows[:2]], []]
