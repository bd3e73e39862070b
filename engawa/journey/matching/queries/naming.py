"""The names in other tables that a posting is found by, all in one question put as it is: building it would take longer than its answer."""
from dataclasses import dataclass
from typing import Any

from django.db import connection

from engawa.journey.matching import fulltext
from engawa.journey.organizations.models import State
from engawa.journey.postings.models import Posting

USUAL_WORDS = 16
# Of the words people search a skill by: the usual ones, which stand first, and those the desk added. The many others
# (machines, products, ranks) serve the reading of careers; here they would only fill the index.
NAMES = """
SELECT 'organization' AS part, 0 AS place, name AS one, prefecture AS two, country AS three
  FROM organizations_organization WHERE id = %(organization)s AND state = %(verified)s
UNION ALL SELECT 'cause', position, ja, en, '' FROM skills_cause
  JOIN organizations_organization_causes ON cause_id = slug WHERE organization_id = %(organization)s
UNION ALL SELECT 'area', 0, ja, en, '' FROM skills_area WHERE slug = %(area)s
UNION ALL SELECT 'template', 0, title_ja, title_en, '' FROM postings_template WHERE slug = %(template)s
UNION ALL SELECT 'skill', 0, ja, en, '' FROM skills_skill WHERE slug IN (SELECT skill_id FROM postings_postingskill WHERE posting_id = %(posting)s)
UNION ALL SELECT 'word', place, text, '', '' FROM (
  SELECT text, added_at, row_number() OVER (PARTITION BY skill_id ORDER BY id) AS place FROM skills_alias
  WHERE NOT is_ambiguous AND skill_id IN (SELECT skill_id FROM postings_postingskill WHERE posting_id = %(posting)s)) AS words
  WHERE place <= %(usual)s OR added_at IS NOT NULL
ORDER BY part, place, one"""


@dataclass(frozen=True)
class Names:
    """Names in both languages: `skills` with the words they are searched by, the house with its `prefecture` and `country`."""

    organization: str
    prefecture: str
    country: str
    causes: tuple[str, ...]
    skills: tuple[str, ...]
    shared: tuple[str, ...]


def names_of(posting: Posting) -> Names | None:
    """Return what a posting is found by beside its own words; `shared` are those of its area and template. None: its organization is not verified."""
    in_sql = fulltext.key_in_sql
    with connection.cursor() as cursor:
        cursor.execute(NAMES, {"posting": in_sql(posting.pk), "organization": in_sql(posting.organization_id), "verified": State.VERIFIED,
                               "area": posting.area_id, "template": posting.template_id or "", "usual": USUAL_WORDS})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    house = next((row[2:] for row in rows if row[0] == "organization"), None)
    return Names(*house, *(_texts(rows, *parts) for parts in (("cause",), ("skill", "word"), ("area", "template")))) if house else None


def _texts(rows: list[tuple[Any, ...]], *parts: str) -> tuple[str, ...]:
    return tuple(text for part, _place, *texts in rows if part in parts for text in texts if text)
