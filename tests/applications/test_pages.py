"""The pages of the participant and of the organization: who sees what, and what is kept while going back and forth."""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.times import now
from engawa.demo.builders.applications import make_application, make_interview
from engawa.demo.builders.organizations import make_organization
from engawa.demo.builders.people import make_user
from engawa.journey.applications import actions
from engawa.journey.applications.models import Application, State


def url(name, thing):
    return reverse(f"applications:{name}", args=[thing.pk])


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def me(house, client):
    """The participant at a browser."""
    client.force_login(house.participant.user)
    return client


def first_page(house, **changes):
    return {"message": "手伝えます。", "careers": [str(house.participant.careers.get().pk)], "skills": ["excel-basic"], **changes}


# ------------------------------------------------------------- three pages
def test_apply_in_three_pages_with_three_posts(house, me):
    page = me.get(url("apply", house.posting))
    assert page.status_code == 200
    assert page.content.decode().count(" checked") == 1 + house.participant.held_skills.count() + 3     # all of it ticked beforehand
    step = me.post(url("apply", house.posting), first_page(house))
    assert step["Location"] == url("apply_times", house.posting)
    step = me.post(step["Location"], {"slots": [str(house.slots[0].pk)], "day_1": "2026-10-20", "time_1": "14:30"})
    assert step["Location"] == url("check", house.posting)
    shown = words(me.get(step["Location"]))
    assert "手伝えます。" in shown
    assert "10月3日（土）午前10時～10時30分（日本時間）" in shown
    assert "10月20日（火）午後2時30分～3時（日本時間）" in shown
    step = me.post(step["Location"], {"send": "1"})
    assert step["Location"] == url("done", house.posting)
    application = Application.objects.get()
    done = words(me.get(step["Location"]))
    assert application.receipt in done
    assert "2026年10月8日（木）までに返事が届きます" in done
    assert [one["slug"] for one in application.sheet["skills"]] == ["excel-basic"]
    assert "applications" not in me.session or me.session["applications"] == {}


def test_going_back_loses_nothing(house, me):
    me.post(url("apply", house.posting), first_page(house, skills=[]))
    me.post(url("apply_times", house.posting), {"slots": [str(house.slots[1].pk)], "day_1": "2026-10-20", "time_1": "09:00"})
    page = me.get(url("apply", house.posting)).content.decode()
    assert "手伝えます。" in page
    assert page.count(" checked") == 1
    page = me.get(url("apply_times", house.posting)).content.decode()
    assert re.search(rf'value="{house.slots[1].pk}"[^>]* checked', page)
    assert '<option value="2026-10-20" selected>' in page
    assert '<option value="09:00" selected>' in page
    again = me.post(url("apply", house.posting), first_page(house, message="書き直しました。"))
    assert again["Location"] == url("check", house.posting)      # the times are known already
    assert "書き直しました。" in words(me.get(again["Location"]))


def test_pages_are_walked_in_order(house, me):
    assert me.get(url("apply_times", house.posting))["Location"] == url("apply", house.posting)
    assert me.get(url("check", house.posting))["Location"] == url("apply", house.posting)
    me.post(url("apply", house.posting), first_page(house))
    assert me.get(url("check", house.posting))["Location"] == url("apply_times", house.posting)
    assert me.get(url("done", house.posting)).status_code == 404


@pytest.mark.parametrize(("name", "data", "sentence"), [
    ("apply", {"message": ""}, "団体へのメッセージを入力してください。"),
    ("apply", {"message": "長" * 2001}, "2000"),
    ("apply", {"careers": [], "skills": []}, "経験を一つ以上選んでください"),
    ("apply_times", {}, "面談の日時を一つ以上選ぶか、自分で書いてください。"),
    ("apply_times", {"day_1": "2026-10-20"}, "10月20日（火）の時刻も選んでください。"),
    ("apply_times", {"time_2": "09:00"}, "この時刻の日も選んでください。"),
    ("apply_times", {"day_3": "2026-10-01", "time_3": "09:00"}, "この日時は過ぎています。"),
    ("apply_times", {"slots": ["00000000-0000-0000-0000-000000000000"]}, "選んだ日時のうち、ほかの面談に決まったものがあります"),
    ("apply_times", {"slots": ["nonsense"]}, "選んだ日時のうち、ほかの面談に決まったものがあります"),
])
def test_bad_input_is_told_and_kept(house, me, name, data, sentence):
    me.post(url("apply", house.posting), first_page(house))
    sent = first_page(house, **data) if name == "apply" else data
    answer = me.post(url(name, house.posting), sent)
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert "入力を確認してください" in words(answer)


def test_a_time_taken_meanwhile_is_told_at_the_end(house, me):
    me.post(url("apply", house.posting), first_page(house))
    me.post(url("apply_times", house.posting), {"slots": [str(house.slots[0].pk)]})
    actions.remove_slot(by=house.owner, slot=house.slots[0])
    answer = me.post(url("check", house.posting), {"send": "1"})
    assert (answer.status_code, "日時を選び直してください" in words(answer)) == (422, True)
    assert Application.objects.count() == 0


def test_times_outside_japan_show_both_clocks(house, client):
    user = house.participant.user
    user.time_zone = "Asia/Manila"
    user.save()
    client.force_login(user)
    client.post(url("apply", house.posting), first_page(house))
    page = words(client.get(url("apply_times", house.posting)))
    assert "午前9時～9時30分（Manila）" in page
    assert "相手の現地時間：10月3日（土）午前10時～10時30分（日本時間）" in page
    client.post(url("apply_times", house.posting), {"day_1": "2026-10-20", "time_1": "09:00"})
    client.post(url("check", house.posting), {"send": "1"})
    assert Application.objects.get().candidates.get().starts_at.isoformat() == "2026-10-20T01:00:00+00:00"


@pytest.mark.parametrize("state", ["paused", "filled", "closed"])
def test_a_posting_that_is_not_open_has_its_own_page(house, me, state):
    house.posting.state = state
    house.posting.save()
    for name in ("apply", "apply_times", "check"):
        answer = me.get(url(name, house.posting))
        assert (answer.status_code, "ほかの募集を見る" in words(answer)) == (409, True)


def test_without_an_inventory_one_is_led_to_it(house, client):
    client.force_login(house.stranger)
    answer = client.get(url("apply", house.posting))
    assert (answer.status_code, "まず、経験を書いてください" in words(answer)) == (409, True)
    assert reverse("participants:start") in answer.content.decode()


def test_a_second_application_leads_to_the_first(sent, client):
    client.force_login(sent.participant.user)
    answer = client.get(url("apply", sent.posting))
    assert (answer.status_code, url("application", sent.application) in answer.content.decode()) == (409, True)


def test_a_draft_posting_does_not_exist(house, me):
    house.posting.published_at, house.posting.state = None, "draft"
    house.posting.save()
    assert me.get(url("apply", house.posting)).status_code == 404


# ------------------------------------------------------------- the participant follows
def test_the_list_and_the_page_say_who_acts_by_when(sent, client, clock):
    client.force_login(sent.participant.user)
    clock.later(days=4)
    assert "団体の返事を待っています 応募から4日目。 10月8日（木）までに返事が来ます。" in words(client.get("/applications/"))
    page = words(client.get(url("application", sent.application)))
    assert "受付番号 " + sent.application.receipt in page
    assert "応募から4日目" in page
    assert "いまここ" in page or "You are here" in page or "団体の返事を待っています" in page


@pytest.mark.parametrize(("state", "sentence"), [
    ("withdrawn", "この応募は取り下げました"), ("declined", "あなたの経験が足りないということではありません"), ("closed", "募集が終わりました")])
def test_each_end_has_its_own_sentence(sent, client, state, sentence):
    if state == "withdrawn":
        actions.withdraw_application(by=sent.participant.user, application=sent.application)
    elif state == "declined":
        actions.decline_application(by=sent.owner, application=sent.application, words="またの機会に。")
    else:
        sent.posting.state = "closed"
        sent.posting.save()
        actions.close_applications(by=None, posting=sent.posting, words="")
    client.force_login(sent.participant.user)
    page = words(client.get(url("application", sent.application)))
    assert sentence in page
    assert ("またの機会に。" in page) is (state == "declined")
    assert words(client.get("/applications/"))


def test_withdrawing_asks_once_more(sent, client):
    client.force_login(sent.participant.user)
    assert "この応募を取り下げる" in words(client.get(url("withdraw", sent.application)))
    assert client.post(url("withdraw", sent.application), {"sure": "1"})["Location"] == url("application", sent.application)
    assert Application.objects.get().state == State.WITHDRAWN
    assert "この応募は取り下げられました。" in words(client.get(url("withdraw", sent.application)))
    assert client.post(url("withdraw", sent.application), {"sure": "1"}).status_code == 422


def test_nobody_else_reads_it(sent, client):
    pages = ["application", "withdraw", "received", "decline", "interview", "times", "link", "notes", "calendar"]
    for person in (sent.stranger, sent.other_owner, sent.desk):
        client.force_login(person)
        assert {name: client.get(url(name, sent.application)).status_code for name in pages} == dict.fromkeys(pages, 404)
    client.force_login(sent.owner)
    assert client.get(url("application", sent.application)).status_code == 404
    client.force_login(sent.participant.user)
    assert client.get(url("received", sent.application)).status_code == 404
    client.logout()
    assert client.get(url("application", sent.application)).status_code == 302


# ------------------------------------------------------------- the organization answers
@pytest.fixture
def us(sent, client):
    client.force_login(sent.owner)
    return client


def test_the_inbox_tells_the_age(sent, us, clock):
    clock.later(days=3)
    for path in ("/organization/applications/", url("of_posting", sent.posting)):
        page = words(us.get(path))
        assert sent.participant.user.name in page
        assert "応募から3日目。 返事の約束は10月8日（木）までです。" in page
    actions.decline_application(by=sent.owner, application=sent.application, words="")
    assert "決まった応募（1件）" in words(us.get("/organization/applications/"))


def test_an_unverified_organization_sees_nothing_of_applicants(sent, us):
    for state, said in (("asked", "事務局が団体を確認しているところです"), ("refused", "いまは応募を表示していません"),
                        ("suspended", "いまは応募を表示していません")):
        sent.organization.state = state
        sent.organization.save()
        page = words(us.get("/organization/applications/"))
        assert (sent.participant.user.name in page, page.count(said)) == (False, 1)
    assert us.get(url("received", sent.application)).status_code == 404
    assert us.get(url("interview", sent.application)).status_code == 404


def test_who_belongs_to_no_organization_has_no_inbox(house, client):
    client.force_login(house.stranger)
    assert client.get("/organization/applications/").status_code == 404
    assert client.get("/organization/slots/").status_code == 404
    assert client.get(url("of_posting", house.posting)).status_code == 404


def test_an_empty_inbox_offers_to_offer_times(house, client):
    client.force_login(house.other_owner)
    assert "まだ応募はありません" in words(client.get("/organization/applications/"))


def test_the_application_is_read_without_mail_and_phone(sent, us):
    page = us.get(url("received", sent.application)).content.decode()
    assert sent.application.message in page
    assert "預金の夜間処理をCOBOLで作り" in page
    assert sent.participant.user.email not in page


def test_two_clicks_fix_the_interview(sent, us):
    candidate = sent.application.candidates.all()[1]
    answer = us.post(url("received", sent.application), {"candidate": candidate.pk})
    assert answer["Location"] == url("interview", sent.application)
    assert Application.objects.get().interview.starts_at == candidate.starts_at


@pytest.mark.parametrize(("data", "sentence"), [
    ({}, "面談の日時"), ({"candidate": "99999"}, "面談の日時"),
    ({"candidate": "first", "link": "http://example.com/"}, "https://")])
def test_a_bad_choice_fixes_nothing(sent, us, data, sentence):
    if data.get("candidate") == "first":
        data = {**data, "candidate": sent.application.candidates.first().pk}
    answer = us.post(url("received", sent.application), data)
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert Application.objects.get().state == State.SENT


def test_when_no_time_is_left_others_are_offered(sent, us, clock):
    clock.later(days=30)
    assert "ほかの日時を出してください" in words(us.get(url("received", sent.application)))
    answer = us.post(url("times", sent.application), {"day_1": "2026-11-05", "time_1": "10:00"})
    assert answer["Location"] == url("received", sent.application)
    assert "参加者が日時を選んでいます" in words(us.get(answer["Location"]))


def test_declining_begins_with_ready_words(sent, us):
    assert "ご応募ありがとうございました" in us.get(url("decline", sent.application)).content.decode()
    assert us.post(url("decline", sent.application), {"words": ""}).status_code == 422
    assert us.post(url("decline", sent.application), {"words": "またの機会に。"})["Location"] == url("received", sent.application)
    page = words(us.get(url("received", sent.application)))
    assert "またの機会に。" in page
    assert "この応募は、見送りとなって終わりました。" in words(us.get(url("decline", sent.application)))


def test_slots_are_added_several_at_once_and_taken_back(house, client):
    client.force_login(house.owner)
    answer = client.post("/organization/slots/", {
        "day_1": "2026-10-20", "time_1": "10:00", "day_2": "2026-10-20", "time_2": "10:30", "day_3": "2026-10-20", "time_3": "10:30"})
    assert answer.status_code == 302
    page = client.get("/organization/slots/")
    assert "2つの日時を加えました。" in words(page)
    assert [len(slots) for _day, slots in page.context["days"]] == [1, 1, 1, 2]
    slot = house.organization.slots.last()
    assert client.post(url("remove_slot", slot)).status_code == 302
    assert "10月20日（火）午前10時30分" not in words(client.get("/organization/slots/")).split("日時を取り消しました。")[1]
    assert client.post("/organization/slots/", {}).status_code == 422
    assert client.get(url("remove_slot", slot)).status_code == 405


def test_slots_of_another_organization_do_not_exist(house, client):
    client.force_login(house.other_owner)
    assert client.post(url("remove_slot", house.slots[0])).status_code == 404


def test_slots_are_in_the_organizations_own_zone(house, client):
    manila = make_organization("Tahanan", owner=make_user("ana@example.ph", "Ana", language="ja"), phone="0480001333",
                               country="PH", time_zone="Asia/Manila")
    client.force_login(make_owner := manila.memberships.get().user)
    assert make_owner.time_zone == "Asia/Tokyo"
    client.post("/organization/slots/", {"day_1": "2026-10-20", "time_1": "10:00"})
    assert manila.slots.get().starts_at.isoformat() == "2026-10-20T02:00:00+00:00"
    assert "午前10時～10時30分（Manila）" in words(client.get("/organization/slots/"))


def test_all_pages_in_english(sent, client):
    application = make_interview(sent.application)
    ours, mine = ("received", "interview", "times", "notes", "link", "decline"), ("application", "interview", "times", "withdraw")
    pages = [(sent.owner, url(name, application)) for name in ours] + [(sent.participant.user, url(name, application)) for name in mine]
    for person, path in pages:
        client.force_login(person)
        assert client.get("/en" + path).status_code == 200


def test_many_drafts_do_not_pile_up(house, me):
    from engawa.demo.builders.postings import make_open_posting
    for _n in range(6):
        posting = make_open_posting(house.organization)
        me.post(url("apply", posting), first_page(house))
    assert len(me.session["applications"]) == 5
    assert make_application(posting, house.participant, own_times=[now() + timedelta(days=1)])
