"""The form itself, the words it becomes, the first values, and what changed between versions."""
import json
from datetime import timedelta

import pytest
from django.utils import translation

from engawa.base.times import today
from engawa.demo.builders.agreements import edit, make_accepted_application
from engawa.demo.builders.organizations import desk, make_organization
from engawa.demo.builders.postings import make_open_posting, make_talk
from engawa.journey.agreements import differences, form, queries
from engawa.journey.agreements.prefill import NOT_IN_A_TALK, first_content
from engawa.journey.agreements.templatetags.agreements import group_of, numeral
from engawa.journey.agreements.written import canonical, digest_of, open_essentials, state_of, wording_of
from engawa.journey.postings import actions as postings


def test_every_section_stands_in_one_of_five_groups_and_is_numbered_in_that_order():
    the = form.the_form()
    assert [len(g.sections) for g in the.groups] == [3, 3, 3, 2, 4]
    assert [s.number for s in the.sections] == list(range(1, 16))
    assert sum(len(s.clauses) for s in the.sections) == 54
    assert the.group("data").sections[1].only_for == ("personal", "sensitive")
    assert the.group("nothing") is None


def test_essential_fields_exist():
    fields = {s.slug: {f.slug for f in s.fields} for s in form.the_form().sections}
    assert {slug: set(names) - fields[slug] for slug, names in form.ESSENTIAL.items()} == {s: set() for s in form.ESSENTIAL}


def test_a_section_without_a_group_is_an_error(monkeypatch):
    monkeypatch.setattr(form, "GROUPS", {k: v for k, v in form.GROUPS.items() if k != "data"})
    with pytest.raises(ValueError, match="personal-data"):
        form.the_form.__wrapped__()


def test_numbers_are_kanji_in_japanese_and_digits_in_english():
    assert [numeral(n) for n in (1, 9, 10, 11, 15)] == ["一", "九", "十", "十一", "十五"]
    with translation.override("en"):
        assert numeral(12) == "12"
    assert (group_of("ip"), group_of("unknown")) == ("promises", "aim")


def test_the_first_version_is_what_posting_and_application_say(house):
    application = make_accepted_application()
    posting = application.posting
    content = first_content(application, decider="高田 一郎")
    said = {slug: section["fields"] for slug, section in content.items()}
    assert said["role"] == {"npo_contact": posting.contact_person, "npo_decider": "高田 一郎",
                            "volunteer_role": f"「{posting.title}」についての提案と作業", "npo_hours": posting.own_hours}
    words = wording_of(content, {})["ja"][0]
    assert words["fields"][3]["lines"] == [str(posting.own_hours)]
    assert words["clauses"][1]["text"].count(f"週に合わせて{posting.own_hours}時間ほど") == 1
    assert said["goal"] == {"problem": posting.need, "goal_state": posting.task}
    assert said["deliverables"] == {"deliverable_list": posting.deliverables, "revision_limit": 2}
    assert said["completion"] == {"acceptance_list": posting.acceptance, "check_days": 7}
    assert said["out-of-scope"] == {"exclusions": posting.out_of_scope}
    assert said["confidentiality"] == {"level": "personal"}
    assert said["period"]["total_hours"] == posting.hours_total
    assert said["insurance"] == {"insurance_choice": ""}
    assert content["period"]["clauses"] == ["hours-cap", "rest"]  # the clause that is not ticked at first stays out


def test_nobody_to_give_hours_is_left_open_to_be_talked_about(house):
    posting = make_open_posting(make_organization(), own_hours=0)
    content = first_content(make_accepted_application(posting), decider="高田 一郎")
    words = wording_of(content, {})["ja"][0]
    assert (words["fields"][3]["lines"], words["clauses"][1]["text"].count("週に合わせて1時間ほど")) == ([], 1)


def test_a_talk_of_one_hour_leaves_a_note_and_promises_nothing_more(house):
    organization = make_organization()
    talk = make_talk(organization, title="名簿のことで相談したいです", contact_times=[4])
    postings.submit_posting(by=talk.made_by, posting=talk)
    postings.publish_posting(by=desk(), posting=talk)
    content = first_content(make_accepted_application(talk), decider="高田 一郎")
    assert content["deliverables"]["fields"] == {
        "deliverable_list": ["相談の記録（1枚まで）：話したこと、すすめられたこと、団体が次にすること"], "revision_limit": 0}
    assert [slug for part in content.values() for slug in part["clauses"] if slug in NOT_IN_A_TALK] == []
    assert (content["period"]["fields"]["total_hours"], content["meetings"]["fields"]["cadence"], open_essentials(content)) == (1, "", [])


def test_what_the_posting_leaves_open_comes_from_its_template(house):
    application = make_accepted_application()
    posting = application.posting
    posting.deliverables = posting.acceptance = posting.out_of_scope = []
    posting.hours_total = posting.weeks = posting.starts_on = posting.hours_per_week = None
    content = first_content(application, decider="高田")
    template = posting.template
    assert content["deliverables"]["fields"]["deliverable_list"] == [row["ja"] for row in template.content["deliverables"]]
    assert content["period"]["fields"] == {
        "start_date": (today() + timedelta(days=7)).isoformat(), "hours_per_week": application.sheet["time"]["hours_per_week"],
        "end_date": (today() + timedelta(days=7, weeks=template.weeks)).isoformat(), "total_hours": template.hours_typical}
    posting.template = None
    content = first_content(application, decider="高田")
    assert content["deliverables"]["fields"]["deliverable_list"] == []
    assert content["period"]["fields"]["total_hours"] is None


def test_nobody_is_asked_for_more_hours_than_they_have(house):
    application = make_accepted_application()
    application.posting.hours_per_week, application.sheet["time"]["hours_per_week"] = 6, 4
    assert first_content(application, decider="")["period"]["fields"]["hours_per_week"] == 4


def test_words_in_both_languages_with_the_names_filled_in(sheet):
    version = queries.latest(sheet)
    ja, en = version.wording["ja"], version.wording["en"]
    assert [s["slug"] for s in ja] == [s["slug"] for s in en] == [s.slug for s in form.the_form().sections]
    assert ja[4]["clauses"][0]["text"].startswith("団体は、成果物を受け取ってから7日以内に確かめます。")
    assert en[4]["clauses"][0]["text"].startswith("The NPO checks the deliverables within 7 days")
    lines = {f["slug"]: f["lines"] for s in ja for f in s["fields"]}
    assert lines["main_tool"] == ["このサイトの連絡"]
    assert lines["report_frequency"] == ["週1回"]
    assert lines["urgent_contact"] == []
    assert lines["start_date"][0].endswith("）")


def test_tools_are_named_and_unknown_ones_left_out(sheet):
    content = queries.latest(sheet).content
    content["meetings"]["fields"]["meeting_tool"] = "email"
    content["communication"]["fields"]["file_place"] = "gone"
    wording = wording_of(content, {"npo_name": "", "volunteer_name": ""})
    lines = {f["slug"]: f["lines"] for s in wording["en"] for f in s["fields"]}
    assert (lines["meeting_tool"], lines["file_place"]) == (["Email"], [])


def test_personal_data_belongs_to_the_sheet_only_when_it_is_handled(sheet):
    content = queries.latest(sheet).content
    content["confidentiality"]["fields"]["level"] = "internal"
    wording = wording_of(content, {"npo_name": "", "volunteer_name": ""})
    assert "personal-data" not in [s["slug"] for s in wording["ja"]]
    assert state_of(form.the_form().group("data").sections[1], content) == "not_needed"


def test_how_far_a_section_is(sheet):
    content = queries.latest(sheet).content
    by = {s.slug: s for s in form.the_form().sections}
    assert [state_of(by[slug], content) for slug in ("role", "communication", "insurance")] == ["filled", "partly", "empty"]
    content["period"]["fields"]["end_date"] = ""
    content["expenses"]["fields"]["expense_limit"] = 0  # zero is something
    assert state_of(by["period"], content) == "open"
    assert [s.slug for s in open_essentials(content)] == ["period"]


def test_the_digest_covers_values_words_number_and_parties(sheet):
    version = queries.latest(sheet)
    assert digest_of(version) == version.digest
    assert json.loads(canonical(version)).keys() == {"agreement", "number", "edition", "parties", "content", "wording"}
    seen = {version.digest}
    for name, value in (("number", 9), ("parties", ["x"]), ("edition", 2), ("content", {}), ("wording", {})):
        kept = getattr(version, name)
        setattr(version, name, value)
        seen.add(digest_of(version))
        setattr(version, name, kept)
    assert len(seen) == 6


def test_changes_are_counted_place_by_place(sheet, sides):
    first = queries.latest(sheet)
    clauses = first.content["role"]["clauses"]
    second = edit(sheet, sides[0], {"period": {"total_hours": 30}}, clauses={"role": clauses[1:]})
    parts = differences.parts_between(first.wording["ja"], second.wording["ja"])
    assert differences.count(parts) == 2
    removed, hours = [change for part in differences.changed(parts) for change in part.changes]
    assert (removed.label, removed.after, bool(removed.before)) == ("約束", "", True)
    assert (hours.label, hours.before, hours.after) == ("合計時間の目安（時間）", str(first.content["period"]["fields"]["total_hours"]), "30")
    assert differences.changed(differences.parts_between(first.wording["ja"], first.wording["ja"])) == []


def test_a_section_that_falls_away_is_shown_as_taken_out(sheet, sides):
    first = queries.latest(sheet)
    second = edit(sheet, sides[0], {"confidentiality": {"level": "internal"}})
    changed = differences.changed(differences.parts_between(first.wording["ja"], second.wording["ja"]))
    assert [part.slug for part in changed] == ["confidentiality", "personal-data"]
    assert all(change.after == "" for change in changed[1].changes)
    back = differences.changed(differences.parts_between(second.wording["ja"], first.wording["ja"]))
    assert all(change.before == "" for change in back[1].changes)
