"""What becomes of a draft: a talk of one hour, a later day, hints put aside, words in two languages."""
from datetime import timedelta

import pytest
from django.utils import translation

from engawa.base import history
from engawa.base.notices.models import Notice
from engawa.base.times import at_moment, now, today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.people import make_user
from engawa.demo.builders.postings import READY, make_open_posting, make_posting, make_talk
from engawa.journey.participants import week
from engawa.journey.postings import actions, differences, prefill, queries, rules, tasks
from engawa.journey.postings.models import Posting
from engawa.journey.postings.reading import GIVEN_TWICE, Said, read
from engawa.journey.postings.written import words_of
from engawa.journey.skills.models import Area

OTHER = {"title": "One member list", "need": "Two copies came.", "deliverables": ["One list"]}
WHOLE = {**OTHER, "task": "Make one list.", "steps": ["Count", "Mend"], "acceptance": ["Two of us can use it."], "out_of_scope": ["Updates"],
         "npo_prepares": ["Three lists"], "contact_words": "Once a week", "data_words": "Only in our Drive."}


def told(user, kind):
    return Notice.objects.filter(user=user, kind=f"postings/{kind}").count()


def save(by, posting, section, **values):
    return actions.save_section(by=by, posting=posting, section=section, values=values)


# ------------------------------------------------------------------ a talk of one hour
def test_a_talk_is_an_hour_and_asks_for_nothing_else(konara):
    talk = actions.start_talk(by=konara.member, organization=konara.organization, need="会計ソフトを入れ替えるか迷っています。")
    assert (talk.kind, talk.title, talk.language, talk.state) == ("talk", "1時間、相談にのってください", "ja", "draft")
    assert (talk.hours_per_week, talk.hours_total, talk.weeks, talk.deliverables, talk.seats) == (1, 1, 1, [], 1)
    assert (talk.area_id, talk.confidentiality, talk.contact_person) == ("systems", "internal", "小林 由美")
    assert talk.contact_times == sorted(week.indices_of("week-day"))
    assert queries.missing(talk) == []
    assert {row.is_required for row in talk.skills.all()} <= {False}
    assert words_of(talk)["talk"]["need"] == "会計ソフトを入れ替えるか迷っています。"


def test_a_talk_about_nothing_yet_has_an_area_and_lacks_its_need(konara):
    talk = actions.start_talk(by=konara.owner, organization=konara.organization)
    assert (talk.area, queries.missing(talk)) == (Area.objects.filter(is_seed=True).first(), ["talk"])


def test_a_talk_takes_the_matter_of_a_draft_along_and_leaves_it(konara, draft):
    save(konara.member, draft, "other", other_words={**OTHER, "task": "x"})
    draft.refresh_from_db()
    before = Posting.objects.values().get()
    talk = actions.start_talk(by=konara.owner, organization=konara.organization, of=draft)
    assert (talk.title, talk.need, talk.area, talk.template) == (draft.title, draft.need, draft.area, None)  # nothing of a template is made
    same = prefill.said_of_talk("en")
    assert talk.other_words == {"title": "One member list", "need": "Two copies came.", **same}
    assert set(talk.skills.values_list("skill", flat=True)) == set(draft.skills.values_list("skill", flat=True))
    assert Posting.objects.values().get(pk=draft.pk) == before
    assert history.of(talk).get().data == {"of": str(draft.pk)}


def test_a_talk_lives_like_every_posting(konara):
    talk = make_talk(konara.organization, title="相談したいです", contact_times=[4])
    sent = actions.submit_posting(by=konara.owner, posting=talk)
    opened = actions.publish_posting(by=konara.desk, posting=sent)
    assert (opened.state, opened.number, opened.contact_times) == ("open", 101, [4])
    assert save(konara.owner, opened, "talk", need="別の困りごとです。").state == "in_review"
    actions.publish_posting(by=konara.desk, posting=opened)
    assert actions.take_seat(by=None, posting=opened).state == "filled"


def test_a_talk_has_its_own_section_only(konara):
    talk = make_talk(konara.organization)
    assert list(rules.sections_of(talk)) == ["talk", "other"]
    with pytest.raises(KeyError):
        save(konara.owner, talk, "time", weeks=3)


def test_an_open_talk_keeps_what_its_readers_rely_on(konara):
    talk = make_talk(konara.organization)
    actions.submit_posting(by=konara.owner, posting=talk)
    actions.publish_posting(by=konara.desk, posting=talk)
    with pytest.raises(Refused, match="空のままにはできません"):
        save(konara.owner, talk, "talk", need="")
    with at_moment(now() + timedelta(days=40)), pytest.raises(Refused, match="しめきり"):
        save(konara.owner, talk, "talk", contact_times=[5])


# ------------------------------------------------------------------ ready or not
def test_whether_one_is_ready_is_asked_before_the_desk(konara, draft):
    bare = save(konara.member, draft, "ready", readiness={**READY, "board": ""})
    assert queries.missing(bare) == ["ready"]
    with pytest.raises(Refused):
        actions.submit_posting(by=konara.owner, posting=bare)


@pytest.mark.parametrize("answers", [{"board": "no"}, {"material": "none", "keeps": "nobody"}, {"urgent": "now"}])
def test_a_verdict_holds_nobody_up(konara, draft, answers):
    asked = save(konara.member, draft, "ready", readiness={**READY, **answers})
    assert actions.submit_posting(by=konara.owner, posting=asked).state == "in_review"


def test_work_for_a_company_is_held_up(konara, draft):
    asked = save(konara.member, draft, "ready", readiness={**READY, "serves": "company"})
    with pytest.raises(Refused, match="会社の仕事や、売り物を作る仕事は募集できません"):
        actions.submit_posting(by=konara.owner, posting=asked)


def test_hours_of_the_organization_and_the_team_are_material(konara, published):
    assert save(konara.owner, published, "deliverables", own_hours=9).state == "in_review"


# ------------------------------------------------------------------ later
def test_a_draft_waits_for_its_day_and_everybody_hears_once(konara, draft):
    day = today() + timedelta(days=14)
    waiting = actions.remind_later(by=konara.member, posting=draft, on=day)
    assert (waiting.remind_on, actions.remind_of_drafts(), history.of(draft).latest("pk").data) == (day, 0, {"on": day.isoformat()})
    with at_moment(now() + timedelta(days=14)):
        tasks.remind_of_drafts.call()
        assert actions.remind_of_drafts() == 0
    draft.refresh_from_db()
    assert (draft.remind_on, told(konara.owner, "reminder"), told(konara.member, "reminder")) == (None, 1, 1)


def test_a_draft_that_was_submitted_meanwhile_is_not_reminded_of(konara, draft):
    actions.remind_later(by=konara.member, posting=draft, on=today() + timedelta(days=1))
    actions.submit_posting(by=konara.owner, posting=draft)
    with at_moment(now() + timedelta(days=3)):
        assert actions.remind_of_drafts() == 0


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_day_that_is_no_later_day(konara, draft, days):
    with pytest.raises(Refused, match="あしたから1年後までの日"):
        actions.remind_later(by=konara.owner, posting=draft, on=today() + timedelta(days=days))


def test_only_drafts_wait_and_only_for_their_people(konara, draft, published):
    day = today() + timedelta(days=7)
    assert rules.why_not_remind(konara.owner, published) == "お知らせの日を決められるのは、下書きだけです。"
    for by in (konara.stranger, konara.desk):
        with pytest.raises(Refused):
            actions.remind_later(by=by, posting=draft, on=day)


# ------------------------------------------------------------------ hints put aside
def test_a_hint_stays_aside_until_all_come_back(konara, draft):
    aside = actions.put_hint_aside(by=konara.member, posting=draft, key="vague:need:x")
    aside = actions.save_section(by=konara.owner, posting=aside, section="need", values={"need": "いろいろ"}, aside="vague:need:いろいろ")
    assert aside.hints_aside == ["vague:need:x", "vague:need:いろいろ"]
    assert actions.put_hint_aside(by=konara.owner, posting=aside).hints_aside == []


def test_a_stranger_puts_nothing_aside_and_starts_no_talk(konara, draft):
    for act in (lambda: actions.put_hint_aside(by=konara.stranger, posting=draft, key="x"),
                lambda: actions.start_talk(by=konara.stranger, organization=konara.organization)):
        with pytest.raises(Refused):
            act()


# ------------------------------------------------------------------ in two languages
def test_a_reader_meets_their_own_language_where_it_was_given(konara):
    posting = make_posting(konara.organization, other_words=OTHER)
    with translation.override("en"):
        said = read(posting)
    assert (said.language, said.title, said.deliverables) == ("en", Said("One member list", "en"), Said(["One list"], "en"))
    assert (said.task, said.others) == (Said(posting.task, "ja"), ["ja"])
    with translation.override("ja"):
        assert (read(posting).title, read(posting).others) == (Said(posting.title, "ja"), ["en"])
        assert read(posting, "en").need == Said("Two copies came.", "en")
        assert read(posting, "xx").language == "ja"


def test_who_wrote_in_one_language_is_read_in_it(konara):
    owner = make_user("lan@example.com", "Lan Nguyen", language="en")
    mekong = make_organization("Green Mekong", owner=owner, language="en", country="VN", legal_form="overseas")
    posting = make_open_posting(mekong)
    with translation.override("ja"):
        said = read(posting)
    assert (said.language, said.title.language, said.others, posting.other_language) == ("en", "en", [], "ja")
    talk = make_talk(mekong)
    assert (talk.title, talk.contact_words) == ("Please talk with us for an hour", "One talk of one hour, online")


def test_the_words_of_the_other_language_are_read_by_the_desk(konara, published):
    changed = save(konara.owner, published, "other", other_words=OTHER)
    given = {name: text for name, text in words_of(changed)["other"].items() if text}
    assert (changed.state, given) == ("in_review", {"title": "One member list", "need": "Two copies came.", "deliverables": "One list"})
    assert words_of(changed)["ready"]["readiness"].count("\n") == 6


def test_every_worded_section_is_read_in_the_other_language(konara):
    posting = make_posting(konara.organization, steps=[{"text": "数える", "hours": 2}, {"text": "直す", "hours": 3}], other_words=WHOLE)
    said = read(posting, "en")
    assert {name: getattr(said, name) for name in WHOLE if name != "steps"} == {
        name: Said(words, "en") for name, words in WHOLE.items() if name != "steps"}
    assert said.steps == Said([{"text": "Count", "hours": 2}, {"text": "Mend", "hours": 3}], "en")
    assert set(WHOLE) == set(GIVEN_TWICE)


def test_steps_without_their_lines_stay_in_the_language_of_the_posting(konara):
    steps = [{"text": "数える", "hours": 2}]
    posting = make_posting(konara.organization, steps=steps, other_words=WHOLE)
    assert read(posting, "en").steps == Said(steps, "ja")


def test_what_changed_in_the_other_language_is_told_place_by_place(konara):
    posting = make_open_posting(konara.organization, other_words=OTHER)
    save(konara.owner, posting, "other", other_words={**OTHER, "out_of_scope": ["Updates", "Printing"], "need": "Three copies came."})
    last, before = queries.last_submissions(posting)
    with translation.override("en"):
        changed = [(part.section, [(place.label, place.before, place.after) for place in part.changed])
                   for part in differences.since_last(last, before)]
    assert changed == [("other", [("What troubles you", "Two copies came.", "Three copies came."),
                                  ("What is not asked for", "", "Updates\nPrinting")])]
