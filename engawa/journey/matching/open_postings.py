"""The open postings as arrays in the memory of the process, correct after every change, whoever made it.

Every change bumps the one row of `OpenVersion` in its own transaction (see `actions.demand`) and notes the
posting beside the number. A request reads the number: the same number, the same arrays; a higher one, and only the
postings noted since are read again. Inside a transaction the arrays are brought up to date for this caller alone: what
it wrote may still be undone.
"""
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import QuerySet

from engawa.base.times import now, today
from engawa.journey.matching import fit, fulltext, scan
from engawa.journey.matching.held import Held
from engawa.journey.matching.models import OpenChange, OpenVersion, SearchRow
from engawa.journey.matching.needed import told
from engawa.journey.matching.vocabulary import Vocabulary
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.models import PostingSkill

EDITION = "SELECT number, era, (SELECT MAX(id) FROM skills_edition) FROM matching_openversion WHERE id = 1"
FADES = timedelta(days=28)   # a posting calls half as much when it is so old
MANY = 500   # from so many changes at once, reading everything is simpler
COLUMNS = (
    "id", "posting_id", "posting__organization_id", "posting__title", "posting__area_id", "posting__hours_per_week",
    "posting__language", "posting__confidentiality", "posting__contact_times", "posting__organization__time_zone",
    "posting__published_at", "posting__deadline", "posting__starts_on", "posting__weeks", "posting__seats",
    "posting__seats_taken", "posting__demand__weight", "posting__demand__noted_at", "posting__demand__applications", "posting__template_id",
    "opened_at", "led_to", "key_words")


@dataclass(frozen=True, slots=True)
class Line:
    """One open posting, as light as a search needs it."""

    row: int
    posting: UUID
    organization: UUID
    title: str
    area: str
    hours: int | None
    language: str
    confidentiality: str
    contact: frozenset[int]
    zone: str
    causes: frozenset[str]
    published_at: datetime
    deadline: date | None
    starts_on: date | None = None
    weeks: int | None = None
    seats: int = 1
    weight: float = 0.0
    noted_at: datetime | None = None
    applications: int = 0
    template: str = ""
    opened_at: datetime | None = None

    def work(self, asks: "Asks", at: datetime) -> fit.Work:
        """Put the posting into the shape of the fit, as at an hour."""
        return fit.Work(
            asks.demands, self.contact, self.zone, self.hours, self.language, self.causes, self.starts_on, self.weeks, self.confidentiality,
            fit.faded(self.weight, self.noted_at or at, at), self.seats, self.organization, asks.words)


class Asks(NamedTuple):
    """What a posting asks for: skills, and the words it is about (see `key_words`)."""

    demands: tuple[fit.Demand, ...] = ()
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Open:
    """All open postings at one number of the counter: light rows, the arrays in the same order, the words known of them."""

    number: int
    era: UUID | None
    known: Vocabulary
    names: scan.Names
    lines: tuple[Line, ...] = ()
    arrays: scan.Arrays = field(default_factory=lambda: scan.arrays_of([], scan.Names(scan.Codes({}, {}))))
    held: Held = field(default_factory=Held)

    @cached_property
    def place(self) -> Mapping[UUID, int]:
        """Return where each posting stands."""
        return {line.posting: n for n, line in enumerate(self.lines)}

    @cached_property
    def _slugs(self) -> list[str]:
        return list(self.names.codes.skills)

    @cached_property
    def _first(self) -> scan.Ints:
        return self.arrays.first

    @cached_property
    def _words(self) -> list[str]:
        return self.names.words.values()

    @cached_property
    def _first_word(self) -> scan.Ints:
        return self.arrays.first_word

    @cached_property
    def _last_days(self) -> scan.Ints:
        return np.array([(line.deadline or date.max).toordinal() for line in self.lines], dtype=np.int64)

    @cached_property
    def calling(self) -> scan.Floats:
        """How much each posting calls for somebody, 0 to 1, whoever looks: what is new and has nobody waiting most."""
        at = this_hour()
        published = np.array([line.published_at.timestamp() for line in self.lines])
        ages = np.maximum(0.0, at.timestamp() - published) / FADES.total_seconds()
        return 0.5 ** ages * scan.crowd(self.arrays, at)

    def live(self, on: date) -> scan.Bools:
        """Say for each posting whether its last day has not passed."""
        return self._last_days >= on.toordinal()

    def demands(self, row: int) -> tuple[fit.Demand, ...]:
        """Return what the posting of a row asks for, required skills first."""
        begin, arrays = int(self._first[row]), self.arrays
        return tuple(fit.Demand(self._slugs[arrays.skill[n]], int(arrays.level[n]), bool(arrays.required[n]), float(arrays.told[n]))
                     for n in range(begin, begin + int(arrays.count[row])))

    def work(self, row: int, at: datetime) -> fit.Work:
        """Put the posting of a row into the shape of the fit, as at an hour."""
        begin, arrays = int(self._first_word[row]), self.arrays
        words = tuple((self._words[arrays.word[n]], float(arrays.says[n])) for n in range(begin, begin + int(arrays.words[row])))
        return self.lines[row].work(Asks(self.demands(row), words), at)

    def crowded(self, most: float) -> list[UUID]:
        """Return the postings on which so many people or more wait for each seat."""
        at = this_hour()
        return [line.posting for line in self.lines
                if line.weight >= most * line.seats and line.work(Asks(), at).waiting >= most * line.seats]

    def without(self, postings: Collection[UUID]) -> "Open":
        """Leave some postings out."""
        keep = np.array([line.posting not in postings for line in self.lines], dtype=np.bool_)
        return replace(self, lines=tuple(line for line in self.lines if line.posting not in postings), arrays=self.arrays.kept(keep))

    def joined(self, lines: list[Line], asks: Mapping[UUID, Asks]) -> "Open":
        """Add postings."""
        rows = [scan.Row(replace(line.work(asks[line.posting], now()), waiting=0.0), line.weight, line.noted_at or now()) for line in lines]
        return replace(self, lines=(*self.lines, *lines), arrays=self.arrays.joined(scan.arrays_of(rows, self.names)))


class Fits(Mapping[UUID, fit.Fit]):
    """A person beside the open postings: scores for all of them by one scan, reasons only for those that are asked for.

    Postings in conflict (of own and of avoided organizations) are not in it.
    """

    def __init__(self, person: fit.Person, found: Open, at: datetime) -> None:
        self._person, self._open, self._at = person, found, at
        self._within = fit.reach(person, found.known.links)

    @cached_property
    def scores(self) -> scan.Floats:
        """The score of every posting in the order of the lines, -1 in conflict."""
        return scan.scores(self._person, self._within, self._open.arrays, self._open.names, self._at)

    def __getitem__(self, posting: UUID) -> fit.Fit:
        row = self._open.place[posting]
        work = self._open.work(row, self._at)
        if fit.conflicts(self._person, work):
            raise KeyError(posting)
        return fit.fit(self._person, work, self._within, self._at)

    def __iter__(self) -> Iterator[UUID]:
        return (line.posting for line, score in zip(self._open.lines, self.scores, strict=True) if score >= 0)

    def __len__(self) -> int:
        return int((self.scores >= 0).sum())

    def score(self, posting: UUID) -> float:
        """Return the number that puts a posting in order; 0 for one in conflict or no longer open."""
        row = self._open.place.get(posting)
        return 0.0 if row is None else max(0.0, float(self.scores[row]))

    def best(self, limit: int, without: Collection[UUID] = ()) -> list[UUID]:
        """Return the postings that suit best and are still open today, best first."""
        live = np.where(self._open.live(today()), self.scores, -1.0)
        for posting in without:
            if (row := self._open.place.get(posting)) is not None:
                live[row] = -1.0
        return [self._open.lines[row].posting for row in scan.best(live, limit)]


def this_hour() -> datetime:
    """Return the hour for which zones and fading are worked out."""
    return now().replace(minute=0, second=0, microsecond=0)


_kept: list[Open] = []   # at most one: what this process knows, as of a committed number
_one_at_a_time = Lock()


def edition() -> tuple[Any, ...]:
    """Return what changes whenever a list of open postings may look different: the counter, and the newest edition of words."""
    with connection.cursor() as cursor:  # asked for every visitor's page, so without the cost of building a query
        cursor.execute(EDITION)
        return tuple(cursor.fetchone() or ())


def current(known: Vocabulary) -> Open:
    """Return the open postings of now. One query when nothing changed, a few more for what did."""
    number, era = OpenVersion.objects.filter(pk=1).values_list("number", "era").first() or (0, None)
    with _one_at_a_time:
        mine = _kept[0] if _kept else None
        if mine and (mine.era != era or mine.known is not known or mine.number > number):
            mine = None
        if mine and mine.number == number:
            return mine
        found = (_patched(mine, number) if mine else None) or _read(number, era, known)
        if not connection.in_atomic_block:
            _kept[:] = [found]
        return found


def _patched(mine: Open, number: int) -> Open | None:
    """Bring older arrays up to a number; None when so much changed that all is better read anew."""
    changed = set(OpenChange.objects.filter(number__gt=mine.number).values_list("posting", flat=True)[:MANY])
    if len(changed) >= MANY:
        return None
    rows = SearchRow.objects.filter(posting__in=changed)
    texts = rows.values_list("pk", "title", "skills", "organization", "body") if mine.held.rows else ()
    held = mine.held.after({row: fulltext.words_of(*parts) for row, *parts in texts})
    return replace(mine.without(changed).joined(*_rows(rows)), number=number, held=held)


def _read(number: int, era: UUID | None, known: Vocabulary) -> Open:
    empty = Open(number, era, known, scan.Names(scan.Codes.of(known.skills, known.causes)))
    return empty.joined(*_rows(SearchRow.objects.all()))


def _rows(rows: QuerySet[SearchRow]) -> tuple[list[Line], dict[UUID, Asks]]:
    """Read light rows and what they ask for. Three queries."""
    of_organization: dict[UUID, set[str]] = {}
    found = list(rows.order_by("id").values_list(*COLUMNS))
    causes = Organization.causes.through.objects.filter(organization__in={row[2] for row in found}) if len(found) < MANY else (
        Organization.causes.through.objects.all())
    for organization, cause in causes.values_list("organization_id", "cause_id"):
        of_organization.setdefault(organization, set()).add(cause)
    demands: dict[UUID, list[fit.Demand]] = {}
    asked = PostingSkill.objects.filter(posting__search_row__in=rows).order_by("-is_required", "pk")
    for posting, skill, level, required in asked.values_list("posting_id", "skill_id", "level", "is_required"):
        demands.setdefault(posting, []).append(fit.Demand(skill, level, required))
    asks = {row[1]: Asks(tuple(demands.get(row[1], ())) or told(row[-2] or ()), tuple(map(tuple, row[-1] or ()))) for row in found}
    return [_line(row, of_organization) for row in found], asks


_same: dict[frozenset[Any], frozenset[Any]] = {}


def _shared(values: Iterable[Any]) -> frozenset[Any]:
    """Return one and the same set for equal ones: thousands of postings share a few grids."""
    one = frozenset(values)
    if len(_same) > 10_000:
        _same.clear()
    return _same.setdefault(one, one)


def _line(row: tuple[Any, ...], causes: Mapping[UUID, Iterable[str]]) -> Line:
    (key, posting, organization, title, area, hours, language, data, contact, zone, published, deadline, starts, weeks, seats, taken,
     weight, noted, applications, template, opened, _led_to, _words) = row
    return Line(key, posting, organization, title, area, hours, language, data, _shared(contact), zone,
                _shared(causes.get(organization, ())), published or now(), deadline, starts, weeks,
                max(1, seats - taken), weight or 0.0, noted, applications or 0, template or "", opened or published)
