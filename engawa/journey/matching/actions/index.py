"""The index follows the postings, in the transaction that changes them."""
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from engawa.base.text.places import PREFECTURES, countries
from engawa.base.times import now
from engawa.journey.matching import fulltext
from engawa.journey.matching.actions.demand import note_change
from engawa.journey.matching.models import OrganizationRow, SearchRow
from engawa.journey.matching.needed import led_to, words_of
from engawa.journey.matching.normaliser import index_words, tokenizer_version
from engawa.journey.matching.queries.naming import Names, names_of
from engawa.journey.organizations import queries as organizations
from engawa.journey.organizations.models import Organization
from engawa.journey.postings.models import Posting, State, Template
from engawa.journey.skills.models import Area, Cause, Skill

OVERSEAS = ("海外", "overseas")
OUTDATED = ""   # stands instead of the dictionary a row was made with
# Whose names the rows hold, and the way there.
NAMED_BY: dict[type[Model], tuple[tuple[type[SearchRow | OrganizationRow], str], ...]] = {
    Skill: ((SearchRow, "posting__skills__skill"),), Area: ((SearchRow, "posting__area"),), Template: ((SearchRow, "posting__template"),),
    Cause: ((SearchRow, "posting__organization__causes"), (OrganizationRow, "organization__causes"))}


@transaction.atomic
def index_posting(*, posting: Posting, opened_at: datetime | None = None) -> bool:
    """Make a posting findable if it is open and its organization verified, otherwise take it out of the index; return which.

    Called in the transaction that publishes, changes, pauses or closes it, so that search never lags behind.

    Args:
        posting: as it is stored.
        opened_at: since when it is open, if it was not in the index; without it since now.
    """
    is_open = _index_one(posting, opened_at or now())
    note_change(postings=[posting.pk])
    return is_open


def _index_one(posting: Posting, opened_at: datetime) -> bool:
    # Locked, so that nothing is written of a posting that is changed or closed at this moment.
    posting = Posting.objects.select_for_update().get(pk=posting.pk)
    names = names_of(posting) if posting.state == State.OPEN else None
    if names is None:
        SearchRow.objects.filter(posting=posting).delete()
        return False
    row = _row_of(posting, names)
    if not fulltext.write(posting.pk, row):
        SearchRow.objects.create(posting=posting, opened_at=opened_at)   # nobody else does: the posting is locked
        fulltext.write(posting.pk, row)
    return True


def _row_of(posting: Posting, names: Names) -> dict[str, Any]:
    steps = [str(step.get("text", "")) for step in posting.steps if isinstance(step, dict)]
    other = posting.other_words   # what the organization gave in the other language is found too
    body = [posting.need, posting.task, *map(str, posting.deliverables), *steps, posting.data_words, *names.shared,
            *(str(other.get(name, "")) for name in ("need", "task", "data_words")),
            *(str(line) for name in ("deliverables", "steps") for line in other.get(name, ()))]
    place = _place(names.prefecture, names.country)
    return {"title": index_words(f"{posting.title}\n{other.get('title', '')}"), "skills": _names("\n".join(names.skills), tokenizer_version()),
            "organization": _names("\n".join([names.organization, *names.causes, *place]), tokenizer_version()),
            "body": index_words("\n".join(body)), "tokenizer": tokenizer_version(),
            "led_to": [] if names.skills else list(led_to(posting).items()), "key_words": words_of(posting)}


@lru_cache(maxsize=1000)
def _names(text: str, _tokenizer: str) -> str:
    """Split names that many postings share, once in a process."""
    return index_words(text)


def _place(prefecture: str, country: str) -> Iterator[str]:
    """Where an organization is, in both languages."""
    yield from (prefecture, PREFECTURES.get(prefecture, ""))
    if country in countries("en"):
        yield from OVERSEAS
        yield from (countries(one).get(country, "") for one in ("ja", "en"))


@transaction.atomic
def index_organization(*, organization: Organization) -> int:
    """Bring an organization and its postings in line after its words, causes or state changed; return how many postings."""
    _index_organization(organization)
    return _index(organization.postings.filter(state=State.OPEN))


@transaction.atomic
def outdate_rows(*, of: type[Model], slugs: Collection[str]) -> int:
    """Mark the rows that hold the names of things whose words changed, for `renew_rows`; return how many.

    Thousands of postings may name one area: the worker writes them anew, meanwhile they are found by the old name.

    Args:
        of: what was changed: skill, area, template or field of activity; anything else is in no row.
        slugs: which of them.
    """
    return sum(rows.objects.filter(**{f"{way}__in": slugs}).update(tokenizer=OUTDATED) for rows, way in NAMED_BY.get(of, ()))


def outdated_postings() -> list[str]:
    """Return the keys of the open postings whose row is missing or made with other words than those of now."""
    return [str(pk) for pk in _wanted(only_stale=True).values_list("pk", flat=True)]


def renew_rows(*, keys: Collection[str]) -> int:
    """Write the rows of some postings anew, each in its own short transaction; return how many."""
    return _rebuild(Posting.objects.filter(pk__in=keys))


def _index_organization(organization: Organization) -> None:
    if not organization.is_verified:
        OrganizationRow.objects.filter(organization=organization).delete()
        return
    causes = [name for cause in organization.causes.all() for name in (cause.ja, cause.en)]
    words = index_words("\n".join([
        organization.name, organization.summary, organization.vision, organization.story, *causes, *_place(organization.prefecture, organization.country)]))
    OrganizationRow.objects.update_or_create(
        organization=organization, defaults={"words": f" {words} ", "tokenizer": tokenizer_version()})


def _index(postings: QuerySet[Posting]) -> int:
    found = list(postings)
    for posting in found:
        _index_one(posting, now())
    # At the end, because the counter stays locked until the transaction ends.
    note_change(postings=[posting.pk for posting in found])
    return len(found)


def rebuild_index(*, only_stale: bool = False, tell: Callable[[int, int], None] | None = None) -> int:
    """Write the row of every open posting anew, each in its own short transaction; drop rows that should not be.

    Args:
        only_stale: pass over rows made with the present dictionary and synonyms.
        tell: called with (done, all) after each posting.
    """
    with transaction.atomic():
        wrong = SearchRow.objects.exclude(posting__state=State.OPEN, posting__organization__state="verified")
        note_change(postings=list(wrong.values_list("posting", flat=True)))
        wrong.delete()
    return _rebuild(_wanted(only_stale=only_stale), tell)


def _wanted(*, only_stale: bool) -> QuerySet[Posting]:
    wanted = Posting.objects.filter(state=State.OPEN, organization__state="verified").order_by("pk")
    return wanted.exclude(search_row__tokenizer=tokenizer_version()) if only_stale else wanted


def _rebuild(wanted: QuerySet[Posting], tell: Callable[[int, int], None] | None = None) -> int:
    postings = list(wanted)
    for done, posting in enumerate(postings, 1):
        index_posting(posting=posting, opened_at=posting.published_at)
        if tell:
            tell(done, len(postings))
    return len(postings)


def rebuild_organizations(*, only_stale: bool = False) -> int:
    """Write the row of every verified organization anew, each in its own short transaction; return how many.

    Args:
        only_stale: pass over rows made with the present dictionary and synonyms.
    """
    wanted = organizations.public().order_by("pk")
    if only_stale:
        wanted = wanted.exclude(search_row__tokenizer=tokenizer_version())
    found = list(wanted)
    for organization in found:
        with transaction.atomic():
            _index_organization(organization)
    return len(found)
