"""Where an application stands, in words for each side: who acts by when, and what has happened so far."""
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from engawa.base import history
from engawa.base.times.words import day_words, span_words
from engawa.journey.applications import rules
from engawa.journey.applications.models import Answer, Application, State


@dataclass(frozen=True)
class Standing:
    """One state for one side: `kind` and `icon` of the state component, the words, and a sentence more."""

    kind: str
    icon: str
    words: str
    more: str = ""


class Happened(NamedTuple):
    """One step of the past."""

    words: str
    at: datetime


def for_participant(application: Application) -> Standing:
    """Say where an application stands to the person who sent it."""
    due = day_words(application.answer_due, year=False)
    if suspended := rules.why_suspended(application):
        return Standing("info", "wait", _("Nothing goes on for now"), suspended)
    if application.state == State.SENT:
        return Standing("warn", "wait", _("Waiting for the organization's answer"), _(
            "An answer comes by %(day)s. If it does not, the coordinator team calls the organization.") % {"day": due})
    if application.state == State.OFFERING:
        return Standing("info", "calendar", _("Times for the interview have come"),
                        _("Please choose one by %(day)s.") % {"day": due})
    if application.state == State.MEETING:
        return _meeting(application, application.interview.participant_answer, application.interview.organization_answer,
                        _("Waiting for the organization's answer after the interview"))
    return _ended(application)


def for_organization(application: Application) -> Standing:
    """Say where an application stands to the organization."""
    due = day_words(application.answer_due, year=False)
    if application.state == State.SENT:
        return Standing("warn", "wait", _("Waiting for your answer"), _("You promised an answer by %(day)s.") % {"day": due})
    if application.state == State.OFFERING:
        return Standing("info", "wait", _("The participant is choosing a time"), _("A choice comes by %(day)s.") % {"day": due})
    if application.state == State.MEETING:
        return _meeting(application, application.interview.organization_answer, application.interview.participant_answer,
                        _("Waiting for the participant's answer after the interview"))
    return _ended(application)


def _meeting(application: Application, own: str, other: str, waiting: str) -> Standing:
    interview = application.interview
    if not interview.has_started:
        return Standing("info", "calendar", _("The interview is fixed"), span_words(interview.starts_at, interview.minutes))
    due = day_words(application.answer_due, year=False)
    if not own:
        return Standing("warn", "talk", _("How was the interview?"), _("Please say by %(day)s how you would like to go on.") % {"day": due})
    if own == Answer.TALK or (other and other != own):
        return Standing("info", "talk", _("You are still talking it over"), _("You can fix another interview. The coordinator team helps too."))
    return Standing("info", "wait", waiting, _("An answer comes by %(day)s.") % {"day": due})


def _ended(application: Application) -> Standing:
    day = day_words(application.ended_at, year=False)
    return {
        State.ACCEPTED.value: Standing("ok", "ok", _("Both of you wish to go on"), _("The alignment sheet comes next.")),
        State.DECLINED.value: Standing("", "info", _("Not this time"), day),
        State.WITHDRAWN.value: Standing("", "info", _("Withdrawn"), day),
        State.CLOSED.value: Standing("", "info", _("The posting has closed"), day),
    }[application.state]


def timeline(application: Application) -> list[Happened]:
    """List what has happened with an application, oldest first; what was only said to the desk is left out."""
    said = {
        "applications.submitted": _("The application was sent"), "applications.interview_fixed": _("The interview was fixed"),
        "applications.times_offered": _("The organization offered times"),
        "applications.times_proposed": _("The participant wrote other times"),
        "applications.accepted": _("Both wish to go on"), "applications.declined": _("Not this time"),
        "applications.withdrawn": _("The application was withdrawn"), "applications.closed": _("The posting closed"),
        "applications.suspended": _("The coordinator team suspended the organization"),
        "applications.restored": _("The organization may work here again"),
        "applications.desk_told": _("The coordinator team was told that there is no answer"),
    }
    return [Happened(said[event.verb], event.at) for event in history.of(application) if event.verb in said]
