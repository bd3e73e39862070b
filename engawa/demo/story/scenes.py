"""What happened between the people: one function for each kind of scene in data/scenes.yaml."""
from typing import Any

from django.http import QueryDict

from engawa.base.threads import actions as threads
from engawa.base.times import at_moment, now
from engawa.demo.builders.agreements import edit, make_ready_sheet, make_sheet, sides_of
from engawa.demo.builders.applications import (
    make_accepted_application,
    make_application,
    make_held_interview,
    make_interview,
    make_slots,
    owner_of,
)
from engawa.demo.builders.organizations import desk
from engawa.demo.builders.outcomes import make_finished_project
from engawa.demo.builders.postings import make_open_posting, make_posting, make_talk
from engawa.demo.builders.projects import make_project
from engawa.demo.story.cast import Stage, afternoon, ago, at_ten, free_half_hours
from engawa.journey.agreements import actions as agreements
from engawa.journey.agreements import queries as sheets
from engawa.journey.applications import actions as applications
from engawa.journey.matching import actions as matching
from engawa.journey.matching.asked import Asked
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.organizations import actions as organizations
from engawa.journey.organizations.models import Point
from engawa.journey.outcomes import actions as outcomes
from engawa.journey.outcomes import queries as completion
from engawa.journey.postings import actions as postings
from engawa.journey.projects import actions as projects

WEEK = 7
# How many days after the last report each kind of room stands: on its report day, in between, or silent.
SINCE_LAST = {"due": WEEK, "silent": WEEK + 6}
IN_BETWEEN = 3


def days_running(row: dict[str, Any]) -> int:
    """Return how many days ago the project of a running scene began."""
    return WEEK * len(row["reports"]) + SINCE_LAST.get(row["mode"], IN_BETWEEN)


def earliest(told: dict[str, Any]) -> dict[str, int]:
    """Return since how many days each posting of a scene has to be open."""
    days = {row["posting"]: days_running(row) + 10 for row in told["running"]}
    days |= {row["posting"]: 14 for kind in ("sheets", "meetings", "offering") for row in told[kind]}
    return days | {row["posting"]: row["days"] + 2 for kind in ("sent", "ended") for row in told[kind]}


def _report(line: str, *, read: bool = True) -> dict[str, Any]:
    done, following, trouble, minutes = line.split("|")
    return {"done": done, "next": following, "trouble": trouble, "minutes": int(minutes), "read": read}


def finished(stage: Stage, row: dict[str, Any]) -> None:
    """A whole journey, from an old posting to the certificate."""
    every = (row["began"] - row["ended"]) // (len(row["reports"]) + 1)
    with ago(row["began"] + 12):
        posting = make_open_posting(stage.organizations[row["org"]], template=row["template"], title=row["title"], need=row["need"])
    with ago(row["began"]):
        application = make_accepted_application(posting, stage.people[row["who"]], message=row["message"])
    with ago(row["ended"]):
        project = make_project(application=application, days_ago=row["began"] - row["ended"], every=every,
                               reports=[_report(line) for line in row["reports"]])
        make_finished_project(project, thanks=(row["thanks_org"], row["thanks_me"]), shown=row["shown"], on_page=row["shown"])


def running(stage: Stage, row: dict[str, Any]) -> None:
    """A room in the middle of its weeks."""
    days = days_running(row)
    with ago(days):
        application = make_accepted_application(stage.postings[row["posting"]], stage.people[row["who"]], message=row["message"])
    reports = [_report(line, read=n < len(row["reports"])) for n, line in enumerate(row["reports"], 1)]
    with at_moment(afternoon()):  # so that the days before have the hours of `ago`
        project = make_project(application=application, days_ago=days, reports=reports)
    me = stage.people[row["who"]].user
    if row["mode"] == "paused":
        projects.pause_project(by=me, project=project)
    if row["mode"] == "closing":
        outcomes.ask_completion(by=me, project=project, delivered=completion.deliverables_of(project), data_returned=True)


def aligning(stage: Stage, row: dict[str, Any]) -> None:
    """Both sides write the sheet."""
    with ago(3):
        application = make_accepted_application(stage.postings[row["posting"]], stage.people[row["who"]], message=row["message"])
    if row["mode"] == "fresh":
        make_sheet(application)
        return
    with ago(1):
        sheet = make_ready_sheet(application)
        owner, _me = sides_of(sheet)
        if row["mode"] == "changed":
            edit(sheet, owner, {"response-time": {"reply_days": 3}}, words="返事の日数を、理事会と合わせました。")
        else:
            agreements.agree_to_version(by=owner, agreement=sheet, digest=sheets.latest(sheet).digest)


def meeting(stage: Stage, row: dict[str, Any]) -> None:
    """An interview that is fixed, or over and waiting for answers."""
    posting, me = stage.postings[row["posting"]], stage.people[row["who"]]
    starts_at = at_ten(row["day"])
    if starts_at < now():
        past = (now() - starts_at).total_seconds() / 86400
        application = make_held_interview(posting, me, days_ago=past, message=row["message"])
        for by, answer in zip((owner_of(posting.organization), me.user), row["answers"], strict=True):
            if answer:
                applications.answer_interview(by=by, application=application, answer=answer)
        return
    slots = make_slots(posting.organization, times=[starts_at])
    with ago(3):
        application = make_application(posting, me, slots=slots, message=row["message"])
    with ago(1):
        make_interview(application)


def offering(stage: Stage, row: dict[str, Any]) -> None:
    """The organization wrote new times."""
    posting = stage.postings[row["posting"]]
    with ago(4):
        application = make_application(posting, stage.people[row["who"]], message=row["message"])
    with ago(1):
        applications.offer_times(by=owner_of(posting.organization), application=application, own_times=free_half_hours(3))


def sent(stage: Stage, row: dict[str, Any]) -> None:
    """An application that waits."""
    with ago(row["days"]):
        make_application(stage.postings[row["posting"]], stage.people[row["who"]], message=row["message"])


def ended(stage: Stage, row: dict[str, Any]) -> None:
    """An application that ended before an interview."""
    posting, me = stage.postings[row["posting"]], stage.people[row["who"]]
    with ago(row["days"]):
        application = make_application(posting, me, message=row["message"])
    with ago(row["days"] - 2):
        if row["how"] == "declined":
            applications.decline_application(by=owner_of(posting.organization), application=application, words=row["words"])
        else:
            applications.withdraw_application(by=me.user, application=application)


def other_posting(stage: Stage, row: dict[str, Any]) -> None:
    """A posting that is not open: draft, in review, returned, paused."""
    organization = stage.organizations[row["org"]]
    facts = {"template": row["template"], "title": row["title"], "need": row["need"]}
    owner = owner_of(organization)
    with ago(row["days"]):
        if row["mode"] == "paused":
            postings.pause_posting(by=owner, posting=make_open_posting(organization, **facts))
            return
        posting = make_posting(organization, **facts)
        if row["mode"] == "draft":
            return
        posting = postings.submit_posting(by=owner, posting=posting)
        if row["mode"] in ("returned", "again"):
            for section, text in row.get("comments", {}).items():
                postings.note_comment(by=desk(), posting=posting, section=section, text=text)
            postings.return_posting(by=desk(), posting=posting, words=row["words"])
    if row["mode"] == "again":
        with ago(row["days"] - 2):
            for comment in posting.comments.filter(section__in=row["changed"]):
                postings.answer_comment(by=owner, comment=comment, answer=row["answer"])
            for section, values in row["changed"].items():
                posting = postings.save_section(by=owner, posting=posting, section=section, values=values)
            postings.submit_posting(by=owner, posting=posting)


def talk(stage: Stage, row: dict[str, Any]) -> None:
    """A talk of one hour that waits for somebody."""
    with ago(row["days"]):
        made = make_talk(stage.organizations[row["org"]], title=row["title"], need=row["need"])
        postings.submit_posting(by=made.made_by, posting=made)
        postings.publish_posting(by=desk(), posting=made)


def question(stage: Stage, row: dict[str, Any]) -> None:
    """Somebody asks before applying: answered for everybody, for that person only, not yet, or hidden by the desk."""
    posting = stage.postings[row["posting"]]
    with ago(row["days"]):
        asked = postings.ask_question(by=stage.people[row["who"]].user, posting=posting, text=row["text"])
    with ago(row["days"] - 1):
        if row.get("answer"):
            postings.answer_question(by=owner_of(posting.organization), question=asked, answer=row["answer"], may_be_shown=row["shown"])
        if row.get("hidden"):
            postings.hide_question(by=desk(), question=asked)


def report(stage: Stage, row: dict[str, Any]) -> None:
    """Somebody reports a posting; the desk has answered, or not yet."""
    with ago(row["days"]):
        sent = postings.report_posting(by=stage.people[row["who"]].user if "who" in row else None, posting=stage.postings[row["posting"]],
                                       reason=row["reason"], words=row["words"], email=row.get("email", ""))
    if row.get("answer"):
        with ago(row["days"] - 1):
            postings.handle_posting_report(by=desk(), report=sent, answer=row["answer"])


def watching(stage: Stage, row: dict[str, Any]) -> None:
    """Somebody keeps a search and follows an organization, to hear of what is new."""
    user, known = stage.people[row["who"]].user, vocabulary()
    with ago(row["days"]):
        asked = Asked.read(QueryDict(row["search"]), known)
        matching.keep_search(by=user, asked=asked, name=row["name"], mails=row["mails"])
        matching.follow_organization(by=user, organization=stage.organizations[row["org"]])


def agreeing(stage: Stage) -> None:
    """Every second participant may be shown to organizations without a name, and so be proposed by the desk."""
    with ago(15):
        for participant in [one for one in stage.people.values() if one.inventory_done_at][::2]:
            matching.agree_to_cards(by=participant.user, participant=participant)


def before_the_desk(stage: Stage, told: dict[str, Any]) -> None:
    """Organizations the desk has asked, refused or decided to verify, and what people have asked the desk."""
    with ago(1):
        organizations.tick_points(by=desk(), organization=stage.organizations["kawakami"], points=Point.values)
        organizations.verify_organization(by=desk(), organization=stage.organizations["kawakami"])
        organizations.ask_for_more(by=desk(), organization=stage.organizations["fukei"],
                                   words="活動の記録が分かるものを、一つ見せてください。会報や写真でかまいません。")
        organizations.refuse_organization(by=desk(), organization=stage.organizations["rakuraku"],
                                          words="仕事の紹介は営利の活動に当たるため、ここでは扱えません。ご理解をお願いします。")
    for row in told["inquiries"]:
        with ago(row["days"]):
            threads.send_inquiry(by=None, **{name: value for name, value in row.items() if name != "days"})
