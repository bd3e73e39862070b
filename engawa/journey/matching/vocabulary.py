"""The skills, areas and causes as search and fit need them, kept in the process until the vocabulary changes."""
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from engawa.base.text.language import in_reader_language
from engawa.journey.matching.fit import Links
from engawa.journey.skills.models import Area, Cause, Relation, Skill

# Every change by the desk or by a release makes an edition; the counts tell of what was written past them.
STATE = """SELECT (SELECT COUNT(*) FROM skills_skill), (SELECT MIN(slug) FROM skills_skill),
 (SELECT MAX(slug) FROM skills_skill), (SELECT COUNT(*) FROM skills_relation), (SELECT MAX(id) FROM skills_relation),
 (SELECT COUNT(*) FROM skills_area), (SELECT COUNT(*) FROM skills_cause),
 (SELECT MAX(id) FROM skills_edition)"""


@dataclass(frozen=True)
class Vocabulary:
    """Names in both languages by slug, and how near skills are to each other."""

    skills: Mapping[str, tuple[str, str]]
    areas: Mapping[str, tuple[str, str]]
    causes: Mapping[str, tuple[str, str]]
    links: Links

    def skill(self, slug: str) -> str:
        """Name a skill in the reader's language."""
        return in_reader_language(*self.skills.get(slug, (slug, slug)))

    def area(self, slug: str) -> str:
        """Name an area in the reader's language."""
        return in_reader_language(*self.areas.get(slug, (slug, slug)))

    def cause(self, slug: str) -> str:
        """Name a cause in the reader's language."""
        return in_reader_language(*self.causes.get(slug, (slug, slug)))


_kept: dict[tuple[object, ...], Vocabulary] = {}


def vocabulary() -> Vocabulary:
    """Return the vocabulary of now; one query when it is unchanged."""
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        state = tuple(cursor.fetchone())
    if state not in _kept:
        _kept.clear()
        _kept[state] = _read()
    return _kept[state]


def _read() -> Vocabulary:
    skills = list(Skill.objects.values_list("slug", "ja", "en", "group_id"))
    rows = list(Relation.objects.values_list("kind", "source_id", "target_id", "weight"))
    return Vocabulary(
        skills={slug: (ja, en) for slug, ja, en, _group in skills},
        areas={slug: (ja, en) for slug, ja, en in Area.objects.filter(is_seed=True).values_list("slug", "ja", "en")},
        causes={slug: (ja, en) for slug, ja, en in Cause.objects.values_list("slug", "ja", "en")},
        links=Links.of(
            [row[1:] for row in rows if row[0] == Relation.Kind.TRANSFER],
            [row[1:] for row in rows if row[0] == Relation.Kind.RELATED],
            {slug: group for slug, _ja, _en, group in skills}))
