"""Questions to a list of postings, without a database: words and conditions are read as on the search page; every posting is put in order."""
from collections.abc import Sequence
from functools import cache

from engawa.base.text.jsonlines import Row
from engawa.journey.matching.lists.fields import DAYS_A_WEEK, data_of, hours_of, language_of, period_of, words_of
from engawa.journey.matching.lists.reading import Tell, asked_of, joined, pass_over, taken
from engawa.journey.matching.lists.week import blocks_of_week, week_of
from engawa.journey.matching.normaliser import index_words
from engawa.journey.matching.ranking import Facts, Index, Text
from engawa.journey.postings.needs_in_files import templates
from engawa.journey.skills.reference import read_data

# From this share of the first template on, its title stands among the words of a posting, as on the search page.
LIKELY = 0.9


def index_of(rows: Sequence[Row]) -> Index:
    """Prepare the postings of a list for questions."""
    return Index.of([text_of(row) for row in rows])


def text_of(row: Row, tell: Tell = pass_over) -> Text:
    """Make of a line what is searched. What the product itself adds is split into words once, not with every posting."""
    title, text, area = (taken(row, field, words_of, tell) for field in ("title", "body", "area"))
    demands, nearness = asked_of(f"{title}\n{text}", area)
    likely = [slug for slug, near in nearness.items() if near >= LIKELY]
    named = " ".join(_skill_words(skill) for skill, weight in demands.items() if weight >= 1)
    body = " ".join([index_words(text), _area_words(area), *map(_template_words, likely)])
    return Text(row["id"], index_words(title), named, index_words(joined(row, tell, "npo", "cause")), body, _facts(row, tell))


def _facts(row: Row, tell: Tell) -> Facts:
    start, end = taken(row, "period", period_of, tell)
    weeks = (end - start).days / DAYS_A_WEEK if start and end and end > start else None
    return Facts(taken(row, "hours_per_week", hours_of, tell), weeks, blocks_of_week(taken(row, "meeting_slots", week_of, tell)),
                 taken(row, "language", language_of, tell), taken(row, "confidentiality", data_of, tell), start)


@cache
def _skill_words(skill: str) -> str:
    return index_words("\n".join(_names()[skill]))


@cache
def _template_words(slug: str) -> str:
    return index_words(templates()[slug]["title"]["ja"])


@cache
def _area_words(slug: str) -> str:
    return index_words("\n".join(_areas().get(slug, ())))


@cache
def _names() -> dict[str, tuple[str, str]]:
    return {row["slug"]: (row["ja"], row["en"]) for row in read_data("engawa.journey.skills", "skills.yaml")["skills"]}


@cache
def _areas() -> dict[str, tuple[str, str]]:
    return {row["slug"]: (row["ja"], row["en"]) for row in read_data("engawa.journey.skills", "skills.yaml")["areas"]}
