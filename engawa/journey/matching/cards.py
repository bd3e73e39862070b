"""A posting as the lists show it: what is known of it, the reasons, whether it is kept for later. All in words, ready to print."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, npgettext, pgettext
from django.utils.translation import gettext as _

from engawa.base.text.language import in_reader_language
from engawa.base.times import today, words
from engawa.base.ui.templatetags.ui import icon
from engawa.base.users.models import User
from engawa.journey.matching import queries
from engawa.journey.matching.excerpts import excerpt, highlighted, marked
from engawa.journey.matching.models import SavedPosting
from engawa.journey.matching.queries.suggesting import SHOWN, Suggested
from engawa.journey.matching.reasons import sentences
from engawa.journey.matching.vocabulary import Vocabulary
from engawa.journey.organizations.models import State as Standing
from engawa.journey.postings.models import Confidentiality, Kind, Posting, State
from engawa.journey.postings.reading import said

CAUSES, NEAR_DAYS = 2, 14


class Row(NamedTuple):
    """The columns of a posting that a card is made of; whole objects cost several times as much."""

    pk: UUID
    title: str
    language: str
    other_words: dict[str, Any] | None
    kind: str
    confidentiality: str
    hours_per_week: int | None
    hours_total: int | None
    weeks: int | None
    starts_on: date | None
    deadline: date | None
    state: str
    area_id: str
    area__ja: str
    area__en: str
    organization__name: str
    organization__state: str


TEXTS = ("need", "task", "deliverables", "steps")
# Made ready once: to find each column anew for every page costs more than to read them.
ROWS, ROWS_AND_TEXTS = Posting.objects.values_list(*Row._fields), Posting.objects.values_list(*Row._fields, *TEXTS)
_of_posting = attrgetter(*(name.replace("__", ".") for name in Row._fields))


@dataclass(frozen=True)
class Card:
    """One row of a list. `head` and `facts` are HTML; `title` is the title as it was written; `kept` is None for visitors."""

    pk: UUID
    title: str
    language: str
    head: SafeString
    facts: SafeString
    kept: bool | None = None
    reasons: list[str] = field(default_factory=list)
    excerpt: str = ""


class Lines(NamedTuple):
    """What a card says whatever was asked, as HTML: what stands before the title and behind it, and the facts."""

    before: SafeString
    behind: SafeString
    facts: SafeString


def cards(ids: list[UUID], found: queries.Search, known: Vocabulary, user: User | None) -> list[Card]:
    """Make the cards of one page of a search, in the order of the ids. One query, one more for somebody who may keep postings."""
    kept = queries.saved_ids(user, ids) if user else set()
    rows = {row[0]: row for row in (ROWS_AND_TEXTS if found.tokens else ROWS).filter(pk__in=ids)}
    made, language, day = [], get_language(), today()
    names = {slug: known.cause(slug) for slug in frozenset().union(*map(found.causes.__getitem__, rows))}
    for pk in (one for one in ids if one in rows):
        row, texts = Row(*rows[pk][:len(Row._fields)]), rows[pk][len(Row._fields):]
        fit = found.fits.get(pk) if found.fits is not None else None
        made.append(_card(
            row, [names[slug] for slug in sorted(found.causes[pk])], language, day, kept=pk in kept if user else None,
            reasons=sentences(fit, known, SHOWN)[0] if fit else [], tokens=found.tokens, texts=texts))
    return made


def suggested_cards(suggested: list[Suggested], user: User) -> list[Card]:
    """Make the cards of suggestions."""
    kept = queries.saved_ids(user, [one.posting.pk for one in suggested])
    return [_of(one.posting, kept=one.posting.pk in kept, reasons=one.reasons) for one in suggested]


def kept_cards(saved: Iterable[SavedPosting]) -> list[Card]:
    """Make the cards of what somebody keeps."""
    return [_of(one.posting, kept=True, reasons=[]) for one in saved]


def _of(posting: Posting, *, kept: bool, reasons: list[str]) -> Card:
    return _card(Row(*_of_posting(posting)), [cause.name for cause in posting.organization.causes.all()], get_language(), today(),
                 kept=kept, reasons=reasons)


def _card(row: Row, causes: list[str], language: str | None, day: date, *, kept: bool | None, reasons: list[str],
          tokens: tuple[str, ...] = (), texts: tuple[Any, ...] = ()) -> Card:
    title = said(row, "title")
    lines = _lines(row._replace(other_words=None), tuple(causes[:CAUSES]), title.language, language, day)
    return Card(row.pk, row.title, row.language, lines.before + _heading(title.words, tokens) + lines.behind, lines.facts, kept, reasons,
                marked(excerpt(_sentences(*texts), tokens)) if tokens else "")


@lru_cache(maxsize=5_000)
def _heading(title: str, tokens: tuple[str, ...]) -> SafeString:
    return marked(highlighted(title, tokens)) if tokens else escape(title)


@lru_cache(maxsize=5_000)
def _lines(row: Row, causes: tuple[str, ...], title_language: str, language: str | None, day: date) -> Lines:
    """Write these lines once for a posting as it is now: all that they depend on is asked for, so nothing old is ever shown."""
    area, *others = _kicker(row)
    organization = row.organization__name + (pgettext("causes behind an organization's name", " (%(causes)s)") % {
        "causes": "・".join(causes)} if causes else "")
    return Lines(
        format_html('<p class="kicker"><span class="tag">{}{}</span>{}</p>\n<h3><a href="{}" lang="{}">', icon(row.area_id), area, format_html_join(
            "", "<span>{}</span>", ((one,) for one in others)), reverse("public:posting", kwargs={"pk": row.pk}), title_language),
        format_html('</a></h3><p class="org">{}</p>', organization),
        format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", _facts(row, day)))


def _sentences(need: str, task: str, deliverables: list[Any], steps: list[dict[str, Any]]) -> list[str]:
    return [need, task, *map(str, deliverables), *(str(step.get("text", "")) for step in steps)]


def _kicker(row: Row) -> Iterator[str]:
    """Say in a few words what kind of work it is: the area first."""
    yield in_reader_language(row.area__ja, row.area__en)
    if row.kind == Kind.TALK:
        yield str(Kind.TALK.label)
    yield str(Confidentiality(row.confidentiality).label)
    if row.language == "en":
        yield _("The work is done in English")


def _facts(row: Row, day: date) -> Iterator[tuple[str, str]]:
    """Say how long, when, where and until when: (name, words)."""
    if row.kind == Kind.TALK:
        yield _("Time it takes"), _("One hour, once")
    elif row.hours_per_week:
        yield _("Time it takes"), _("%(hours)s hours a week") % {"hours": row.hours_per_week} + (
            pgettext("behind hours a week", ", %(hours)s hours in all") % {"hours": row.hours_total} if row.hours_total else "")
    if row.weeks and row.kind != Kind.TALK:
        yield _("Period"), _("%(weeks)s weeks from %(day)s") % {
            "weeks": row.weeks, "day": words.day_words(row.starts_on, year=False)} if row.starts_on else _("%(weeks)s weeks") % {"weeks": row.weeks}
    yield _("Place"), _("All online")
    left = (row.deadline - day).days if row.deadline else 0
    if row.state != State.OPEN or row.organization__state != Standing.VERIFIED or left < 0:
        yield _("State"), _("This posting has closed")
    elif row.deadline:
        yield _("Apply by"), words.day_words(row.deadline, year=False) + (
            npgettext("days until a posting closes", " %(n)s day left", " %(n)s days left", left) % {"n": left} if left <= NEAR_DAYS else "")
