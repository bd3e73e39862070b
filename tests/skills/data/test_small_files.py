"""levels, roles, causes, tools: complete, numbered, and pointing at skills that exist."""
import re

from tests.skills.data import files

SKILLS = set(files.slugs(files.read("skills")["skills"]))
LEVELS = {row["level"] for row in files.read("levels")["levels"]}


def unknown(rows):
    """Skills that do not exist or levels outside the five."""
    return [row for row in rows if row["skill"] not in SKILLS or row["level"] not in LEVELS]


def test_levels_and_recency_fall_in_order():
    levels, recency = files.read("levels")["levels"], files.read("levels")["recency"]
    assert [row["level"] for row in levels] == [1, 2, 3, 4, 5]
    assert sorted(n for row in levels for n in row["itss"]) == [1, 2, 3, 4, 5, 6, 7]
    factors = [row["factor"] for row in recency]
    assert factors == sorted(factors, reverse=True)
    assert factors[0] == 1.0
    assert factors[-1] > 0


def test_roles():
    data = files.read("roles")
    assert {row["family"] for row in data["roles"]} == set(files.slugs(data["families"]))
    assert unknown(data["common_skills"]) == []
    assert {row["slug"]: unknown(row["skills"]) for row in data["roles"] if unknown(row["skills"])} == {}
    twice = {row["slug"]: files.repeated([s["skill"] for s in row["skills"]]) for row in data["roles"]}
    assert {slug: skills for slug, skills in twice.items() if skills} == {}
    assert [row["slug"] for row in data["roles"] if not row["skills"]] == []


def test_causes_follow_the_law():
    data = files.read("causes")
    assert [row["number"] for row in data["causes"]] == list(range(1, 21))
    assert [row["number"] for row in data["sdgs"]] == list(range(1, 18))
    assert [row["slug"] for row in data["causes"] if not row["sdgs"] or not set(row["sdgs"]) <= set(range(1, 18))] == []


def test_tools():
    data = files.read("tools")
    assert {row["kind"] for row in data["tools"]} == set(files.slugs(data["kinds"]))
    assert [row["slug"] for row in data["tools"] if row["skill"] and row["skill"] not in SKILLS] == []
    assert [row["slug"] for row in data["tools"] if row["in_article"]] == [
        "zoom", "teams", "google-meet", "slack", "chatwork", "trello", "asana"]


def test_orientation():
    data = files.read("orientation")
    assert sum(row["minutes"] for row in data["sections"]) == 30, "the intro says thirty minutes"
    questions = data["quiz"]["questions"]
    assert len(questions) == 10
    assert [q["slug"] for q in questions if len(q["choices"]) != 4] == []
    assert [q["slug"] for q in questions if q["answer"] not in files.slugs(q["choices"])] == []
    assert 0 < data["quiz"]["pass_score"] <= len(questions)


def test_agreement():
    sections = files.read("agreement")["sections"]
    fields = [field for section in sections for field in section["fields"]]
    assert [f["slug"] for f in fields
            if f["type"] not in {"text", "longtext", "list", "number", "date", "choice", "tool"}] == []
    assert [f["slug"] for f in fields if f["type"] == "choice" and not f["options"]] == []
    conditions = [s["required_if"]["field"] for s in sections if "required_if" in s]
    assert [field for field in conditions if field not in files.slugs(fields)] == []
    clauses = [clause for section in sections for clause in section["clauses"]]
    holes = [(set(re.findall(r"{(\w+)}", c["ja"])), set(re.findall(r"{(\w+)}", c["en"]))) for c in clauses]
    assert [c["slug"] for c, (ja, en) in zip(clauses, holes, strict=True) if ja != en] == []
    assert set().union(*(ja for ja, _ in holes)) <= {
        "npo_name", "volunteer_name", "npo_hours", "support_weeks", "check_days"}
