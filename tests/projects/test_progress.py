"""Where a project stands, in words and weeks; and time as people write it."""
from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.timezone import get_current_timezone

from engawa.base.times import at_moment
from engawa.journey.projects import actions, progress
from engawa.journey.projects.forms import DurationField
from engawa.journey.projects.models import State
from engawa.journey.projects.templatetags.projects import hours, time_words


def at(project, days):
    """Be at noon, so many days after the first."""
    return at_moment(datetime.combine(project.starts_on, time(12), get_current_timezone()) + timedelta(days=days))


def test_the_sentence_of_every_moment(project):
    weeks = progress.weeks_in(project)
    said = {}
    for days in (-3, 0, 7, 7 * weeks - 1, 7 * weeks, 7 * weeks + 1):
        with at(project, days):
            said[days] = progress.sentence(project)
    assert said == {
        -3: "あと3日で始まります。", 0: f"{weeks}週間のうち、1週目です。", 7: f"{weeks}週間のうち、2週目です。",
        7 * weeks - 1: f"{weeks}週間のうち、{weeks}週目です。", 7 * weeks: f"{weeks}週間のうち、{weeks}週目です。",
        7 * weeks + 1: "終わりの日を過ぎました。完了を確認するか、終わりの日を動かしてください。"}
    project.ends_on = project.starts_on
    assert progress.sentence(project) == "1週間のプロジェクトです。"
    for state, words in ((State.PAUSED, "お休み中"), (State.STOPPED, "途中で終わりました"), (State.FINISHED, "完了しました")):
        project.state = state
        assert words in progress.sentence(project)


def test_the_line_of_weeks(project):
    with at(project, 8):
        line = progress.line(project)
        assert [w.is_here for w in line].index(True) == 1
        assert [w.is_done for w in line[:2]] == [True, False]
        assert all(w.what for w in line)
        assert line[0].what == project.agreement.application.posting.steps[0]["text"]
    project.state = State.FINISHED
    assert all(w.is_done and not w.is_here for w in progress.line(project))
    project.agreement.application.posting.steps = []
    assert {w.what for w in progress.line(project)} == {""}
    project.ends_on = project.starts_on + timedelta(weeks=13)
    assert progress.line(project) == []


@pytest.mark.parametrize(("typed", "minutes"), [
    ("2.5", 150), ("２．５", 150), ("2時間半", 150), ("2時間30分", 150), ("90分", 90), ("1 h 15 min", 75), ("0.5", 30), ("", 0),
    ("24", 1440)])
def test_time_as_people_write_it(typed, minutes):
    assert DurationField(required=False).clean(typed) == minutes


@pytest.mark.parametrize("typed", ["たくさん", "-1", "0", "3分", "25", "2..5", "時間"])
def test_time_that_cannot_be_read(typed):
    with pytest.raises(ValidationError):
        DurationField().clean(typed)


def test_time_in_words():
    assert [time_words(m) for m in (0, 45, 60, 150, None)] == ["0時間", "45分", "1時間", "2時間30分", "0時間"]
    assert [hours(m) for m in (0, 150, 60, None)] == ["0", "2.5", "1", "0"]
    assert DurationField().prepare_value(150) == "2.5"
    with translation.override("en"):
        assert time_words(150) == "2 h 30 min"


def test_the_participants_own_minutes(project, sides):
    actions.log_hours(by=sides[1], project=project, minutes=30)
    assert project.hours.get().minutes == 30
