"""The told story: enough people, things in every state, nothing waiting to be sent, no sentence twice."""
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localtime

from engawa.base.history.models import Event
from engawa.base.notices.models import Mail
from engawa.base.times import today
from engawa.demo.queries import persons
from engawa.demo.story import cast
from engawa.demo.story.telling import PERSONS, tell
from engawa.journey.applications.models import Application
from engawa.journey.organizations.models import Organization
from engawa.journey.outcomes.models import Certificate
from engawa.journey.postings.models import Posting, PostingReport, Question, ReviewComment
from engawa.journey.projects.models import Project
from tests.reference import load_reference


def states(model):
    return dict(Counter(model.objects.values_list("state", flat=True)))


def test_the_whole_story_stands(db):
    """One telling for everything that is asked of it: it takes most of a minute."""
    load_reference()
    told = tell()
    assert len(told.people) >= 40
    assert len(told.organizations) >= 25
    assert Posting.objects.count() >= 60
    assert len({cause for one in Organization.objects.all() for cause in one.causes.values_list("pk", flat=True)}) >= 12
    assert set(Posting.objects.values_list("area", flat=True)) == {"web-sns", "data", "systems", "strategy-security"}
    assert set(states(Posting)) == {"open", "filled", "in_review", "draft", "paused"}
    assert set(states(Application)) == {"sent", "offering", "meeting", "accepted", "declined", "withdrawn"}
    assert set(states(Project)) == {"running", "paused", "finished"}
    assert set(states(Organization)) == {"verified", "asked", "checking", "more_wanted", "refused"}
    assert [(one.state, one.questions.count()) for one in Posting.objects.filter(kind="talk")] == [("open", 0)]
    questions = Question.objects
    assert [questions.filter(**of).count() for of in ({}, {"may_be_shown": True}, {"answer": ""}, {"hidden_at__isnull": False})] == [5, 2, 2, 1]
    assert PostingReport.objects.filter(handled_at=None).count() == PostingReport.objects.exclude(handled_at=None).count() == 1
    assert list(ReviewComment.objects.filter(posting__state="in_review").values_list("section", "answer").order_by("section")) == [
        ("", ""), ("deliverables", ""), ("need", "電話のことを書きました。")]
    days = list(Organization.objects.filter(state="verified").values_list("verified_until", flat=True))
    assert max(Counter(days).values()) == 1
    assert (max(days) - min(days)).days > 120
    assert Certificate.objects.count() == states(Project)["finished"]
    assert Project.objects.filter(report_due=today(), state="running").count() == 1
    assert states(Mail) == {"sent": Mail.objects.count()}
    assert [one.user.email for one in persons()] == [email for email, _ja, _en in PERSONS]
    # What happened before today happened in the daytime.
    hours = {localtime(at).hour for at in Event.objects.values_list("at", flat=True) if localtime(at).date() < today()}
    assert hours
    assert hours <= set(range(9, 18))
    # A database with people is left alone.
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("loadstory")


def test_no_sentence_is_said_twice():
    said = [row["message"] for rows in cast.read("scenes").values() for row in rows if "message" in row]
    said += [posting["need"] for one in cast.read("organizations") for posting in one.get("postings", [])]
    said += [entry[4] for row in cast.read("participants") for entry in row["careers"]]
    assert [words for words, count in Counter(said).items() if count > 1] == []
