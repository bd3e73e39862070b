"""The first version of a sheet: what posting, template and application already say, so that most needs only a look."""
from datetime import date, timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.journey.agreements.form import CHECK_DAYS, the_form
from engawa.journey.agreements.models import HERE
from engawa.journey.agreements.written import Content
from engawa.journey.applications.models import Application
from engawa.journey.postings.models import Posting
from engawa.journey.postings.opened import as_open

DAYS_TO_START = 7
WEEKS = 6  # when neither posting nor template says
# Promises that belong to something made, not to a talk of one hour, and to work of several weeks.
NOT_IN_A_TALK = {"editable", "manual", "npo-account", "hours-cap", "report-content", "half-done", "after-support", "follow-up", "closing-meeting"}


def first_content(application: Application, *, decider: str) -> Content:
    """Return the values of the first version, in the language of the posting.

    Args:
        application: the accepted application.
        decider: name of the organization's representative.
    """
    posting = as_open(application.posting)   # a change of it that is being checked was not applied for
    with translation.override(posting.language):
        filled = _values(application, posting, decider)
        if posting.is_talk:
            filled["deliverables"] = {"deliverable_list": [_what_is_left_of_a_talk()], "revision_limit": 0}
            filled["meetings"]["cadence"] = ""
    return {section.slug: {
        "fields": {field.slug: filled.get(section.slug, {}).get(field.slug, [] if field.type == "list" else
                                                                None if field.type == "number" else "")
                   for field in section.fields},
        "clauses": [clause.slug for clause in section.clauses if clause.default and not (posting.is_talk and clause.slug in NOT_IN_A_TALK)],
    } for section in the_form().sections}


def _values(application: Application, posting: Posting, decider: str) -> dict[str, dict[str, Any]]:
    start, end = _days(posting)
    contact = posting.contact_person or decider
    tools = _tools(posting)
    return {
        "role": {"npo_contact": contact, "npo_decider": decider,
                 "volunteer_role": _("Proposals and work for “%(title)s”") % {"title": posting.title},
                 "npo_hours": posting.own_hours or None},
        "goal": {"problem": posting.need, "goal_state": posting.task},
        "period": {"start_date": start.isoformat(), "end_date": end.isoformat(),
                   "hours_per_week": _hours_a_week(application), "total_hours": _hours(posting)},
        "deliverables": {"deliverable_list": list(posting.deliverables) or _of_template(posting, "deliverables"),
                         "revision_limit": 2},
        "completion": {"acceptance_list": list(posting.acceptance) or _of_template(posting, "acceptance"),
                       "check_days": CHECK_DAYS},
        "out-of-scope": {"exclusions": list(posting.out_of_scope) or _of_template(posting, "out_of_scope")},
        "communication": {"main_tool": tools.get("chat", HERE), "report_frequency": "weekly",
                          "file_place": tools.get("storage", HERE)},
        "meetings": {"cadence": "weekly", "meeting_tool": tools.get("meeting", ""), "weekday_time": posting.contact_words},
        "response-time": {"reply_days": 3},
        "confidentiality": {"level": posting.confidentiality},
        "personal-data": {"data_officer": contact, "data_place": posting.data_words[:200],
                          "delete_date": end.isoformat()},
        "ip": {"ip_choice": "license", "credit": "ask"},
        "expenses": {"expense_limit": 0},
        "cannot-continue": {"notice_days": 7},
    }


def _what_is_left_of_a_talk() -> str:
    """What a talk of one hour leaves behind, so that both know when it is done. Whoever listens best writes it."""
    return _("A note of the talk, one page or less: what was talked about, what was suggested, and what the organization does next")


def _days(posting: Posting) -> tuple[date, date]:
    """First and last day: the posting's, else a week from now, and as many weeks as it takes."""
    weeks = posting.weeks or (posting.template.weeks if posting.template else WEEKS)
    start = max(posting.starts_on or date.min, today() + timedelta(days=DAYS_TO_START))
    return start, start + timedelta(weeks=weeks)


def _hours(posting: Posting) -> int | None:
    return posting.hours_total or (posting.template.hours_typical if posting.template else None)


def _hours_a_week(application: Application) -> int | None:
    """What the posting asks for, but never more than the person said they have."""
    asked, has = application.posting.hours_per_week, application.sheet.get("time", {}).get("hours_per_week")
    return min(asked, has) if asked and has else asked or has


def _tools(posting: Posting) -> dict[str, str]:
    """{kind: slug} of the first tool of each kind that the posting names."""
    named = posting.tools.select_related("kind")
    return {tool.kind_id: tool.slug for tool in reversed(list(named))}


def _of_template(posting: Posting, part: str) -> list[str]:
    rows = posting.template.content.get(part, []) if posting.template else []
    return [row[posting.language] if isinstance(row, dict) else str(row) for row in rows]
