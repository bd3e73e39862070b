"""A posting as the lists show it: what is known of it, the reasons, whether it is kept for later. All in words, ready to print."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
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
from engawa.journey.postings.opened import in_open_words
from engawa.journey.postings.reading import said

CAUSES, NEAR_DAYS = 2, 14
NOBODY = str(UUID(int=0))
Why = tuple[list[str], list[str]]    # why it suits, and what may be missing
NOTHING: Why = ([], [])


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
    """One row of a list. `head` and `facts` are HTML; `title` is the title as it was written; `kept` is None for visitors.

    `reasons` say why it suits, `missing` why it stands lower than it might.
    """

    pk: UUID
    title: str
    language: str
    head: SafeString
    facts: SafeString
    kept: bool | None = None
    reasons: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    excerpt: str = ""


class Page(NamedTuple):
    """What all cards of a page share: the reader's language, the day, the address of a posting with NOBODY for its key."""

    language: str | None
    day: date
    address: str

    @classmethod
    def now(cls) -> "Page":
        """The page that is being made. An address is looked up once for all, which is a third of the work of a card."""
        return cls(get_language(), today(), reverse("public:posting", kwargs={"pk": NOBODY}))


def cards(ids: list[UUID], found: queries.Search, known: Vocabulary, user: User | None) -> list[Card]:
    """Make the cards of one page of a search, in the order of the ids. One query, one more for somebody who may keep postings."""
    kept = queries.saved_ids(user, ids) if user else set()
    rows = {row[0]: row for row in (ROWS_AND_TEXTS if found.tokens else ROWS).filter(pk__in=ids)}
    made, page = [], Page.now()
    names = {slug: known.cause(slug) for slug in frozenset().union(*map(found.causes.__getitem__, rows))}
    for pk in (one for one in ids if one in rows):
        row, texts = Row(*rows[pk][:len(Row._fields)]), rows[pk][len(Row._fields):]
        fit = found.fits.get(pk) if found.fits is not None else None
        made.append(_card(
            row, [names[slug] for slug in sorted(found.causes[pk])], page, kept=pk in kept if user else None,
            why=sentences(fit, known, SHOWN) if fit else NOTHING, tokens=found.tokens, texts=texts))
    return made


def suggested_cards(suggested: list[Suggested], user: User) -> list[Card]:
    """Make the cards of suggestions."""
    kept, page = queries.saved_ids(user, [one.posting.pk for one in suggested]), Page.now()
    return [_of(one.posting, page, kept=one.posting.pk in kept, why=(one.reasons, one.missing)) for one in suggested]


def kept_cards(saved: Iterable[SavedPosting]) -> list[Card]:
    """Make the cards of what somebody keeps."""
    page = Page.now()
    return [_of(in_open_words(one.posting), page, kept=True, why=NOTHING) for one in saved]


def _of(posting: Posting, page: Page, *, kept: bool, why: Why) -> Card:
    return _card(Row(*_of_posting(posting)), [cause.name for cause in posting.organization.causes.all()], page, kept=kept, why=why)


def _card(row: Row, causes: list[str], page: Page, *, kept: bool | None, why: Why,
          tokens: tuple[str, ...] = (), texts: tuple[Any, ...] = ()) -> Card:
    title, reader = said(row, "title"), page.language
    closed, talk = row.state != State.OPEN or row.organization__state != Standing.VERIFIED, row.kind == Kind.TALK
    kicker = _kicker(row.area_id, row.area__ja, row.area__en, row.kind, row.confidentiality, row.language, reader)
    words_of_title = marked(highlighted(title.words, tokens)) if tokens else escape(title.words)
    head = mark_safe(f'{kicker}\n<h3><a href="{page.address.replace(NOBODY, str(row.pk))}" lang="{title.language}">{words_of_title}</a></h3>'
                     f'{_organization(row.organization__name, tuple(causes[:CAUSES]), reader)}')
    facts = (_effort(talk, row.hours_per_week, row.hours_total, reader) + _period(talk, row.weeks, row.starts_on, reader)
             + _until(closed, row.deadline, page.day, reader))
    return Card(row.pk, row.title, row.language, head, facts, kept, *why, marked(excerpt(_sentences(*texts), tokens)) if tokens else "")


def _sentences(need: str, task: str, deliverables: list[Any], steps: list[dict[str, Any]]) -> list[str]:
    return [need, task, *map(str, deliverables), *(str(step.get("text", "")) for step in steps)]


# Many postings share the pieces below, so each is written once for everything that it depends on, the reader's language too.
# They are put together as they stand: format_html would ask each whether it is HTML, which costs more than all the rest.

@lru_cache(maxsize=1_000)
def _kicker(area: str, ja: str, en: str, kind: str, confidentiality: str, language: str, _reader: str | None) -> SafeString:
    """Say in a few words what kind of work it is: the area first."""
    words = [str(Kind.TALK.label)] if kind == Kind.TALK else []
    words.append(str(Confidentiality(confidentiality).label))
    if language == "en":
        words.append(_("The work is done in English"))
    return mark_safe(f'<p class="kicker"><span class="tag">{icon(area)}{escape(in_reader_language(ja, en))}</span>'
                     f'{"".join(f"<span>{escape(one)}</span>" for one in words)}</p>')


@lru_cache(maxsize=5_000)
def _organization(name: str, causes: tuple[str, ...], _reader: str | None) -> SafeString:
    """Name the organization and the first of its causes."""
    behind = pgettext("causes behind an organization's name", " (%(causes)s)") % {"causes": "・".join(causes)} if causes else ""
    return mark_safe(f'<p class="org">{escape(name + behind)}</p>')


@lru_cache(maxsize=1_000)
def _effort(talk: bool, hours: int | None, total: int | None, _reader: str | None) -> SafeString:
    """Say how many hours it takes."""
    if talk:
        return _fact(_("Time it takes"), _("One hour, once"))
    return _fact(_("Time it takes"), _("%(hours)s hours a week") % {"hours": hours} + (
        pgettext("behind hours a week", ", %(hours)s hours in all") % {"hours": total} if total else "")) if hours else SafeString()


@lru_cache(maxsize=5_000)
def _period(talk: bool, weeks: int | None, start: date | None, _reader: str | None) -> SafeString:
    """Say how many weeks from when, and where."""
    place = _fact(_("Place"), _("All online"))
    if talk or not weeks:
        return place
    return _fact(_("Period"), _("%(weeks)s weeks from %(day)s") % {"weeks": weeks, "day": words.day_words(start, year=False)}
                 if start else _("%(weeks)s weeks") % {"weeks": weeks}) + place


@lru_cache(maxsize=1_000)
def _until(closed: bool, deadline: date | None, day: date, _reader: str | None) -> SafeString:
    """Say until when one may apply, or that one no longer may."""
    left = (deadline - day).days if deadline else 0
    if closed or left < 0:
        return _fact(_("State"), _("This posting has closed"))
    return _fact(_("Apply by"), words.day_words(deadline, year=False) + (
        npgettext("days until a posting closes", " %(n)s day left", " %(n)s days left", left) % {"n": left} if left <= NEAR_DAYS else "")
    ) if deadline else SafeString()


def _fact(name: str, said_of_it: str) -> SafeString:
    return mark_safe(f"<div><dt>{escape(name)}</dt><dd>{escape(said_of_it)}</dd></div>")
