"""What waits for the desk, oldest first: the one list from which an officer works.

Each kind of waiting thing is one small function; a new kind is one more function in KINDS.
"""
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engawa.base.threads.queries import open_inquiries, open_reports
from engawa.base.times import now, today
from engawa.base.times.templatetags.times import short_day
from engawa.front.desk.queries import Tally, tallies
from engawa.journey.applications import queries as applications
from engawa.journey.matching import queries as matching
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Act
from engawa.journey.postings import queries as postings
from engawa.journey.projects import queries as projects


@dataclass(frozen=True)
class Waiting:
    """One row of the queue: since when, what kind, about whom, the act and where it is done."""

    since: datetime
    kind: str
    title: str
    whom: str
    act: str
    url: str

    @property
    def days(self) -> int:
        """Whole days of waiting."""
        return max(0, (now() - self.since).days)


def _organizations() -> Iterator[Waiting]:
    for row in organizations.waiting_for_desk().prefetch_related(None):
        yield Waiting(row.asked_at or row.made_at, _("Organization to check"), row.name,
                      _("%(who)s is checking it") % {"who": row.checker.name} if row.checker else _("Nobody is checking it yet"),
                      _("Check it"), reverse("desk:organization", kwargs={"pk": row.pk}))


def _decisions() -> Iterator[Waiting]:
    for row in organizations.decisions_to_confirm():
        who = {"who": row.by.name if row.by else "", "day": short_day(row.confirm_by)}
        kind, whom = {
            Act.VERIFY: (_("Verification to confirm"), _("Decided by %(who)s")),
            Act.APPOINT: (_("Representative to confirm"), _("Decided by %(who)s")),
            Act.SUSPEND: (_("Suspension to confirm"), _("Suspended by %(who)s; please look at it by %(day)s"))}[Act(row.act)]
        yield Waiting(row.at, kind, row.organization.name, whom % who, _("Look at it as the second person"),
                      reverse("desk:organization", kwargs={"pk": row.organization_id}))


def _renewals() -> Iterator[Waiting]:
    for row in organizations.renewals_to_read() | organizations.renewals_overdue():
        where = reverse("desk:organization", kwargs={"pk": row.pk})
        if row.renewal_asked_at:
            yield Waiting(row.renewal_asked_at, _("Yearly confirmation to read"), row.name, row.get_legal_form_display(),
                          _("Read and confirm"), where)
        else:
            yield Waiting(now() - timedelta(days=(today() - (row.verified_until or today())).days), _("Yearly confirmation overdue"),
                          row.name, row.get_legal_form_display(), _("Speak to the organization"), where)


def _postings() -> Iterator[Waiting]:
    for row in postings.waiting_for_desk().select_related("organization"):
        yield Waiting(row.submitted_at or row.made_at, _("Posting to check"), row.title, row.organization.name,
                      _("Check it"), reverse("desk:posting", kwargs={"pk": row.pk}))


def _overdue() -> Iterator[Waiting]:
    for row in applications.overdue().select_related("posting__organization"):
        yield Waiting(row.sent_at, _("Application without an answer"), row.posting_as_read.title, row.posting.organization.name,
                      _("Speak to the organization"), reverse("desk:organization", kwargs={"pk": row.posting.organization_id}))


def _undecided() -> Iterator[Waiting]:
    for row in applications.undecided():
        yield Waiting(row.starts_at, _("Interview without a decision"), row.application.posting_as_read.title,
                      row.application.posting.organization.name, _("Speak to both sides"),
                      reverse("desk:organization", kwargs={"pk": row.application.posting.organization_id}))


def _silent() -> Iterator[Waiting]:
    for row in projects.silent():
        yield Waiting(now() - timedelta(days=(today() - row.report_due).days), _("Project without a report"), row.title, row.organization.name,
                      _("Ask how it goes"), reverse("desk:project", kwargs={"pk": row.pk}))


def _inquiries() -> Iterator[Waiting]:
    for row in open_inquiries():
        kind = _("Call back") if row.is_call else _("Question")
        yield Waiting(row.at, kind, row.get_topic_display(), row.name, _("Answer"),
                      reverse("desk:inquiry", kwargs={"pk": row.pk}))


def _reports() -> Iterator[Waiting]:
    for row in open_reports():
        yield Waiting(row.at, _("Reported message"), row.reason[:60], "", _("Look into it"),
                      reverse("desk:report", kwargs={"pk": row.pk}))


def _posting_reports() -> Iterator[Waiting]:
    for row in postings.open_reports():
        kind = _("Reported question") if row.question_id else _("Reported posting")
        yield Waiting(row.at, kind, row.posting.title, row.posting.organization.name, _("Look into it"),
                      reverse("desk:posting_report", kwargs={"pk": row.pk}))


def _wanted() -> Iterator[Waiting]:
    for row in matching.wanted():
        yield Waiting(row.at, _("An organization asks for an invitation"), row.posting.title, row.posting.organization.name,
                      _("Look at it"), reverse("desk:match", kwargs={"pk": row.posting_id}))


def _mails(tally: Tally) -> Waiting:
    return Waiting(tally.since or now(), _("Mails that do not arrive"),
                   _("%(count)s mails are waiting for the mail server") % {"count": tally.n}, "", _("See the log"), reverse("desk:mails"))


def _proposals(tally: Tally) -> Waiting:
    return Waiting(tally.since or now(), _("Skills that were missed"),
                   ngettext("%(count)s word is proposed", "%(count)s words are proposed", tally.n) % {"count": tally.n}, "",
                   _("Answer"), reverse("desk:vocabulary"))


def _clashes(tally: Tally) -> Waiting:
    return Waiting(tally.since or now(), _("What an update and you changed differently"),
                   ngettext("%(count)s word or template", "%(count)s words or templates", tally.n) % {"count": tally.n}, "",
                   _("Decide"), reverse("desk:list_clashes"))


KINDS: list[Callable[[], Iterator[Waiting]]] = [
    _organizations, _decisions, _renewals, _postings, _overdue, _undecided, _silent, _inquiries, _reports, _posting_reports, _wanted]
# Kinds that stand in one row all together, however many there are.
TALLIED: dict[str, Callable[[Tally], Waiting]] = {"proposals": _proposals, "clashes": _clashes, "mails": _mails}


def waiting(counted: Mapping[str, Tally] | None = None) -> list[Waiting]:
    """Return everything that waits for the desk, oldest first; `counted`: the tallies of the page, if they are known already."""
    counted = tallies() if counted is None else counted
    rows = [row for kind in KINDS for row in kind()]
    return sorted([*rows, *(row(counted[kind]) for kind, row in TALLIED.items() if kind in counted)], key=lambda row: row.since)
