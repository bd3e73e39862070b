"""templates.yaml and diagnosis.yaml: work that fits a life, and questions that lead to it."""
import collections
import re

import pytest

from tests.skills.data import files

TEMPLATES = files.read("templates")["templates"]
SLUGS = set(files.slugs(TEMPLATES))
SKILLS = set(files.slugs(files.read("skills")["skills"]))
TOOLS = set(files.slugs(files.read("tools")["tools"]))
DIAGNOSIS = files.read("diagnosis")
QUESTIONS = DIAGNOSIS["questions"]
ANSWERS = [(q["slug"], a) for q in QUESTIONS for a in q["answers"]]
ENDS_WITH_VERB = re.compile(r"[うくぐすつぬぶむる]$")
WEEKS_IN_A_MONTH = 4.3


def size(hours: int) -> str:
    return "small" if hours <= 20 else "medium" if hours <= 40 else "large"


def test_each_area_has_work_enough_and_not_too_much():
    counts = collections.Counter(t["area"] for t in TEMPLATES)
    assert set(counts) == set(files.AREAS)
    assert {area: n for area, n in counts.items() if not 10 <= n <= 15} == {}


@pytest.mark.parametrize("template", TEMPLATES, ids=files.slugs(TEMPLATES))
def test_template(template):
    hours, asked = template["hours"], template["required_skills"] + template["nice_skills"]
    assert hours["min"] < hours["typical"] < hours["max"]
    assert sum(step["hours"] for step in template["steps"]) == hours["typical"]
    assert template["size"] == size(hours["typical"])
    assert 1 <= hours["typical"] / template["weeks"] <= 8, "hours a week"
    assert template["confidentiality"] in files.CONFIDENTIALITY
    assert [step["ja"] for step in template["steps"] if not ENDS_WITH_VERB.search(step["ja"])] == []
    assert {row["level"] for row in asked} <= {2, 3, 4}
    assert {row["skill"] for row in asked} <= SKILLS
    assert files.repeated([row["skill"] for row in asked]) == []
    assert set(template["tools"]) <= TOOLS
    for part in ("required_skills", "deliverables", "npo_prepares", "acceptance", "risks", "out_of_scope", "tools"):
        assert template[part], part


def test_there_is_time_for_steps_that_wait():
    def months(template):
        return max((int(n) for step in template["steps"] for n in re.findall(r"([0-9])か月", step["ja"])), default=0)
    short = [t["slug"] for t in TEMPLATES if months(t) and t["weeks"] < WEEKS_IN_A_MONTH * months(t) + 1]
    assert short == []


def test_the_seven_tools_of_the_article_are_all_introduced_somewhere():
    used = {tool for template in TEMPLATES for tool in template["tools"]}
    article = {t["slug"] for t in files.read("tools")["tools"] if t["in_article"]}
    assert article - used == set()
    board = next(t for t in TEMPLATES if t["slug"] == "task-board-start")
    assert {"trello", "asana"} <= set(board["tools"])


def test_questions():
    assert 25 <= len(QUESTIONS) <= 32
    assert {q["area"] for q in QUESTIONS} == set(files.AREAS)
    assert [q["slug"] for q in QUESTIONS if not 3 <= len(q["answers"]) <= 4] == []
    scores = {q["slug"]: [a["score"] for a in q["answers"]] for q in QUESTIONS}
    assert {slug: s for slug, s in scores.items() if s != sorted(set(s)) or not set(s) <= {0, 1, 2, 3}} == {}


def test_answers_are_short_and_plain():
    assert [(q, a["ja"]) for q, a in ANSWERS if re.search(r"(?:です|ます|ません)$|。$", a["ja"])] == []


def test_answers_lead_to_work():
    assert [(q, a["score"]) for q, a in ANSWERS if not set(a["templates"]) <= SLUGS] == []
    assert [(q, a["score"]) for q, a in ANSWERS if a["score"] < 3 and not a["templates"]] == []


def test_every_template_is_recommended_by_some_answer():
    assert SLUGS - {slug for _, a in ANSWERS for slug in a["templates"]} == set()


def test_the_rest_of_the_diagnosis():
    assert set(DIAGNOSIS["priority_questions"]) <= set(files.slugs(QUESTIONS))
    assert set(DIAGNOSIS["unknown_answer"]["templates"]) <= SLUGS
    percents = [band["min_percent"] for band in DIAGNOSIS["bands"]]
    assert percents == sorted(set(percents))
    assert percents[0] == 0
