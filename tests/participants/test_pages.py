"""The pages of the inventory: six submits from nothing to a sheet, typed text kept, the wrong person outside."""
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from engawa.base.times import today
from engawa.journey.participants import queries
from engawa.journey.participants.models import Career, Participant
from tests.people import make_participant, make_user

STEPS = ("areas", "skills", "career", "tools", "time", "check")
PAGES = ("hub", *STEPS, "sheet", "profile")


def url(name, *args):
    return reverse(f"participants:{name}", args=args)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class Fields(HTMLParser):
    """The controls of the page's main form as a browser would send them, and those a person types in."""

    def __init__(self, response):
        super().__init__()
        self.sent, self.typed, self._select, self._area, self._main = {}, [], None, None, False
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "main":
            self._main = True
        if not self._main or not at.get("name"):
            if tag == "option" and self._select and "selected" in at:
                self.sent[self._select] = at.get("value", "")
            return
        if tag == "select":
            self._select = at["name"]
            self.sent.setdefault(at["name"], "")
        elif tag == "textarea":
            self._area = at["name"]
            self.sent[at["name"]] = ""
            self.typed.append(at["name"])
        elif tag == "input" and at.get("type") in ("checkbox", "radio"):
            if "checked" in at:
                self.sent.setdefault(at["name"], []).append(at["value"])
        elif tag == "input":
            self.sent[at["name"]] = at.get("value") or ""
            if at.get("type") != "hidden":
                self.typed.append(at["name"])

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "main":
            self._main = False


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
        "cobol": (5, "over10"), "jcl": (4, "within10")}
    assert [(one["role"], one["from_year"], one["to_year"]) for one in sheet["careers"]] == [("汎用機SE", 1982, None)]
    assert sheet["languages"] == [{"code": "ja", "level": "native"}]
    assert me.free_times == [day * 12 + row for day in range(5) for row in (6, 7, 8)]
    assert {one["name"]: one["comfort"] for one in sheet["tools"]} == {"Zoom": "able", "Slack": "new"}


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


# ------------------------------------------------------------------------ areas, skills
def test_at_most_three_roles_and_at_least_one_area(me):
    roles = ["mainframe-se", "project-manager", "cobol-programmer", "web-engineer"]
    page = me.post(url("areas"), {"roles": roles})
    assert page.status_code == 422
    assert "分野を一つ以上選んでください。" in words(page)
    assert "役割は3つまで選んでください。" in words(page)
    for slug in roles:      # what was ticked stays ticked
        assert re.search(rf'value="{slug}" checked', page.content.decode())


def test_eight_skills_at_once_and_the_others_folded(me):
    page = me.get(url("skills"))
    before, after = page.content.decode().split("<details", 1)
    assert before.count('<fieldset class="skill"') == queries.SHOWN_AT_ONCE
    assert after.count('<fieldset class="skill"') >= 3
    assert "会社や業界で、" in before       # the self-check sentences
    assert "NPOでは" in before              # where it lives on today


def test_a_skill_is_found_by_its_sound_saved_and_put_first(me, saeki):
    page = me.get(url("skills"))
    sent = {**Fields(page).sent, "find": "ｶｲｹｲ", "level-jcl": "3"}
    found = me.post(url("skills"), sent)
    assert found["Location"].startswith(f"{url('skills')}?find=")
    assert saeki.held_skills.filter(skill="jcl", level=3).exists()      # what was answered is saved on the way
    page = me.get(found["Location"])
    assert "見つかりました。" in words(page)
    first = re.search(r'<fieldset class="skill" id="skill-([a-z0-9-]+)"', page.content.decode())[1]
    assert first not in {"cobol", "jcl"}
    me.post(found["Location"].split("#")[0], {**Fields(page).sent, f"level-{first}": "2"})
    assert saeki.held_skills.filter(skill=first, level=2).exists()


def test_looking_keeps_the_way_back_to_the_check_page(me):
    place = f"{url('skills')}?back=check"
    assert "back=check" in me.post(place, {**Fields(me.get(place)).sent, "find": "Excel"})["Location"]


def test_nothing_found_says_what_to_do(me):
    page = words(me.get(f"{url('skills')}?find=ほげふが"))
    assert "「ほげふが」は見つかりませんでした" in page


def test_an_answer_that_does_not_exist_is_refused(me, saeki):
    before = queries.sheet_of(saeki)
    page = me.post(url("skills"), {"level-cobol": "9", "find": "あ" * 61})
    assert page.status_code == 422
    assert queries.sheet_of(saeki) == before


# --------------------------------------------------------------------------- experience
def test_an_experience_keeps_what_was_typed_when_something_is_wrong(me, saeki):
    page = me.post(url("career"), {"from_year": "平成6年", "to_year": "昭和58年", "place": "市役所", "did": "名簿を整えました。"})
    assert page.status_code == 422
    assert words(page).count("終えた年が、始めた年より前になっています。") == 2      # in the summary and at the field
    for text in ("平成6年", "昭和58年", "市役所", "名簿を整えました。"):
        assert text in page.content.decode()
    page = me.post(url("career"), {"from_year": "むかし", "did": ""})
    assert page.status_code == 422
    assert "むかし" in page.content.decode()
    assert saeki.careers.count() == 1


@pytest.mark.parametrize(("typed", "year"), [("1983", 1983), ("昭和58年", 1983), ("S58", 1983), ("平成元年", 1989), ("１９８３年", 1983)])
def test_years_may_be_written_in_any_usual_way(me, saeki, typed, year):
    assert me.post(url("career"), {"from_year": typed, "did": "手順書を整えました。"}).status_code == 302
    assert saeki.careers.last().from_year == year


@pytest.mark.parametrize("typed", ["1939", "2099", "58", "きのう"])
def test_years_that_cannot_be_are_refused(me, saeki, typed):
    assert me.post(url("career"), {"from_year": typed, "did": "手順書を整えました。"}).status_code == 422
    assert saeki.careers.count() == 1


def test_experiences_are_added_changed_moved_and_removed(me, saeki):
    first = saeki.careers.get()
    added = me.post(url("career"), {"from_year": "1994", "did": "研修の講師をしました。", "another": "1"}, follow=True)
    assert added.redirect_chain[-1][0] == url("career")
    assert "研修の講師をしました。" in words(added)
    second = saeki.careers.exclude(pk=first.pk).get()
    assert me.post(url("career_move", second.pk, "up"))["Location"] == url("career")
    assert list(queries.careers_of(saeki)) == [second, first]
    page = me.get(url("career_change", first.pk))
    sent = Fields(page).sent
    assert (sent["from_year"], sent["role"], sent["place"]) == ("1982", "mainframe-se", "銀行")
    assert me.post(url("career_change", first.pk), {**sent, "place": "信用金庫"})["Location"] == url("career")
    first.refresh_from_db()
    assert (first.place, first.did, first.role_id) == ("信用金庫", Career.objects.get(pk=first.pk).did, "mainframe-se")
    place = f"{url('career_change', first.pk)}?back=check"
    assert me.post(place, Fields(me.get(place)).sent)["Location"] == url("check")
    assert me.post(url("career_remove", second.pk))["Location"] == url("career")
    assert list(queries.careers_of(saeki)) == [first]


def test_a_role_that_left_the_list_stays_with_its_experience(me, saeki):
    from engawa.base.times import now
    entry = saeki.careers.get()
    type(entry.role).objects.filter(pk=entry.role_id).update(retired_at=now())
    sent = Fields(me.get(url("career_change", entry.pk))).sent
    assert me.post(url("career_change", entry.pk), sent).status_code == 302
    assert saeki.careers.get().role_id == "mainframe-se"


def test_the_thirty_first_experience_is_refused_with_its_words_kept(me, saeki):
    Career.objects.bulk_create(Career(participant=saeki, did=f"仕事{n}", position=n) for n in range(1, 30))
    page = me.post(url("career"), {"from_year": "1994", "did": "もう一つの話。"})
    assert page.status_code == 422
    assert "経験は30件までです。" in words(page)
    assert "もう一つの話。" in page.content.decode()


@pytest.mark.parametrize("name", ["career_change", "career_remove", "career_move"])
def test_the_wrong_person_finds_nothing(me, saeki, stranger, name):
    theirs = stranger.careers.get()
    args = (theirs.pk, "up") if name == "career_move" else (theirs.pk,)
    assert me.post(url(name, *args), {"from_year": "1990", "did": "よその話"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.did != "よその話"


# ------------------------------------------------------------------ time, tools, rest
def test_the_week_is_a_table_of_checkboxes_with_names(me):
    page = me.get(url("time")).content.decode()
    assert page.count('name="grid"') == 84
    assert '<span class="hide">月 12～14時</span>' in page
    assert len(re.findall(r'name="grid" value="\d+" checked', page)) == 15


def test_an_hour_more_and_a_part_less(me, saeki):
    sent = Fields(me.get(url("time"))).sent
    me.post(url("time"), {**sent, "parts": [], "grid": [*sent["grid"], "80"]})
    saeki.refresh_from_db()
    assert saeki.free_times == [80]


def test_languages_do_not_depend_on_the_language_of_the_page(me, saeki):
    from django.utils import translation
    with translation.override("en"):
        place = url("time")
        me.post(place, {**Fields(me.get(place)).sent, "language_en": "business"})
    saeki.refresh_from_db()
    assert saeki.languages == [{"code": "ja", "level": "native"}, {"code": "en", "level": "business"}]


def test_time_keeps_everything_typed_when_hours_and_languages_are_missing(me):
    page = me.post(url("time"), {"language_ja": "", "parts": ["end-day"], "grid": ["80"], "starts_on_year": "令和9年",
                                 "starts_on_month": "13", "starts_on_day": "1"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "言葉を一つ以上選んでください。" in text
    assert re.search(r'value="end-day"[^>]*checked|checked[^>]*value="end-day"', text)
    assert re.search(r'name="grid" value="80" checked', text)
    assert "令和9年" in text


def test_start_and_length_are_kept(me, saeki):
    me.post(url("time"), {**Fields(me.get(url("time"))).sent, "starts_on_year": "令和9年", "starts_on_month": "1",
                          "starts_on_day": "4", "months_max": "3"})
    saeki.refresh_from_db()
    assert (str(saeki.starts_on), saeki.months_max) == ("2027-01-04", 3)


def test_seven_tools_first_then_the_others(me):
    page = me.get(url("tools")).content.decode()
    before, after = page.split("<details", 1)
    assert before.count('<fieldset class="tool"') == 7
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
    me.post(url("pause"), {})
    saeki.refresh_from_db()
    assert saeki.paused_until is None


# --------------------------------------------------------------------- what others see
def test_the_preview_shows_only_what_an_organization_sees(me, saeki):
    saeki.wishes.set(["sql"])
    saeki.held_tools.create(tool_id="slack", comfort="new")
    seen, sheet = words(me.get(url("profile"))), words(me.get(url("sheet")))
    for text in ("佐伯 和夫", "COBOL", "預金の夜間処理をCOBOLで作り", "週4時間まで", "Zoom"):
        assert text in seen
        assert text in sheet
    for text in ("SQL", "東京都", "Slack", "平日の昼"):
        assert text not in seen
        assert text in sheet
