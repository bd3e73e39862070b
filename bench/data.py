"""Made-up postings and people for the benchmarks: always the same for the same seed.

The market of performance.md §2: 400 skills on 40 shelves, some far more usual than others; 3 to 15 of them on either side.
Words (what a posting is about, what a career holds) have only the people and postings that are asked for with them: the peers
read skills alone, so the ways they are compared with get people without words.
"""
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from math import log

from engawa.journey.matching import fit, scan

AT = datetime(2026, 11, 27, 3, tzinfo=UTC)
SKILLS = [f"skill-{n:03}" for n in range(400)]
CAUSES = [f"cause-{n:02}" for n in range(20)]
SHELF = 10
USUAL = list(accumulate((n + 1) ** -.8 for n in range(len(SKILLS))))   # how often each skill is meant, added up
GRIDS = 200
# A vocabulary of which every word is as usual as its place allows (Zipf). A career holds so many; a posting so many, and is about
# those that tell most, the rarest. So a person and a posting share 1.5 words, which say .037 of the posting; in the graded lists
# (tests/data/finding/building) it is 1.2 and .036. If postings were about any words, it would be 8.
WORDS = [f"word-{n:04}" for n in range(4_000)]
USUAL_WORDS = list(accumulate(1 / (n + 1) for n in range(len(WORDS))))
WORDS_A_TEXT, WORDS_A_POSTING, WORDS_A_PERSON = 48, 32, 60


def codes() -> scan.Codes:
    """Number the skills and causes."""
    return scan.Codes.of(SKILLS, CAUSES)


def links(seed: int = 1) -> fit.Links:
    """Make two relations for each skill and a transfer for every third."""
    rnd = random.Random(seed)
    return fit.Links.of(
        transfer=[(skill, rnd.choice(SKILLS), .7) for skill in SKILLS[::3]],
        related=[(skill, rnd.choice(SKILLS), .5) for skill in SKILLS for _n in range(2)],
        groups={skill: f"shelf-{n // SHELF}" for n, skill in enumerate(SKILLS)})


def _some_skills(rnd: random.Random) -> list[str]:
    return list(dict.fromkeys(rnd.choices(SKILLS, cum_weights=USUAL, k=rnd.randint(3, 15))))


def _grids(rnd: random.Random) -> list[frozenset[int]]:
    return [frozenset(rnd.sample(range(84), rnd.randint(3, 20))) for _n in range(GRIDS)]


def _some_words(rnd: random.Random, count: int) -> list[int]:
    """Return the places of so many different words."""
    found: dict[int, None] = {}
    while len(found) < count:
        found |= dict.fromkeys(rnd.choices(range(len(WORDS)), cum_weights=USUAL_WORDS, k=count))
    return list(found)[:count]


def _about(rnd: random.Random) -> tuple[tuple[str, float], ...]:
    """Return the words a posting is about: the rarest of its text, the rarer the more each says; the shares make 1."""
    places = sorted(_some_words(rnd, WORDS_A_TEXT), reverse=True)[:WORDS_A_POSTING]
    whole = sum(log(place + 2) for place in places)
    return tuple((WORDS[place], log(place + 2) / whole) for place in places)


def rows(count: int, seed: int = 2, *, words: bool = False) -> Iterator[scan.Row]:
    """Make open postings; on one of four somebody waits. With words they are the same, and about something as well."""
    rnd, rnd_words = random.Random(seed), random.Random(seed)
    grids = _grids(rnd)
    for _n in range(count):
        yield scan.Row(fit.Work(
            demands=tuple(fit.Demand(skill, rnd.randint(1, 4), rnd.random() < .6) for skill in _some_skills(rnd)),
            contact=rnd.choice(grids), zone=rnd.choice(["Asia/Tokyo"] * 9 + ["Europe/Berlin"]), hours=rnd.choice([None, 1, 2, 3, 4, 6, 8]),
            language=rnd.choice(["ja"] * 9 + ["en"]), causes=frozenset(rnd.sample(CAUSES, rnd.randint(1, 3))),
            starts_on=rnd.choice([None, AT.date() + timedelta(days=rnd.randint(0, 90))]), weeks=rnd.choice([None, 4, 8, 12, 26]),
            data=rnd.choice(["none", "internal", "personal"]), seats=rnd.randint(1, 3), organization=rnd.randrange(max(1, count // 3)),
            words=_about(rnd_words) if words else ()),
            rnd.choice([0.0, 0.0, 0.0, float(rnd.randint(1, 5))]), AT - timedelta(days=rnd.randint(0, 30)))


def people(count: int, seed: int = 3, *, words: bool = False) -> Iterator[fit.Person]:
    """Make participants. With words they are the same, and their careers hold some."""
    rnd, rnd_words = random.Random(seed), random.Random(seed)
    grids = _grids(rnd)
    for _n in range(count):
        yield fit.Person(
            skills=tuple(fit.Held(skill, rnd.randint(1, 5), rnd.choice([1.0, .9, .75])) for skill in _some_skills(rnd)),
            free=rnd.choice(grids), hours=rnd.choice([None, 2, 4, 8]),
            languages={"ja": "native", "en": rnd.choice(["", "conversation", "business"])},
            causes=frozenset(rnd.sample(CAUSES, rnd.randint(0, 3))), wishes=frozenset(rnd.sample(SKILLS, rnd.randint(0, 2))),
            starts_on=rnd.choice([None, date(2026, 12, 15)]), months=rnd.choice([None, 3, 6]), practised=rnd.choice([None, True, False]),
            avoids=frozenset(rnd.sample(range(1000), rnd.randint(0, 2))),
            words=frozenset(WORDS[place] for place in _some_words(rnd_words, WORDS_A_PERSON)) if words else frozenset())
