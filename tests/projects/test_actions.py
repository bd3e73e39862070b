"""The course and the work of a project: what happens, who is told, who may not."""
from datetime import date, timedelta

import pytest

from engawa.base import history
from engawa.base.notices.models import Mail, Notice
from engawa.base.threads.models import Block
from engawa.base.times import at_moment, now, today
from engawa.base.ui.refusal import Refused
from engawa.demo.builders.agreements import make_ready_sheet
from engawa.demo.builders.people import make_desk, make_user
from engawa.demo.builders.projects import make_project
from engawa.journey.agreements.models import Agreement
from engawa.journey.organizations.models import Membership, Organization
from engawa.journey.projects import actions, queries, tasks
from engawa.journey.projects.models import Hours, Mood, Project, State


def told(kind):
    return sorted(Notice.objects.filter(kind=f"projects/{kind}").values_list("user__email", flat=True))


def later(days):
    return at_moment(now() + timedelta(days=days))


def verb(project):
    return history.of(project).last().verb


def test_the_room_opens_with_the_agreement_and_takes_its_numbers(project, sides):
    period = project.agreement.agreed_version.content["period"]["fields"]
    assert (project.starts_on, project.ends_on) == (date.fromisoformat(period["start_date"]), date.fromisoformat(period["end_date"]))
    assert (project.hours_agreed, project.report_every) == (period["total_hours"], 7)
    assert project.report_due == today() + timedelta(days=7)
    assert set(project.thread.people.all()) == set(sides)
    assert actions.open_project(by=None, agreement=project.agreement) == project
    assert told("opened") == ["saeki@example.jp", "takada@example.jp"]


def test_no_room_without_an_agreement(house):
    with pytest.raises(Refused, match="同じ版に同意すると"):
        actions.open_project(by=None, agreement=make_ready_sheet())
    assert Project.objects.count() == 0


def test_a_report_moves_the_day_and_notes_the_time(project, sides):
    owner, me = sides
    with later(7):
        report = actions.submit_report(by=me, project=project, done="聞き取り", next="項目の表", minutes=150)
        assert (report.number, report.hours.minutes, report.hours.on) == (1, 150, today())
    project.refresh_from_db()
    assert project.report_due == today() + timedelta(days=14)
    assert queries.minutes_of(project) == queries.minutes_by(me.participant, project) == 150
    assert (told("reported"), verb(project)) == ([owner.email], "projects.reported")
    with later(8):
        assert actions.submit_report(by=me, project=project, done="つづき").number == 2
    assert Hours.objects.count() == 1  # a report without time makes no row


def test_a_report_that_comes_late_keeps_the_rhythm(project, sides):
    with later(10):
        actions.submit_report(by=sides[1], project=project, done="遅れました")
    project.refresh_from_db()
    assert project.report_due == today() + timedelta(days=14)


def test_the_wish_to_talk_is_seen_by_the_desk_until_somebody_replies(project, sides):
    report = actions.submit_report(by=sides[1], project=project, done="a", mood=Mood.TALK)
    assert list(queries.wanting_talk()) == [project]
    assert "「相談したい」とのことです" in Notice.objects.get(kind="projects/reported").line
    actions.read_report(by=sides[0], report=report, reply="明日お電話します。")
    assert list(queries.wanting_talk()) == []


def test_only_the_participant_reports_and_not_while_resting_or_after_the_end(project, sides):
    owner, me = sides
    with pytest.raises(Refused, match="参加者が書きます"):
        actions.submit_report(by=owner, project=project, done="a")
    actions.pause_project(by=me, project=project)
    with pytest.raises(Refused, match="お休み中です"):
        actions.submit_report(by=me, project=project, done="a")
    actions.stop_project(by=me, project=project)
    with pytest.raises(Refused, match="終わりました"):
        actions.submit_report(by=me, project=project, done="a")


def test_reading_counts_once_and_a_reply_can_follow(project, sides):
    owner, me = sides
    report = actions.submit_report(by=me, project=project, done="a")
    assert list(queries.unread_reports(project.organization)) == [report]
    read = actions.read_report(by=owner, report=report)
    assert (read.read_by, told("read")) == (owner, [me.email])
    assert actions.read_report(by=owner, report=report).read_at == read.read_at
    assert told("read") == [me.email]
    replied = actions.read_report(by=owner, report=report, reply="助かります。")
    assert (replied.reply, replied.read_at, told("replied")) == ("助かります。", read.read_at, [me.email])
    with pytest.raises(Refused, match="団体の方です"):
        actions.read_report(by=me, report=report)


def test_time_is_noted_by_the_one_who_gave_it(project, sides):
    owner, me = sides
    row = actions.log_hours(by=me, project=project, minutes=45, note="資料を読みました")
    assert (row.on, row.minutes) == (today(), 45)
    for words, act in {
        "本人が記録します": lambda: actions.log_hours(by=owner, project=project, minutes=45),
        "この日はまだ来ていません": lambda: actions.log_hours(by=me, project=project, minutes=45, on=today() + timedelta(days=1)),
        "5分から24時間": lambda: actions.log_hours(by=me, project=project, minutes=4),
        "1日の合計が24時間を超えます": lambda: actions.log_hours(by=me, project=project, minutes=24 * 60),
    }.items():
        with pytest.raises(Refused, match=words):
            act()
    assert queries.minutes_of(project) == 45


def test_a_report_cannot_carry_more_than_a_day(project, sides):
    actions.log_hours(by=sides[1], project=project, minutes=20 * 60)
    with pytest.raises(Refused, match="24時間を超えます"):
        actions.submit_report(by=sides[1], project=project, done="a", minutes=5 * 60)


def test_a_row_noted_by_mistake_can_be_removed(project, sides):
    owner, me = sides
    row = actions.log_hours(by=me, project=project, minutes=45)
    with pytest.raises(Refused, match="本人が記録します"):
        actions.remove_hours(by=owner, hours=row)
    actions.remove_hours(by=me, hours=row)
    assert Hours.objects.count() == 0
    report = actions.submit_report(by=me, project=project, done="a", minutes=60)
    with pytest.raises(Refused, match="送った報告の一部"):
        actions.remove_hours(by=me, hours=report.hours)
    row = actions.log_hours(by=me, project=project, minutes=45)
    actions.stop_project(by=me, project=project)
    with pytest.raises(Refused, match="終わりました"):
        actions.remove_hours(by=me, hours=row)


def test_messages_reach_the_others_without_their_words(project, sides):
    owner, me = sides
    actions.post_message(by=me, project=project, body="秘密の話")
    assert told("message") == [owner.email]
    assert "秘密の話" not in "".join(m.text + m.html + m.subject for m in Mail.objects.all())
    assert "秘密の話" not in "".join(n.line for n in Notice.objects.all())


def test_who_joins_the_organization_later_is_let_into_the_conversation(project, sides):
    new = make_user("kobayashi@example.jp", "小林 由美")
    Membership.objects.create(organization=project.organization, user=new, role="member")
    actions.post_message(by=new, project=project, body="はじめまして")
    assert set(project.thread.people.all()) == {*sides, new}
    assert told("message") == sorted(u.email for u in sides)


def test_a_block_and_the_end_stop_messages(project, sides):
    owner, me = sides
    Block.objects.create(by=owner, blocked=me)
    with pytest.raises(Refused):
        actions.post_message(by=me, project=project, body="a")
    actions.stop_project(by=owner, project=project)
    with pytest.raises(Refused, match="終わりました"):
        actions.post_message(by=owner, project=project, body="a")


def test_the_end_date_moves_and_the_other_side_is_told(project, sides):
    owner, me = sides
    end = project.ends_on + timedelta(days=14)
    moved = actions.move_end(by=me, project=project, ends_on=end, words="台風で遅れました。")
    assert (moved.ends_on, told("end_moved")) == (end, [owner.email])
    assert history.of(project).last().data == {"before": project.ends_on.isoformat(), "after": end.isoformat()}
    for words, day in {"いまの終わりの日と同じ": end, "今日よりあと": today() - timedelta(days=1), "1年以内": today() + timedelta(days=367)}.items():
        with pytest.raises(Refused, match=words):
            actions.move_end(by=owner, project=project, ends_on=day)


def test_resting_and_going_on(project, sides):
    owner, me = sides
    actions.pause_project(by=me, project=project, words="入院します。")
    assert told("paused") == [owner.email]
    with pytest.raises(Refused, match="すでにお休み中"):
        actions.pause_project(by=owner, project=project)
    with later(30):
        resumed = actions.resume_project(by=owner, project=project)
        assert resumed.report_due == today() + timedelta(days=7)
    assert told("resumed") == [me.email]
    with pytest.raises(Refused, match="進行中です"):
        actions.resume_project(by=me, project=project)


def test_stopping_ends_the_agreement_and_blames_nobody(project, sides):
    owner, me = sides
    stopped = actions.stop_project(by=owner, project=project)
    assert (stopped.state, stopped.report_due, told("stopped")) == (State.STOPPED, None, [me.email])
    assert Agreement.objects.get().state == "ended"
    assert "だれのせいでもありません" in Mail.objects.filter(kind="projects/stopped").get().text
    for act in (actions.stop_project, actions.pause_project, actions.resume_project, actions.finish_project):
        with pytest.raises(Refused, match="終わりました"):
            act(by=me, project=project)


def test_a_revised_agreement_does_not_wake_an_ended_project(project, sides):
    actions.finish_project(by=sides[0], project=project)
    assert actions.follow_agreement(by=None, agreement=project.agreement).report_due is None


def test_finishing_is_announced(project, sides):
    assert actions.finish_project(by=sides[0], project=project).state == State.FINISHED
    assert verb(project) == "projects.finished"
    assert Agreement.objects.get().state == "agreed"  # the promises that survive the end stay


@pytest.mark.parametrize("who", ["stranger", "other organization"])
def test_nobody_else_has_a_say(project, stranger, who):
    if who == "other organization":
        other = Organization.objects.create(name="よその会", legal_form="npo")
        Membership.objects.create(organization=other, user=stranger, role="owner")
    for act in (lambda: actions.move_end(by=stranger, project=project, ends_on=today()),
                lambda: actions.pause_project(by=stranger, project=project), lambda: actions.stop_project(by=stranger, project=project),
                lambda: actions.post_message(by=stranger, project=project, body="a"),
                lambda: actions.submit_report(by=stranger, project=project, done="a"),
                lambda: actions.log_hours(by=stranger, project=project, minutes=60)):
        with pytest.raises(Refused):
            act()
    actions.pause_project(by=project.organization.members.first(), project=project)
    with pytest.raises(Refused, match="このプロジェクトの人だけ"):
        actions.resume_project(by=stranger, project=project)
    assert list(queries.visible_to(stranger)) == []


def test_a_reminder_on_the_report_day_and_only_one(project, sides):
    assert actions.remind_reports() == 0
    with later(7):
        assert (actions.remind_reports(), actions.remind_reports()) == (1, 0)
    with later(8):
        assert actions.remind_reports() == 0
        actions.submit_report(by=sides[1], project=project, done="a")
    with later(14):
        assert actions.remind_reports() == 1
    assert told("report_day") == ["saeki@example.jp", "saeki@example.jp"]


def test_a_reminder_that_another_worker_sent_is_not_sent_again(project, monkeypatch):
    with later(7):
        waiting = list(queries.due())
        actions.remind_reports()
        real = queries.due
        monkeypatch.setattr(queries, "due", lambda: waiting)
        with pytest.raises(AttributeError):  # the second look asks the table, not the list
            actions.remind_reports()
        monkeypatch.setattr(queries, "due", real)
        from engawa.journey.projects.actions import work
        assert work._remind(project) is False


def test_nobody_is_reminded_at_night(project):
    day = (now() + timedelta(days=8)).replace(minute=0)
    with at_moment(day.replace(hour=18)):  # three in the morning in Japan
        assert tasks.remind_report_days.call() == 0
    with at_moment(day.replace(hour=1)):
        assert tasks.remind_report_days.call() == 1


def test_the_desk_hears_once_of_three_days_of_silence(project):
    desk = make_desk("desk2@example.jp")
    with later(9):
        assert (list(queries.silent()), actions.tell_desk()) == ([], 0)
    with later(10):
        assert list(queries.silent()) == [project]
        assert (tasks.tell_desk_of_silence.call(), actions.tell_desk()) == (1, 0)
    assert desk.email in told("silent")


def test_builders_make_a_story(house):
    project = make_project(reports=3)
    assert [r.number for r in project.reports.all()] == [1, 2, 3]
    assert [bool(r.reply) for r in project.reports.all()] == [True, True, False]
    assert project.report_due > today()
    me = project.participants.get()
    years = queries.years_of(me)
    assert sum(y["minutes"] for y in years) == 630
    assert sum(years[0]["projects"].values()) == years[0]["minutes"]
    assert list(queries.of_participant(me)) == list(queries.of_organization(project.organization)) == [project]
