"""組み合わせの案: who might be invited to which posting, beside what going by the best pair first would give, and what changes for whom."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from engawa.base.users.access import desk_only
from engawa.front.desk.matches import people_without_room, running_of
from engawa.journey.matching import actions, queries, rules
from engawa.journey.matching.models import Plan, PlanLine
from engawa.journey.matching.reasons_of_others import told
from engawa.journey.matching.vocabulary import vocabulary
from engawa.journey.postings.models import Posting

PER_PAGE = 10


@dataclass(frozen=True)
class Person:
    """One line of the plan: why, what may be missing, running projects, the last contact, and why not to confirm it now."""

    line: PlanLine
    reasons: list[str]
    missing: list[str]
    running: int
    last: datetime | None
    closed: str | None

    @property
    def name(self) -> str:
        """Whose line it is."""
        return self.line.participant.user.name


@dataclass(frozen=True)
class Row:
    """One posting: its people in the plan, the names by the best pair first, and what is different, in sentences."""

    posting: Posting
    people: list[Person]
    plain: list[str]
    changes: list[str]


# ------------------------------------------------------------------ what changes for whom
class Changes:
    """What the plan does otherwise than going by the best pair first, for the postings of one page."""

    def __init__(self, lines: Iterable[PlanLine]) -> None:
        self.lines = list(lines)
        self.title = {line.posting_id: line.posting.title for line in self.lines}
        self.where = {plain: {line.participant_id: line.posting_id for line in self.lines if line.plain is plain} for plain in (True, False)}

    def names(self, posting: UUID, *, plain: bool) -> dict[UUID, str]:
        """Return who goes to a posting: participant -> name."""
        return {line.participant_id: line.participant.user.name for line in self.lines if line.posting_id == posting and line.plain is plain}

    def of(self, posting: UUID) -> list[str]:
        """Say what is different for a posting, the number of people first; nothing when it is the same people."""
        before, after = self.names(posting, plain=True), self.names(posting, plain=False)
        if before.keys() == after.keys():
            return []
        counts = [_("In order of fit: %(before)s → in this proposal: %(after)s.") % {
            "before": people_words(len(before)), "after": people_words(len(after))}] if len(before) != len(after) else []
        return [*counts, *(self._comes(person, name, posting) for person, name in after.items() if person not in before),
                *(self._goes(person, name) for person, name in before.items() if person not in after)]

    def _comes(self, person: UUID, name: str, posting: UUID) -> str:
        """Say where somebody comes from, and why the other posting can do without."""
        origin = self.where[True].get(person)
        if origin is None:
            return _("%(name)s: nothing in order of fit → this posting.") % {"name": name}
        words, there = {"name": name, "before": self.title[origin]}, self.names(origin, plain=True)
        if others := [other for key, other in self.names(origin, plain=False).items() if key not in there]:
            return _("%(name)s: “%(before)s” → this posting. “%(before)s” suits %(others)s too, so both postings have somebody.") % {
                **words, "others": joined(others)}
        return _("%(name)s: “%(before)s” → this posting. A place is free here in this proposal, and the work suits at least as well.") % words

    def _goes(self, person: UUID, name: str) -> str:
        """Say where somebody goes instead."""
        goal = self.where[False].get(person)
        if goal is None:
            return _("%(name)s: this posting → nothing in this proposal.") % {"name": name}
        return _("%(name)s: this posting → “%(after)s”.") % {"name": name, "after": self.title[goal]}


def people_words(count: int) -> str:
    """Say how many people."""
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": count} if count else _("nobody")


def joined(names: Iterable[str]) -> str:
    """Put names in one line."""
    return _(" and ").join(names)


# ------------------------------------------------------------------ the page
@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        if actions.ask_for_plan(by=request.user, without=people_without_room()).made_at:
            messages.success(request, _("The proposal is ready. Nobody has been written to."))
        return redirect("desk:plan")
    found = queries.latest_plan()
    if found is None or found.made_at is None:
        return render(request, "desk/plan.html", {"plan": found})
    actions.note_plan_opened(by=request.user, plan=found)
    page = Paginator(queries.postings_of_plan(found), PER_PAGE).get_page(request.GET.get("page"))
    totals = queries.totals_of(found)
    return render(request, "desk/plan.html", {
        "plan": found, "page": page, "totals": totals, "rows": _rows(request, found, list(page)), "is_old": queries.is_old(found),
        "nobody": found.postings - totals.postings})


def _rows(request: HttpRequest, found: Plan, postings: list[Posting]) -> list[Row]:
    """Make the rows of one page. The number of queries is the same for one posting and for ten."""
    lines = queries.lines_around(found, postings)
    changes, here = Changes(lines), {posting.pk for posting in postings}
    mine = [line for line in lines if not line.plain and line.posting_id in here]
    standing, known = queries.standing_of([(line.participant, line.posting) for line in mine], people_without_room()), vocabulary()
    fits = queries.fits_of_lines(mine, standing, known)
    people = [line.participant for line in mine]
    running, last = running_of(people), queries.last_reached(people)

    def person(line: PlanLine) -> Person:
        good, missing = told(fits[line.pk], known) if line.pk in fits else ([], [])
        return Person(line, good, missing, running.get(line.participant_id, 0), last.get(line.participant_id),
                      rules.why_not_confirm(request.user, line, standing))
    return [Row(posting, [person(line) for line in mine if line.posting_id == posting.pk],
                list(changes.names(posting.pk, plain=True).values()), changes.of(posting.pk)) for posting in postings]


def _confirm(request: HttpRequest, line: PlanLine) -> None:
    actions.confirm_line(by=request.user, line=line, without=people_without_room())
    messages.success(request, _("%(name)s has been invited and decides freely.") % {"name": line.participant.user.name})


def _leave(request: HttpRequest, line: PlanLine) -> None:
    actions.leave_line(by=request.user, line=line)
    messages.success(request, _("Noted: not this pair. You can take it back."))


def _take_back(request: HttpRequest, line: PlanLine) -> None:
    actions.take_back_line(by=request.user, line=line)
    messages.success(request, _("The pair is back in the proposal."))


ACTS: dict[str, Callable[[HttpRequest, PlanLine], None]] = {"confirm": _confirm, "leave": _leave, "take-back": _take_back}


@desk_only
@require_POST
def answer(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    line = get_object_or_404(PlanLine.objects.select_related("participant__user"), pk=pk, plain=False)
    if act not in ACTS:
        raise Http404
    ACTS[act](request, line)
    page = request.GET.get("page", "")
    return redirect(reverse("desk:plan") + (f"?page={page}" if page.isdecimal() else "") + f"#line-{line.pk}")
