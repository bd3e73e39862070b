"""The pages of the inventory: six submits from nothing to a sheet, typed text kept, the wrong person outside."""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.times import today
from engawa.journey.participants import queries
from engawa.journey.participants.models import Participant
from tests.participants.reading import Fields, url, words
from tests.people import make_participant, make_user

STEPS = ("areas", "skills", "career", "tools", "time", "check")
PAGES = ("hub", *STEPS, "sheet", "profile")


@pytest.fixture
def fresh(house, client):
    """Somebody who has just registered, at a browser."""
    client.force_login(make_user("fresh@example.jp", "若葉 始"))
    return client


# -------------------------------------------------------------------- the way through
def test_from_nothing_to_a_sheet_in_six_submits_and_two_typed_fields(fresh):
    """Journey (a): at most 6 submits; the whole journey may ask for 13 typed fields, the inventory needs 2 of them."""
    answers = {
        "areas": {"areas": ["data", "systems"], "roles": ["mainframe-se", "project-manager"]},
        "skills": {"level-cobol": "5", "use-cobol": "over10", "level-jcl": "4"},
        "career": {"from_year": "昭和57年", "did": "預金の夜間処理を作りました。"},
        "tools": {"tool-zoom": "able", "tool-slack": "new"},
        "time": {"hours_per_week": "4", "parts": ["week-day"]},
        "check": {},
    }
    page = fresh.get(url("start"), follow=True)
    submits, typed = 0, 0
    for number, step in enumerate(STEPS, 1):
        assert page.redirect_chain[-1][0] == url(step)
        assert f"{number} / 6" in words(page)
        known = Fields(page)
        typed += len([name for name in answers[step] if name in known.typed])
        page = fresh.post(url(step), {**known.sent, **answers[step]}, follow=step != "check")
        submits += 1
    assert page["Location"] == reverse("matching:suggestions")
    assert submits <= 6
    assert typed <= 2
    me = Participant.objects.get()
    assert me.inventory_done_at is not None
    sheet = queries.sheet_of(me)
    assert {one["slug"]: (one["level"], one["last_use"]) for one in sheet["skills"]} == {
        "cobol": (5, "over10"), "jcl": (4, "")}
    assert [(one["role"], one["from_year"], one["to_year"]) for one in sheet["careers"]] == [("汎用機SE", 1982, None)]
    assert sheet["languages"] == [{"code": "ja", "level": "native"}]
    assert me.free_times == [day * 12 + row for day in range(5) for row in (6, 7, 8)]
    assert dict(me.held_tools.values_list("tool__ja", "comfort")) == {"Zoom": "able", "Slack": "new"}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_in_both_languages(me, name, language):
    from django.utils import translation
    with translation.override(language):
        page = me.get(url(name))
    assert page.status_code == 200
    text = words(page)
    assert ("Skills inventory" in text) == (language == "en")
    assert page.content.decode().count("<h1") == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_signs_in_first(client, db, name):
    assert client.get(url(name)).status_code == 302


@pytest.mark.parametrize("name", [*PAGES, "start"])
def test_whoever_has_not_begun_is_led_to_the_first_step(fresh, name):
    page = fresh.get(url(name))
    if name == "areas":
        assert page.status_code == 200
    else:
        assert page["Location"] == url("areas")
    assert not Participant.objects.exists()      # looking changes nothing


@pytest.mark.parametrize(("name", "args"), [("pause", ()), ("career_remove", ("11111111-1111-4111-8111-111111111111",))])
def test_whoever_has_not_begun_has_nothing_to_change(fresh, name, args):
    assert fresh.post(url(name, *args)).status_code == 404
    assert not Participant.objects.exists()


def test_going_on_leads_to_the_first_unanswered_step(house, client):
    half = make_participant("half@example.jp", "半田 半", skills={}, finish=False)
    client.force_login(half.user)
    assert client.get(url("start"))["Location"] == url("skills")
    hub = words(client.get(url("hub")))
    assert (hub.count("記入済み"), hub.count("未記入")) == (4, 2)


@pytest.mark.parametrize("step", ["areas", "skills", "tools", "time"])
def test_sending_a_step_unchanged_changes_nothing(me, saeki, step):
    """Back buttons and second tabs are harmless: what a page shows is what it sends."""
    before, free = queries.sheet_of(saeki), saeki.free_times
    assert me.post(url(step), Fields(me.get(url(step))).sent).status_code == 302
    saeki.refresh_from_db()
    assert (queries.sheet_of(saeki), saeki.free_times) == (before, free)


@pytest.mark.parametrize("step", ["areas", "skills", "tools", "time"])
def test_a_change_from_the_check_page_leads_back_to_it(me, step):
    place = f"{url(step)}?back=check"
    page = me.get(place)
    assert f'class="back" href="{url("check")}"' in page.content.decode()
    done = me.post(place, Fields(page).sent, follow=True)
    assert done.redirect_chain[-1][0] == url("check")
    assert "変更を保存しました。" in words(done)


def test_the_check_page_says_what_is_missing_and_refuses_politely(house, client):
    bare = make_participant("bare@example.jp", "新田 進", careers=(), finish=False)
    client.force_login(bare.user)
    assert "経験がまだ書かれていません。" in words(client.get(url("check")))
    refused = client.post(url("check"))
    assert refused.status_code == 409
    assert "経験がまだ書かれていません。" in words(refused)


# ------------------------------------------------------------------------ areas
def test_at_most_three_roles_and_at_least_one_area(me):
    roles = ["mainframe-se", "project-manager", "cobol-programmer", "web-engineer"]
    page = me.post(url("areas"), {"roles": roles})
    assert page.status_code == 422
    assert "分野を一つ以上選んでください。" in words(page)
    assert "役割は3つまで選んでください。" in words(page)
    for slug in roles:      # what was ticked stays ticked
        assert re.search(rf'value="{slug}" checked', page.content.decode())


# ------------------------------------------------------------------ tools, rest
def test_seven_tools_first_then_what_stands_at_home_then_the_others(me):
    page = me.get(url("tools")).content.decode()
    before, after = page.split("<details", 1)
    assert re.findall(r'<fieldset class="tool" id="id_tool-([a-z-]+)"', before) == [
        "zoom", "teams", "google-meet", "slack", "chatwork", "trello", "asana", "pc", "camera", "network"]
    assert after.count('<fieldset class="tool"') >= 30


def test_a_rest_begins_and_ends_without_a_reason(me, saeki):
    day = today() + timedelta(days=40)
    parts = {"until_year": day.year, "until_month": day.month, "until_day": day.day}
    assert "休んでいます" in words(me.post(url("pause"), parts, follow=True))
    saeki.refresh_from_db()
    assert saeki.paused_until == day
    wrong = me.post(url("pause"), {"until_year": "2020", "until_month": "1", "until_day": "1"})
    assert wrong.status_code == 422
    assert "2020" in wrong.content.decode()
    assert "お帰りなさい" in words(me.post(url("pause"), {}, follow=True))
    saeki.refresh_from_db()
    assert saeki.paused_until is None


def test_a_rest_without_a_day_is_asked_for_one(me, saeki):
    for past in (None, today() - timedelta(days=3)):
        saeki.paused_until = past
        saeki.save()
        assert Fields(me.get(url("hub"))).sent["until_year"] == ""
        empty = me.post(url("pause"), {})
        assert empty.status_code == 422
        assert "いまは休みになっていません。" in words(empty)
        assert "お帰りなさい" not in words(empty)


def test_organizations_to_be_left_out_are_reached_from_the_inventory(me):
    for page in ("hub", "time"):
        assert "手伝いを控えたい団体" in words(me.get(url(page)))


# --------------------------------------------------------------------- what others see
def test_the_preview_shows_only_what_an_organization_sees(me, saeki):
    saeki.wishes.set(["sql"])
    saeki.held_tools.create(tool_id="slack", comfort="new")
    seen, sheet = words(me.get(url("profile"))), words(me.get(url("sheet")))
    for text in ("佐伯 和夫", "COBOL", "預金の夜間処理をCOBOLで作り", "週4時間まで", "Zoom"):
        assert text in seen
        assert text in sheet
    for text in ("SQL", "東京都", "平日の昼"):
        assert text not in seen
        assert text in sheet
    assert "Slack" not in seen + sheet      # what is new to a person is nothing to show
