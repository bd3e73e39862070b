"""Who may do what with a posting, each refusal as a sentence for the person."""
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.base.users.models import User
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations import rules as organization_rules
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import queries, readiness
from engawa.journey.postings.models import Posting, PostingReport, Question, ReviewComment, State
from engawa.journey.postings.opened import MATERIAL, as_open

WEEKLY_MAX, WEEKS_MAX, AHEAD_DAYS, DRAFTS_BEFORE_VERIFIED, REMIND_DAYS = 10, 26, 182, 3, 365
WEEKLY_ALLOWED, WEEKS_ALLOWED = 20, 52  # what the desk can allow with a reason
HOURS = {"hours_per_week", "weeks", "hours_total"}
SEATS_MAX, QUESTIONS_A_DAY, REPORTS_A_DAY = 10, 5, 5
# In the order in which they are written; the last one is a choice.
SECTIONS: dict[str, tuple[str, ...]] = {
    "need": ("title", "need", "area"), "task": ("task", "steps"),
    "deliverables": ("deliverables", "out_of_scope", "npo_prepares", "acceptance", "own_hours"),
    "time": ("hours_per_week", "hours_total", "weeks", "starts_on", "deadline", "seats", "is_team"),
    "contact": ("contact_person", "contact_words", "contact_times", "language", "any_tool"), "data": ("confidentiality", "data_words"),
    "ready": ("readiness",), "other": ("other_words",),
}
# A talk of one hour is written on one page.
TALK: dict[str, tuple[str, ...]] = {"talk": ("title", "need", "contact_times", "language", "deadline"), "other": ("other_words",)}


def sections_of(posting: Posting) -> dict[str, tuple[str, ...]]:
    """The sections a posting of this kind is written in, each with its fields."""
    return TALK if posting.is_talk else SECTIONS


def why_not_start(user: User, organization: Organization) -> str | None:
    """Say why a person may not begin a posting for an organization, or None. Drafting is free before verification."""
    if reason := organization_rules.why_not_work(user, organization):
        return reason
    if not organization.is_verified and queries.of_organization(organization).filter(state=State.DRAFT).count() >= DRAFTS_BEFORE_VERIFIED:
        return _("Three drafts are ready. You can make more as soon as the coordinator team has verified your organization.")
    return None


def why_not_edit(user: User, posting: Posting, changed: Iterable[str] = ()) -> str | None:
    """Say why a posting may not be changed, or not in these fields, or None."""
    if reason := organization_rules.why_not_work(user, posting.organization):
        return reason
    if posting.state == State.CLOSED:
        return _("This posting is closed. You can copy it and begin anew.")
    if posting.state == State.IN_REVIEW:
        return _("The coordinator team is reading this posting. Take it back first if you want to change it.")
    if posting.state == State.FILLED and set(changed) & set(MATERIAL):
        return _("The people for this posting are found, so its words stay as they agreed to them. "
                 "You can copy it and begin anew.")
    return None


def why_not_values(posting: Posting, values: dict[str, Any]) -> str | None:
    """Say why a posting may not ask for this, or None: no hidden staffing (security.md T2), no lost seats."""
    if reason := why_not_hours(posting, values.get("hours_per_week") or 0) or why_not_weeks(posting, values.get("weeks") or 0):
        return reason
    if not HOURS.isdisjoint(values) and (reason := why_not_total(posting, **values)):
        return reason
    if values.get("seats", posting.seats) < posting.seats_taken:
        return _("%(n)s people have been found already. The number of people cannot be smaller.") % {"n": posting.seats_taken}
    deadline = values.get("deadline")
    return why_not_deadline(deadline) if deadline != posting.deadline else None


def why_not_hours(posting: Posting, hours: int) -> str | None:
    """Say why a posting may not ask for so many hours a week, or None. The desk can allow more (security.md T2)."""
    if posting.allowed_because:
        return None if hours <= WEEKLY_ALLOWED else _("The coordinator team can allow up to 20 hours a week, no more.")
    if hours <= WEEKLY_MAX:
        return None
    return _("A posting asks for at most 10 hours a week: more would be a job in disguise, and who asks for much finds nobody. "
             "Please divide the work, or call the coordinator team. It can allow more with a written reason.")


def why_not_weeks(posting: Posting, weeks: int) -> str | None:
    """Say why a posting may not run for so many weeks, or None. The desk can allow more (security.md T2)."""
    if posting.allowed_because:
        return None if weeks <= WEEKS_ALLOWED else _("The coordinator team can allow up to 52 weeks, no more.")
    if weeks <= WEEKS_MAX:
        return None
    return _("A posting runs for at most 26 weeks: more would be a job in disguise, and who asks for much finds nobody. "
             "Please divide the work, or call the coordinator team. It can allow more with a written reason.")


def hours_held(posting: Posting, **values: Any) -> int:
    """The hours that the weeks of a posting hold for all its people together (with these values); 0 while something is open."""
    week, weeks = (values.get(name, getattr(posting, name)) or 0 for name in ("hours_per_week", "weeks"))
    return int(week * weeks * (values.get("seats") or posting.seats))


def why_not_total(posting: Posting, **values: Any) -> str | None:
    """Say why a posting may not ask for so many hours in all (with these values), or None. The desk can allow more (security.md T2)."""
    if posting.allowed_because:
        return None
    total, most = values.get("hours_total", posting.hours_total) or 0, hours_held(posting, **{**values, "hours_per_week": WEEKLY_MAX})
    if not most or total <= most:
        return None
    return _("At %(week)s hours a week for each person the period holds %(most)s hours in all, but %(total)s are asked for. "
             "Please lower the hours in all, or call the coordinator team. It can allow more with a written reason.") % {
                 "week": WEEKLY_MAX, "most": most, "total": total}


def _why_not_so_much(posting: Posting) -> str | None:
    return why_not_hours(posting, posting.hours_per_week or 0) or why_not_weeks(posting, posting.weeks or 0) or why_not_total(posting)


def why_not_gap(posting: Posting, section: str, changed: Iterable[str]) -> str | None:
    """Say why a published posting may not keep a section like this: readers rely on what it says, and the desk opens nothing that is over."""
    if posting.state not in (State.OPEN, State.PAUSED):
        return None
    if posting.is_over and (section in ("time", "talk") or not set(MATERIAL).isdisjoint(changed)):
        return why_not_deadline(posting.deadline)
    if section in queries.missing(posting):
        return _("The posting is published, so this cannot be left empty. The former words are kept.")
    return None


def why_not_deadline(deadline: date | None) -> str | None:
    """Say why a day may not be the closing day, or None."""
    if deadline is None:
        return None
    if deadline < today():
        return _("The closing day has passed already. Please choose today or a later day.")
    if deadline > today() + timedelta(days=AHEAD_DAYS):
        return _("The closing day can be half a year ahead at most. You can move it later.")
    return None


def why_not_submit(user: User, posting: Posting) -> str | None:
    """Say why a posting may not be submitted to the desk, or None."""
    if reason := organization_rules.why_not_work(user, posting.organization):
        return reason
    if posting.state != State.DRAFT:
        return _("This posting has been submitted already.")
    if not posting.organization.is_verified:
        return _("The coordinator team is still checking your organization. Your draft is kept; submit it after that.")
    if reason := organization_rules.why_not_submit_more(posting.organization):
        return reason
    if queries.missing(posting):
        return _("Something is still missing. The list shows where; everything else is kept.")
    if reason := _why_not_so_much(posting):
        return reason  # a copy keeps its hours, but not what the desk allowed
    return readiness.why_not_at_all(posting.readiness)


def why_not_remind(user: User, posting: Posting, on: date | None = None) -> str | None:
    """Say why nobody may be reminded of this draft (on this day), or None."""
    if reason := organization_rules.why_not_work(user, posting.organization):
        return reason
    if posting.state != State.DRAFT:
        return _("Only a draft can wait for a day.")
    if on is not None and not today() < on <= today() + timedelta(days=REMIND_DAYS):
        return _("Please choose a day from tomorrow on, within a year.")
    return None


def why_not_take_back(user: User, posting: Posting) -> str | None:
    """Say why a submitted posting may not become a draft again, or None."""
    if reason := organization_rules.why_not_work(user, posting.organization):
        return reason
    return None if posting.state == State.IN_REVIEW else _("This posting is not waiting for a check.")


def why_not_drop(user: User, posting: Posting) -> str | None:
    """Say why the change of a published posting may not be dropped, so that it is open with its former words, or None."""
    if reason := organization_rules.why_not_work(user, posting.organization):
        return reason
    if not posting.is_being_changed or not posting.was_open:
        return _("No change of this posting can be dropped.")
    former = as_open(posting)
    if former.is_over:
        return _("Its closing day has passed meanwhile, so nobody could apply. Take the posting back to your drafts if the coordinator team "
                 "is reading it, and choose another day under “Time and period”. After that you can drop the change.")
    if set(queries.missing(former)) - {"ready"}:
        return _("Something is missing that can be read on the page of an open posting. The check shows where; after that you can drop the change.")
    return why_not_hours(former, former.hours_per_week or 0) or why_not_weeks(former, former.weeks or 0)


def _why_not_desk(user: User, posting: Posting) -> str | None:
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    if organizations.is_member(user, posting.organization):
        return _("You belong to this organization. Please let a colleague decide.")
    return None


def why_not_return(user: User, posting: Posting) -> str | None:
    """Say why the desk may not return a posting, or None."""
    if reason := _why_not_desk(user, posting):
        return reason
    return None if posting.state == State.IN_REVIEW else _("This posting is not waiting for a check.")


def why_not_publish(user: User, posting: Posting) -> str | None:
    """Say why the desk may not publish a posting, or None."""
    if reason := why_not_return(user, posting):
        return reason
    if reason := _why_not_open(posting):
        return reason
    if _why_not_so_much(posting):
        return _("It asks for more hours or weeks than usual. Please allow that with a reason first, or return it.")
    if posting.is_over:
        return _("Its closing day has passed meanwhile. Please return it with a word, so that the organization chooses another day.")
    return None


def _why_not_open(posting: Posting) -> str | None:
    return None if posting.organization.is_verified else _("The organization is not verified now, so its posting cannot be opened.")


def _why_not_life(user: User, posting: Posting) -> str | None:
    return _why_not_desk(user, posting) if user.is_desk else organization_rules.why_not_work(user, posting.organization)


def why_not_pause(user: User, posting: Posting) -> str | None:
    """Say why a posting may not be paused, or None."""
    if reason := _why_not_life(user, posting):
        return reason
    return None if posting.state == State.OPEN else _("Only an open posting can be paused.")


def why_not_resume(user: User, posting: Posting) -> str | None:
    """Say why a posting may not be opened again, or None."""
    if reason := _why_not_life(user, posting) or _why_not_open(posting):
        return reason
    return None if posting.state == State.PAUSED else _("Only a paused posting can be opened again.")


def why_not_extend(user: User, posting: Posting, deadline: date | None = None) -> str | None:
    """Say why the closing day may not be moved (to this day), or None."""
    if reason := organization_rules.why_not_work(user, posting.organization):
        return reason
    if posting.state not in (State.OPEN, State.PAUSED):
        return _("The closing day can be moved only while a posting is open or paused.")
    return why_not_deadline(deadline)


def why_not_close(user: User, posting: Posting) -> str | None:
    """Say why a posting may not be closed, or None: the desk closes nothing that it was never asked to read."""
    if reason := _why_not_life(user, posting):
        return reason
    if user.is_desk and posting.submitted_at is None:
        return _("The organization has not submitted this posting yet, so only its own people can close it.")
    return _("This posting is closed already.") if posting.state == State.CLOSED else None


def why_not_close_all(user: User, organization: Organization) -> str | None:
    """Say why not all postings of an organization may close at once, or None: its representatives and the desk end a registration."""
    return None if user.is_desk else organization_rules.why_not_manage(user, organization)


def why_not_allow(user: User, posting: Posting) -> str | None:
    """Say why the desk may not allow a posting more hours and weeks than usual, or None."""
    if reason := _why_not_desk(user, posting):
        return reason
    if posting.is_talk:
        return _("A talk takes one hour.")
    if posting.state in (State.FILLED, State.CLOSED):
        return _("The people for this posting are found, or it is closed. Its hours stay as they are.")
    return _("This posting may ask for more already.") if posting.allowed_because else None


def why_not_mend_allowance(user: User, posting: Posting, because: str = "") -> str | None:
    """Say why the desk may not mend the reason why a posting may ask for more, or None; `because` is the new one, if it is known."""
    if reason := _why_not_desk(user, posting):
        return reason
    if not posting.allowed_because:
        return _("This posting is not allowed more than usual.")
    if because.split() == posting.allowed_because.split():
        return _("This reason stands there already. Please change it, or leave it as it is.")
    return _("This posting is closed already.") if posting.state == State.CLOSED else None


def why_not_take_allowance_back(user: User, posting: Posting) -> str | None:
    """Say why the desk may not take back what it allowed, or None: nothing that is published may ask for more than is allowed."""
    if reason := why_not_mend_allowance(user, posting):
        return reason
    if posting.state == State.FILLED:
        return _("The people for this posting are found. Its hours stay as they agreed to them.")
    most = hours_held(posting, hours_per_week=WEEKLY_MAX)
    asks_more = (posting.hours_per_week or 0) > WEEKLY_MAX or (posting.weeks or 0) > WEEKS_MAX or (posting.hours_total or 0) > most > 0
    if posting.state in (State.OPEN, State.PAUSED) and asks_more:
        return _("The posting is published and asks for more than usual. Ask the organization to lower the hours or weeks first, or close it.")
    return None


# ------------------------------------------------------------------ the desk's comments
def why_not_note(user: User, posting: Posting) -> str | None:
    """Say why the desk may not write a comment on a posting, or None: only while it reads it."""
    return why_not_return(user, posting)


def why_not_return_with(comments: int, words: str) -> str | None:
    """Say why a posting may not be returned with this, or None: the organization has to learn what to change."""
    return None if comments or words.strip() else _("Please write at least one comment, so that the organization knows what to change.")


def why_not_publish_with(comments: int) -> str | None:
    """Say why a posting may not be published with this, or None: a comment that was noted is not lost."""
    if comments:
        return _("Comments are noted that nobody has received yet. Return the posting with them, or empty them first.")
    return None


def why_not_answer_comment(user: User, comment: ReviewComment) -> str | None:
    """Say why a comment of the desk may not be marked as done, or None."""
    if reason := organization_rules.why_not_work(user, comment.posting.organization):
        return reason
    if comment.held:
        return _("The coordinator team is still reading.")
    return _("This comment is marked as done already.") if comment.answered_at else None


# ------------------------------------------------------------------ seats
def why_not_seats(user: User, posting: Posting, seats: int | None = None) -> str | None:
    """Say why the number of people may not be changed (to this), or None."""
    if reason := organization_rules.why_not_work(user, posting.organization):
        return reason
    if posting.state not in (State.OPEN, State.PAUSED, State.FILLED):
        return _("The number of people can be changed here only while a posting is published.")
    if seats is None:
        return None
    if not 1 <= seats <= SEATS_MAX:
        return _("A posting looks for 1 to 10 people.")
    return why_not_values(posting, {"seats": seats})


def why_not_take_seat(posting: Posting) -> str | None:
    """Say why nobody more can be counted for a posting, or None: whoever wants more people changes their number first."""
    return _("Everybody this posting looks for is found already.") if posting.is_full else None


# ------------------------------------------------------------------ questions before applying
def why_not_ask(user: User, posting: Posting) -> str | None:
    """Say why a person may not ask about a posting, or None."""
    if not posting.takes_applications or not posting.organization.is_verified:
        return _("This posting is not open now, so nobody would answer. The coordinator team helps you gladly.")
    if not user.is_authenticated:
        return _("Please sign in to ask a question. Only the coordinator team can see who asked.")
    if organizations.is_member(user, posting.organization):
        return _("This is a posting of your own organization.")
    if user.is_desk:
        return _("The coordinator team writes to the organization directly.")
    if queries.asked_on(user, today()) >= QUESTIONS_A_DAY:
        return _("You have asked five questions today. Please go on tomorrow, or call the coordinator team.")
    return None


def why_not_answer_question(user: User, question: Question) -> str | None:
    """Say why a question may not be answered, or None. An answer can be mended as long as the desk has not hidden it."""
    if reason := organization_rules.why_not_work(user, question.posting.organization):
        return reason
    if question.hidden_at:
        return _("The coordinator team has hidden this question. Please call us if you have something to say about it.")
    return None


def why_not_hide_question(user: User, question: Question) -> str | None:
    """Say why the desk may not hide a question, or None."""
    if reason := _why_not_desk(user, question.posting):
        return reason
    return _("This question is hidden already.") if question.hidden_at else None


def why_not_show_question(user: User, question: Question) -> str | None:
    """Say why the desk may not take the hiding of a question back, or None."""
    if reason := _why_not_desk(user, question.posting):
        return reason
    return None if question.hidden_at else _("This question is not hidden.")


# ------------------------------------------------------------------ reports
def why_not_report(user: User | None, posting: Posting, question: Question | None = None) -> str | None:
    """Say why a posting, or a question about it, may not be reported, or None. Visitors may; how often is counted by the page."""
    ours = user is not None and organizations.is_member(user, posting.organization)
    if question is not None and not question.is_public and not ours:
        return _("Only the organization can report a question that is not shown to everybody.")
    if user is not None and queries.reported_on(user, today()) >= REPORTS_A_DAY:
        return _("You have sent five reports today. Please call the coordinator team if it is urgent.")
    return None


def why_not_handle_report(user: User, report: PostingReport) -> str | None:
    """Say why a report may not be settled, or None: by the desk, once, and not by somebody of the organization."""
    if reason := _why_not_desk(user, report.posting):
        return reason
    if report.by_id == user.pk:
        return _("You have sent this report yourself. Please let a colleague decide.")
    return _("This report is settled already.") if report.handled_at else None
