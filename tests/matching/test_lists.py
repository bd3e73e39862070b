"""Lists of an intermediary: read without a database, put in order, every bad line named; how well, on the building half."""
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from engawa.journey.matching import fit
from engawa.journey.matching.lists import asking, graded, reading, suiting
from engawa.journey.matching.ranking import Facts

BUILDING = Path(__file__).parents[1] / "data" / "finding" / "building"
PERSON = {"id": "A", "career_history": "COBOLで20年、会員管理のデータベースを設計しました。", "hours_per_week": 5, "other": 1,
          "availability": [{"day": "tue", "start": "13:00", "end": "16:00"}], "languages": [{"lang": "日本語", "level": "native"}]}
WORK = {"id": "P1", "title": "会員名簿が二つになってしまいました", "body": "同じ人が二度のっていて、どちらが正しいか分かりません。名簿を一つにまとめたいです。", "npo": "こなら", "cause": "環境",
        "hours_per_week": 3, "language": "ja", "confidentiality": "none", "period": {"start": "2026-10-01", "end": "2026-10-29"},
        "meeting_slots": [{"day": "火", "start": "13:00", "end": "16:30"}]}


def lines(path, *rows):
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def columns(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_person_of_a_line():
    person = reading.volunteer_of(PERSON).person
    assert {"cobol", "database-design"} <= {held.skill for held in person.skills}
    assert (person.free.bit_count() * 15, person.hours, person.languages) == (180, 5.0, {"ja": "native"})
    assert {"会員", "データベース"} <= person.words


def test_a_posting_of_a_line():
    offer = reading.offer_of(WORK)
    assert max(offer.nearness, key=offer.nearness.get) == "member-list-cleanup"
    assert "data-cleaning" in offer.demands
    assert (offer.week.bit_count() * 15, offer.hours, offer.language) == (210, 3.0, "ja")


@pytest.mark.parametrize("change", [
    {}, {"availability": "any", "hours_per_week": "few", "languages": "ja", "tools": "Excel"},
    {"availability": [1, {"day": "tue"}, {"day": "x", "start": "9", "end": "10"}]},
    {"availability": [{"day": "tue", "start": "?", "end": "10:00"}], "languages": [1], "hours_per_week": -1}])
def test_what_is_missing_or_strange_is_unknown(change):
    volunteer = reading.volunteer_of({"id": 7, **change})
    assert (volunteer.person.free, volunteer.person.hours, volunteer.person.languages) == (0, None, {"ja": "native"})
    assert suiting.Suiting([reading.offer_of({"id": 1})]).scores(volunteer).shape == (1,)


def test_no_common_time_hours_and_language_hold_back():
    person, good = reading.volunteer_of(PERSON), reading.offer_of(WORK)
    never = reading.offer_of({**WORK, "id": "P2", "meeting_slots": [{"day": "sun", "start": "9:00", "end": "10:00"}]})
    long = reading.offer_of({**WORK, "id": "P3", "hours_per_week": 20})
    foreign = reading.offer_of({**WORK, "id": "P4", "language": "en"})
    other = reading.offer_of({"id": "P5", "title": "写真を撮ってください", "body": "祭りの写真です。", "meeting_slots": WORK["meeting_slots"]})
    first, *others = suiting.Suiting([good, never, long, foreign, other]).scores(person)
    assert all(first > one for one in others)
    assert others[:3] == pytest.approx([first * fit.NO_TIME, first * fit.FEW_HOURS, first * fit.WITHOUT_LANGUAGE])


def test_facts_for_the_conditions_of_a_question():
    index = asking.index_of([WORK, {"id": 2}])
    assert index.facts == [Facts(hours=3.0, weeks=4.0, blocks=frozenset({18, 19, 20}), language="ja", data="none", start=date(2026, 10, 1)), Facts()]


def test_match_writes_every_posting_best_first(tmp_path, capsys):
    people = lines(tmp_path / "v.jsonl", PERSON)
    postings = lines(tmp_path / "p.jsonl", {"id": "P9", "title": "写真", "body": "撮影の手伝い"}, WORK)
    call_command("match", volunteers=people, postings=postings, output=tmp_path / "run.tsv")
    assert [row[:2] for row in columns(tmp_path / "run.tsv")] == [["A", "P1"], ["A", "P9"]]
    assert capsys.readouterr().out == "1 people, 2 postings, 2 lines written.\n"
    call_command("match", volunteers=people, postings=postings, output=tmp_path / "run.tsv", top=1, explain=True)
    [[_person, posting, _score, why]] = columns(tmp_path / "run.tsv")
    assert posting == "P1"
    assert json.loads(why)["common_minutes"] == 180
    assert json.loads(why)["covered"][0].keys() == {"asked", "by", "way", "share", "weight"}


def test_bad_lines_are_named_and_the_rest_is_written(tmp_path, capsys):
    people = lines(tmp_path / "v.jsonl", PERSON, "nope", {"name": "no id"})
    postings = lines(tmp_path / "p.jsonl", WORK)
    with pytest.raises(CommandError, match="2 lines were skipped"):
        call_command("match", volunteers=people, postings=postings, output=tmp_path / "run.tsv")
    assert capsys.readouterr().err.splitlines() == ["v.jsonl, line 2: this is not JSON", "v.jsonl, line 3: there is no id"]
    assert [row[:2] for row in columns(tmp_path / "run.tsv")] == [["A", "P1"]]
    with pytest.raises(CommandError, match="No such file"):
        call_command("match", volunteers=tmp_path / "none", postings=postings, output=tmp_path / "run.tsv")


def test_search_answers_each_question(tmp_path, capsys):
    postings = lines(tmp_path / "p.jsonl", {"id": "P9", "title": "写真", "body": "撮影の手伝い"}, WORK)
    queries = lines(tmp_path / "q.tsv", "query_id\tquery", "Q1\tめいぼ", "Q2 broken", "Q3\t写真")
    with pytest.raises(CommandError, match="1 lines were skipped"):
        call_command("search", postings=postings, queries=queries, output=tmp_path / "run.tsv")
    assert [row[:2] for row in columns(tmp_path / "run.tsv")] == [["Q1", "P1"], ["Q1", "P9"], ["Q3", "P9"], ["Q3", "P1"]]
    assert "q.tsv, line 3:" in capsys.readouterr().err


def test_search_says_why(tmp_path):
    postings = lines(tmp_path / "p.jsonl", {"id": "P9", "title": "写真", "body": "撮影の手伝い", "hours_per_week": 9}, WORK)
    queries = lines(tmp_path / "q.tsv", "Q1\t写真 週5時間まで")                  # no header: nothing is lost
    call_command("search", postings=postings, queries=queries, output=tmp_path / "run.tsv", explain=True)
    assert {row[1]: json.loads(row[3]) for row in columns(tmp_path / "run.tsv")} == {
        "P9": {"words": ["写真"], "conditions_broken": 1}, "P1": {"words": [], "conditions_broken": 0}}


@pytest.mark.parametrize(("people", "postings"), [((), (WORK,)), ((PERSON,), ()), ((), ())])
def test_an_empty_list_gives_an_empty_run(tmp_path, people, postings):
    call_command("match", volunteers=lines(tmp_path / "v.jsonl", *people), postings=lines(tmp_path / "p.jsonl", *postings),
                 output=tmp_path / "run.tsv")
    assert (tmp_path / "run.tsv").read_text(encoding="utf-8") == ""


def test_ids_that_would_break_the_run_are_named(tmp_path, capsys):
    people = lines(tmp_path / "v.jsonl", PERSON, PERSON, *({"id": one} for one in (None, ["x"], True, "a\tb", 7)),
                   '{"id": "\\ud800"}', '{"id": 8, "hours_per_week": NaN}')
    with pytest.raises(CommandError, match="7 lines were skipped"):
        call_command("match", volunteers=people, postings=lines(tmp_path / "p.jsonl", WORK), output=tmp_path / "run.tsv")
    odd = "the id is neither a word nor a number"
    assert capsys.readouterr().err.splitlines() == [f"v.jsonl, line {number}: {why}" for number, why in enumerate(
        ["line 1 has the same id", odd, odd, odd, odd, "", "this is not JSON", "this is not JSON"], start=2) if why]
    assert [row[:2] for row in columns(tmp_path / "run.tsv")] == [["A", "P1"], ["7", "P1"]]


def test_questions_that_cannot_be_used_are_named(tmp_path, capsys):
    (tmp_path / "q.tsv").write_bytes("query_id\tquery\nQ1\t写真\n".encode() + b"Q2\t\x8e\x96\n" + "Q1\t名簿\n".encode())
    with pytest.raises(CommandError, match="2 lines were skipped"):
        call_command("search", postings=lines(tmp_path / "p.jsonl", WORK), queries=tmp_path / "q.tsv", output=tmp_path / "run.tsv")
    assert capsys.readouterr().err.splitlines() == ["q.tsv, line 3: this is not UTF-8", "q.tsv, line 4: a line before has the same id"]


def test_what_is_read_is_never_written_over(tmp_path):
    people, postings = lines(tmp_path / "v.jsonl", PERSON), lines(tmp_path / "p.jsonl", WORK)
    before = postings.read_bytes()
    with pytest.raises(CommandError, match="cannot be written at the same time"):
        call_command("match", volunteers=people, postings=postings, output=postings)
    assert postings.read_bytes() == before
    for top in ("0", "-1", "many"):
        with pytest.raises(CommandError, match="a number from 1 on"):
            call_command("match", f"--volunteers={people}", f"--postings={postings}", f"--output={tmp_path / 'run.tsv'}", f"--top={top}")


def test_needs_are_written_beside_what_was_there(tmp_path):
    source = lines(tmp_path / "n.jsonl", {"id": 1, "text": "会員の名簿が二つあって、同じ人が二度のっています。一つにまとめたいです。", "kept": True})
    call_command("extract-needs", input=source, output=tmp_path / "out.jsonl")
    [row] = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (row["id"], row["kept"], row["templates"][0]["slug"], row["templates"][0]["nearness"]) == (1, True, "member-list-cleanup", 1.0)
    with pytest.raises(CommandError, match="same file"):
        call_command("extract-needs", input=source, output=source)


def test_matching_and_search_are_far_above_plain_words(capsys, record_property):
    call_command("measure-matching", str(BUILDING))
    call_command("measure-search", str(BUILDING))
    above = [line for line in capsys.readouterr().out.splitlines() if "above Sudachi BM25" in line]
    for line in above:
        record_property("figure", line.strip())
    matching, search = (float(line.split(": ")[1].split()[0]) for line in above)
    assert matching > 0.10
    assert search > 0.25


def test_a_broken_line_of_the_graded_lists_is_an_error(tmp_path):
    lines(tmp_path / "volunteers.jsonl", "x")
    with pytest.raises(ValueError, match="line 1: this is not JSON"):
        graded.Graded.read(tmp_path)
