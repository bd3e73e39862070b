"""How well troubles lead to templates and skills, on labelled sentences (tests/data/needs, its README), without a database."""
import json
from collections import Counter
from pathlib import Path

import pytest

from engawa.journey.postings import told
from engawa.journey.postings.needs_in_files import needs_from_files, skills_led_to, templates
from engawa.journey.skills.extraction.sources import names

FILE = Path(__file__).parents[1] / "data" / "needs" / "sentences.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
FIRST = 3
# (recall, precision) that are not fallen below, of each half.
FLOORS = {("building", "templates"): (0.90, 0.60), ("measured", "templates"): (0.84, 0.64),
          ("building", "skills"): (0.48, 0.46), ("measured", "skills"): (0.70, 0.70)}


def found(text):
    needs = needs_from_files(text)
    return {"templates": [slug for slug, _words in needs.templates][:FIRST], "skills": [skill for skill, *_more in skills_led_to(needs)]}


@pytest.mark.parametrize("half", ["building", "measured"])
def test_recall_and_precision_do_not_fall(half, record_property):
    counts = Counter()
    for row in ROWS:
        if row["half"] == half:
            for kind, slugs in found(row["text"]).items():
                right, may = set(row[kind]), set(row[f"may_{kind}"])
                counts[kind, "right"] += len(right & set(slugs))
                counts[kind, "missed"] += len(right - set(slugs))
                counts[kind, "wrong"] += len(set(slugs) - right - may)
    for kind in ("templates", "skills"):
        right, missed, wrong = (counts[kind, name] for name in ("right", "missed", "wrong"))
        recall, precision = right / (right + missed), right / (right + wrong)
        record_property("figure", f"needs, {half}, {kind}: recall {recall:.3f} precision {precision:.3f}")
        assert (recall >= FLOORS[half, kind][0], precision >= FLOORS[half, kind][1]) == (True, True), (kind, recall, precision)


def test_every_label_is_a_template_or_a_skill_and_stands_once():
    for row in ROWS:
        for kind, known in (("templates", templates()), ("skills", names())):
            labels = [*row[kind], *row[f"may_{kind}"]]
            assert (row[kind] != [], len(set(labels)), set(labels) <= set(known)) == (True, len(labels), True), row["id"]


@pytest.mark.parametrize(("text", "first"), [
    ("We lost access to our Facebook page when the volunteer left", "it-handover"), ("The donation form is broken on phones", "donation-page"),
    ("データがどこにあるか分からない。USBメモリーをなくした。", "backup-design"), ("補助金で何を買えばいいか、三年先まで考えたい", "it-roadmap-3y"),
    ("翻訳アプリで苦労している", "ai-guideline"), ("古いサーバーがあるが、中身が分からない", "it-health-check"), ("フードバンクの在庫が分からない", "kintone-app"),
    ("スマホで写真を撮って若い人に発信したい", "instagram-start"), ("Access が新しいパソコンで開かない", "access-to-cloud")])
def test_what_led_astray_leads_to_what_helps(text, first):
    assert found(text)["templates"][0] == first


@pytest.mark.parametrize(("text", "without"), [
    ("翻訳アプリで苦労している", {"kintone-app", "accounting-cloud"}), ("We lost access when he left", {"access-to-cloud", "excel-macro-rescue"}),
    ("USBメモリーをなくした", {"task-board-start"})])
def test_a_word_in_passing_does_not_lead_by_itself(text, without):
    assert without & {slug for slug, _words in needs_from_files(text).templates[:1]} == set()


@pytest.mark.parametrize(("text", "skills"), [
    ("We lost access to our Facebook page", {"facebook"}), ("The page is silent since spring, with a sticky note on it.", set())])
def test_skills_are_named_as_people_write_them(text, skills):
    assert {skill for skill, _words in needs_from_files(text).skills} == skills


def test_the_likeliest_template_says_which_skills_are_needed():
    led = skills_led_to(needs_from_files("パソコンが壊れたら、名簿のデータが全部消えてしまいます。"))
    assert [(skill, template) for skill, _words, template in led if template] == [("backup", "backup-design")]


def test_no_word_means_two_things():
    forms = [told._form(word) for group in told._data()["same"] for word in {told._form(one) for one in group}]
    assert sorted(forms) == sorted(set(forms))


def test_one_word_stands_for_those_that_mean_the_same():
    assert [told.term(form) for form in ("補助金", "助成金", "ホムペ", "boats", "boat", "access", "sns", "drs")] == [
        "助成金", "助成金", "ホームページ", "boat", "boat", "access", "sns", "drs"]
    assert told.told("no-such-template") == ""
    assert told._data()["told"].keys() == templates().keys()


@pytest.mark.parametrize(("one", "other"), [("補助金の報告で成果を示したい", "助成金の報告で成果を示したい")])
def test_words_that_mean_the_same_lead_to_the_same(one, other):
    assert [slug for slug, _words in needs_from_files(one).templates] == [slug for slug, _words in needs_from_files(other).templates]
