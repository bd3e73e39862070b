"""What an organization could change when nobody has applied: concrete proposals, computed from the posting itself."""
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from engawa.base.times import today
from engawa.journey.participants import week
from engawa.journey.postings.models import Posting

USUAL_HOURS, USUAL_WEEKS, USUAL_LEVEL = 4, 12, 3
MANY_DELIVERABLES, MANY_SKILLS, DAYS_LEFT = 3, 3, 7
LONG_TITLE = {"ja": 28, "en": 60}  # letters; a longer one is cut in lists
EVENINGS = ("week-evening", "end-morning", "end-day", "end-evening")
MUCH_MORE = 1.25  # of the template's typical hours


@dataclass(frozen=True)
class Proposal:
    """One change that may help: the section where it is made (empty: a page of its own), and the sentence."""

    section: str
    words: str


def proposals_for(posting: Posting) -> list[Proposal]:
    """Return what could be changed in a posting, in the order of its sections, in the reader's language; [] if nothing stands out."""
    return [*_title(posting), *_skills(posting), *_deliverables(posting), *_hours(posting), *_days(posting), *_contact(posting)]


def _title(posting: Posting) -> Iterator[Proposal]:
    if len(posting.title) > LONG_TITLE.get(posting.language, LONG_TITLE["en"]):
        yield Proposal("need", _("Make the title shorter: it has %(n)s letters and is cut in lists.") % {"n": len(posting.title)})


def _skills(posting: Posting) -> Iterator[Proposal]:
    needed = [row for row in posting.skills.select_related("skill").order_by("pk") if row.is_required]
    for row in needed:
        if row.level > USUAL_LEVEL:
            yield Proposal("task", _("“%(skill)s” is asked for at level %(level)s of 5. Say in the words that level 3 is enough, or put it on “Good to have”.")
                           % {"skill": row.skill.name, "level": row.level})
    if len(needed) > MANY_SKILLS:
        yield Proposal("task", _("%(n)s skills are needed at once. Keep the two or three most important, and put the others on “Good to have”.")
                       % {"n": len(needed)})


def _deliverables(posting: Posting) -> Iterator[Proposal]:
    count = len(posting.deliverables)
    if count > MANY_DELIVERABLES:
        yield Proposal("deliverables", _("Leave out one of the %(n)s deliverables, for example “%(last)s”. It can become a posting of its own.")
                       % {"n": count, "last": posting.deliverables[-1]})


def _hours(posting: Posting) -> Iterator[Proposal]:
    typical = posting.template.hours_typical if posting.template else None
    if posting.hours_per_week and posting.hours_per_week > USUAL_HOURS:
        yield Proposal("time", _("Ask for %(fewer)s hours a week instead of %(now)s. Most participants have up to 4.")
                       % {"fewer": USUAL_HOURS, "now": posting.hours_per_week})
    if typical and posting.hours_total and posting.hours_total > typical * MUCH_MORE:
        yield Proposal("time", _("Postings from this template usually take %(typical)s hours; yours asks for %(now)s. Make the work smaller.")
                       % {"typical": typical, "now": posting.hours_total})
    if posting.weeks and posting.weeks > USUAL_WEEKS:
        yield Proposal("time", _("It runs for %(n)s weeks. A first part of %(fewer)s weeks is easier to say yes to.")
                       % {"n": posting.weeks, "fewer": USUAL_WEEKS})


def _days(posting: Posting) -> Iterator[Proposal]:
    if posting.deadline and (posting.deadline - today()).days < DAYS_LEFT:
        yield Proposal("", _("Move the closing day: applications are possible for only %(n)s more days.") % {"n": (posting.deadline - today()).days})


def _contact(posting: Posting) -> Iterator[Proposal]:
    held = set(posting.contact_times)
    if not any(held & week.indices_of(part) for part in EVENINGS):
        yield Proposal("contact", _("Add an evening or the weekend to the times when you can meet. Many participants are free then."))
