"""The list of organizations: words by the same normaliser as the postings, conditions and counts in memory.

One light row for each verified organization is read; the number of queries does not grow with them.
"""
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial, reduce
from operator import add, and_, or_
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, IntegerField, Max, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from engawa.journey.matching import normaliser, spelling
from engawa.journey.matching.asked_organizations import AskedOrganizations, place_name
from engawa.journey.matching.models import OrganizationRow
from engawa.journey.matching.normaliser import Unit
from engawa.journey.matching.queries.facets import Facet, Option
from engawa.journey.matching.queries.watching import open_counts
from engawa.journey.matching.vocabulary import Vocabulary
from engawa.journey.organizations.models import Organization, State
from engawa.journey.organizations.names import name_key

FIELDS_SHOWN = 6
OFFERS = 4
NAMED = 3   # how near an organization is whose name has the letters typed, where 1 has all the words


class House(NamedTuple):
    """One verified organization, as light as a search needs it."""

    pk: UUID
    name: str
    place: str
    causes: frozenset[str]
    open: int


class LooserHouses(NamedTuple):
    """A question that finds something: what is taken off, the question, how many organizations."""

    words: str
    asked: AskedOrganizations
    count: int  # type: ignore[assignment]  # because tuples have a method of that name, which nobody calls here


@dataclass(frozen=True)
class Houses:
    """The answer: organizations in order, their open postings, the facets, and what to try when nothing was found.

    `any_word`: no organization has all words; these have some. `corrected`: what was searched instead of what was typed.
    """

    asked: AskedOrganizations
    found: list[UUID]
    open: Mapping[UUID, int]
    facets: list[Facet]
    looser: list[LooserHouses]
    any_word: bool
    corrected: str


Ranks = Mapping[UUID, int] | None
# What each part of a question asks of an organization.
TESTS: dict[str, Callable[[AskedOrganizations, House], bool]] = {
    "causes": lambda asked, house: not asked.causes or not house.causes.isdisjoint(asked.causes),
    "places": lambda asked, house: not asked.places or house.place in asked.places,
    "open": lambda asked, house: not asked.open or house.open > 0}


def search_organizations(asked: AskedOrganizations, known: Vocabulary) -> Houses:
    """Answer a question about the verified organizations; those with an open posting stand first. Four queries, with words five, mistyped at most nine."""
    every = _houses(known)
    ranks, any_word, corrected = _by_words(asked) if asked.words else (None, False, "")
    kept = [house for house in every if ranks is None or house.pk in ranks]
    found = sorted(_passing(asked, kept), key=lambda house: (-(ranks or {}).get(house.pk, 0), not house.open, house.name, house.pk))
    return Houses(asked, [house.pk for house in found], {house.pk: house.open for house in found}, _facets(asked, kept, known),
                  [] if found else _looser(asked, every, ranks, known), any_word and bool(found), corrected)


def _houses(known: Vocabulary) -> list[House]:
    causes: dict[UUID, set[str]] = {}
    for pk, cause in Organization.causes.through.objects.filter(organization__state=State.VERIFIED).values_list("organization_id", "cause_id"):
        causes.setdefault(pk, set()).add(cause)
    counts = open_counts(known)
    rows = Organization.objects.filter(state=State.VERIFIED).order_by().values_list("pk", "name", "prefecture", "country")
    return [House(pk, name, prefecture if country == "JP" else country, frozenset(causes.get(pk, ())), counts.get(pk, 0))
            for pk, name, prefecture, country in rows]


def _passing(asked: AskedOrganizations, houses: Iterable[House], without: str = "") -> list[House]:
    tests = [test for part, test in TESTS.items() if part != without]
    return [house for house in houses if all(test(asked, house) for test in tests)]


def _by_words(asked: AskedOrganizations) -> tuple[Ranks, bool, str]:
    """Find organizations as postings are found: by what was written by its sound, else for what was meant, else with some of the words.

    Returns how near each is, whether they have only some of the words, and what was searched instead. A name is taken as it was typed.
    """
    known = cache(_lexicon)     # asked for at most once a question
    better = "" if asked.literal else spelling.by_ear(asked.words, known) or ""
    ranks, whole = _near(better or asked.words)
    if better:
        typed, is_whole = _near(asked.words)
        if is_whole and (not whole or NAMED in typed.values()):
            return typed, False, ""
    if whole or asked.literal:
        return ranks, not whole, better
    rows = list(_rows().values_list("organization__name_key", "words"))
    if meant := spelling.corrected(better or asked.words, partial(_finds, rows), known):
        put_right, whole = _near(meant)
        if whole:
            return put_right, False, meant
    return ranks, True, better


def _rows() -> QuerySet[OrganizationRow]:
    return OrganizationRow.objects.filter(organization__state=State.VERIFIED)


def _lexicon() -> spelling.Lexicon:
    """Return the words one may mean: those of the organizations and the vocabulary. One query, two when an organization was added."""
    newest = _rows().aggregate(newest=Max("pk"))["newest"]
    return spelling.kept_lexicon("organizations", newest, lambda: _rows().values_list("words", flat=True))


def _finds(rows: list[tuple[str, str]], piece: str) -> bool:
    units, name = normaliser.units(piece), name_key(piece)
    return any((name and name in named) or (units and all(any(all(f" {token} " in words for token in way) for way in unit.ways) for unit in units))
               for named, words in rows)


def _near(text: str) -> tuple[dict[UUID, int], bool]:
    """Find organizations with all words, or with these letters in the name; if there are none, with some of the words.

    Returns how near each is (the name counts most), and whether they have all words. One query.
    """
    units, name = normaliser.units(text), name_key(text)
    rows = _rows().annotate(
        named=_marks(Q(organization__name_key__contains=name) if name else Q(pk=None)),
        met=reduce(add, (_marks(_has(unit)) for unit in units), Value(0)))
    near = {pk: (named, met) for pk, named, met in rows.values_list("organization", "named", "met") if named or met}
    whole = {pk: NAMED if named else 1 for pk, (named, met) in near.items() if named or met == len(units)}
    return (whole, True) if whole else ({pk: met for pk, (_named, met) in near.items()}, False)


def _has(unit: Unit) -> Q:
    return reduce(or_, (reduce(and_, (Q(words__contains=f" {token} ") for token in way)) for way in unit.ways))


def _marks(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _facets(asked: AskedOrganizations, kept: list[House], known: Vocabulary) -> list[Facet]:
    """Count for every condition how many organizations it would leave, the other parts of the question unchanged."""
    causes = Counter(cause for house in _passing(asked, kept, "causes") for cause in house.causes)
    places = Counter(house.place for house in _passing(asked, kept, "places") if house.place)
    with_open = sum(house.open > 0 for house in _passing(asked, kept, "open"))
    return [
        Facet("open", _("Postings"), True, [Option("1", _("With an open posting"), with_open, asked.open)], []),
        _facet("cause", _("Field of activity"), causes, asked.causes, known.cause),
        _facet("place", _("Region"), places, asked.places, place_name)]


def _facet(name: str, title: str, counts: Counter[str], chosen: tuple[str, ...], words: Callable[[str], str]) -> Facet:
    """Show the chosen and the fullest conditions at once, the others on asking."""
    options = [Option(value, words(value), counts[value], value in chosen) for value in {**dict.fromkeys(chosen), **counts}]
    options.sort(key=lambda option: (not option.chosen, -option.count, option.value))
    cut = max(FIELDS_SHOWN, len(chosen))
    return Facet(name, title, True, options[:cut], options[cut:])


def _looser(asked: AskedOrganizations, every: list[House], ranks: Ranks, known: Vocabulary) -> list[LooserHouses]:
    """Offer what finds something when one condition is taken off; if nothing does, the whole list."""
    offers = []
    for words, rest in asked.chosen(known):
        among = every if ranks is None or not rest.words else [house for house in every if house.pk in ranks]
        if count := len(_passing(rest, among)):
            offers.append(LooserHouses(words, rest, count))
    if not offers and every and asked != AskedOrganizations():
        offers.append(LooserHouses("", replace(asked, words="", causes=(), places=(), open=False), len(every)))
    return sorted(offers, key=lambda offer: -offer.count)[:OFFERS]


def organizations_in_order(ids: list[UUID]) -> list[Organization]:
    """Return organizations in the order of the ids, with causes and photo. Two queries."""
    rows = Organization.objects.filter(pk__in=ids).select_related("photo__file").prefetch_related("causes")
    by_id = {organization.pk: organization for organization in rows}
    return [by_id[one] for one in ids if one in by_id]
