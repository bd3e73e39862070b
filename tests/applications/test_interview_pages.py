"""The page of the interview: the time, the link, other times, and what both say after it."""


from engawa.demo.builders.applications import make_held_interview, make_interview
from engawa.journey.applications import actions
from engawa.journey.applications.models import Answer, Application, State
from tests.applications.test_pages import url, words


def test_the_page_of_the_interview(sent, client):
    application = make_interview(sent.application)
    for person, other in ((sent.participant.user, "里山の会 こならとの面談"), (sent.owner, "佐伯 和夫 様との面談")):
        client.force_login(person)
        page = client.get(url("interview", application))
        assert other in words(page)
        assert application.interview.link in page.content.decode()
        assert "午前10時～10時30分（日本時間）" in words(page)
        assert "相手の現地時間" not in words(page)
    assert "会議のURLを変える" in words(page)


def test_both_zones_when_they_differ(sent, client):
    sent.organization.time_zone = "Asia/Manila"
    sent.organization.save()
    application = make_interview(sent.application)
    client.force_login(sent.participant.user)
    assert "相手の現地時間：10月3日（土）午前9時～9時30分（Manila）" in words(client.get(url("interview", application)))
    sent.owner.time_zone = "Asia/Manila"
    sent.owner.save()
    client.force_login(sent.owner)
    page = words(client.get(url("interview", application)))
    assert "午前9時～9時30分（Manila）" in page
    assert "相手の現地時間：10月3日（土）午前10時～10時30分（日本時間）" in page


def test_without_a_fixed_interview_one_is_sent_back(sent, client):
    for person, name in ((sent.participant.user, "application"), (sent.owner, "received")):
        client.force_login(person)
        for page in ("interview", "notes"):
            assert client.get(url(page, sent.application))["Location"] == url(name, sent.application)
        assert client.get(url("link", sent.application))["Location"] == url(name, sent.application)
        assert client.get(url("calendar", sent.application)).status_code == 404


def test_the_link_is_changed_by_the_organization_only(sent, client):
    application = make_interview(sent.application)
    client.force_login(sent.participant.user)
    assert client.get(url("link", application)).status_code == 302
    client.force_login(sent.owner)
    assert client.post(url("link", application), {"link": "https://example.com/"}).status_code == 422
    assert client.post(url("link", application), {"link": "https://meet.google.com/abc-defg-hij"})["Location"] == url(
        "interview", application)
    assert "Google Meet" in words(client.get(url("interview", application)))


def test_offered_times_are_chosen_or_answered_by_others(sent, client):
    actions.offer_times(by=sent.owner, application=sent.application, slots=[sent.slots[1].pk, sent.slots[2].pk])
    client.force_login(sent.participant.user)
    assert client.get(url("application", sent.application)).status_code == 200
    assert client.post(url("times", sent.application), {}).status_code == 422
    other = client.post(url("times", sent.application), {"day_1": "2026-10-20", "time_1": "10:00", "day_2": "", "time_2": ""})
    assert (other["Location"], Application.objects.get().state) == (url("application", sent.application), State.SENT)
    assert client.get(url("times", sent.application))["Location"] == url("application", sent.application)
    actions.offer_times(by=sent.owner, application=sent.application, slots=[sent.slots[1].pk, sent.slots[2].pk])
    candidate = sent.application.candidates.first()
    assert client.post(url("times", sent.application), {"candidate": candidate.pk})["Location"] == url("interview", sent.application)


def test_changing_a_fixed_time_warns(sent, client):
    application = make_interview(sent.application)
    for person in (sent.participant.user, sent.owner):
        client.force_login(person)
        assert "10月3日（土）午前10時の面談は取りやめになります。" in words(client.get(url("times", application)))


def test_offered_times_that_are_gone_leave_own_ones(sent, client, clock):
    actions.offer_times(by=sent.owner, application=sent.application, slots=[sent.slots[0].pk])
    clock.later(days=10)
    client.force_login(sent.participant.user)
    assert "都合のよい日時を書いてください" in words(client.get(url("times", sent.application)))


def test_after_the_interview_both_answer(house, client):
    application = make_held_interview(house.posting, house.participant)
    for person, answer, asks in ((house.owner, Answer.TALK, "どうしたいかを答える"), (house.participant.user, Answer.GO_ON, "どうしたいかを答える"),
                                 (house.owner, Answer.GO_ON, "答えを変える")):
        client.force_login(person)
        assert asks in words(client.get(url("interview", application)))
        assert client.post(url("notes", application), {"answer": ""}).status_code == 422
        assert client.get(url("notes", application)).status_code == 200
        assert client.post(url("notes", application), {"answer": answer.value}).status_code == 302
        home = "application" if person == house.participant.user else "received"
        assert client.get(url(home, application)).status_code == 200
    assert Application.objects.get().state == State.ACCEPTED
    client.force_login(house.participant.user)
    assert "すり合わせシート" in words(client.get(url("application", application)))


def test_before_the_interview_there_is_nothing_to_answer(sent, client):
    application = make_interview(sent.application)
    client.force_login(sent.participant.user)
    page = words(client.get(url("notes", application)))
    assert "面談のあとでおたずねします" in page
    assert "いちばん困っているのは、どんなときですか" in page
    assert client.post(url("notes", application), {"answer": "go_on"}).status_code == 422
