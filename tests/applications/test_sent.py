"""What of the sheet is sent: chosen for each application, kept as it was, and nothing else is to be found anywhere."""
import json
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from engawa.base.notices.models import Mail, Notice
from engawa.journey.applications import actions
from engawa.journey.applications.models import Application
from engawa.journey.participants import actions as participants
from engawa.journey.participants import queries
from engawa.journey.participants.models import HeldSkill, HeldTool

SECRET = "人に見せない仕事をしました。"
TEXT = "若いころから、いろいろな現場を渡り歩きました。" * 6


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def me(house, client):
    """A participant with something in every part, at a browser."""
    mine = house.participant
    participants.save_career(by=mine.user, participant=mine, did=SECRET, place="秘密の職場", result="だれにも言わない結果です。")
    participants.save_time(by=mine.user, participant=mine, hours_per_week=4, free_times=[6], causes=[], starts_on=date(2026, 12, 1),
                           months_max=6, languages=[{"code": "ja", "level": "native"}, {"code": "en", "level": "meeting"}])
    HeldTool.objects.create(participant=mine, tool_id="slack", comfort="new")
    house.participant.refresh_from_db()
    client.force_login(mine.user)
    return client


def everything(house):
    sheet = queries.sheet_of(house.participant)
    return {"careers": [one["id"] for one in sheet["careers"]], "skills": [one["slug"] for one in sheet["skills"]],
            "parts": list(queries.PARTS)}


def apply(house, client, **chosen):
    """Walk the three pages; return the words of the last one before sending, and the application."""
    def to(name):
        return reverse(f"applications:{name}", args=[house.posting.pk])
    assert client.post(to("apply"), {"message": "手伝えます。", **everything(house), **chosen}).status_code == 302
    client.post(to("apply_times"), {"slots": [str(house.slots[0].pk)]})
    checked = words(client.get(to("check")))
    client.post(to("check"), {"send": "1"})
    return checked, Application.objects.get()


def received(house, client, application):
    client.force_login(house.owner)
    return words(client.get(reverse("applications:received", args=[application.pk])))


# --------------------------------------------------------------- the choosing
def test_everything_is_ticked_and_folded(house, me):
    page = me.get(reverse("applications:apply", args=[house.posting.pk])).content.decode()
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert len(boxes) == 2 + 4 + 3
    assert all(" checked" in box for box in boxes)
    assert '<details class="fold"><summary>棚卸しシートから送るもの' in page
    assert "すべて送ります" in page
    assert "Slack" not in page


def test_a_choice_is_kept_and_shown_open(house, me):
    url = reverse("applications:apply", args=[house.posting.pk])
    me.post(url, {"message": "手伝えます。", **everything(house), "parts": ["languages"]})
    page = me.get(url).content.decode()
    assert '<details class="fold" open><summary>棚卸しシートから送るもの' in page
    assert "選んだものだけ送ります" in page
    assert re.findall(r'name="parts" value="(\w+)"[^>]* checked', page) == ["languages"]


def test_nothing_of_the_experience_is_too_little(house, me):
    url = reverse("applications:apply", args=[house.posting.pk])
    answer = me.post(url, {"message": "手伝えます。", "parts": list(queries.PARTS)})
    assert answer.status_code == 422
    assert '<details class="fold" open><summary>棚卸しシートから送るもの' in answer.content.decode()


def test_parts_without_content_are_not_asked_for(house, client):
    mine = house.participant
    participants.save_time(by=mine.user, participant=mine, hours_per_week=None, free_times=[], causes=[], languages=[])
    mine.held_tools.all().delete()
    client.force_login(mine.user)
    assert 'name="parts"' not in client.get(reverse("applications:apply", args=[house.posting.pk])).content.decode()
    checked, application = apply(house, client, parts=[])
    assert "送りません" in checked
    assert "言葉、道具" not in received(house, client, application)


# ------------------------------------------------------------- what is sent
def test_the_preview_and_the_organization_see_the_same(house, me):
    preview = words(me.get(reverse("participants:profile")))
    _checked, application = apply(house, me)
    seen = received(house, me, application)
    start, end = "スキル COBOL", "Zoom 使える"
    shown = preview[preview.index(start):preview.index(end) + len(end)]
    assert shown in seen
    for part in (SECRET, "だれにも言わない結果です。", "秘密の職場", "英語 打ち合わせに加われる", "週4時間まで", "2026年12月1日（火）", "6か月まで"):
        assert part in shown
    for never in ("東京都", house.participant.user.email, "Slack"):
        assert never not in seen


@pytest.mark.parametrize(("hidden", "chosen"), [
    ((SECRET, "秘密の職場", "だれにも言わない結果"), {"careers": "first"}),
    (("COBOL作成", "マニュアル作成"), {"skills": ["excel-basic"]}),
    (("預金の夜間処理", SECRET, "移行のリハーサル"), {"careers": []}),
    (("Zoom 使える", '"Zoom"'), {"parts": ["languages", "time"]}), (("打ち合わせに加われる", '"meeting"'), {"parts": ["tools", "time"]}),
    (("週4時間", "2026年12月1日", "6か月"), {"parts": ["tools", "languages"]})])
def test_a_hidden_part_appears_nowhere(house, me, hidden, chosen):
    if chosen.get("careers") == "first":
        chosen = {"careers": everything(house)["careers"][:1]}
    Mail.objects.all().delete()
    checked, application = apply(house, me, **chosen)
    own = words(me.get(reverse("applications:application", args=[application.pk])))
    export = me.get(reverse("accounts:export"))
    seen = received(house, me, application)
    inbox = words(me.get(reverse("applications:inbox")))
    given = me.get(reverse("accounts:export"))
    mails = " ".join(mail.subject + mail.text + mail.html + json.dumps(mail.attachments, ensure_ascii=False) for mail in Mail.objects.all())
    notices = " ".join(Notice.objects.values_list("line", flat=True))
    kept = json.dumps(application.sheet, ensure_ascii=False)
    assert Mail.objects.count() == 2
    assert (export.status_code, given.status_code) == (200, 200)
    for part in hidden:
        for place in (checked, own, seen, inbox, mails, notices, kept):
            assert part not in place
        assert part.encode() not in given.content


def test_later_changes_do_not_reach_what_was_sent(house, me):
    _checked, application = apply(house, me, parts=["tools"])
    HeldSkill.objects.all().delete()
    house.participant.careers.all().delete()
    participants.save_tools(by=house.participant.user, participant=house.participant, comfort={})
    own = words(me.get(reverse("applications:application", args=[application.pk])))
    seen = received(house, me, application)
    for part in (SECRET, "COBOL", "Zoom"):
        assert part in own
        assert part in seen


def test_a_working_life_in_one_text_can_be_sent_or_left_out(house, client):
    mine = house.participant
    mine.career_text = TEXT
    mine.save()
    client.force_login(mine.user)
    assert 'value="text"' in client.get(reverse("applications:apply", args=[house.posting.pk])).content.decode()
    _checked, application = apply(house, client, careers=[queries.TEXT])
    assert (application.sheet["career_text"], application.sheet["careers"]) == (TEXT, [])
    assert TEXT in received(house, client, application)
    actions.withdraw_application(by=mine.user, application=application)
    later = actions.submit_application(by=mine.user, posting=house.posting, message="もう一度", careers=[], skills=["cobol"],
                                       slots=[house.slots[1].pk])
    assert "渡り歩き" not in json.dumps(later.sheet, ensure_ascii=False)


def test_names_are_read_in_the_language_of_the_organization(house, me):
    _checked, application = apply(house, me)
    with translation.override("en"):
        seen = received(house, me, application)
    for part in ("Mainframe", "Can design and teach", "I can use it", "up to 4 hours a week"):
        assert part in seen


@pytest.mark.django_db
def test_a_word_that_left_the_vocabulary_keeps_its_name():
    sheet = {"careers": [{"id": "1", "role": "電信係", "role_slug": "telegraph", "place": "", "from_year": 1970, "to_year": None, "did": "打ちました。",
                          "result": ""}],
             "skills": [{"slug": "morse", "name": "モールス信号", "level": 5, "last_use": "over10", "years": 20}]}
    read = queries.read_sheet(sheet)
    assert (read.careers[0].role, read.skills[0].name, read.skills[0].more) == ("電信係", "モールス信号", "10年以上前に使いました（通算20年）")
    assert (read.tools, read.hours, read.has_facts) == ([], None, False)
    assert queries.read_sheet({}).careers == []

