"""What happened to an organization or a posting, in words: the acts the desk may see, and no others."""
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from engawa.base import history
from engawa.journey.organizations.forms import ProfileForm, RegisterForm
from engawa.journey.organizations.models import Organization

WORDS: dict[str, str | Promise] = {
    "organizations.registered": pgettext_lazy("what happened", "Registered"),
    "organizations.saved": pgettext_lazy("what happened", "The description was changed"),
    "organizations.invited": pgettext_lazy("what happened", "A colleague was invited"),
    "organizations.invitation_taken_back": pgettext_lazy("what happened", "An invitation was taken back"),
    "organizations.joined": pgettext_lazy("what happened", "A colleague joined"),
    "organizations.role_changed": pgettext_lazy("what happened", "The role of a member was changed"),
    "organizations.member_removed": pgettext_lazy("what happened", "A member was removed"),
    "organizations.left": pgettext_lazy("what happened", "A member left"),
    "organizations.asked": pgettext_lazy("what happened", "The check was asked for"),
    "organizations.taken_up": pgettext_lazy("what happened", "A coordinator took the check up"),
    "organizations.paper_added": pgettext_lazy("what happened", "A paper was sent"),
    "organizations.paper_removed": pgettext_lazy("what happened", "A paper was removed"),
    "organizations.checked": pgettext_lazy("what happened", "Points of the list were ticked"),
    "organizations.called": pgettext_lazy("what happened", "A call was noted"),
    "organizations.decided": pgettext_lazy("what happened", "A coordinator decided something that a second one confirms"),
    "organizations.decision_reminded": pgettext_lazy("what happened", "The second person was reminded"),
    "organizations.decision_taken_back": pgettext_lazy("what happened", "The decision was taken back"),
    "organizations.suspension_confirmed": pgettext_lazy("what happened", "A second coordinator confirmed the suspension"),
    "organizations.verified": pgettext_lazy("what happened", "The coordinator team verified the organization"),
    "organizations.more_wanted": pgettext_lazy("what happened", "The coordinator team asked for more"),
    "organizations.refused": pgettext_lazy("what happened", "It could not be accepted"),
    "organizations.suspended": pgettext_lazy("what happened", "Suspended"),
    "organizations.restored": pgettext_lazy("what happened", "The suspension was lifted"),
    "organizations.renewal_reminded": pgettext_lazy("what happened", "The yearly confirmation was asked for"),
    "organizations.renewal_asked": pgettext_lazy("what happened", "The organization confirmed its details"),
    "organizations.renewal_question": pgettext_lazy("what happened", "The coordinator team asked about the details"),
    "organizations.renewed": pgettext_lazy("what happened", "Confirmed for another year"),
    "organizations.handed_over": pgettext_lazy("what happened", "The representation was handed over"),
    "organizations.appointed": pgettext_lazy("what happened", "The desk appointed a representative"),
    "organizations.appointment_withdrawn": pgettext_lazy("what happened", "The appointment was withdrawn before it was taken up"),
    "organizations.photo_saved": pgettext_lazy("what happened", "The photo was changed"),
    "organizations.photo_removed": pgettext_lazy("what happened", "The photo was taken away"),
    "organizations.corrected": pgettext_lazy("what happened", "The verified details were corrected"),
    "organizations.closed": pgettext_lazy("what happened", "The registration ended"),
    "postings.started": pgettext_lazy("what happened", "The draft was begun"),
    "postings.copied": pgettext_lazy("what happened", "The draft was begun as a copy"),
    "postings.saved": pgettext_lazy("what happened", "The words were changed"),
    "postings.submitted": pgettext_lazy("what happened", "The publication was asked for"),
    "postings.waits": pgettext_lazy("what happened", "The draft waits for a later day"),
    "postings.taken_back": pgettext_lazy("what happened", "It was taken back from the review"),
    "postings.returned": pgettext_lazy("what happened", "Returned with comments"),
    "postings.allowed": pgettext_lazy("what happened", "More hours a week or weeks were allowed"),
    "postings.allowance_mended": pgettext_lazy("what happened", "The reason for more hours was mended"),
    "postings.allowance_taken_back": pgettext_lazy("what happened", "More hours a week or weeks are no longer allowed"),
    "postings.changed": pgettext_lazy("what happened", "The published words were changed"),
    "postings.dropped": pgettext_lazy("what happened", "The change was dropped"),
    "postings.published": pgettext_lazy("what happened", "Published"),
    "postings.paused": pgettext_lazy("what happened", "Paused"),
    "postings.resumed": pgettext_lazy("what happened", "Resumed"),
    "postings.extended": pgettext_lazy("what happened", "The deadline was moved"),
    "postings.comment_answered": pgettext_lazy("what happened", "A comment was marked as done"),
    "postings.seats_changed": pgettext_lazy("what happened", "The number of people was changed"),
    "postings.seat_taken": pgettext_lazy("what happened", "A participant was settled"),
    "postings.asked": pgettext_lazy("what happened", "Somebody asked before applying"),
    "postings.question_answered": pgettext_lazy("what happened", "A question was answered"),
    "postings.question_hidden": pgettext_lazy("what happened", "A question was hidden"),
    "postings.question_shown": pgettext_lazy("what happened", "A question was shown again"),
    "postings.reported": pgettext_lazy("what happened", "It was reported"),
    "postings.report_handled": pgettext_lazy("what happened", "A report was settled"),
    "postings.closed": pgettext_lazy("what happened", "Closed"),
}


# The fields of an organization by the words that stand on its own pages.
FIELDS: dict[str, str | Promise] = {
    **{name: field.label or name for form in (RegisterForm, ProfileForm) for name, field in form.base_fields.items()},
    "prefecture": gettext_lazy("Region"), "country": gettext_lazy("Region"), "contact_times": gettext_lazy("Contact hours")}


@dataclass(frozen=True)
class Happening:
    at: datetime
    words: str
    by: str


def happenings(thing: models.Model) -> list[Happening]:
    """Return the acts on an organization or a posting that have words here, oldest first.

    The same act of the same person several times in a row is told once, with its last moment.
    """
    acts = (event for event in history.of(thing) if event.verb in WORDS)
    runs = groupby(acts, key=lambda event: (event.verb, event.by))
    return [Happening(max(event.at for event in run), str(WORDS[verb]), by.name if by else "") for (verb, by), run in runs]


def changed_since_verified(organization: Organization) -> list[Happening]:
    """Return what its members changed after the desk had verified it, the newest first: the names of the fields, with who and when."""
    if organization.verified_at is None:
        return []
    saved = history.of(organization).filter(verb="organizations.saved", at__gt=organization.verified_at).order_by("-at", "-pk")
    named = ((event, dict.fromkeys(str(FIELDS.get(name, name)) for name in event.data.get("fields", ()))) for event in saved)
    return [Happening(event.at, "、".join(names), event.by.name if event.by else "") for event, names in named if names]
