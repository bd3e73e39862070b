"""What each action does to a posting, whom it tells, what it leaves alone."""
from datetime import timedelta

import pytest

from engawa.base import history
from engawa.base.notices.models import Notice
from engawa.base.times import at_moment, now, today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.people import make_user
from engawa.demo.builders.postings import make_posting
from engawa.journey.matching.models import SearchRow
from engawa.journey.participants import week
from engawa.journey.postings import actions, queries
from engawa.journey.postings.models import Posting, Template
from engawa.journey.skills.models import Area, Tool


def told(user, kind):
    return Notice.objects.filter(user=user, kind=f"postings/{kind}").count()


def verbs(posting):
    return [event.verb for event in history.of(posting)]


def save(by, posting, section, **values):
    return actions.save_section(by=by, posting=posting, section=section, values=values)


# ------------------------------------------------------------------ beginning
def test_a_template_fills_the_draft_in_the_language_of_the_organization(konara):
    made = actions.start_posting(by=konara.member, organization=konara.organization, template=Template.objects.get(pk="website-checkup"))
    assert (made.title, made.language, made.area_id, made.state) == ("ホームページ診断と改善提案", "ja", "web-sns", "draft")
    assert (made.hours_per_week, made.hours_total, made.weeks, made.confidentiality) == (5, 13, 3, "none")
    assert made.deliverables == ["診断結果の報告書（良い点・直す点・優先順位）", "すぐできる改善10個の一覧"]
    assert made.steps[0] == {"text": "目的と見てほしい相手を聞き取る", "hours": 2}
    assert made.task.splitlines()[:2] == ["「ホームページ診断と改善提案」を手伝ってください。", "終わったときに、次のようになっていることが目標です。"]
    assert (made.contact_person, made.contact_words, made.need) == ("小林 由美", "週に1回、30分", "")
    assert made.contact_times == sorted(week.indices_of("week-day"))
    assert (made.deadline, made.starts_on) == (today() + timedelta(days=28), today() + timedelta(days=42))
    assert made.data_words == "すでに公開している情報だけを使います。"
    assert set(made.tools.values_list("pk", flat=True)) == {"zoom", "google-docs"}
    assert set(made.skills.values_list("skill", "level", "is_required")) == {
        ("web-direction", 3, True), ("usability-test", 2, True), ("seo", 2, False), ("web-accessibility", 2, False)}
    assert verbs(made) == ["postings.started"]


def test_an_english_organization_gets_english_words(konara):
    owner = make_user("lan@example.com", "Lan Nguyen", language="en")
    mekong = make_organization("Green Mekong", owner=owner, language="en", country="VN", legal_form="overseas")
    made = actions.start_posting(by=owner, organization=mekong, template=Template.objects.get(pk="member-list-cleanup"))
    assert (made.language, made.title) == ("en", "Clean up and merge member and donor lists")
    assert made.task.splitlines()[:2] == ["Please help us with this: Clean up and merge member and donor lists.", "When it is done:"]
    assert made.contact_words == "Once a week, 30 minutes"
    assert made.data_words.startswith("The work is done only inside the storage of the organization.")


def test_every_template_asks_for_what_the_rules_allow(konara):
    for template in Template.objects.all():
        made = actions.start_posting(by=konara.owner, organization=konara.organization, template=template)
        assert queries.missing(made) == ["need", "ready"]
        assert 1 <= made.hours_per_week <= 10
        assert 1 <= made.weeks <= 26


def test_beginning_from_nothing_takes_a_title_and_an_area(konara):
    area = Area.objects.get(pk="systems")
    made = actions.start_posting(by=konara.owner, organization=konara.organization, title="会計の手順を残したい", area=area)
    assert (made.title, made.area_id, made.template, made.steps, made.skills.count()) == ("会計の手順を残したい", "systems", None, [], 0)
    assert queries.missing(made) == ["need", "task", "deliverables", "time", "ready"]


def test_beginning_from_nothing_without_an_area_takes_the_first(konara):
    assert actions.start_posting(by=konara.owner, organization=konara.organization).area == Area.objects.filter(is_seed=True).first()


# ------------------------------------------------------------------ writing
def test_a_section_keeps_only_its_own_fields(konara, draft):
    saved = save(konara.member, draft, "need", title="名簿を一つに", need="三つあります。", weeks=20, state="open")
    assert (saved.title, saved.need, saved.weeks, saved.state) == ("名簿を一つに", "三つあります。", 6, "draft")
    assert history.of(saved).filter(verb="postings.saved").latest("pk").data == {"section": "need", "fields": ["title", "need"]}


def test_wished_experience_becomes_exactly_what_was_chosen_and_keeps_its_levels(konara, draft):
    before = dict(draft.skills.values_list("skill", "level"))
    save(konara.member, draft, "task", skills={"data-cleaning": False, "accounting-knowledge": True})
    assert set(draft.skills.values_list("skill", "level", "is_required")) == {
        ("data-cleaning", before["data-cleaning"], False), ("accounting-knowledge", 3, True)}


def test_tools_are_set_with_the_contact(konara, draft):
    save(konara.member, draft, "contact", tools=Tool.objects.filter(pk="slack"), contact_words="月に2回")
    draft.refresh_from_db()
    assert (list(draft.tools.values_list("pk", flat=True)), draft.contact_words) == (["slack"], "月に2回")


def test_a_material_change_of_an_open_posting_goes_back_to_the_desk_and_off_the_list(konara, published):
    assert SearchRow.objects.filter(posting=published).exists()
    saved = save(konara.member, published, "need", need="別の困りごとです。")
    assert (saved.state, told(konara.desk, "changed")) == ("in_review", 1)
    assert not SearchRow.objects.filter(posting=published).exists()
    assert not queries.open_postings().exists()
    again = actions.publish_posting(by=konara.desk, posting=saved)
    assert (again.state, again.number, again.published_at) == ("open", published.number, published.published_at)


def test_a_material_change_of_a_paused_posting_does_so_too(konara, published):
    paused = actions.pause_posting(by=konara.owner, posting=published)
    assert save(konara.owner, paused, "time", hours_total=24).state == "in_review"


def test_saving_the_same_words_or_a_small_thing_changes_nothing_of_the_state(konara, published):
    assert save(konara.owner, published, "need", need=published.need, title=published.title).state == "open"
    assert save(konara.owner, published, "contact", contact_person="小林").state == "open"
    assert told(konara.desk, "changed") == 0


def test_one_more_seat_opens_a_filled_posting(konara, published):
    filled = actions.take_seat(by=None, posting=published)
    assert (filled.state, filled.seats_taken) == ("filled", 1)
    assert save(konara.owner, filled, "time", seats=2).state == "open"


def test_a_small_change_of_a_filled_posting_leaves_it_filled(konara, published):
    filled = actions.take_seat(by=None, posting=published)
    assert save(konara.owner, filled, "contact", contact_person="小林").state == "filled"


# ------------------------------------------------------------------ the desk
def test_submitting_tells_the_desk(konara, draft):
    sent = actions.submit_posting(by=konara.member, posting=draft)
    assert (sent.state, told(konara.desk, "submitted"), list(queries.waiting_for_desk())) == ("in_review", 1, [sent])


def test_taking_back_makes_it_a_draft(konara, draft):
    actions.submit_posting(by=konara.member, posting=draft)
    back = actions.take_back_posting(by=konara.owner, posting=draft)
    assert (back.state, "postings.taken_back" in verbs(back)) == ("draft", True)


def test_publishing_gives_a_number_once_and_tells_the_organization(konara, draft):
    actions.submit_posting(by=konara.member, posting=draft)
    first = actions.publish_posting(by=konara.desk, posting=draft)
    assert (first.state, first.number, first.reviewed_by) == ("open", 101, konara.desk)
    assert (told(konara.owner, "published"), told(konara.member, "published")) == (1, 1)
    second = make_posting(konara.organization, template="website-checkup")
    actions.submit_posting(by=konara.member, posting=second)
    assert actions.publish_posting(by=konara.desk, posting=second).number == 102


def test_returning_keeps_the_comment(konara, draft):
    actions.submit_posting(by=konara.member, posting=draft)
    back = actions.return_posting(by=konara.desk, posting=draft, words="だれが困っていますか。")
    assert (back.state, queries.last_comment(back).text, told(konara.member, "returned")) == ("draft", "だれが困っていますか。", 1)
    actions.submit_posting(by=konara.member, posting=back)
    back.refresh_from_db()
    assert (queries.last_comment(back), back.comments.count()) == (None, 1)


# ------------------------------------------------------------------ the life afterwards
def test_pausing_and_resuming_tell_the_others(konara, published):
    paused = actions.pause_posting(by=konara.desk, posting=published)
    assert (paused.state, told(konara.owner, "paused"), told(konara.member, "paused")) == ("paused", 1, 1)
    assert not SearchRow.objects.filter(posting=published).exists()
    resumed = actions.resume_posting(by=konara.owner, posting=paused)
    assert (resumed.state, told(konara.owner, "resumed"), told(konara.member, "resumed")) == ("open", 0, 1)
    assert SearchRow.objects.filter(posting=published).exists()


def test_a_posting_filled_while_paused_stays_filled(konara, published):
    paused = actions.pause_posting(by=konara.owner, posting=published)
    assert (actions.take_seat(by=None, posting=paused).state, told(konara.owner, "filled")) == ("filled", 1)


def test_a_posting_filled_while_being_checked_is_filled_when_it_opens(konara, published):
    changed = save(konara.owner, published, "need", need="別の困りごとです。")
    assert actions.take_seat(by=None, posting=changed).state == "in_review"
    assert actions.publish_posting(by=konara.desk, posting=changed).state == "filled"


def test_seats_are_never_overfilled(konara):
    from engawa.demo.builders.postings import make_open_posting
    published = make_open_posting(konara.organization, seats=2)
    assert (actions.take_seat(by=None, posting=published).state, actions.take_seat(by=None, posting=published).state) == ("open", "filled")
    with pytest.raises(Refused, match="全員決まっています"):
        actions.take_seat(by=None, posting=published)
    assert Posting.objects.get().seats_taken == 2
    actions.change_seats(by=konara.owner, posting=published, seats=3)
    assert (actions.take_seat(by=None, posting=published).seats_taken, Posting.objects.get().state) == (3, "filled")


def test_moving_the_closing_day(konara, published):
    day = today() + timedelta(days=60)
    assert actions.extend_deadline(by=konara.member, posting=published, deadline=day).deadline == day


def test_an_open_posting_whose_day_passed_is_not_offered(konara, published):
    with at_moment(now() + timedelta(days=22)):
        assert (list(queries.open_postings()), Posting.objects.get().is_over) == ([], True)


@pytest.mark.parametrize("state", ["draft", "in_review", "open", "paused", "filled"])
def test_closing_from_every_state(konara, draft, state):
    steps = {"draft": (), "in_review": ("submit",), "open": ("submit", "publish"), "paused": ("submit", "publish", "pause"),
             "filled": ("submit", "publish", "fill")}[state]
    does = {"submit": lambda: actions.submit_posting(by=konara.owner, posting=draft),
            "publish": lambda: actions.publish_posting(by=konara.desk, posting=draft),
            "pause": lambda: actions.pause_posting(by=konara.owner, posting=draft),
            "fill": lambda: actions.take_seat(by=None, posting=draft)}
    for step in steps:
        does[step]()
    closed = actions.close_posting(by=konara.owner, posting=draft, words="ありがとうございました。")
    assert (closed.state, closed.closed_at is not None, told(konara.member, "closed"), told(konara.owner, "closed")) == ("closed", True, 1, 0)


def test_a_copy_has_the_words_but_not_the_life(konara, published):
    actions.take_seat(by=None, posting=published)
    closed = actions.close_posting(by=konara.owner, posting=published)
    copy = actions.copy_posting(by=konara.member, posting=closed)
    assert copy.pk != closed.pk
    assert (copy.title, copy.need, copy.steps, copy.template_id) == (closed.title, closed.need, closed.steps, closed.template_id)
    assert (copy.state, copy.number, copy.seats_taken, copy.published_at, copy.closed_at) == ("draft", None, 0, None, None)
    assert (copy.made_by, copy.deadline) == (konara.member, today() + timedelta(days=28))
    assert set(copy.skills.values_list("skill", "level")) == set(closed.skills.values_list("skill", "level"))
    assert set(copy.tools.all()) == set(closed.tools.all())
    assert queries.missing(copy) == ["ready"]  # whether one is ready is asked anew
