"""The two commands: skills for an intermediary's spreadsheet, and the figures of the reading."""
import json

import pytest
from django.core.management import CommandError, call_command

from engawa.journey.skills.extraction.measuring import Figures
from engawa.journey.skills.extraction.mentions import Kind, SkillInText

LINES = [
    '\ufeff{"id": 1, "text": "COBOLを20年。Javaは未経験です。", "town": "横浜"}', "", '{"id": "二", "text": ""}',
    '{"id": 3, "text": "部下を率いてCOBOLの開発を統括", "skills": "old"}',
]


def run(tmp_path, data: bytes):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(data)
    call_command("extract-skills", input=source, output=target)
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_skills_are_written_beside_what_was_there(tmp_path):
    rows = run(tmp_path, "\n".join(LINES).encode())
    assert rows == [
        {"id": 1, "text": "COBOLを20年。Javaは未経験です。", "town": "横浜", "skills": [{"slug": "cobol", "name": "COBOL", "strength": 2}],
         "not_skills": [{"slug": "java", "name": "Java", "kind": "negated"}]},
        {"id": "二", "text": "", "skills": [], "not_skills": []},
        {"id": 3, "text": "部下を率いてCOBOLの開発を統括", "not_skills": [], "skills": [
            {"slug": "team-leadership", "name": "チームリード・育成", "strength": 3}, {"slug": "cobol", "name": "COBOL", "strength": 3},
            {"slug": "project-management", "name": "プロジェクトマネジメント", "strength": 3}]},
    ]


@pytest.mark.parametrize(("bad", "why"), [
    (b"nope", "this is not JSON"), (b"[1]", "this is not a JSON object"), (b'{"text": "x"}', "there is no id"), (b'{"id": 1}', "there is no text"),
    (b'{"id": 1, "text": 5}', "there is no text"),
    (b'{"id": "", "text": ""}', "the id is empty"), (b'{"id": " ", "text": ""}', "the id is empty"),
    ("日本".encode("cp932"), "this is not UTF-8"), (b"[" * 100_000, "this is not JSON"),
])
def test_a_bad_line_is_named_and_skipped(tmp_path, capsys, bad, why):
    with pytest.raises(CommandError, match="1 lines were skipped") as failed:
        run(tmp_path, b'{"id": 1, "text": ""}\n' + bad + b'\n{"id": 2, "text": ""}\n')
    assert failed.value.returncode == 1
    assert capsys.readouterr().err == f"line 2: {why}\n"
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == [1, 2]


def test_files_that_cannot_be(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("extract-skills", input=tmp_path / "none", output=tmp_path / "out")
    (tmp_path / "same").write_text("")
    with pytest.raises(CommandError, match="the same file"):
        call_command("extract-skills", input=tmp_path / "same", output=tmp_path / "same")


def test_no_database_is_needed(tmp_path):
    """This test may not use the database: a single query would fail it."""
    assert [one["slug"] for one in run(tmp_path, b'{"id": 1, "text": "COBOL"}\n')[0]["skills"]] == ["cobol"]


@pytest.mark.parametrize(("text", "skill"), [("会社の事務を30年しておりました", "finance-industry"), ("パソコンでの事務をしていました", "pc-troubleshooting")])
def test_office_work_alone_tells_no_trade_and_no_repairs(tmp_path, text, skill):
    assert skill not in [one["slug"] for one in run(tmp_path, json.dumps({"id": 1, "text": text}).encode())[0]["skills"]]


def summed(**kinds):
    return [SkillInText(skill, Kind(kind), 2, ()) for skill, kind in kinds.items()]


def test_figures():
    figures = Figures()
    assert (figures.precision, figures.recall, figures.trap_rate) == (1.0, 1.0, 0.0)
    figures.add({"skills": ["a", "b"], "may": ["c"], "not_skills": [{"slug": "d", "kind": "negated"}, {"slug": "e", "kind": "other"}]},
                summed(a="own", c="own", d="own", e="negated", f="own"))
    assert (figures.right, figures.wrong, figures.missed) == (1, 2, 1)
    assert (figures.precision, figures.recall, figures.trap_rate) == (1 / 3, 1 / 2, 1 / 2)
    assert figures.by_kind == {"negated": [1, 1], "other": [1, 0]}


def test_measured_figures_are_printed(tmp_path, capsys):
    file = tmp_path / "own.jsonl"
    file.write_text('{"id": "1", "text": "COBOLは20年、Javaは未経験", "kind": "career", "skills": ["cobol"], "may": [], '
                    '"not_skills": [{"slug": "java", "kind": "negated"}]}\n', encoding="utf-8")
    call_command("measure-extraction", file)
    printed = capsys.readouterr().out.splitlines()
    assert printed[:3] == [
        "own", "  all          1 texts   precision 1.000   recall 1.000   trap rate 0.000", "    negated     1 traps, 0 came out as skills"]
    assert printed[-1].endswith("careers of 500 letters a second on one core")


def test_measuring_nothing_is_refused(settings, tmp_path):
    settings.ROOT = tmp_path
    with pytest.raises(CommandError, match="no labelled file"):
        call_command("measure-extraction")


def test_the_figures_do_not_fall(capsys):
    """What the shipped reading reaches on the part it was built with; the other part is only looked at in total."""
    call_command("measure-extraction", "tests/data/extraction/building.jsonl")
    figures = capsys.readouterr().out.splitlines()[1].split()
    precision, recall, trap_rate = (float(figures[figures.index(name) + 1]) for name in ("precision", "recall", "rate"))
    assert precision >= 0.93
    assert recall >= 0.84
    assert trap_rate <= 0.06
