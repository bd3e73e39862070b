"""Postings as lines of a file, and how well search orders those we graded for building."""
import json
from datetime import date
from pathlib import Path

import pytest

from engawa.journey.matching import jsonl, measuring, ranking
from engawa.journey.matching.ranking import Facts

BUILDING = Path(__file__).parents[1] / "data" / "finding" / "building"
LINE = {"id": "P1", "title": "会員名簿", "body": "二通届く", "npo": "こなら", "cause": "環境", "hours_per_week": 3, "language": "ja", "confidentiality": "none",
        "period": {"start": "2026-10-01", "end": "2026-10-29"}, "meeting_slots": [{"day": "tue", "start": "13:00", "end": "16:30"}], "other": 1}


def test_a_line_becomes_a_text_with_its_facts():
    made = jsonl.text_of(LINE)
    assert (made.id, made.title, made.facts) == ("P1", "=会員 =名簿", Facts(
        hours=3.0, weeks=4.0, blocks=frozenset({18, 19, 20}), language="ja", data="none", start=date(2026, 10, 1)))


@pytest.mark.parametrize("change", [
    {}, {"period": "soon", "meeting_slots": "any", "hours_per_week": "few"}, {"period": {"start": "?"}, "meeting_slots": [1, {"day": "tue", "start": "x"}]},
    {"meeting_slots": [{"day": "holiday", "start": "9:00", "end": "10:00"}, {"day": "mon", "start": "9:0", "end": "10:00"}]}])
def test_what_is_missing_or_strange_is_not_known(change):
    assert jsonl.text_of({"id": 7, **change}) == ranking.Text("7", "", facts=Facts())


def test_skills_may_be_a_list_and_an_id_must_be():
    assert jsonl.text_of({"id": 1, "skills": ["Excel", "Word"]}).skills == "=エクセル =ワード"
    with pytest.raises(ValueError, match="without an id"):
        jsonl.text_of({"title": "x"})


def test_search_is_far_above_plain_words(record_property):
    postings = [json.loads(line) for line in (BUILDING / "postings.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = measuring.questions_of((BUILDING / "queries.tsv").read_text(encoding="utf-8"))
    grades = measuring.grades_of((BUILDING / "relevant.tsv").read_text(encoding="utf-8"))
    index = jsonl.index_of(postings)
    ours = {name: [one for one, _score in ranking.rank(words, index, today=date(2026, 9, 1))] for name, words in asked.items()}
    plain = measuring.bm25({name: measuring.plain_words(words) for name, words in asked.items()}, {
        row["id"]: measuring.plain_words("\n".join(str(row.get(part, "")) for part in ("title", "body", "npo", "cause"))) for row in postings})
    gain = measuring.gain(ours, plain, grades)
    record_property("figure", f"search, {len(asked)} questions for building: NDCG@10 {measuring.figures(ours, grades)['NDCG@10']}, above plain words {gain}")
    assert gain.low > 0.15
