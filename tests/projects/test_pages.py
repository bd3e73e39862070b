"""The pages of the room, in both languages, for both sides."""
from datetime import timedelta

import pytest
from django.urls import reverse

from engawa.base.times import at_moment, now, today
from engawa.demo.builders.agreements import sides_of
from engawa.demo.builders.projects import make_project
from engawa.journey.projects import actions, queries
from tests.agreements.test_pages import client

NAMES = ("room", "reports", "report", "hours", "messages", "change", "stop")


def url(name, project, *more):
    return reverse(f"projects:{name}", args=[project.pk, *more])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_in_both_languages_for_both_sides(house, prefix):
    project = make_project(reports=3)
    owner, me = sides_of(project.agreement)
    actions.post_message(by=owner, project=project, body="よろしくお願いします。")
    pages = [url(name, project) for name in NAMES] + [url("one_report", project, 2), reverse("projects:projects")]
    own = [*pages, reverse("projects:records")]
    for who, shown in ((owner, pages), (me, own)):
        for page in shown:
            answer = client(who).get(prefix + page)
            html = answer.content.decode()
            assert answer.status_code == 200, page
            for raw in ("<c-", "{%", "{{"):
                assert raw not in html, page
            assert html.count("<h1") == 1, page


@pytest.mark.parametrize("state", ["paused", "stopped", "finished"])
def test_every_page_of_a_project_that_does_not_run(project, sides, state):
    {"paused": actions.pause_project, "stopped": actions.stop_project, "finished": actions.finish_project}[state](
        by=sides[0], project=project)
    for who in sides:
        for name in NAMES:
            assert client(who).get(url(name, project)).status_code == 200
    assert client(sides[0]).get(reverse("projects:projects")).status_code == 200


def test_a_stranger_sees_nothing(project, stranger):
    for name in NAMES:
        assert client(stranger).get(url(name, project)).status_code == 404
    assert client(stranger).get(reverse("projects:records")).status_code == 404
    assert client(stranger).get(reverse("projects:of_agreement", args=[project.agreement_id])).status_code == 404
    assert client(stranger).post(url("resume", project)).status_code == 404
    assert "活動中のプロジェクトはありません" in client(stranger).get(reverse("projects:projects")).content.decode()


def test_the_agreement_knows_its_room(project, sides):
    answer = client(sides[0]).get(reverse("projects:of_agreement", args=[project.agreement_id]))
    assert answer.url == url("room", project)


def test_on_the_report_day_the_form_stands_in_the_room_with_last_weeks_plan(house):
    project = make_project(reports=1)
    owner, me = sides_of(project.agreement)
    with at_moment(now() + timedelta(days=7)):
        html = client(me).get(url("room", project)).content.decode()
        assert "今日は報告の日です" in html
        assert "項目の名前をそろえる案を作ります。</textarea>" in html
        assert "いま報告を書く" not in html
        assert "今日は報告の日です" not in client(owner).get(url("room", project)).content.decode()


def test_a_report_from_the_page(project, sides):
    owner, me = sides
    wrong = client(me).post(url("report", project), {"done": "", "minutes": "たくさん", "mood": "on_track"})
    html = wrong.content.decode()
    assert (wrong.status_code, "入力を確認してください（2か所）" in html, "例：2.5" in html) == (422, True, True)
    sent = client(me).post(url("report", project), {"done": "聞き取り", "minutes": "２時間半", "mood": "slow"})
    assert sent.url == url("room", project)
    report = queries.latest_report(project)
    assert (report.minutes, report.mood) == (150, "slow")
    assert client(owner).post(url("report", project), {"done": "a", "mood": "slow"}).status_code == 422


def test_one_click_reads_and_a_reply_is_one_field(project, sides):
    owner, me = sides
    report = actions.submit_report(by=me, project=project, done="聞き取り")
    assert "読みました</button>" in client(owner).get(url("room", project)).content.decode()
    assert client(owner).post(url("read", project, report.number)).url == url("room", project)
    assert client(me).post(url("read", project, report.number)).status_code == 409
    assert client(owner).post(url("one_report", project, 1), {"reply": "助かります。"}).url == url("one_report", project, 1)
    assert client(owner).post(url("one_report", project, 1), {"reply": ""}).status_code == 422
    assert "助かります。" in client(me).get(url("reports", project)).content.decode()


def test_hours_from_the_page(project, sides):
    me = sides[1]
    day = today()
    parts = {"on_year": day.year, "on_month": day.month, "on_day": day.day}
    assert client(me).post(url("hours", project), {"minutes": "1.5", **parts}).url == url("hours", project)
    row = project.hours.get()
    assert row.minutes == 90
    html = client(me).get(url("hours", project)).content.decode()
    assert "1時間30分" in html
    assert client(me).post(url("hours", project), {"minutes": "40", **parts}).status_code == 422
    assert client(me).post(reverse("projects:remove_hours", args=[project.pk, row.pk])).url == url("hours", project)
    assert project.hours.count() == 0


def test_messages_from_the_page(project, sides):
    assert client(sides[0]).post(url("messages", project), {"body": "こんにちは"}).url == url("messages", project)
    assert client(sides[0]).post(url("messages", project), {"body": " "}).status_code == 422
    assert "こんにちは" in client(sides[1]).get(url("messages", project)).content.decode()


def test_changing_stopping_and_going_on_from_the_pages(project, sides):
    owner, me = sides
    end = project.ends_on + timedelta(days=7)
    sent = {"ends_on_year": end.year, "ends_on_month": end.month, "ends_on_day": end.day, "words": ""}
    assert client(me).post(url("change", project), sent).url == url("room", project)
    assert client(me).post(url("change", project), sent).status_code == 422  # the same day again
    assert client(me).post(url("stop", project), {"what": "", "words": ""}).status_code == 422
    client(me).post(url("stop", project), {"what": "pause"})
    project.refresh_from_db()
    assert project.state == "paused"
    assert client(owner).post(url("resume", project)).url == url("room", project)
    client(me).post(url("stop", project), {"what": "stop", "words": "引っこします。"})
    project.refresh_from_db()
    assert project.state == "stopped"
    assert client(owner).post(url("stop", project), {"what": "stop"}).status_code == 422


def test_the_records_of_a_year(house):
    project = make_project(reports=2)
    me = project.participants.get().user
    html = client(me).get(reverse("projects:records")).content.decode()
    assert "これまでに7時間を使いました。" in html
    assert project.title in html
