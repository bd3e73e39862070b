"""Lists of an intermediary: read without a database, put in order, every bad line named; how well, on the building half."""
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from engawa.base.times import at_moment
from engawa.journey.matching import fit
from engawa.journey.matching.lists import asking, fields, files, graded, reading, suiting, week
from engawa.journey.matching.ranking import Facts
from engawa.journey.participants.languages import LANGUAGE_NAMES

ROOT = Path(__file__).parents[2]
BUILDING = ROOT / "tests" / "data" / "finding" / "building"
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
    {"availability": [1, {"day": "x", "start": "9", "end": "10"}]},
    {"availability": [{"day": "tue", "start": "?", "end": "10:00"}], "languages": [1], "hours_per_week": -1}])
def test_what_is_missing_or_strange_is_unknown(change):
    volunteer = reading.volunteer_of({"id": 7, **change})
    assert (volunteer.person.free, volunteer.person.hours, volunteer.person.languages) == (0, None, {"ja": "native"})
    assert suiting.Suiting([reading.offer_of({"id": 1})]).scores(volunteer).shape == (1,)


def drawn(bits):
    """Stretches of a week in words: 火13-16."""
    found = []
    for day, name in enumerate("月火水木金土日"):
        quarters = [at for at in range(96) if bits >> day * 96 + at & 1]
        for at in quarters:
            if at - 1 not in quarters:
                found.append(f"{name}{at / 4:g}-")
            if at + 1 not in quarters:
                found[-1] += f"{(at + 1) / 4:g}"
    return " ".join(found)


@pytest.mark.parametrize(("value", "read"), [
    ("月曜 13時～16時", "月13-16"), ("月・水", "月8-24 水8-24"), ("土日祝", "土8-24 日8-24"), ("平日の夜7時〜9時", "月19-21 火19-21 水19-21 木19-21 金19-21"),
    ({"day": "平日", "start": "18:00", "end": "21:00"}, "月18-21 火18-21 水18-21 木18-21 金18-21"),
    ({"day": "sat", "start": "22:00", "end": "02:00"}, "土22-24 日0-2"),
    ({"day": "日", "start": "22時", "end": "26時"}, "月0-2 日22-24"), ("火 午後1時〜4時", "火13-16"), ("Tue 1-4pm", "火13-16"),
    ("Mon-Wed 9:30 to 12:00", "月9.5-12 火9.5-12 水9.5-12"),
    ("毎週土曜 9:30-11:00、日曜 午後1時〜4時", "土9.5-11 日13-16"), ({"mon": "13:00-16:00", "wed": ["9:00-10:00", "13:00-14:00"]}, "月13-16 水9-10 水13-14"),
    ([{"day": ["mon", "wed"], "start": 13, "end": 16}], "月13-16 水13-16"), ({"day": "金", "start": "午後6時半", "end": "8時"}, "金18.5-20"), ("火曜 十三時から", "火13-24"),
    ("木16時まで", "木8-16"), ("土曜日の午前中のみ", "土8-12"), ({"day": "tue", "start": "20:00", "end": "0:00"}, "火20-24"), ("after 6pm on Fridays", "金18-24"),
    ({"day": "tue", "start": "13:00:00", "end": "16:00:00"}, "火13-16"), ("金から日の夜", "金18-24 土18-24 日18-24"), ("木10時以降16時まで", "木10-16"), (None, ""), ([], ""),
    ({"day": "tue"}, "火8-24")])
def test_times_of_the_week_as_people_write_them(value, read):
    bits, is_clear = week.week_of(value)
    assert (drawn(bits), is_clear) == (read, True)


@pytest.mark.parametrize("value", ["水曜以外", "第2土曜", "月2回", "応相談", "10月1日から", "月末", 5, [1], "月曜不可", "月〜平日",
                                   {"start": "13:00", "end": "14:00"}, {"mon": True}, {"day": "tue", "start": "16:00", "end": "13:00"},
                                   {"day": "tue", "start": "10:00", "end": "10:00"}, {"day": "tue", "start": "9:70"}])
def test_times_that_are_not_clear_are_none(value):
    assert week.week_of(value) == (0, False)


@pytest.mark.parametrize(("value", "hours"), [
    ("４時間", 4), ("週4時間", 4), ("4h", 4), ("4", 4), (2.5, 2.5), ("月10時間", 2.5), ("1日1時間", 7), ("週に3〜5時間程度", 5), ("4 hours a week", 4), ("up to 5 hours/week", 5),
    ("1時間半", 1.5), ("30分", .5), ("十二時間", 12), ("8 h / month", 2), ("1ヶ月8時間", 2), (None, None), ("", None)])
def test_hours_as_people_write_them(value, hours):
    assert fields.hours_of(value) == (hours, True)


@pytest.mark.parametrize("value", ["few", -1, 0, "半日", "週3日", True, 1e9, 10 ** 400, [4], "四百"])
def test_hours_that_are_not_clear_are_none(value):
    assert fields.hours_of(value) == (None, False)


JAPANESE = "長年、COBOLで会計のシステムを書きました。"


@pytest.mark.parametrize(("value", "account", "read"), [
    ([{"lang": "en", "level": "business"}], JAPANESE, {"en": "business", "ja": "native"}),
    ([{"lang": "en", "level": "business"}], "I led 縁側.", {"en": "business"}),
    (["ja"], "", {"ja": "native"}),
    ("日本語（ネイティブ）、英語（ビジネス）", "", {"ja": "native", "en": "business"}), ("英語：日常会話レベル", JAPANESE, {"en": "conversation", "ja": "native"}),
    ({"ja": "母語", "en": "読み書きのみ"}, "", {"ja": "native", "en": "reading_writing"}),
    ({"lang": "English", "level": "basic"}, "", {"en": "reading_writing"}),
    ([{"language": "中国語", "level": "会議に参加できる"}], "", {"zh": "meeting"}), ("英語はできません", JAPANESE, {"ja": "native"}), ([{"lang": "ja-JP"}], "", {"ja": "native"}),
    ([{"lang": "ja", "level": "none"}], JAPANESE, {}), ([{"lang": "ja", "level": "near-native"}], "", {"ja": "business"}),
    ("English (fluent), Japanese", "", {"en": "business", "ja": "native"}),
    ([{"lang": "en", "level": "ビジネス（問題なし）"}], "", {"en": "business"}), ([{"lang": "スワヒリ語"}], "", {"スワヒリ語": "native"}), (None, "", {"ja": "native"})])
def test_languages_as_people_write_them(value, account, read):
    assert fields.languages_of(value, account) == (read, True)


@pytest.mark.parametrize(("value", "read"), [
    ([{"lang": "en", "level": "TOEIC 900"}], {"en": "native"}), ([{"lang": "en", "level": "会議は難しい"}], {"en": "native"}), ([1], {"ja": "native"}),
    ("なんでも", {"ja": "native"})])
def test_a_level_that_is_not_known_is_no_bar(value, read):
    assert fields.languages_of(value, "") == (read, False)


@pytest.mark.parametrize(("value", "code"), [
    ("日本語", "ja"), ("English", "en"), ("JA", "ja"), ("ja-JP", "ja"), (["英語"], "en"), ("やさしい日本語", "ja"), ("スワヒリ語", "スワヒリ語")])
def test_a_language_by_its_name(value, code):
    assert fields.language_of(value) == (code, True)


@pytest.mark.parametrize("value", [5, "どちらでも", "日本語または英語", ["ja", "en"]])
def test_several_languages_or_none_are_not_clear(value):
    assert fields.language_of(value) == (None, False)


@pytest.mark.parametrize("letters", ["1", "月", "約", "1〜", "午"])
def test_a_page_in_a_small_field_is_not_read(letters):
    assert (week.week_of(letters * 9999), fields.hours_of(letters * 9999)) == ((0, False), (None, False))
    assert fields.languages_of(letters * 9999, "") == ({"ja": "native"}, False)


def test_every_language_of_the_house_is_known():
    assert set(LANGUAGE_NAMES) == set(fields.LANGUAGES.values())


def test_what_is_not_understood_is_told_and_no_error(tmp_path, capsys):
    odd = {**PERSON, "id": "B", "hours_per_week": "few", "availability": ["応相談", "月曜 13時～16時"], "languages": [{"lang": "en", "level": "?"}]}
    people = lines(tmp_path / "v.jsonl", PERSON, "", odd)
    postings = lines(tmp_path / "p.jsonl", {**WORK, "period": "秋から", "confidentiality": "?", "language": "どちらでも"})
    call_command("match", volunteers=people, postings=postings, output=tmp_path / "run.tsv")
    in_part = "was understood in part only, the rest is not used"
    assert capsys.readouterr().err.splitlines() == [
        f"v.jsonl, line 3: availability {in_part}", "v.jsonl, line 3: hours_per_week was not understood and is not used",
        f"v.jsonl, line 3: languages {in_part}",
        "p.jsonl, line 1: language was not understood and is not used"]
    call_command("search", postings=postings, queries=lines(tmp_path / "q.tsv", "Q1\t名簿"), output=tmp_path / "run.tsv")
    assert [line.split()[3] for line in capsys.readouterr().err.splitlines()] == ["period", "language", "confidentiality"]


def test_a_language_in_words_meets_its_condition(tmp_path):
    postings = lines(tmp_path / "p.jsonl", {**WORK, "language": "日本語", "confidentiality": "個人情報"}, {**WORK, "id": "P2", "language": "English"})
    queries = lines(tmp_path / "q.tsv", "Q1\t名簿 日本語で", "Q2\t名簿 個人情報なし")
    call_command("search", postings=postings, queries=queries, output=tmp_path / "run.tsv", explain=True)
    assert {(row[0], row[1]): json.loads(row[3])["conditions_broken"] for row in columns(tmp_path / "run.tsv")} == {
        ("Q1", "P1"): 0, ("Q1", "P2"): 1, ("Q2", "P1"): 1, ("Q2", "P2"): 0}


def test_who_looks_on_sees_how_far_it_is(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(files, "PATIENCE", 0)
    people, postings = lines(tmp_path / "v.jsonl", PERSON), lines(tmp_path / "p.jsonl", WORK)
    call_command("match", volunteers=people, postings=postings, output=tmp_path / "run.tsv")
    assert capsys.readouterr().err == ""
    call_command("match", volunteers=people, postings=postings, output=tmp_path / "run.tsv", verbosity=2)
    assert capsys.readouterr().err.splitlines() == ["v.jsonl, read: 1", "p.jsonl, read: 1", "people matched: 0 of 1"]


def test_texts_of_another_kind_are_told_and_not_searched(tmp_path, capsys):
    people = lines(tmp_path / "v.jsonl", {
        "id": "A", "career_history": {"COBOL": 20}, "self_description": ["名簿を作りました。", "会計もしました。"], "interests": 5, "tools": ["Excel", 365]})
    postings = lines(tmp_path / "p.jsonl", {"id": "P1", "title": {"名簿": 1}, "body": 7, "npo": ["こなら", None], "area": ["data"], "cause": True},
                     {"id": "P2", "title": ["名簿の整理", "写真"], "body": ""})
    call_command("match", volunteers=people, postings=postings, output=tmp_path / "run.tsv")
    told = [f"{name} was not understood and is not used" for name in ("title", "body", "cause")]
    in_part = "was understood in part only, the rest is not used"
    assert capsys.readouterr().err.splitlines() == [
        "v.jsonl, line 1: career_history was not understood and is not used", f"v.jsonl, line 1: tools {in_part}",
        "v.jsonl, line 1: interests was not understood and is not used", *(f"p.jsonl, line 1: {words}" for words in told)]
    queries = lines(tmp_path / "q.tsv", "Q1\t名簿", "Q2\t7")
    call_command("search", postings=postings, queries=queries, output=tmp_path / "run.tsv", explain=True)
    assert capsys.readouterr().err.splitlines() == [f"p.jsonl, line 1: {words}" for words in told]
    assert {(row[0], row[1]): json.loads(row[3])["words"] for row in columns(tmp_path / "run.tsv")} == {
        ("Q1", "P2"): ["名簿"], ("Q1", "P1"): [], ("Q2", "P1"): [], ("Q2", "P2"): []}


@pytest.mark.parametrize(("value", "words"), [
    (None, ("", True)), ("名簿", ("名簿", True)), (["名簿", None, "写真"], ("名簿\n写真", True)), ([], ("", True)),
    (["名簿", 7], ("名簿", False)), ({"a": "名簿"}, ("", False)), (7, ("", False))])
def test_texts_as_programs_give_them_out(value, words):
    assert fields.words_of(value) == words
    assert fields.names_of(value) == (words[0].replace("\n", "、"), words[1])


@pytest.mark.parametrize("period", [{"start": "2026-10-01", "end": "2026-10-29"}, "2026/10/1 - 2026/10/29", "2026年10月1日から2026年10月29日"])
def test_a_period_as_people_write_it(period):
    assert fields.period_of(period) == ((date(2026, 10, 1), date(2026, 10, 29)), True)


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


def test_reasons_are_worked_out_only_for_who_asks(tmp_path, monkeypatch):
    people, postings, asked = lines(tmp_path / "v.jsonl", PERSON), lines(tmp_path / "p.jsonl", WORK), []
    monkeypatch.setattr(suiting.Suiting, "reasons", lambda *_what: asked.append(1))
    for explain, count in ((False, 0), (True, 1)):
        call_command("match", volunteers=people, postings=postings, output=tmp_path / "run.tsv", explain=explain)
        assert len(asked) == count


def test_among_equals_the_order_of_the_list_stays():
    assert list(files.best_first(["a", "b", "c", "d"], [0.5, 1, 0.5, 1], 3)) == [(1, "b", "1.000000"), (3, "d", "1.000000"), (0, "a", "0.500000")]


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


def test_ids_are_compared_as_they_are_written_and_an_empty_one_is_none(tmp_path, capsys):
    postings = lines(tmp_path / "p.jsonl", {**WORK, "id": 7}, {**WORK, "id": "7"}, {**WORK, "id": ""}, {**WORK, "id": " \u3000"}, {**WORK, "id": 7.5},
                     {**WORK, "id": "a\u2028b"})
    whys = ["line 1 has the same id", "the id is empty", "the id is empty", "", "the id is neither a word nor a number"]
    for command, other in (("match", {"volunteers": lines(tmp_path / "v.jsonl", PERSON)}), ("search", {"queries": lines(tmp_path / "q.tsv", "Q1\t名簿")})):
        with pytest.raises(CommandError, match="4 lines were skipped"):
            call_command(command, postings=postings, output=tmp_path / "run.tsv", **other)
        assert capsys.readouterr().err.splitlines() == [f"p.jsonl, line {number}: {why}" for number, why in enumerate(whys, start=2) if why]
        assert [row[1] for row in columns(tmp_path / "run.tsv")] == ["7", "7.5"]


@pytest.mark.parametrize(("written", "questions"), [
    ("\n\nquery_id\tquery\nq1\t名簿\tmemo\n", [("q1", "名簿")]), ("\ufeff\nQID\tquery\n\nq1\t名簿 \t\n", [("q1", "名簿")]),
    ("\n質問 ID\t質問\nquery_id\t名簿\n", [("query_id", "名簿")]), ("covid\t消毒\nq1\t名簿", [("covid", "消毒"), ("q1", "名簿")]), ("", [])])
def test_questions_of_a_file(tmp_path, written, questions):
    (tmp_path / "q.tsv").write_text(written, encoding="utf-8")
    told = []
    assert (files.Reading(told.append).questions(tmp_path / "q.tsv"), told) == (questions, [])


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


@pytest.mark.once
def test_the_page_tells_the_figures_that_the_commands_print(capsys):
    told = re.findall(r"^\| `(match|search)` \| ([\d.]+) \| ([\d.]+) \|$", (ROOT / "docs" / "lists.md").read_text(encoding="utf-8"), re.MULTILINE)
    printed = []
    for name, command in (("match", "measure-matching"), ("search", "measure-search")):
        call_command(command)
        found = re.findall(r"above Sudachi BM25.*: ([\d.]+) \[", capsys.readouterr().out)
        printed += [(name, float(figure)) for figure in found]
    # Another processor rounds its logarithms otherwise, which may turn two postings round that are all but equal.
    assert [(name, pytest.approx(float(figure), abs=0.005)) for name, *figures in told for figure in figures] == printed


@pytest.mark.once
def test_figures_do_not_move_with_the_calendar(capsys):
    printed = set()
    for day in (datetime(2026, 3, 31, tzinfo=UTC), datetime(2031, 9, 1, tzinfo=UTC)):
        with at_moment(day):
            call_command("measure-matching", str(BUILDING))
            call_command("measure-search", str(BUILDING))
        printed.add(capsys.readouterr().out)
    assert len(printed) == 1


def test_a_broken_line_of_the_graded_lists_is_an_error(tmp_path):
    lines(tmp_path / "volunteers.jsonl", "x")
    with pytest.raises(ValueError, match="line 1: this is not JSON"):
        graded.Graded.read(tmp_path)
