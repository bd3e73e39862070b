"""Questions to a list of postings, without a database: words and conditions are read as on the search page; every posting is put in order."""
from collections.abc import Sequence
from functools import cache
from typing import Any

from engawa.base.text.jsonlines import Row
from engawa.journey.matching.lists.reading import blocks_of_week, day_of, offer_of
from engawa.journey.matching.normaliser import index_words
from engawa.journey.matching.ranking import Facts, Index, Text
from engawa.journey.postings.needs_in_files import templates
from engawa.journey.skills.reference import read_data

# From this share of the first template on, its title stands among the words of a posting, as on the search page.
LIKELY = 0.8
DAYS_A_WEEK = 7


def index_of(rows: Sequence[Row]) -> Index:
    """Prepare the postings of a list for questions."""
    return Index.of([_text_of(row) for row in rows])


def _text_of(row: Row) -> Text:
    offer = offer_of(row)
    likely = [slug for slug, near in offer.nearness.items() if near >= LIKELY]
    named = "\n".join(f"{_names()[skill][0]}\n{_names()[skill][1]}" for skill, weight in offer.demands.items() if weight >= 1)
    area = _areas().get(str(row.get("area")), ("", ""))
    body = "\n".join([str(row.get("body") or ""), *area, *(templates()[slug]["title"]["ja"] for slug in likely)])
    organization = f"{row.get('npo') or ''}\n{row.get('cause') or ''}"
    return Text(row["id"], index_words(str(row.get("title") or "")), index_words(named), index_words(organization), index_words(body),
                _facts(row, offer.week, offer.hours))


def _facts(row: Row, week: int, hours: float | None) -> Facts:
    period: Any = row.get("period")
    period = period if isinstance(period, dict) else {}
    start, end = day_of(period.get("start")), day_of(period.get("end"))
    weeks = (end - start).days / DAYS_A_WEEK if start and end and end > start else None
    return Facts(hours, weeks, blocks_of_week(week), str(row["language"]) if row.get("language") else None,
                 str(row["confidentiality"]) if row.get("confidentiality") else None, start)


@cache
def _names() -> dict[str, tuple[str, str]]:
    return {row["slug"]: (row["ja"], row["en"]) for row in read_data("engawa.journey.skills", "skills.yaml")["skills"]}


@cache
def _areas() -> dict[str, tuple[str, str]]:
    return {row["slug"]: (row["ja"], row["en"]) for row in read_data("engawa.journey.skills", "skills.yaml")["areas"]}
