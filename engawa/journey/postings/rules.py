"""Who may do what with a posting, each refusal as a sentence for the person."""
from typing import Any

from django.utils.translation import gettext as _

from engawa.base.users.models import User
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations import rules as organization_rules
from engawa.journey.organizations.models import Organization
from engawa.journey.postings import queries
from engawa.journey.postings.models import Posting, State

WEEKLY_MAX, WEEKS_MAX = 10, 26
# A change of one of these makes an open posting another one: it returns to review (security.md T6).
MATERIAL = ("title", "need", "task", "deliverables", "hours_per_week", "hours_total", "weeks", "confidentiality")
SECTIONS: dict[str, tuple[str, ...]] = {
    "need": ("title", "need"), "task": ("task",), "deliverables": ("deliverables", "out_of_scope", "npo_prepares"),
    "time": ("hours_per_week", "hours_total", "weeks", "starts_on", "deadline", "seats"),
    "contact": ("contact_person", "contact_words", "contact_times"), "data": ("confidentiality", "data_words"),
}


def why_not_start(user: User, organization: Organization) -> str | None:
    """Say why a person may not begin a posting for an organization, or None. Drafting is free before verification."""
    return organization_rules.why_not_work(user, organization)


def why_not_edit(user: User, posting: Posting, values: dict[str, Any] | None = None) -> str | None:
    """Say why a posting may not be changed like this, or None: no hidden staffing (security.md T2)."""
    if reason := organization_rules.why_not_work(user, posting.organization):
        return reason
    if posting.state == State.CLOSED:
        return _("This posting is closed. You can copy it and begin anew.")
    values = values or {}
    if (values.get("hours_per_week") or 0) > WEEKLY_MAX:
        return _("A posting asks for at most 10 hours a week. Please divide the work or talk to the coordinator team.")
    if (values.get("weeks") or 0) > WEEKS_MAX:
        return _("A posting runs for at most 26 weeks. Please divide the work or talk to the coordinator team.")
    return None


def why_not_submit(user: User, posting: Posting) -> str | None:
    """Say why a posting may not be submitted to the desk, or None."""
    if reason := why_not_edit(user, posting):
        return reason
    if not posting.organization.is_verified:
        return _("The coordinator team is still checking your organization. Your draft is kept; submit it after that.")
    if posting.state != State.DRAFT:
        return _("This posting has been submitted already.")
    if queries.missing(posting):
        return _("Something is still missing. The list shows where; everything else is kept.")
    return None


def _why_not_desk(user: User, posting: Posting) -> str | None:
    if not user.is_desk:
        return _("Only the coordinator team can do this.")
    if organizations.is_member(user, posting.organization):
        return _("You belong to this organization. Please let a colleague decide.")
    return None


def why_not_publish(user: User, posting: Posting) -> str | None:
    """Say why the desk may not publish or return a posting, or None."""
    if reason := _why_not_desk(user, posting):
        return reason
    if posting.state != State.IN_REVIEW:
        return _("This posting is not waiting for a check.")
    return None


def _why_not_life(user: User, posting: Posting) -> str | None:
    if user.is_desk:
        return _why_not_desk(user, posting)
    return organization_rules.why_not_work(user, posting.organization)


def why_not_pause(user: User, posting: Posting) -> str | None:
    """Say why a posting may not be paused, or None."""
    if reason := _why_not_life(user, posting):
        return reason
    return None if posting.state == State.OPEN else _("Only an open posting can be paused.")


def why_not_resume(user: User, posting: Posting) -> str | None:
    """Say why a posting may not be opened again, or None."""
    if reason := _why_not_life(user, posting):
        return reason
    return None if posting.state == State.PAUSED else _("Only a paused posting can be opened again.")


def why_not_close(user: User, posting: Posting) -> str | None:
    """Say why a posting may not be closed, or None."""
    if reason := _why_not_life(user, posting):
        return reason
    return _("This posting is closed already.") if posting.state == State.CLOSED else None
